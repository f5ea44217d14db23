"""TON002 hype: effort as theatre."""

from drafter.checks.lint.rule import phrase_rule

RULE = phrase_rule(
    code="TON002",
    name="hype",
    severity="warn",
    audiences="CXP",
    message=(
        "{words} praises the effort. Say who does what: 'Six engineers are moving your files; two "
        "more join at 18:00 UTC.'"
    ),
    summary="army of engineers, all hands on deck, around the clock, tirelessly, war room, every resource",
    why="Readers want the result; loud effort without detail sounds like none.",
    source="Incident response from the eyes of the customer (army); proselint, corporate speak",
    flags=(
        "Our best engineers are working tirelessly on it.",
        "It is all hands on deck here.",
        "We are sparing no effort and work around the clock.",
    ),
    passes=(
        "Round-the-clock support is open at +44 20 7946 0000.",
        "Four people are checking the cable, metre by metre.",
        "Salvation Army shops take donations as usual.",
    ),
)
