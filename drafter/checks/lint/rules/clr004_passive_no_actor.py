"""CLR004 passive-no-actor: a passive that hides who acts, where the reader wants to know it."""

from collections.abc import Iterator

from drafter.checks.lint.pattern import words
from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule

ALONE = words(
    "added addressed agreed alerted analysed analyzed applied approved arranged assessed assigned blocked "
    "built cancelled canceled changed checked chosen cleaned cleared collected communicated compared "
    "concluded "
    "conducted configured considered contacted copied corrected counted credited decided deleted deployed "
    "determined developed diagnosed disabled enabled engaged erased escalated evaluated examined extended "
    "fixed handled hired identified implemented increased informed initiated inspected installed introduced "
    "investigated laid launched lowered made measured merged migrated mitigated monitored moved notified "
    "optimised optimized ordered patched paused performed planned posted prepared provided published pushed "
    "raised rebooted rebuilt reconfigured rectified redirected reduced refunded released remediated "
    "removed repaid repaired replaced rerouted reset resolved restarted restored reversed reverted "
    "reviewed scheduled "
    "shared started suspended switched taken tested traced transferred tuned unblocked undertaken updated "
    "upgraded validated verified withdrawn"
)
WITH = {  # verbs of ours only with one of these words behind them
    "added": ("back",), "brought": ("back", "in"), "called": ("in",), "carried": ("out",), "dealt": ("with",),
    "given": ("back",), "looked": ("into", "at"), "paid": ("back",), "put": ("in place",),
    "rolled": ("out", "back"), "set": ("up",), "shut": ("down",), "turned": ("off",), "worked": ("on",),
}  # fmt: skip
PARTICIPLES = ALONE | frozenset(WITH)
BE = words("is are was were be been being")
AUXILIARY = BE | words("has have had will")
BETWEEN = words("now also currently already still immediately quickly successfully fully actively re")


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each passive of a verb of ours without "by"; passives of symptoms stay ("emails are delayed")."""
    if context.reader == "P" and not context.option("CLR004", "reviews"):
        return
    present = PARTICIPLES & document.vocabulary
    if not present or BE.isdisjoint(document.vocabulary):
        return
    starts, lower = document.tokens.starts, document.lower
    for at in sorted(document.positions.of(present, PARTICIPLES)):
        first = _first(document, at)
        end = _end(document, at)
        if first is None or end is None:
            continue
        sentence = document.sentence_at(starts[first])
        if sentence is None or " by " in lower[end : min(sentence.end, end + 24)]:
            continue
        said = document.text[starts[first] : end]
        yield Hit(starts[first], end, f"{said!r} does not say who acts. Say it: 'We are installing a fix.'")


def _first(document: Document, at: int) -> int | None:
    """Return the first word of the passive whose participle stands at `at`: "has been", "is now being"."""
    words, starts, ends, lower = (
        document.tokens.words, document.tokens.starts, document.tokens.ends, document.lower,
    )  # fmt: skip
    first = at
    found = None
    while first > 0 and lower[ends[first - 1] : starts[first]] in (" ", "\n", "-"):
        first -= 1
        if words[first] in BE:
            found = first
        elif words[first] not in (BETWEEN if found is None else AUXILIARY | BETWEEN):
            break
        elif found is not None and words[first] in AUXILIARY:
            found = first
    return found


def _end(document: Document, at: int) -> int | None:
    """Return where the passive ends; None for a verb that is ours only with another word behind it."""
    end = document.tokens.ends[at]
    word = document.tokens.words[at]
    for particle in WITH.get(word, ()):
        if document.lower.startswith(f" {particle}", end):
            return end + len(particle) + 1
    return end if word in ALONE else None


RULE = Rule(
    code="CLR004",
    name="passive-no-actor",
    severity="info",
    audiences="CXP",
    kind="pattern",
    summary="passive verb with no 'by' that hides who acts",
    why="'A fix is being implemented' leaves open whether anybody works on it; symptoms may stay passive.",
    source="plainlanguage.gov, use active voice; Vale: Google, Microsoft, write-good Passive",
    check=check,
    options=(Option("reviews", False, "flag postmortems too; blame-free reviews often need the passive"),),
    flags=(
        "The cable was replaced.",
        "All options are being evaluated.",
        "A new driver will be installed tonight.",
        "An inspection has been started.",
    ),
    passes=(
        "Emails are delayed and bills are printed twice.",
        "The cable was replaced by our supplier.",
        "We replaced the cable.",
    ),
)
