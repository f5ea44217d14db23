"""PRM002 eta-promise: a firm time for the repair."""

from collections.abc import Iterator

from drafter.checks.lint.detect.promises import promise_in
from drafter.checks.lint.detect.reading import readings
from drafter.checks.lint.pattern import Pattern, words
from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule

WHEN = (
    r"(?:\d{1,2}(?::\d{2})?\s?(?:am|pm|utc|gmt|[a-z]{2,4}t\b|o'clock)?|noon|midnight|tomorrow|today|"
    r"tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|the end of (?:the )?(?:day|"
    r"week|hour|month)|end of day|eod|this (?:morning|afternoon|evening)|then|lunch|morning|evening|"
    r"the weekend|[a-z]+ \d{1,2})"
)
SPAN = (
    r"(?:about |around |approximately |roughly |less than |under |the next |the |a |an |another |just "
    r")?(?:(?:\d{1,3}|one|two|three|four|five|six|ten|fifteen|twenty|thirty|forty|sixty|a few|few|"
    r"couple of|half an|several)(?:[ -]?(?:to|or|-)[ -]?\w{1,8})? )?(?:minutes?|mins?|hours?|hrs?|"
    r"days?|weeks?|moments?)"
)
TIME = Pattern(
    rf"\b(?:(?:by|at|before|until|no later than|around|from) {WHEN}|(?:in|within|inside|under) {SPAN}|"
    r"tomorrow|today|tonight|this (?:morning|afternoon|evening)|(?:on )?(?:monday|tuesday|wednesday|"
    r"thursday|friday))\b"
)
EXPECTED = Pattern(rf"(?: is|:)?(?: \w+){{0,2}}? ?(?:(?:by|in|within|at|before|for|on) )?(?:{SPAN}|{WHEN})")
NEEDED = Pattern(rf" (?:(?:only|just|about|another|at most) )*{SPAN} (?:to (?:fix|repair|restore|resolve))")
BASIS = Pattern(
    r"\b(?:because|since the|as the (?:copy|restore|same)|based on|the (?:last|previous|same) (?:\w+ "
    r"){0,2}(?:took|needed)|takes? (?:about |around )?\d|at (?:the|this) (?:current )?(?:rate|speed)|"
    r"per (?:minute|hour|second)|the copy|the restore|tested|planned maintenance|planned work|"
    r"scheduled maintenance|maintenance)\b"
)
UNSURE = Pattern(
    r"\b(?:do not know|don't know|cannot say|can't say|not yet known|no estimate|cannot (?:yet "
    r")?promise|unknown|until)\b"
)

WILL = words(
    "will should shall must we'll it'll they'll you'll going expected set scheduled due estimated expect"
)
MEANS = words("will should we'll shall going expect expects plan promise aim intend able")
STATES = words(
    "fixed resolved restored repaired back online available operational working up recovered solved complete "
    "completed finished done over normal live ready reachable accessible functional running again mended "
    "cleared replaced deployed rolled released delivered visible usable stable open there readable fit "
    "installed flowing moving"
)
REPAIRS = words(
    "fix restore resolve repair recover complete finish solve end return reopen resume work bring reconnect"
)
BACK = words("back fixed restored resolved working online repaired up")
NOUNS = words("fix repair restore recovery restoration resolution service")
EXPECTS = words("expect expects expected anticipate anticipates anticipated estimate estimates estimated")
DUE = words("due expected coming ready estimated planned promised scheduled eta")
PAST = words("was were had been since")
NEED = words("take takes need needs")
FILLERS = words("all now fully completely again be have been definitely certainly to get")
HEADS = WILL | MEANS | BACK | NOUNS | EXPECTS | NEED | {"eta"}
TIMES = words(
    "minutes minute mins min hours hour hrs hr days day weeks week moments noon midnight tomorrow today "
    "tonight monday tuesday wednesday thursday friday saturday sunday utc gmt am pm eod morning afternoon "
    "evening weekend lunch then month january february march april may june july august september october "
    "november december est edt pst pdt cet cest ist bst jst cst"
)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each repair time; a promise of news, or a time that names its basis, passes."""
    present = HEADS & document.vocabulary
    if not present or TIMES.isdisjoint(document.vocabulary):
        return
    starts, words, behind = document.tokens.starts, document.tokens.words, -1
    for at in sorted(document.positions.of(present, HEADS)):
        if starts[at] < behind or TIMES.isdisjoint(words[at : at + 22]):
            continue
        sentence = document.sentence_at(starts[at])
        if sentence is None or (end := _promised(document, at, sentence.end)) is None:
            continue
        lower = sentence.lower
        if UNSURE.search(lower) or (context.option("PRM002", "basis_excuses") and BASIS.search(lower)):
            continue
        reading = readings(document).at(starts[at])
        promise = promise_in(reading) if reading is not None else None
        if promise is not None and promise.kind == "next_update":
            continue
        behind = end
        said = document.text[starts[at] : end]
        yield Hit(
            starts[at],
            end,
            f"{said!r} promises a repair time. Promise the next update instead, or say what the time "
            f"rests on and who agreed to it.",
        )


def _promised(document: Document, at: int, stop: int) -> int | None:
    """Return where the promise that begins with word `at` ends: "will be back by noon"."""
    words, ends, lower = document.tokens.words, document.tokens.ends, document.lower
    word = words[at]
    if word in WILL | MEANS:
        goal = _goal(document, at, word)
        if goal is not None and (end := _time(lower, ends[goal], stop, 50)) is not None:
            return end
    if word in BACK and PAST.isdisjoint(words[max(0, at - 3) : at]):
        end = _time(lower, ends[at], stop, 12)
        if end is not None and lower[ends[at] :].lstrip(" ").startswith(
            ("in ", "within ", "by ", "before ", "and running ", "again ", "online ", "to normal ")
        ):
            return end
    if word == "eta" or (word in NOUNS and not DUE.isdisjoint(words[at + 1 : at + 4])):
        last = at if word == "eta" else next(i for i in range(at + 1, at + 4) if words[i] in DUE)
        if word == "eta" and words[at + 1 : at + 2] == ["for"]:
            last = min(at + 4, len(words) - 1)
        found = EXPECTED.regex.match(lower, ends[last], stop)
        return found.end() if found else None
    if word in EXPECTS:
        goal = next((i for i in range(at + 1, min(at + 7, len(words))) if words[i] in NOUNS | BACK), None)
        return _time(lower, ends[goal], stop, 25) if goal is not None else None
    if word in NEED:
        found = NEEDED.regex.match(lower, ends[at], stop)
        return found.end() if found else None
    return None


def _goal(document: Document, at: int, modal: str) -> int | None:
    """Return the word that says what will be: a state ("back") or a repair ("fix"), at most two words on."""
    words, others = document.tokens.words, 0
    for index in range(at + 1, min(at + 9, len(words))):
        word = words[index]
        if document.lower[document.tokens.ends[index - 1] : document.tokens.starts[index]].strip(" \n-"):
            return None
        if word == "have" and words[index - 2] == "you" and index == at + 1:
            return index  # "you will have water by 4 pm"
        if (modal in WILL and word in STATES) or (
            modal in MEANS and word in REPAIRS and (word != "work" or not others)
        ):
            return index
        others += word not in FILLERS
        if others > (4 if "have" in words[at + 1 : index + 1] or "get" in words[at + 1 : index + 1] else 2):
            return None
    return None


def _time(lower: str, start: int, stop: int, gap: int) -> int | None:
    """Return the end of the first time within `gap` characters of the same clause."""
    for found in TIME.finditer(lower, start, stop):
        between = lower[start : found.start()]
        return found.end() if len(between) <= gap and not set(between) & set(".!?;\n") else None
    return None


RULE = Rule(
    code="PRM002",
    name="eta-promise",
    severity="warn",
    audiences="CX",
    kind="pattern",
    summary="a firm repair time: will be fixed by, back in 10 minutes",
    why="Repair times slip; every missed one costs more trust than having named none.",
    source=(
        "PagerDuty, customer liaison (don't estimate resolution times); Customer Support Leaders, "
        "episode 276 is softer"
    ),
    check=check,
    options=(
        Option(
            "basis_excuses",
            True,
            "let a time pass that names what it rests on (a copy that takes 40 minutes)",
        ),
    ),
    flags=(
        "You will have water by 4 pm.",
        "All phones will ring again by noon.",
        "We will have this fixed within the hour.",
        "The repair is expected by 18:00 UTC.",
    ),
    passes=(
        "We write again at 15:00 UTC, even if phones are not back by then.",
        "The copy takes 40 minutes, so files should be back by 15:00 UTC.",
        "Phones have been back since 12:05 UTC.",
    ),
)
