"""VAG004 vague-action: work that is not named: looking into it, taking steps, making progress."""

from bisect import bisect_left
from collections.abc import Iterator

from drafter.checks.lint.detect import has_symptom
from drafter.checks.lint.detect.actions import actions_in
from drafter.checks.lint.detect.reading import readings
from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule

NAMES_IT = Pattern(
    r"^\W{0,3}(?:(?:tomorrow|today|tonight|at \d|why|how|whether|which|what)\b|by \w+ing\b|:|such as\b|"
    r"namely\b|so that\b|(?:affecting|"
    r"where|causing|preventing|related to|of) (?!this|the (?:issue|problem)\b|it\b)\w+|that "
    r"(?!is|will|was|may|has|should|can)\w+|on (?!this|it\b|the (?:issue|problem|fix|incident|matter)|"
    r"a (?:fix|solution|resolution)|resolv|fixing|address|restoration|recovery)\w+|for (?!this|the issue|"
    r"it)\w+|to (?!resolve|fix|address|"
    r"ensure|correct|the|our|investigate|this|it|improve|monitor|prevent|do|get|make|mitigate|restore|"
    r"return|minimi|solve|help|bring|sort|rectify|remedy|put)\w+)"
)

_REPAIR = Pattern(r"(?:(?:fix|fixing|resolve|resolving) (?:it|this|that)|address\w* (?:the|this|these) \w+)$")
UNNAMED = (  # how acts begin that say no more than the phrase does
    *("investigat", "monitor", "work", "mitigat", "fix", "ensur", "address", "resolv", "restor"),
    *("tak", "put ", "implement", "appl", "introduc", "carried", "perform", "made"),
)
EMPTY = (
    "mitigations",
    "measures",
    "safeguards",
    "improvements",
    "precautions",
    "resilience",
)  # nothing done yet
MESSAGE = "{words} could be anything. Name the act: 'We are turning off the change we made at 09:00 UTC.'"
NOT_YET = frozenset({"when", "once", "until", "till", "after", "before"})
AIMS = ("restor", "resum", "resolv", "fix", "address", "correct")  # purposes of an act, not acts
OURS_ONLY = ("resolv", "fix", "continu", "restor", "resum", "address", "deal", "get", "work around")


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each vague act, unless the same sentence goes on to name what is done.

    "We are investigating" passes behind a stated symptom or with what is investigated.
    """
    matches = document.phrases("VAG004")
    if not matches:
        return
    if context.option("VAG004", "allow_first") and context.stage == "investigating" and not context.previous:
        return
    parts = readings(document)
    for match in matches:
        reading = parts.at(match.start)
        if reading is None:
            continue
        ours = any("provider" in marks for marks in reading.marks)
        if not ours and ("you" in reading.words or match.words.lower().startswith(OURS_ONLY)):
            continue
        at = bisect_left(reading.starts, match.start)
        before = reading.words[at - 1] if at else ""
        aim = before == "to" and match.words.lower().startswith(AIMS)
        if before in NOT_YET or (aim and any(act.end < match.start for act in actions_in(reading))):
            continue  # "when repair work is complete"; "are testing a change to restore full service"
        after = document.lower[match.end : reading.sentence.end]
        if NAMES_IT.regex.match(after):
            continue
        if match.words.lower().endswith(("investigating", "investigate", "looking into")):
            at = bisect_left(reading.starts, match.end)
            if reading.named(at, reading.clause_end(at)) or has_symptom(document):
                continue
        if _REPAIR.regex.match(match.words.lower()) and has_symptom(document):
            continue  # "while we fix it", "we addressed the issue"
        if "investigation" in match.words.lower() and has_symptom(document):
            continue
        if match.words.lower().endswith(EMPTY) and not after.startswith(" to "):
            yield match.hit(MESSAGE)
            continue
        later = [a for a in actions_in(reading) if a.start > match.end + 3]
        if any(not document.lower.startswith(UNNAMED, act.start) for act in later):
            continue
        yield match.hit(MESSAGE)


RULE = Rule(
    code="VAG004",
    name="vague-action",
    severity="warn",
    audiences="CSX",
    kind="phrase",
    summary=(
        "looking into it, taking appropriate steps, working on a resolution, addressing the matter, "
        "making progress"
    ),
    why="Named work calms; unnamed work sounds like none.",
    source="18F content guide (progress: what are you doing?); Squadcast on keeping customers in the loop",
    check=check,
    options=(
        Option(
            "allow_first", False, "let the first message of an open incident say only that you are looking"
        ),
    ),
    flags=(
        "Our team is looking into the matter.",
        "All necessary measures are being taken; we are making good progress.",
        "We are working hard on a solution.",
    ),
    passes=(
        "We are testing a change to restore full service.",
        "Expect slow pages until repair work is complete.",
        "We are looking into why invoices are printed twice.",
        "We are taking steps to protect your data: every old password stops working at noon UTC.",
        "We are putting the old printer driver back.",
    ),
)
