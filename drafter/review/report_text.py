"""The review as Markdown, to file beside the technical one."""

from datetime import datetime

from drafter.review.report import Figures, Report

SHOWN = {
    "messages": "Messages",
    "first_message_minutes": "Minutes to the first message",
    "biggest_gap_minutes": "Longest silence, minutes",
    "too_long_gaps": "Intervals longer than promised",
    "promises_kept": "Promises kept",
    "promises_broken": "Promises broken",
    "withdrawn": "Messages withdrawn",
    "contacts": "Customer contacts",
    "cold_reader": "Reader's five questions answered, of 100",
}


def markdown(report: Report) -> str:
    """Return the review as Markdown; times are UTC."""
    picture = report.timeline
    lines = [
        f"# Communication review: {_plain(report.title)}",
        "",
        f"From {_clock(picture.start)} ({picture.start_basis}) to {_clock(picture.end)}"
        f"{'' if picture.over else ', not over yet'}. This page is about what was said; it goes beside the"
        " technical review.",
        "",
        "## Figures",
        "",
    ]
    lines += _figures(report)
    lines += [
        "",
        "## Intervals",
        "",
        "| from | to | minutes | allowed | contacts | why |",
        "|---|---|---|---|---|---|",
    ]
    looks = {one.cause: one.looks_like for one in report.advice}
    for gap in picture.gaps:
        mark = " **longest**" if gap.biggest else ""
        lines.append(
            f"| {_clock(gap.start)} | {_clock(gap.end)} | {gap.minutes}{mark} | {gap.allowed_minutes}"
            f" | {gap.contacts or ''} | {looks.get(gap.cause, '')} |"
        )
    if report.promises:
        lines += ["", "## Promises", "", "| made | promised | due | how it ended |", "|---|---|---|---|"]
    for one in report.promises:
        lines.append(
            f"| {_clock(one.made_at)} | {_plain(one.text)} | {_clock(one.due_at) if one.due_at else '–'}"
            f" | {one.standing} |"
        )
    lines += ["", "## Messages", ""]
    for message in picture.messages:
        wrong = " (withdrawn)" if message.withdrawn else ""
        lines += [
            f"**{_clock(message.at)}** {message.audience}, {', '.join(map(_plain, message.channels))}{wrong}",
            "",
            *(f"> {line}".rstrip() for line in message.text.splitlines()),
            "",
        ]
    lines += ["## Questions", ""]
    for answer in report.answers:
        lines += [f"**{answer.question}**", "", _plain(answer.answer) or "*To talk about.*", ""]
    lines += ["## Why, and what to do", ""]
    for advice in report.advice:
        where = f"{advice.minutes} min: {', '.join(advice.gaps)}"
        lines.append(f"- {advice.looks_like} ({where}) {advice.recommendation}")
    if not report.advice:
        lines.append("No interval was longer than promised.")
    lines += ["", "## Actions", ""]
    for action in report.actions:
        box = "x" if action.done else " "
        lines.append(f"- [{box}] {_plain(action.text)} ({_plain(action.owner)}, {action.due})")
    if report.actions_warning:
        lines.append(report.actions_warning)
    if report.comments:
        lines += ["", "## What readers wrote", "", *(f"> {_plain(said)}" for said in report.comments)]
    return "\n".join(lines).rstrip() + "\n"


def _figures(report: Report) -> list[str]:
    past = report.compared
    head = "| | this one |" + "".join(f" {_plain(one.title)} |" for one in past)
    rule = "|---|---|" + "---|" * len(past)
    rows = [head, rule]
    for name, label in SHOWN.items():
        cells = [_value(report.figures, name), *(_value(one.figures, name) for one in past)]
        rows.append(f"| {label} | " + " | ".join(cells) + " |")
    return rows


def _value(figures: Figures, name: str) -> str:
    value = getattr(figures, name)
    return "–" if value is None else str(value)


def _clock(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"


def _plain(text: str) -> str:
    """Return people's words so that they stay words in Markdown: one line, no cell or tag of their own."""
    return " ".join(text.replace("|", "\\|").replace("<", "&lt;").split())
