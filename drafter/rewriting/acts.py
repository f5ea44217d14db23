"""Who acts and on what, in our words: "Restarted the server." is "We restarted the server."."""

import re

from drafter.rewriting.words import cues, says, toml

_VERB_FIRST = re.compile(
    r"^(?P<verb>[A-Z][a-z]+)\b(?= (?!(?i:by)\b|in\b|to\b|due\b|as\b|with\b|and\b|or\b)\S)"
)
_DEFINITE = re.compile(
    r"^[A-Z][a-z]+ (?:(?:back|up|down|off|on|out)\b|the|an?|all|our|its|their|this|these|that|some|every|each"
    r"|both|one|two|three|four|five|\d)"
)
# A clause that hangs on another: what it says is not what the sentence says.
HANGING = re.compile(
    r"(?<=\w)(?:,? (?:in |on |to |for |at |by )?(?:that|which|who|whose|how|where|why|what|whether|because|if"
    r"|when|while|since|until|so that|before|after|as|assuming|given)\b[^,;:]*)",
    re.IGNORECASE,
)
_WORDS = re.compile(r"(?<![\w'\"’-])[a-z]+(?:'t)?(?![\w'\"’-])")
_UNNAMED = re.compile(r"\b(?P<first>[Ss])ome(?:one|body| people) (?P<adverb>\w+ly )?(?P<verb>[a-z]+)\b")
_DONE_BY_UNNAMED = re.compile(r"\b(?P<said>(?P<act>[a-z]+(?:ed|en))(?: \w+)?) by some(?:one|body| people)\b")
_STAND_IN = re.compile(
    r"(?<!called )(?<!named )(?<!like )(?<!user )(?<!as )\b(?P<article>[Aa]n?|[Tt]he|[Oo]ur) internal "
    r"(?P<kind>part|file|setting|server)\b(?=[.,;:)]| (?!of\b)(?:"
    + "|".join(toml("small_words.toml")["after_a_noun"])
    + r"|[a-z]{2,}(?:ed|ly))\b)"
)
_WHERE = re.compile(  # a place that is only inside tells readers nothing
    r" (?:on|at|in|from|via|using) (?:an?|the) internal (?:address|server|file|command|setting)(?=[.,;])"
)
_TOLD_BY = re.compile(
    r"^some(?:one|body| people) (?:also )?(?:reports?|reported|notice[sd]?|sees?|saw|says?|said|mentions?"
    r"|mentioned|points? out|pointed out|writes?|wrote) that (?P<rest>.)",
    re.IGNORECASE,
)


def one_of_us(text: str) -> str:
    """Return the text with "we" for a person without a name who works on what only we work on.

    Who reported something is left out as well: what was reported is told.
    """

    def us(found: re.Match[str]) -> str:
        if found["verb"] not in toml("acts.toml")["ours"]:
            return found[0]
        return f"{'We' if found['first'] == 'S' else 'we'} {found['adverb'] or ''}{found['verb']}"

    def by_us_all(found: re.Match[str]) -> str:
        known = (*toml("acts.toml")["ours"], *toml("people.toml")["done_by"])
        return f"{found['said']} by us" if found["act"] in known else found[0]

    text = _DONE_BY_UNNAMED.sub(by_us_all, text)
    return _UNNAMED.sub(us, _TOLD_BY.sub(lambda found: found["rest"].upper(), text))


def our_parts(text: str) -> str:
    """Return the text with what stands in for an inside name as a thing of ours."""

    def ours(found: re.Match[str]) -> str:
        said: str = toml("acts.toml")["parts"][found["kind"]]
        return said[:1].upper() + said[1:] if found["article"][0].isupper() else said

    return _STAND_IN.sub(ours, _WHERE.sub("", text))


def by_us(text: str) -> str:
    """Return "Restarted the server." as "We restarted the server."; any other text as it is."""
    found, acts = _VERB_FIRST.match(text), toml("acts.toml")
    if found is None or says("surely_finite", HANGING.sub("", text[found.end() :].partition(";")[0])):
        return text
    verb = found["verb"].lower()
    told = verb in acts["ours"] and (verb in acts["clear"] or _DEFINITE.match(text))
    return f"We {text[:1].lower()}{text[1:]}" if told else text


def as_logged(text: str) -> bool:
    """Return whether a line of a timeline tells of its moment as now: "An alert is triggered"."""
    present, past = cues()["is_now"].search(text), cues()["past"].search(text)
    return present is not None and (past is None or present.start() < past.start())


def in_past(text: str) -> str:
    """Return a line of a timeline as told afterwards, without who reported it."""
    told = cues()["reported_by"].sub("", text)
    told = told[:1].upper() + told[1:]
    if not as_logged(told):
        return told
    past = toml("acts.toml")["past"]
    return _WORDS.sub(lambda word: past.get(word[0], word[0]), told)
