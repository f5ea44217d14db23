"""Lines that leave out who acts: "Restarted the server." told as "We restarted the server."."""

import re

from drafter.rewriting.words import says, toml

_VERB_FIRST = re.compile(
    r"^(?P<verb>[A-Z][a-z]+)\b(?= (?!(?i:by)\b|in\b|to\b|due\b|as\b|with\b|and\b|or\b)\S)"
)
_DEFINITE = re.compile(
    r"^[A-Z][a-z]+ (?:(?:back|up|down|off|on|out)\b|the|an?|all|our|its|their|this|these|that|some|every|each|both"
    r"|one|two|three|four|five|\d)"
)
# A clause that hangs on another: what it says is not what the sentence says.
HANGING = re.compile(
    r"(?<=\w)(?:,? (?:in |on |to |for |at |by )?(?:that|which|who|whose|how|where|why|what|whether|because|if|when"
    r"|while|since|until|so that|before|after|as|assuming|given)\b[^,;:]*)",
    re.IGNORECASE,
)


def by_us(text: str) -> str:
    """Return "Restarted the server." as "We restarted the server."; any other text as it is."""
    found, acts = _VERB_FIRST.match(text), toml("acts.toml")
    if found is None or says("surely_finite", HANGING.sub("", text[found.end() :])):
        return text
    verb = found["verb"].lower()
    told = verb in acts["ours"] and (verb in acts["clear"] or _DEFINITE.match(text))
    return f"We {text[:1].lower()}{text[1:]}" if told else text
