"""JAR003 error-code: HTTP codes, exit codes and exception names as the description."""

from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule

CODE = Pattern(
    r"\bHTTP(?:S)?[ /-]?(?:status |error |code )?[1-5](?:\d\d|xx)\b|(?<![\w.:,/$€£#-])[45](?:\d\d|xx|"
    r"XX)s\b|(?<![\w.:,/$€£#-])[45](?:0\d|1\d|2\d|xx|XX)(?= (?:\w+ ){0,2}?(?:errors?|status|response|"
    r"codes?|s\b))|"
    r"\berrors? (?:code |number |no\.? )?#?\d{3,6}\b(?! (?:times|of|per))|"
    r"\b(?:gets?|got|getting|returns?|returned|returning|in|with|throws?|threw|sees?|saw) an? "
    r"[45][01235]\d\b(?![.,]\d)|"
    r"\b(?:error|status|response|code)s? (?:code )?[45]\d\d\b|\b(?:exit|error|return|status|response|"
    r"stop) ?codes? ?:?#? ?-?(?:0x)?[\dA-F]{1,8}\b|"
    r"\b[A-Z][A-Za-z]{2,40}(?:Exception|Error|Fault)s?\b|\bE(?:CONN|TIMEDOUT|HOST|ADDR|NO|PIPE|ACCES|AGAIN|"
    r"EXIST|PERM|MFILE|BUSY)[A-Z]{0,12}\b|\bSIG(?:KILL|TERM|SEGV|ABRT|INT|BUS|HUP)\b|"
    r"\bORA-\d{4,5}\b|\b0x[0-9A-Fa-f]{4,16}\b|\bERR_[A-Z_]{3,40}\b|\b(?:Bad Gateway|Gateway Timeout|"
    r"Internal Server Error|Service Unavailable|Too Many Requests)\b|\bexited with (?:code |status "
    r")?-?\d{1,3}\b"
)
HEADS = frozenset(
    {
        "http",
        "https",
        "exit",
        "exited",
        "ora",
        "requests",
        "codes",
        "code",
        "gateway",
        "sigkill",
        "sigterm",
        "sigsegv",
        "sigabrt",
        "enospc",
        "enoent",
        "eacces",
    }
)
ENDINGS = ("exception", "exceptions", "error", "errors")
SEEN = Pattern(r"\b(?:say|says|shows?|reads?|message|screen|text|labell?ed|titled|displays?) (?:\w+ ){0,2}$")


def _places(document: Document) -> list[int]:
    """Return where a code may stand: three-digit words of the 400s and 500s, code words, names that end in
    Error.
    """
    starts, positions = document.tokens.starts, document.positions
    found = [
        starts[index]
        for word in document.vocabulary
        if word in HEADS
        or word.endswith(ENDINGS)
        or (word[:1] in "45" and 3 <= len(word) <= 4 and word[1:2] in "012x")
        or word.startswith(("err_", "0x", "econn", "etimed"))
        for index in positions[word]
    ]
    return sorted(found)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each code, except in quotation marks, where the reader sees it on the screen."""
    text = document.prose
    last = -1
    for place in _places(document):
        start = max(last, place - 24, 0)
        for match in CODE.regex.finditer(text, start, min(len(text), place + 60)):
            if match.start() < last:
                continue
            last = match.end()
            words = match[0]
            if words in ("Error", "Exception") or (
                words.endswith(("Error", "Exception")) and words[:-5].islower()
            ):
                continue
            before = document.lower[max(0, match.start() - 30) : match.start()]
            if context.option("JAR003", "seen_on_screen") and SEEN.regex.search(before):
                continue
            yield Hit(
                match.start(),
                match.end(),
                f"{words!r} is a code. Say what people see: 'About half of requests fail. The screen says "
                '"Service unavailable".\'',
            )


RULE = Rule(
    code="JAR003",
    name="error-code",
    severity="warn",
    audiences="CX",
    kind="pattern",
    summary="HTTP codes, exit codes, exception names as the description",
    why="A number tells the reader nothing they can act on; what the screen says does.",
    source="PagerDuty, customer liaison; uptimemonit.com",
    check=check,
    options=(Option("seen_on_screen", True, "let a code pass after 'the screen says' and the like"),),
    flags=(
        "The booking page answers with HTTP 502.",
        "Uploads end in a NullPointerException.",
        "The job exited with code 137.",
    ),
    passes=(
        'The page says "502 Bad Gateway".',
        "We shipped 404 parcels and answered 503 calls.",
        "Half of all bookings fail.",
    ),
)
