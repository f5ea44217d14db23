"""VAG007 vague-cause: the cause is "a configuration issue", "an internal error", "a third party"."""

from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.rule import Context, Document, Hit, Rule

CAUSE_BEFORE = Pattern(
    r"(?:caused by|due to|because of|result of|resulted from|resulting from|root cause(?: was| is|:| "
    r"of this was)?|cause(?: was| is|:)|traced (?:it |this )?to|triggered by|stemm\w+ from|"
    r"attributed to|owing to|down to|led to by|originated (?:from|in|with)|related to|blame[ds]? on|"
    r"arose from|came from|comes from|behind (?:this|it) (?:was|is)|following|after|since|"
    r"reason (?:was|is|for)|identified|determined (?:to be|that)|was|is|by|from|found)\s(?:[\w'’]+\s){0,3}$"
)
CAUSE_AFTER = Pattern(
    r"^\W{0,2}(?:\w+\s){0,3}(?:caus(?:ed|es|ing)|means?|meant|led to|leads to|triggered|resulted in|brought|"
    r"stop(?:s|ped)|made|(?:is|was) the (?:root )?cause|took|left|knocked|prevent(?:s|ed|ing)|broke|"
    r"(?:delay|slow)(?:s|ed|ing)|"
    r"(?:is|are|was|were) (?:affecting|impacting|experiencing|having|seeing|facing))\b"
)
EXPLAINED = Pattern(
    r"^\W{0,3}(?:where|in which|that (?!was|has|is|caused|led|affected|impacted|resulted)|which "
    r"(?!was|has|is|caused|led|affected|impacted|resulted)|with (?:the|a|our) "
    r"(?!service|system|provider|vendor|supplier|third|partner)|[(:]|"
    r"when |in (?:the|our) \w+ (?:that|which|of))"
)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each empty cause: it stands where a cause stands and nothing after it explains."""
    lower = document.lower
    for match in document.phrases("VAG007"):
        sentence = document.sentence_at(match.start)
        if sentence is None:
            continue
        before = lower[max(sentence.start, match.start - 60) : match.start]
        head = match.words.split()[0].lower()
        if (
            head not in ("by", "to", "of", "due", "caused", "because")
            and not CAUSE_BEFORE.regex.search(before)
            and not CAUSE_AFTER.regex.match(lower[match.end : match.end + 50])
        ):
            continue
        if EXPLAINED.regex.match(lower[match.end : sentence.end]):
            continue
        yield match.hit(
            "{words} explains nothing. Say what happened in everyday words: 'a certificate, the file "
            "that proves our site "
            "is ours, ran out'."
        )


RULE = Rule(
    code="VAG007",
    name="vague-cause",
    severity="warn",
    audiences="CXP",
    kind="phrase",
    summary=(
        "cause given as configuration issue, unexpected behaviour, internal error, an underlying "
        "issue, third party"
    ),
    why="It reads as if the cause were hidden, and nobody can judge whether it will come back.",
    source="Customer Support Leaders, episode 276; Squadcast (three answers about a router)",
    check=check,
    flags=(
        "The phones were silent due to a technical fault.",
        "This was the result of unforeseen circumstances.",
        "A third-party issue caused the delay.",
        "Price lists were late after a backend update.",
        "A fault on our side left the phones silent.",
    ),
    passes=(
        "A configuration error, in which one name was typed wrongly, stopped all calls.",
        "We found a fault in the cable to Spain.",
        "This issue came back, for unknown reasons.",
        "Phones were silent because a digger cut a cable.",
    ),
)
