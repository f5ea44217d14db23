"""CON004 term-drift: several words for one thing."""

from collections.abc import Iterator

from drafter.checks.lint.pattern import words
from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule

TROUBLE = (
    "outage",
    "event",
    "incident",
    "issue",
    "problem",
    "disruption",
    "degradation",
    "failure",
    "interruption",
    "fault",
    "malfunction",
    "glitch",
    "downtime",
    "difficulty",
    "breakdown",
)
FORMS = {form: name for name in TROUBLE for form in (name, name + "s", name[:-1] + "ies")}
SAME = (  # names of one feature, as tokens or as two words
    words("sign-in signin login log-in logon log-on authentication"),
    words("checkout check-out"),
)
DETERMINERS = words("the this that an a our these")


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield the last new word when the text has used more names for the trouble, or two for one feature, than
    allowed.
    """
    yield from _features(document)
    present = FORMS.keys() & document.vocabulary
    most = context.option("CON004", "names")
    if len({FORMS[form] for form in present}) <= most:
        return
    positions, words = document.positions, document.tokens.words
    first: dict[str, int] = {}
    for form in present:
        for at in positions[form]:
            if at and (words[at - 1] in DETERMINERS or (at > 1 and words[at - 2] in DETERMINERS)):
                first[FORMS[form]] = min(at, first.get(FORMS[form], at))
                break
    used = sorted((at, name) for name, at in first.items())
    names = [name for _, name in used]
    if len(names) <= most:
        return
    at = used[-1][0]
    yield Hit(
        document.tokens.starts[at],
        document.tokens.ends[at],
        f"The same thing is called {', '.join(repr(name) for name in names)}. Choose one word, best "
        f"the symptom itself.",
    )


def _features(document: Document) -> Iterator[Hit]:
    """Yield the second name of a feature; the hyphen of "sign-in" and "log-in" is read, verbs are not."""
    words, starts, ends, lower = (
        document.tokens.words,
        document.tokens.starts,
        document.tokens.ends,
        document.lower,
    )
    for names in SAME:
        first: dict[str, tuple[int, int]] = {}
        for word in {name.partition("-")[0] for name in names} & document.vocabulary:
            for at in document.positions[word]:
                whole = word
                if at + 1 < len(words) and lower[ends[at] : starts[at + 1]] == "-":
                    whole = f"{word}-{words[at + 1]}"
                if whole in names:
                    first.setdefault(whole.replace("-", ""), (starts[at], starts[at] + len(whole)))
        if len(first) > 1:
            start, end = max(first.values())
            called = ", ".join(repr(lower[a:b]) for a, b in sorted(first.values()))
            yield Hit(start, end, f"One feature is called {called}. Choose the name readers see on the page.")


RULE = Rule(
    code="CON004",
    name="term-drift",
    severity="info",
    audiences="CSXP",
    kind="document",
    summary="several words for one thing: issue, incident, outage, event",
    why="A new word makes readers look for a second trouble.",
    source="plainlanguage.gov, use the same terms consistently",
    check=check,
    options=(Option("names", 2, "words for the trouble one text may use"),),
    flags=(
        "The outage began at noon. This incident hit Spain. The disruption ended at 15:00 UTC.",
        "An issue stopped all calls. The event lasted an hour. The problem is gone.",
        "The fault hit mail first. The failure then spread. This issue is over.",
    ),
    passes=(
        "The outage began at noon; an event page for it is online.",
        "Calls dropped from noon to 15:00 UTC. Calls work now.",
        "The outage began at noon. The outage ended at 15:00 UTC.",
    ),
)
