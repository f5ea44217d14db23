"""What a claim needs before it counts: whose state it is, what was denied, who says that it is proved.

"No outage on their side" is a supplier's word, "money isn't lost" no harm, "root cause unknown" no cause, and
a bare "Confirmed" proves what stands before it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from drafter.core.fact import Certainty, FactKind
from drafter.facts.certainty import gives_word
from drafter.facts.language import Span, of_group, word_class
from drafter.facts.reading import Reading

_WORDS = re.compile(r"[\w'’-]+")
_MENDED: tuple[FactKind, ...] = ("restored", "resolved", "verified", "unaffected")
_HARM: tuple[FactKind, ...] = ("symptom", "observation", "unknown", "unaffected", "action", "coordination")
_LOSSES: tuple[FactKind, ...] = ("observation", "action", "coordination", "unaffected", "detected")
_OPENING = re.compile(r"(?:(?:and|but|so|now|our|the)\s+)*", re.IGNORECASE)
_OURS = word_class("whole") | word_class("people") | {"we", "our", "us"}
_SPEAKS = re.compile(
    r"(?:\s[\w-]+){0,2}\s*(?::|\b(?:now )?(?:says?|said|admits?|admitted|reports?|claims?)\b)", re.I
)
_LOSS = r"(?:lost|deleted|wiped|corrupted|overwritten|leaked|exposed|gone)"
_NONE_LOST = re.compile(
    rf"\b(?:no|not any|nothing|none)\b(?!.*\b(?:sign|evidence|idea|word|news|yet)\b)[^,;.]*?\b{_LOSS}\b"
    rf"|\b(?:not|never|\w+n['’]t)(?: been| actually| really| permanently)? {_LOSS}\b",
    re.IGNORECASE,
)
_LOST = re.compile(  # "changes written between 02:00 and 21:19 are lost"
    rf"\b(?:{'|'.join(sorted(word_class('kept')))})\s(?:(?!not\b|never\b|no\b|none\b)\S+\s){{0,14}}?"
    rf"(?:is|are|was|were|has been|have been)\s(?:now\s|permanently\s|all\s)?{_LOSS}\b",
    re.IGNORECASE,
)
_HIT = rf"(?:un\w+able|{'|'.join(sorted(word_class('harmed')))})"
_SPARED = re.compile(  # "nothing is unreachable", "those aren't concerned", "passengers see nothing of it"
    r"(?:(?:and|but|so|yes|luckily)\W+)?(?:nothing|nobody|no ?one|none(?: of (?:it|them|these|those|ours))?"
    r"|no (?!longer\b|more\b|idea\b|sign\b)[\w-]+(?: [\w-]+)?)(?:['’]s (?:[\w-]+ ){1,3})?(?: else)?"
    rf" ?\b(?:is|are|was|were|gets?|got|has been|have been) (?:\w+ly )?{_HIT}\b"
    r"|.*\b(?:is|are|was|were|been?)(?:n['’]t| not) (?:at all )?"
    r"(?:concerned|affected|hit|touched|impacted|involved|harmed)\b(?!.*\b(?:yet|so far)\b)"
    r"|.*\b(?:sees?|saw|notice[sd]?|feels?|felt) nothing (?:of|from) (?:it|this|that)\b"
    r"|.*\bno trouble at all\b",
    re.IGNORECASE,
)
_ON_TERMS = re.compile(
    r"\b(?:as long as|unless|if|provided|until|yet|so far|should|so that|in order"
    r"|to (?:make sure|ensure|avoid)|(?<!\d )may|might)\b",
    re.IGNORECASE,
)
_WITH_THEM = word_class("with_suppliers")
_RISK = re.compile(r"(?:the |a |big |main )*(?:risk|danger|worry|concern|fear|chance)s?\b", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?:unknown|unclear|not (?:yet )?(?:known|clear|found|understood)|ongoing|tbd|pending"
    r"|(?:still|being) investigated|under investigation)\b",
    re.IGNORECASE,
)
_CAUSE_LABEL = re.compile(
    r"(?:(?:the |root )*(?:cause|reason|culprit)|rc|why(?: \w+){0,2}|root of (?:it|this|that)|how come"
    r"|how (?:it|this|that) (?:happened|came about)"
    r"|(?:\w+ )?found(?: it| the (?:cause|reason|culprit)| why)?)"
    r"\s*(?:=|:|->|→)\s*(?!nothing\b|none\b|no\b)(?=\w)",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"\b(?:says?|said|gave(?: us)?|with) (?:ok|okay|yes|fine|go(?:[- ]ahead)?)\b|\bagree[sd]?\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:confirmed|proved|proven|established) (?:as|to be) (?:the |our )?(?:root )?"
    r"(?:cause|culprit|reason|source|trigger)\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"(?:the )?(?:real|final|total|exact|actual|updated) (?:number|count|figure|total)s?\s*(?:is|are|=|:)",
    re.IGNORECASE,
)
_TESTED = re.compile(
    r"(?:(?:the|our|all|first|a) )*tests?\b(?! (?:users?|customers?|group)\b)", re.IGNORECASE
)
_BY_ITSELF = re.compile(r"\b(?:by (?:itself|themselves)|on (?:its|their) own)\b", re.IGNORECASE)
_PROOF = re.compile(
    r"(?:(?:that|this|it)(?:['’]s| is)?|and|yes|yep|now)*\s*(?:\w+ )?(?:confirmed|verified|proved|reproduced)"
    r"(?: (?:that|it|this))?(?: (?:by|with|w/?) [\w-]+)?\W*$"
    r"|(?:(?:and|so|yes|yep|ok) )*(?:that|this|it|which) (?:would )?explains? (?:it|this|that|all|everything)"
    r"(?: of (?:it|this|that))?\W*$",
    re.IGNORECASE,
)
_IT_WAS = re.compile(  # "yes, it was the nightly update": the culprit is named
    r"(?:(?:ah|and|so|yes|yep|ok|right|found it)\W+)*(?:it|that|this)(?:['’]s| is| was) "
    r"(?:just |indeed |in fact |really )?(?:the|our|an?|my|his|her) "
    r"(?!first|second|third|last|only|same)\w+",
    re.IGNORECASE,
)
_OURSELVES = re.compile(  # "hm it's us": whatever it was, it was of our making
    r"(?:\w+\W+){0,2}?(?:it|this|that|(?:the\s)?(?:problem|issue|fault|error))"
    r"(?:['’]s| is| was) (?:us|ours|on us|on our side|our own \w+)\W*",
    re.IGNORECASE,
)
_CONTACTED = re.compile(
    r"\b(?:was|were|has been|have been|is being|are being|being) "
    r"(?:called|phoned|rung|contacted|informed|asked|told|chased|e?-?mailed|paged|notified|alerted)\b",
    re.IGNORECASE,
)
_CONTACTING = re.compile(
    r"\b(?:call|phon|ring|contact|ask|chas|e?mail|notif|pag)(?:e|es|s|ed|ied|ing|ying)?"
    r"(?: (?:up|the|our|all|every|each|their|more|other))*\s*$",
    re.IGNORECASE,
)
_HELD = re.compile(  # "Tech Lead believes that the patch fixed it": somebody holds it, nobody knows
    r"\b(?:I|we|he|she|they|lead|ops|devs?|[A-Z]\w+) (?:think|believe|guess|reckon|suspect|assume)s?\b"
    r"(?! (?:of|about)\b)"
)
_POINTER = re.compile(  # "See the graphs: https://..." tells where to look, and a bare link not even that
    r"(?P<where>\W*(?:see|view|cf|link to|details at)\b[^.;]{0,60}?)?https?://\S+\W*", re.IGNORECASE
)
_POINTING: tuple[FactKind, ...] = ("action", "observation", "detected", "symptom", "cause")
_HOLDABLE: tuple[FactKind, ...] = ("action", "observation", "restored", "verified", "resolved", "cause")
_NAMING: tuple[FactKind, ...] = ("observation", "detected", "verified", "action", "coordination")
_ACTS_ALONE: tuple[FactKind, ...] = ("action", "observation")
_PROVABLE: tuple[FactKind, ...] = ("observation", "hypothesis", "detected", "cause")


def weighed(
    kind: FactKind, certainty: Certainty, text: str, groups: frozenset[str], side: str, author: str = ""
) -> tuple[FactKind, Certainty]:
    """Return kind and certainty once the words show whose claim it is and what it denies.

    `author` of the note may be a supplier: "carrier: fix expected at noon".
    """
    if kind == "third_party" and _we_contact(text):
        return "action", "planned" if certainty == "planned" else "confirmed"
    if kind == "third_party" and _ours_with_them(text, of_group(text, "vendor_name")):
        kind, certainty = "observation", "confirmed"
    theirs = kind not in ("decision", "coordination") and of_group(author, "supplier")
    if theirs or _of_supplier(kind, text, groups, side):
        return "third_party", "planned" if certainty == "planned" else "attributed"
    if _OURSELVES.fullmatch(text) and groups.isdisjoint(("question", "question_mark", "hedge")):
        return "cause", "confirmed"
    sure = certainty in ("confirmed", "reported")
    if sure and kind in _HARM and _NONE_LOST.search(text):
        return ("hypothesis", "suspected") if _ON_TERMS.search(text) else ("data_impact", certainty)
    if sure and kind == "symptom" and denies_harm(text):
        return "unaffected", certainty
    if sure and kind in _LOSSES and _LOST.search(text) and not _ON_TERMS.search(text):
        return "data_impact", certainty
    if kind in _POINTING and (pointer := _POINTER.fullmatch(text)):
        return "coordination" if pointer["where"] else "observation", "confirmed"
    if kind in _HOLDABLE and _HELD.search(text):
        return "hypothesis", "suspected"
    if kind == "cause" and _OPEN.search(text):
        return "unknown", "confirmed"
    if _RISK.match(text):
        return "hypothesis", "suspected"
    if _CAUSE_LABEL.match(text) and sure and not _OPEN.search(text):
        return "cause", "confirmed"
    felt = not groups.isdisjoint(("symptom", "bad_state", "inability"))
    if kind in ("coordination", "action") and felt and gives_word(text):
        return "symptom", "reported"
    if kind in _MENDED and _CONSENT.search(text):
        return "coordination", "confirmed"
    if kind in _NAMING and sure and _NAMED.search(text):
        return "cause", "confirmed"
    if kind == "observation" and sure and _IT_WAS.match(text) and not groups.isdisjoint(("change", "fault")):
        return "cause", "confirmed"
    if kind in ("observation", "detected") and sure and _TOTAL.match(text):
        return "scope", certainty
    if kind in _ACTS_ALONE and _BY_ITSELF.search(text):
        return "observation", certainty
    return kind, certainty


def labels_cause(text: str) -> bool:
    """Say whether a clause opens with a label for the cause: "cause: ...", "found it: ..."."""
    return _CAUSE_LABEL.match(text) is not None


def denies_loss(text: str) -> bool:
    """Say whether the clause says without terms that nothing was lost or deleted."""
    return _NONE_LOST.search(text) is not None and not _ON_TERMS.search(text)


def denies_harm(text: str) -> bool:
    """Say whether the clause says that nothing, or not the thing it names, was hit."""
    return _SPARED.match(text) is not None


def says_proof(reading: Reading) -> bool:
    """Say whether a clause is only a word of proof: "Confirmed", "verified by Zeke"."""
    said = reading.kind in ("verified", "detected", "coordination", "observation")
    return said and _PROOF.fullmatch(reading.text) is not None


def proves_the_last(last: Reading, reading: Reading) -> bool:
    """Say whether a clause is a word of proof for the one before it in its note."""
    return last.kind in _PROVABLE and last.certainty != "withdrawn" and says_proof(reading)


def proved(reading: Reading) -> Reading:
    """Return a fault of our own as the cause, once somebody has confirmed it."""
    felt = reading.has("symptom", "user", "reported", "restored") and not reading.has("fault", "cause_link")
    ours = (
        reading.has("fault", "bad_state", "change", "cause_link", "act_done") or reading.kind == "hypothesis"
    )
    if felt or not ours:
        return reading
    return replace(
        reading,
        kind="cause",
        certainty="confirmed",
        groups=reading.groups | {"cause_found"},
        visibility="internal",
    )


def _we_contact(text: str) -> bool:
    """Say whether a supplier is only the one we turn to: "the carrier was called", "calling the carriers"."""
    named = of_group(text, "supplier", "vendor_name")
    if not named:
        return False
    before, behind = text[: named[0].start], text[named[-1].end :]
    return _CONTACTING.search(before) is not None or _CONTACTED.match(behind.lstrip()) is not None


def _of_supplier(kind: FactKind, text: str, groups: frozenset[str], side: str) -> bool:
    """Say whether a clause tells a supplier's own state, or what a supplier says."""
    if side == "front" or groups.isdisjoint(("supplier", "vendor_name")):
        return False
    named = of_group(text, "supplier", "vendor_name")
    opening = _OPENING.match(text)
    opens = opening is not None and named[0].start == opening.end()
    if opens and _SPEAKS.match(text, named[0].end):
        return kind not in ("decision", "coordination")
    words = {word.lower() for word in _WORDS.findall(text)}
    acts = kind == "action" and opens and not _we_contact(text)  # "Apple released an update yesterday"
    if acts and _ours_with_them(text, named):
        return False
    return (kind in _MENDED or acts) and _OURS.isdisjoint(words)


def _ours_with_them(text: str, named: Sequence[Span]) -> bool:
    """Say whether the name is of what we have with them: "the Apple password", "a Google call"."""
    return bool(named) and not _WITH_THEM.isdisjoint(_WORDS.findall(text[named[0].end :].lower())[:2])


def only_tested(text: str) -> bool:
    """Say whether a clause tells of a test: that one of ours went through is no recovery of theirs."""
    return _TESTED.match(text) is not None
