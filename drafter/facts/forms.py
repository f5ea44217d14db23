"""What the words and the form of a clause leave no doubt about, whatever the classifier made of it.

A claim of cause, recovery or end needs a word for it; a message that people were shown is a symptom; a count
of those whom trouble has hit is the reach of it.
"""

import re
from functools import lru_cache

from drafter.core.fact import Certainty, FactKind
from drafter.facts.frames import Frame, frame_of
from drafter.facts.in_vain import tells_of_trouble, waits_in_vain
from drafter.facts.language import cues, of_group, word_class
from drafter.facts.phrases import Word, words

_PEOPLE = word_class("people")
_READERS = word_class("readers")
_UNABLE = re.compile(
    r"(?:[\w-]+ ){0,3}?([\w-]+) (?:cannot|can't|can not|could not|couldn't|are unable to|are not able to)\b",
    re.IGNORECASE,
)
_WORKS = ("restored", "resolved", "unaffected", "as_expected")
# What speaks against a recovery that no listed words tell of ("bids arriving", "clocks tick again").
_AGAINST = (
    "symptom", "bad_state", "persists", "inability", "negation", "hedge", "expectation", "question",
    "question_mark", "plan", "proposal", "offstage", "diagnose", "supplier", "repair_running", "alarm",
    "fault",
)  # fmt: skip
# Kinds that readers rely on, and the words one of which speaks for them.
_NEEDS: dict[FactKind, tuple[str, ...]] = {
    "unaffected": ("unaffected", "as_expected", "restored", "works_sign", "negation"),
    "workaround": ("workaround", "user", "proposal"),
    "verified": ("verified", "restored", "resolved", "works_sign", "as_expected"),
}
_THING_DECIDES = re.compile(
    r"(?:the|our|a|its)\s(?!team\b|group\b|\w*manager\b|lead\b|office\b|board\b)[\w-]+\s(?:decides?|decided|wants?|insists?|refuses?)\b",
    re.IGNORECASE,
)
_MENDS = re.compile(  # "Stefan recovers the disk pool": somebody's step, not yet that it works
    r"[A-Z][a-z]+\s(?:(?i:recovers?|restores?|repairs?|fixes|mends?))\s(?:the|a|an|our|all|its|their|his|her)\s"
)
_NO_MORE = re.compile(r"(?:there (?:are|were) )?no (?:more|further|new|longer any)\b", re.IGNORECASE)
_OUR_ACTS = ("repair_done", "repair_act", "trial", "we", "team", "comms", "act_done")
_DOES_AGAIN = re.compile(  # "residents can sign in again", "new episodes show up in feeds again"
    r"^(?!.*\b(?:until|once|if|when|unless|before|after|so that|it|this|that|they|again and again)\b)"
    r"(?:.*\b(?P<able>can|(?:is|are) able to)\b(?! (?:not|only|no)\b)"
    r"|.*\b(?:shows?|showing|appear|appears|appearing|arrives?|arriving|comes?|coming|goes|go|going|moves?|moving|loads?"
    r"|opens?|prints?|printing|scans?|(?:is|are) being [a-z]+ed|flows?|flowing|runs?|running|syncs?|syncing"
    r"|updates?|updating|plays?|playing|rings?|works?|working)\b).*\bagain\b",
    re.IGNORECASE,
)
_WAY_GIVEN = re.compile(
    r"\bwork-?around (?:is|was|has been) (?:offered|given|posted|provided|shared)\b", re.IGNORECASE
)
_NOT_BEFORE = re.compile(  # "kept closed until it is fixed": the end is still to come
    r"\b(?:until|till) (?:[\w'-]+ ){1,5}(?:is|are|has|have|gets?) (?:been )?\w+"
    r"|\b\w+ed (?:just |right |shortly |again )?after (?:coming|getting|being) (?:back|up)\b",  # fell again
    re.IGNORECASE,
)
_CONFIRMED = re.compile(r"(?:\w+ ){0,2}confirmed\s*[:,–-]\s", re.IGNORECASE)
_AMISS = re.compile(
    r"\b(?:wrong|expired|missing|mis\w+ed|outdated|deleted|too (?:old|small|low))\b|\bwas the source of\b"
    r"|\b(?:never|not|wasn't|weren't|didn't) (?:been |get |got )?(?:\w+ed|made|set|sent|run|kept|told)\b",
    re.IGNORECASE,
)
_REPAIRED = re.compile(r"(?:(?:fault|issue|problem|incident)\s)?(?:now |fully )?repaired\W*", re.IGNORECASE)
_FAULT_PROVED = re.compile(r"\b(?:bug|fault|defect) (?:is |was )?(?:verified|confirmed)$", re.IGNORECASE)
_BY_ITSELF = re.compile(r"\brestart\w* [~≈]?\d+ times\b|\brestart count\b", re.IGNORECASE)
_FELL_TO = re.compile(r"\b(?:dropped|fell|sank|went(?: down)?|rose|jumped|climbed) from \S+", re.IGNORECASE)
_REFUSES = re.compile(
    r"\b(?:refus|reject|deni|deny)\w*\s(?:(?:all|new|any)\s)?(?:connections?|requests?|traffic|calls?)\b",
    re.IGNORECASE,
)
_LINKED = ("cause_link", "cause_found", "found")
_NOBODY = re.compile(
    r"(?:and |so |but |now )*(?:nobody|no[ -]one|none of (?:the|our) \w+"
    r"|no (?:customers?|users?|subscribers?|staff))\b"
    r"(?: (?:in|at|on|from) (?:the )?\w+)?"
    r" (?:can|could|is able to|are able to|gets?|receives?|reach(?:es)?|sees?)\b"
    r"(?!.*\b(?:explain|say|tell|find out|reproduce)\b)",
    re.IGNORECASE,
)
_BESIDE: tuple[FactKind, ...] = ("decision", "action", "cause", "observation")
_MAY_BE_BACK: tuple[FactKind, ...] = ("symptom", "observation", "workaround", "unaffected", "detected")
_MAY_COUNT: tuple[FactKind, ...] = ("observation", "action", "detected", "coordination", "cause")
_MACHINES = word_class("machines")  # may be people as well
_MISREAD = ("observation", "workaround", "unknown", "unaffected", "detected", "coordination")
_CAUSAL = ("cause_link", "cause_found", "found", "fault")
# What makes a guess about what works a guess about what is to come, or about trouble.
_NO_BELIEF = (*_CAUSAL, "question", "expectation", "symptom", "bad_state", "inability")
_TROUBLED = (
    "symptom", "bad_state", "inability", "negation", "persists", "fault", "reported", "scope", "restored",
)  # fmt: skip
_SHOWN = re.compile(r"(?<!\w)[“\"'`][^“”\"`\n]{2,60}?[”\"'`](?!\w)")
_NEVER_HIT = re.compile(  # "other sites are healthy", "euro orders went out as normal"
    r"^(?:all |the |only )*(?:others?|rest|remaining)\b|\bas (?:normal|usual|planned|always)\b", re.IGNORECASE
)
_HAD_GONE = re.compile(
    r"\b(?:again|back|now|return\w*|recover\w*|restor\w*|since|once more)\b", re.IGNORECASE
)
_WE_TOLD = re.compile(
    rf"\b(?:{'|'.join(sorted(_READERS))}|everyone)\s(?:(?:have|has|had|are|were|was)\s)?"
    r"(?:been\s)?(?:notified|informed|told|e?mailed|contacted|updated|written to)\b",
    re.IGNORECASE,
)
_BEGAN = re.compile(
    r"(?:the\s)?(?P<what>[a-z][\w'’-]*(?:\s[\w'’-]+){0,7}?)"
    r"\s(?:starts?|begins?|opens?|started|began|opened|goes live)"
    r"(?:\s(?:at|for|of|in|on)\b.*)?\W*",
    re.IGNORECASE,
)
_TROUBLE_NOUN = re.compile(
    r"\b(?:it|this|that|they|(?:incident|violation|outage|impact|harm|trouble|fault|problem|issue|disruption|degradation"
    r"|downtime|attack|spike|peak|flood)s?)\b",
    re.IGNORECASE,
)
_SAY_THAT = re.compile(
    r"\b(?:says?|said|reports?|reported|writes?|wrote|complains?|complained|tells? us|told us|mentions?)\s"
    r"(?:that\s|(?=their\s|they\s|no\s|the\s|[a-z]+\s(?:is|are|gets?|do|does|has|have|shows?|fails?|keeps?|cannot)\b"
    r"|[a-z]+\s\w+n['’]t\b))",
    re.IGNORECASE,
)
_COUNT_OF = re.compile(
    r"(?:[^:.]{1,30}:\s)?(?:(?:about|around|some|roughly|nearly|almost|over|at least|[~≈])\s?)?"
    r"\d[\d,.]*k?\+?\s"
    r"(?:(?:of|out of)\s(?:the\s|our\s)?\d[\d,.]*k?\s)?(?:[\w-]+\s)??(?P<who>[a-z-]+s|people)\b"
    r"(?:\s(?:with|in|of|at)\s[\w,.]+(?:\s[\w-]+)?)?",
    re.IGNORECASE,
)
_HAVE_TROUBLE = re.compile(
    r"\s(?:have|had|are|were|is|cannot|can['’]?t|can not|do not|don['’]t|get|got|see|saw|lost|without"
    r"|affected|hit|wait)\b",
    re.IGNORECASE,
)
_COUNT_LABEL = (
    re.compile(  # "number of merchants concerned: 6,148", "count from the database: 418 candidates"
        r"(?:the |our |a )?(?:final |total |first |new )?(?:number|count|tally|total)s?\b[^:\d?]{0,50}[:=]\s*"
        r"(?:(?:about|around|some|roughly|nearly|almost|over|at least|[~≈])\s?)?\d",
        re.IGNORECASE,
    )
)
_MENDING = re.compile(
    r"\b(?:back|again|fine|ok|fixed|corrected|done|restored|online|left|remaining|no longer|not affected"
    r"|unaffected|told|informed|called|notified|written|been sent|now)\b",
    re.IGNORECASE,
)
_SEES = re.compile(
    r"\b(?:sees?|saw|gets?|got|receives?|(?:is|are|were) shown|runs? into)\s(?:an?\s|the\s)?"
    r"(?:(?:error|message|page|error message|warning)\s)?[“\"'‘`]\w",
    re.IGNORECASE,
)
_SEE = re.compile(
    r"\b(?:see|sees|saw|get|gets|got|receive|receives|are shown|are sent)\s"
    r"(?!back\b|through\b|in touch\b|told\b)",
    re.IGNORECASE,
)
_WHO_SEES = 3  # words within which they are named
_GOOD = (*_WORKS, "unaffected", "as_expected", "question_mark", "hedge", "plan", "comms", "we")
STILL_WORKS = re.compile(  # "while it rebuilds uploads still work": a fact, whatever is being done beside it
    r"(?:^while (?:[\w'-]+ ){1,4}?)?(?P<what>(?:[\w'-]+ )?[\w'-]+ still works?)[\s.,;!]*$", re.IGNORECASE
)
WORKAROUND_LABEL = re.compile(r"work-?around\s*[:=–-]\s*(?=\w)", re.IGNORECASE)
_PROVED = re.compile(
    r"(?:we )?(?:have )?(?:verified|confirmed|tested|checked)[:,]? (?:that )?"
    r"(?!.*\b(?:not|no longer|never)\b).{3,60}?\b(?:works?|working|is fine|are fine|is back|are back)\b",
    re.IGNORECASE,
)
_TOLD = ("confirmed", "reported")
_MENDED: tuple[FactKind, ...] = ("restored", "resolved")


@lru_cache(maxsize=8192)
def signs(text: str) -> tuple[frozenset[str], Frame, tuple[Word, ...]]:
    """Return the cue groups of a clause, its frame and its words; "user_acts" where users are its subject."""
    found, spans = words(text), cues(text)
    frame, groups = frame_of(found), {span.group for span in spans}
    if frame.verb and any(s.group == "user" and s.start < found[frame.first].start for s in spans):
        groups.add("user_acts")
    return frozenset(groups), frame, found


def settled(kind: FactKind, certainty: Certainty, groups: frozenset[str], phase: str, text: str) -> FactKind:
    """Return the kind after the words had their say: a claim of cause, recovery or end needs a word for it.

    A hedged cause is a guess, a proposed repair no act, and "confirmed" about a fault is no proof of repair.
    """
    if kind in _MAY_BE_BACK and certainty in _TOLD and _works_anew(groups, phase, text):
        return "restored"
    if kind == "scope" and phase == "quiet" and groups.isdisjoint(_TROUBLED):
        return "observation"  # "41 colleges, 6,320 candidates logged in": nothing is wrong yet
    if kind == "verified" and "repair_running" in groups and groups.isdisjoint(_WORKS):
        return "action"
    if kind == "hypothesis" and not groups.isdisjoint(_MENDED) and groups.isdisjoint(_NO_BELIEF):
        return "restored"  # "service appears to be restored": what is believed to work
    if kind in ("restored", "resolved") and groups.isdisjoint(_WORKS):
        if kind == "restored" and _told_freely(certainty, groups, phase):
            return kind
        return "workaround" if "workaround" in groups else "observation"
    if kind == "verified" and phase in ("quiet", "trouble") and groups.isdisjoint(_WORKS):
        return "detected"
    if kind == "resolved" and "restored" in groups and "resolved" not in groups:
        return "restored"  # "service fully recovered" is not yet declared over
    if kind == "cause" and certainty == "suspected":
        return "hypothesis"
    if kind == "cause" and groups.isdisjoint(_CAUSAL):
        return "observation"
    proposed = "proposal" in groups and not groups.isdisjoint(("repair_act", "repair_running", "trial"))
    if (
        proposed
        and kind in ("hypothesis", "action")
        and groups.isdisjoint(("symptom", "fault", "cause_link"))
    ):
        return "decision"
    return kind


def _works_anew(groups: frozenset[str], phase: str, text: str) -> bool:
    """Say whether people can do again what they could not, or after a repair a thing does its work again."""
    again = _DOES_AGAIN.search(text)
    if again is None or not groups.isdisjoint(_AGAINST) or not groups.isdisjoint(_OUR_ACTS):
        return False
    return phase in ("repair", "restored") or ("restored" in groups and again["able"] is not None)


def _told_freely(certainty: Certainty, groups: frozenset[str], phase: str) -> bool:
    """Say whether a recovery in words of its own may stand: a sign of it after a repair, none against it."""
    mending = phase in ("repair", "restored") and "works_sign" in groups
    return mending and certainty in _TOLD and groups.isdisjoint(_AGAINST)


def by_label(kind: FactKind, certainty: Certainty, text: str) -> FactKind:
    """Return the kind where the form of the clause leaves no doubt about it.

    A message that somebody was shown is a symptom and never names the cause; "workaround: ..." is one; what
    was restarted so many times did it by itself; "repaired" alone says that it works. What is told of others,
    or to people, and what was planned to begin, is none of what hit us.
    """
    if _REPAIRED.fullmatch(text):
        return "restored"
    if WORKAROUND_LABEL.match(text) or _WAY_GIVEN.search(text):
        return "workaround"
    if kind in _BESIDE and certainty in (*_TOLD, "planned") and STILL_WORKS.search(text):
        return "unaffected"
    if kind in ("observation", "detected") and certainty in _TOLD and _shown_a_message(text):
        return "symptom"
    unable = _UNABLE.match(text)
    if unable and unable[1].lower() in _PEOPLE and kind in ("coordination", "observation", "unknown"):
        return "symptom" if certainty in ("confirmed", "reported") else kind
    if kind not in ("symptom", "hypothesis", "cause") and certainty in _TOLD and waits_in_vain(text):
        return "symptom"
    if kind in ("coordination", "observation") and certainty in _TOLD and tells_of_trouble(text):
        return "symptom"
    if kind in _MENDED and _MENDS.match(text):
        return "action"
    if kind in _MENDED and _NOT_BEFORE.search(text):
        return "observation"
    if kind in ("restored", "verified") and never_hit(text):
        return "unaffected"
    if kind in ("symptom", "detected", "scope") and _WE_TOLD.search(text):
        return "coordination"
    if kind == "action" and (_BY_ITSELF.search(text) or _FELL_TO.search(text)):
        return "observation"
    if kind in ("detected", "observation", "action") and certainty == "confirmed" and _PROVED.match(text):
        return "verified"
    if kind == "symptom" and _NO_MORE.match(text):
        return "observation"
    if kind == "start" and _opens_for_people(text):
        return "observation"
    if kind == "cause" and _SHOWN.search(text):
        said = signs(_SHOWN.sub(" ", text))[0]
        return kind if not said.isdisjoint(_CAUSAL) else "symptom"
    return kind


def machine_decides(text: str, groups: frozenset[str]) -> bool:
    """Say whether it is a thing that decides: "the installer decides to rename the network cards"."""
    return _THING_DECIDES.match(text) is not None and groups.isdisjoint(("we", "team", "user", "supplier"))


def lacks_word(kind: FactKind, groups: frozenset[str]) -> bool:
    """Say whether no word of a clause speaks for a kind that readers would rely on."""
    return kind in _NEEDS and groups.isdisjoint(_NEEDS[kind])


def never_hit(text: str) -> bool:
    """Say whether a clause tells that others are fine, or that a thing went on as usual."""
    return _NEVER_HIT.search(text) is not None and _HAD_GONE.search(text) is None


def they_say(text: str, groups: frozenset[str]) -> bool:
    """Say whether customers tell what they see: "two guests write that their bill shows the wrong room"."""
    said = _SAY_THAT.search(text)
    told = said is not None and any(word.lower in _READERS for word in words(text[: said.start()]))
    return told and groups.isdisjoint((*_MENDED, "unaffected", "as_expected", "question_mark"))


def counted(kind: FactKind, certainty: Certainty, text: str) -> FactKind:
    """Return "scope" for a clause that counts those whom trouble has hit: "212 schools have no timetable".

    Those who are back, or were told, are not.
    """
    told = certainty in _TOLD
    if told and _COUNT_LABEL.match(text) and any(word.lower in _READERS for word in words(text)):
        return "scope"
    if kind not in (*_MAY_COUNT, "scope") or not told:
        return kind
    count = _COUNT_OF.match(text)
    who = count["who"].lower() if count else ""
    if count is None or who not in _READERS or who in _MACHINES:
        return kind
    if _MENDING.search(text, count.end()):
        return "observation" if kind == "scope" else kind
    return "scope" if _HAVE_TROUBLE.match(text, count.end()) else kind


def _opens_for_people(text: str) -> bool:
    """Say whether a clause tells when something planned began ("presale starts"), not when trouble did."""
    began = _BEGAN.fullmatch(text)
    if began is None or _TROUBLE_NOUN.search(began["what"]):
        return False
    return not of_group(began["what"], "symptom", "bad_state", "fault", "alarm", "inability", "negation")


def _shown_a_message(text: str) -> bool:
    """Say whether people meet with a message: 'customers who change it see "no answer"'."""
    shown = _SEES.search(text)
    return shown is not None and any(word.lower in _PEOPLE for word in words(text[: shown.start()]))


def as_felt(kind: FactKind, certainty: Certainty, text: str, groups: frozenset[str], side: str) -> FactKind:
    """Return the kind of a clause that tells what people, or those who call a part, meet with.

    "The shop no longer receives orders" and "nobody can pay" are symptoms; that a part refuses connections is
    no cause by itself.
    """
    if kind == "observation" and side == "front" and "symptom" in groups and "negation" in groups:
        return "symptom"
    if kind == "cause" and _REFUSES.search(text) and groups.isdisjoint(_LINKED):
        kind = "observation"
    if kind in _MISREAD and _NOBODY.match(text) and certainty == "confirmed":
        return "symptom"
    if kind in _MISREAD and certainty in _TOLD and _they_see(text) and groups.isdisjoint(_GOOD):
        return "symptom"
    return kind


def _they_see(text: str) -> bool:
    """Say whether a clause tells what people see or get: "guests in the annexe see the wrong price"."""
    shown = _SEE.search(text)
    told = words(text[: shown.start()])[:_WHO_SEES] if shown else ()
    return any(word.lower in _READERS for word in told)


def names_fault(text: str, groups: frozenset[str]) -> bool:
    """Say whether a clause confirms a fault of our own: "confirmed: the policy denied writes"."""
    own = not groups.isdisjoint(("fault", "bad_state")) and groups.isdisjoint(("symptom", "user", "reported"))
    said = _CONFIRMED.match(text) or _FAULT_PROVED.search(text)
    return own and said is not None and groups.isdisjoint(_MENDED)


def proves_fault(text: str, groups: frozenset[str]) -> bool:
    """Say whether a clause opens with "confirmed:" and names what was wrong, without hedge or question."""
    sure = groups.isdisjoint(("hedge", "question", "question_mark", "user", "restored", "reported"))
    return sure and _CONFIRMED.match(text) is not None and amiss(text)


def amiss(text: str) -> bool:
    """Say whether a clause tells what was not as it should be: "expired", "was never signed"."""
    return _AMISS.search(text) is not None
