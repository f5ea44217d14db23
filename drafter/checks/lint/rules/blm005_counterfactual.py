"""BLM005 counterfactual: should have, could have, failed to, if only, had we: a past that did not happen."""

from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern, words
from drafter.checks.lint.rule import Context, Document, Hit, Rule

PEOPLE = (
    r"(?:we|they|i|he|she|(?:the |our |an? |one of (?:our|the) )?(?:\w+[ -]){0,2}(?:engineers?|teams?|"
    r"operators?|staff|developers?|admins?|administrators?|employees?|colleagues?|group|reviewers?|"
    r"responders?|on-call|people|person|vendor|supplier|provider|management|leads?|managers?|crew|crews|technicians?|nurses?|drivers?|clerks?|guards?))"
)
COUNTER = Pattern(
    rf"\b{PEOPLE} (?:should|could|would|might|ought to) (?:not |never |also |easily |well |certainly |"
    rf"probably )?(?:have|'ve)\b|\b{PEOPLE} (?:had )?(?:failed|neglected|omitted|forgot(?:ten)?) to\b|"
    rf"\bif only\b|\bhad (?:we|they|the \w+|it|this|an? \w+|our \w+|he|she|someone|anyone) (?:not |"
    rf"only |been |ever )?\w+(?:ed|en|wn|ne|t|d|ught)?\b(?=[^.!?\n]{{0,120}}\b(?:would|could|might|"
    rf"should))|"
    rf"\bif (?:we|they|the \w+|our \w+|it|this|that|someone|anyone|an? \w+|there) had\b|\b(?:would|"
    rf"could|should|might) (?:not |never )?(?:have|'ve) (?:been (?:prevented|avoided|caught|detected|"
    rf"found|noticed|stopped|averted|shorter|smaller|less|better|faster|tested|checked|done|reviewed|"
    rf"renewed|monitored)|happened|occurred|helped|"
    r"prevented|avoided|caught|stopped|noticed|averted|reduced|shown|told|warned)\b|\b(?:should|ought "
    r"to) (?:not )?have\b(?! (?:arrived|received|been (?:delivered|able|sent|charged|shown|paid|"
    r"there)))|\bwould have been (?:prevented|avoided)|\bin hindsight\b|\bwith hindsight\b|\bin "
    r"retrospect\b",
)

# What makes a clause worth a look: a word, and another among the words that follow it.
GATES = (
    (words("should could would might ought"), words("have"), 4),
    (words("failed neglected omitted forgot forgotten"), words("to"), 1),
    (words("if"), words("only had"), 6),
    (words("had"), words("would could might should"), 22),
    (words("hindsight retrospect"), words("hindsight retrospect"), 1),
)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each clause about what people did not do."""
    found = {
        match.start(): match
        for gate, following, ahead in GATES
        for match in COUNTER.near(document, gate, before=60, after=140, beside=following, back=0, ahead=ahead)
    }
    for _, match in sorted(found.items()):
        words = document.text[match.start() : match.end()]
        yield Hit(
            match.start(),
            match.end(),
            f"{words!r} describes a past that did not happen. Say what was missing and what changes: "
            f"'The change was not part of the test run; from 1 June it is.'",
        )


RULE = Rule(
    code="BLM005",
    name="counterfactual",
    severity="warn",
    audiences="PE",
    kind="pattern",
    summary="should have, could have, would have, failed to, if only, had we",
    why="It explains nothing about why it made sense at the time, and stops the search there.",
    source="PagerDuty, effective post-mortems (alternate realities)",
    check=check,
    flags=(
        "The reviewers should have seen the wrong name.",
        "Had we renewed the certificate in time, phones would have worked.",
        "The team failed to read the alarm.",
    ),
    passes=(
        "The page failed to load for an hour.",
        "Mails that should have arrived on Monday arrived on Tuesday.",
        "Nothing compared the two names; since 6 May a check does.",
    ),
)
