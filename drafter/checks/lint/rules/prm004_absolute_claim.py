"""PRM004 absolute-claim: "no data was lost", "100 %", "guarantee", with nothing that confirms it."""

from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.rule import Context, Document, Example, Hit, Option, Rule

CONFIRMED = Pattern(
    r"\b(?:we (?:have )?(?:checked|compared|counted|confirmed|verified|found no|tested|audited|looked "
    r"at)|(?:checked|compared|confirmed|verified|tested) (?:against|by|that|all|every|each|with)|"
    r"our (?:checks|tests|logs|records) show|so far|as far as we|has been (?:checked|confirmed|verified))\b"
)
AFTER_WORK = ("no data was lost", "no data has been lost", "no data loss", "no data were lost")


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each absolute claim, unless its sentence or the next says how it was confirmed."""
    lower = document.lower
    for match in document.phrases("PRM004"):
        sentence = document.sentence_at(match.start)
        start, end = (sentence.start, sentence.end) if sentence else (match.start, match.end)
        if context.option("PRM004", "confirmed_excuses") and CONFIRMED.search(
            lower, max(0, start - 80), min(len(lower), end + 80)
        ):
            continue
        if context.stage == "resolved" and match.words.lower().startswith(AFTER_WORK):
            continue
        yield match.hit(
            "{words} leaves no room, and nothing says how you know. Say what was checked: 'We "
            "compared all 312 accounts and "
            "found no lost data', or 'no sign of lost data so far'."
        )


RULE = Rule(
    code="PRM004",
    name="absolute-claim",
    severity="warn",
    audiences="CXP",
    kind="phrase",
    summary="no data was lost, all, completely, 100 %, zero impact, guarantee, with nothing that confirms it",
    why="One counter-example makes the whole text untrue.",
    source="Incident response from the eyes of the customer (false updates); a rule of our own",
    check=check,
    options=(Option("confirmed_excuses", True, "let a claim pass whose sentence says how it was checked"),),
    flags=(
        "Your files are completely safe.",
        "We guarantee that orders arrive.",
        "There is absolutely no risk for your card.",
    ),
    passes=(
        "We cannot guarantee a date yet.",
        "We compared all 312 accounts with the copy of 08:00 UTC: no data was lost.",
        Example("Phones work since 12:05 UTC. No data was lost.", stage="resolved"),
    ),
)
