"""`drafter draft`: notes and a map in, drafts with their evidence out."""

import json

import click

from drafter.cli.options import calendar_day, moment, notes_options, read_bytes, system_map_of
from drafter.core.draft import Draft, DraftSet
from drafter.pipeline import draft


@click.command(name="draft")
@click.argument("notes", metavar="NOTES")
@click.option("--audience", "-a", "audiences", multiple=True, help="Repeat for several. Default: all.")
@click.option("--evidence", "-e", is_flag=True, help="Show under each sentence the notes it rests on.")
@notes_options
def command(
    notes: str,
    audiences: tuple[str, ...],
    evidence: bool,
    map_path: str | None,
    zone: str | None,
    day: str | None,
    as_of: str | None,
    next_update: str | None,
    output: str,
) -> int:
    """Turn NOTES (a file, or - for standard input) into one draft per audience.

    Exit code 0 when no draft has a blocking finding, 1 when one has.
    """
    result = draft(
        read_bytes(notes),
        system_map_of(map_path),
        audiences=audiences or None,
        as_of=moment(as_of, "--as-of"),
        next_update_at=moment(next_update, "--next-update"),
        zone=zone,
        day=calendar_day(day),
    )
    click.echo(
        json.dumps(result.as_dict(), indent=2, ensure_ascii=False)
        if output == "json"
        else page(result, evidence)
    )
    return int(any(one.blocked for one in result.drafts))


def page(result: DraftSet, evidence: bool = False) -> str:
    """Return the drafts as a page for people, the questions for the commander last."""
    parts = [block(one, evidence) for one in result.drafts]
    if result.map_orders:
        shown = "\n".join(f"  - {order}" for order in result.map_orders)
        parts.append(f"The map holds texts that give orders; they were not used\n{shown}")
    if result.sheet.conflicts:
        parts.append("The notes disagree\n" + "\n".join(f"  - {c.about}" for c in result.sheet.conflicts))
    if result.sheet.questions:
        asked = "\n".join(f"  {n}. {q.text}" for n, q in enumerate(result.sheet.questions, 1))
        parts.append(f"Ask the incident commander\n{asked}")
    return "\n\n".join(parts)


def block(one: Draft, evidence: bool) -> str:
    """Return one draft with its heading, findings and scores."""
    lines = [f"== {one.audience} ({one.stage}) " + "=" * max(4, 60 - len(one.audience) - len(one.stage))]
    if one.subject:
        lines.append(f"Subject: {one.subject}")
    lines.append(one.text)
    if evidence:
        for sentence in one.sentences:
            basis = ", ".join(str(line) for line in sentence.lines) or ("policy" if sentence.policy else "")
            basis = basis or (
                ", ".join(sentence.unknowns) and f"not in the notes: {', '.join(sentence.unknowns)}"
            )
            lines.append(f"    [{basis or 'map'}] {sentence.text}")
    for finding in one.findings:
        lines.append(f"  {finding.severity:5} {finding.rule} {finding.name}: {finding.message}")
    if one.scores:
        grade = "too short to grade" if one.scores.grade is None else f"grade {one.scores.grade:.1f}"
        scores = one.scores
        lines.append(
            f"  complete {scores.completeness} · grounded {scores.grounding} · clear {scores.clarity}"
            f" · {grade} · {scores.words} words"
        )
    return "\n".join(lines)
