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
    r"days?|weeks?|moments?|hour)"
)
DONE = (
    r"(?:fixed|resolved|restored|repaired|back|online|available|operational|working|up|recovered|"
    r"solved|complete|completed|finished|done|over|normal|live|ready|reachable|accessible|functional|"
    r"running|again|mended|cleared|replaced|deployed|rolled out|released|delivered|visible|usable|"
    r"stable|open|there|on time|readable|fit|installed)"
)
ETA = Pattern(
    rf"\b(?:will|should|shall|'ll|is going to|are going to|is expected to|are expected to|is set to|"
    rf"must|we expect (?:\w+ ){{0,3}}to|is scheduled to|is due to|is estimated to|expected to) (?:all "
    rf"|now |fully |completely |again |be |have |been |definitely |certainly )*(?:\w+ "
    rf"){{0,2}}?{DONE}\b[^.!?;\n]{{0,40}}?\b(?:(?:by|at|before|until|no later than|around|from) "
    rf"{WHEN}|(?:in|within|inside|under) {SPAN}|tomorrow|today|tonight|this (?:morning|afternoon|"
    rf"evening)|(?:on )?(?:monday|tuesday|wednesday|thursday|friday))|"
    rf"\b(?:will|should|'ll|shall|is going to|expects? to|plan to|promise to|aim to|intend to|going "
    rf"to|be able to) (?:fix|restore|resolve|repair|recover|complete|finish|solve|end|return|reopen|"
    rf"resume|have (?:it|this|everything|\w+) (?:fixed|resolved|restored|working|back|repaired|up|"
    rf"running)|be back|bring (?:\w+ )?back|work|get (?:\w+ ){{0,2}}(?:back|working|"
    rf"fixed))\b[^.!?;\n]{{0,50}}?\b(?:(?:by|at|before|until|no later than|around) {WHEN}|(?:in|"
    rf"within|inside|under) {SPAN}|tomorrow|today|tonight|this (?:morning|afternoon|evening))|"
    rf"\b(?:back|fixed|restored|resolved|working|online|repaired|up)(?: and running| again| online| "
    rf"to normal)? (?:in|within|by|before) (?:{SPAN}|{WHEN})|\b(?:fix|repair|restore|recovery|"
    rf"restoration|resolution)(?: is| will be| time| eta)? (?:due|expected|coming|ready|estimated|"
    rf"planned|promised|scheduled|eta)[: ](?:\w+ ){{0,2}}?(?:by|in|within|at|before|for|on)? "
    rf"?(?:{SPAN}|{WHEN})|\beta(?: for (?:the |a )?(?:\w+ ?){{1,4}})?(?: is|:)? (?:\w+ )?(?:{SPAN}|"
    rf"\d{{1,2}}:\d{{2}}|{WHEN})|"
    rf"\b(?:expect|anticipate|estimate)(?:s|ed)? (?:a |the |full |to have )?(?:\w+ ){{0,3}}?(?:fix|"
    rf"repair|recovery|restoration|resolution|service|restored|fixed|resolved|"
    rf"working)\b[^.!?;\n]{{0,25}}?(?:by|in|within|at|before) (?:{SPAN}|{WHEN})|\b(?:takes?|need|"
    rf"needs) (?:only |just |about |another |at most )*{SPAN} (?:to (?:fix|repair|restore|resolve))",
)
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

HEADS = words(
    "will should shall we'll it'll they'll going expected set must expect scheduled due estimated expects "
    "plan promise aim intend able back fixed restored resolved working online repaired fix repair restore "
    "recovery restoration resolution eta anticipate estimate estimates takes need needs"
)
TIMES = words(
    "minutes minute mins min hours hour hrs hr days day weeks week moments noon midnight tomorrow today "
    "tonight monday tuesday wednesday thursday friday saturday sunday utc gmt am pm eod morning afternoon "
    "evening weekend lunch then month january february march april may june july august september october "
    "november december est edt pst pdt cet cest ist bst jst cst"
)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each repair time; a promise of news, or a time that names its basis, passes."""
    for match in ETA.near(document, HEADS, before=40, after=150, beside=TIMES):
        sentence = document.sentence_at(match.start())
        if sentence is None or match.end() > sentence.end:
            continue
        lower = sentence.lower
        if context.option("PRM002", "basis_excuses") and BASIS.search(lower):
            continue
        if UNSURE.search(lower):
            continue
        parts = readings(document)
        reading = parts.at(match.start())
        promise = promise_in(reading) if reading is not None else None
        if promise is not None and promise.kind == "next_update":
            continue
        words = document.text[match.start() : match.end()]
        yield Hit(
            match.start(),
            match.end(),
            f"{words!r} promises a repair time. Promise the next update instead, or say what the time "
            f"rests on and who agreed to it.",
        )


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
