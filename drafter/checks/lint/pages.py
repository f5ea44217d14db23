"""What a rule says about itself: for `--explain`, and as a page of the documentation."""

from collections.abc import Iterable

from drafter.checks.lint.rule import Example, Rule

READERS = {"C": "customers", "S": "support", "X": "executives", "E": "engineers", "P": "postmortem readers"}
FAMILIES = {
    "STR": "Structure: what an update must hold",
    "TIM": "Time",
    "VAG": "Vagueness",
    "TON": "Tone",
    "JAR": "Jargon",
    "LEK": "Leaks",
    "BLM": "Blame",
    "PRM": "Promises",
    "CON": "Consistency",
    "CLR": "Plain language",
    "LNT": "The linter itself",
}
_SEVERITY = {"block": "stops the text", "warn": "should be looked at", "info": "worth knowing"}
_CONTEXT = (
    "audience", "stage", "channel", "now", "previous", "promised_at", "next_update_at", "title", "severity",
    "cadence_min",
)  # fmt: skip


def readers_of(rule: Rule) -> str:
    """Return the readers a rule speaks for, in words."""
    return ", ".join(READERS[letter] for letter in rule.audiences)


def _condition(example: Example) -> str:
    """Return the context of an example in words, empty when it has none."""
    parts = [f"{key.replace('_', ' ')}: {value}" for key in _CONTEXT if (value := getattr(example, key))]
    parts += [f"{name} = {value!r}" for name, value in (example.options or {}).items()]
    if example.system_map:
        import json

        parts.append(f"system map: {json.dumps(example.system_map, ensure_ascii=False)}")
    return "; ".join(parts)


def _indented(text: str, by: str) -> str:
    return "\n".join((by + line).rstrip() for line in text.split("\n"))


def explain(rule: Rule) -> str:
    """Return the rule as plain text for a terminal."""
    rows = [
        f"{rule.code} {rule.name} ({rule.severity}: {_SEVERITY[rule.severity]})",
        "",
        f"Flags: {rule.summary}",
        f"Why: {rule.why}",
        f"For: {readers_of(rule)}",
        *([f"Needs: {', '.join(rule.needs)}"] if rule.needs else []),
        *([] if rule.default else ["Off unless selected by its code, its name or ALL."]),
        *([f"Fix: {rule.fixable}"] if rule.fixable != "no" else []),
        f"Source: {rule.source}",
    ]
    if rule.options:
        rows += ["", "Options:"]
        rows += [f"  {option.name} (default {option.default!r}): {option.help}" for option in rule.options]
    for title, which in (("Flagged:", "flags"), ("Fine:", "passes")):
        rows += ["", title]
        for example in rule.examples("flags" if which == "flags" else "passes"):
            condition = _condition(example)
            rows += [_indented(example.text, "  | "), *([f"    ({condition})"] if condition else []), ""]
        rows.pop()
    return "\n".join(rows)


def _fenced(example: Example) -> list[str]:
    """Return one example as a fenced block; the fence is longer than any inside."""
    fence = "```"
    while fence in example.text:
        fence += "`"
    condition = _condition(example)
    head = [f"*{condition}*", ""] if condition else []
    return [*head, f"{fence}text", example.text, fence, ""]


def page(rule: Rule) -> str:
    """Return the documentation page of one rule in Markdown."""
    facts = [
        ("severity", f"{rule.severity}: {_SEVERITY[rule.severity]}"),
        ("readers", readers_of(rule)),
        ("kind", rule.kind),
        ("default", "on" if rule.default else "off: select it by its code, its name or `ALL`"),
        ("fix", {"no": "by hand", "safe": "`--fix`", "unsafe": "`--fix --unsafe-fixes`"}[rule.fixable]),
    ]
    if rule.needs:
        facts.append(("needs", ", ".join(f"`{need}`" for need in rule.needs)))
    rows = [f"# {rule.code} {rule.name}", "", f"Flags {rule.summary}.".replace("..", "."), ""]
    rows += [f"- **{name}**: {value}" for name, value in facts]
    rows += ["", "## Why", "", rule.why, "", "## Flagged", ""]
    for example in rule.examples("flags"):
        rows += _fenced(example)
    rows += ["## Fine", ""]
    for example in rule.examples("passes"):
        rows += _fenced(example)
    if rule.options:
        rows += ["## Options", "", f"In `drafter.toml`, under `[lint.options.{rule.code}]`:", ""]
        rows += [
            f"- `{option.name}` (default `{option.default!r}`): {option.help}" for option in rule.options
        ]
        rows.append("")
    rows += ["## Source", "", f"{rule.source.rstrip('.')}.", ""]
    return "\n".join(rows)


def index(rules: Iterable[Rule]) -> str:
    """Return the index page: all rules by family."""
    rows = [
        "# The rules of `drafter lint`",
        "",
        "Written by `drafter rules --docs docs/rules`; do not edit.",
        "",
    ]
    family = ""
    for rule in rules:
        if rule.code[:3] != family:
            family = rule.code[:3]
            rows += [
                *([""] if rows[-1] else []),
                f"## {family}: {FAMILIES.get(family, family)}",
                "",
                "| code | name | severity | readers | flags |",
                "|---|---|---|---|---|",
            ]
        name = rule.name if rule.default else f"{rule.name} (off by default)"
        summary = rule.summary.replace("|", "\\|")
        cells = (f"[{rule.code}]({rule.code}.md)", name, rule.severity, rule.audiences, summary)
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join([*rows, "", "Readers: " + ", ".join(f"{k} {v}" for k, v in READERS.items()) + ".", ""])


def pages(rules: Iterable[Rule]) -> dict[str, str]:
    """Return every page by file name."""
    listed = list(rules)
    return {"index.md": index(listed)} | {f"{rule.code}.md": page(rule) for rule in listed}


def as_dict(rule: Rule) -> dict[str, object]:
    """Return a rule for programs: everything but its function."""
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity,
        "audiences": list(rule.audiences),
        "kind": rule.kind,
        "summary": rule.summary,
        "why": rule.why,
        "source": rule.source,
        "default": rule.default,
        "fixable": rule.fixable,
        "needs": list(rule.needs),
        "options": [{"name": o.name, "default": _plain(o.default), "help": o.help} for o in rule.options],
        "flags": [_shape(example) for example in rule.examples("flags")],
        "passes": [_shape(example) for example in rule.examples("passes")],
    }


def _plain(value: object) -> object:
    return (
        sorted(value) if isinstance(value, frozenset) else list(value) if isinstance(value, tuple) else value
    )


def _shape(example: Example) -> dict[str, object]:
    fields = ("text", *_CONTEXT, "system_map", "options")
    return {name: value for name in fields if (value := getattr(example, name))}
