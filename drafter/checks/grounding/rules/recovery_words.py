"""Whether a word of recovery is said of the service: in "put back" it is not, nor in "cleared two jobs"."""

import re

from drafter.checks.grounding.evidence import Evidence
from drafter.checks.grounding.patterns import expression, word_list
from drafter.checks.grounding.reading import Mention
from drafter.checks.grounding.statements import Statement

_ELSEWHERE = frozenset(word_list("back_elsewhere"))
_MOVED_BACK = frozenset(word_list("moved_back"))
_WHO_WORKS = frozenset(word_list("who_works"))
_CURES = frozenset(word_list("cures"))
_CURED = frozenset(word_list("cured"))
_CLOSERS = frozenset(word_list("closers"))
_PASSIVE = frozenset(word_list("passive"))
_OBJECT_REACH = 4  # words after a cure in which its object stands
_TO_SEE = expression("to_see")
_ARTICLES = frozenset(word_list("articles"))
_LIMITED = re.compile(  # "that helped for two minutes only"
    r"\s+(?:only|briefly|a (?:little|bit|while)|somewhat|partly|in part"
    r"|for (?:only |just |about |some )?(?:a (?:moment|minute|while|few)|one|two|three|four|five|ten|\d+)\b)",
    re.IGNORECASE,
)


def is_said_otherwise(statement: Statement, mention: Mention, evidence: Evidence) -> bool:
    """Say whether a word of recovery claims none: part of another phrase, an aim, or a symptom of the map."""
    return (
        _is_checked(statement, mention)
        or _is_attributive(statement, mention)
        or _cures_something_else(statement, mention)
        or _LIMITED.match(statement.text, mention.term.end) is not None
        or _is_the_maps(statement, mention, evidence)
    )


def is_release(statement: Statement, mention: Mention) -> bool:
    """Say whether it is a version or a fix that can be had, as against a service: "2.5.2 is available"."""
    if not statement.words_of(mention).lower().endswith("available"):
        return False
    start, _ = statement.reading.segment_of(mention.term.start)
    versions = any(start <= s < mention.term.start for s, _, _ in statement.identifiers)
    return versions or any(
        m.concept == "change" and start <= m.term.start < mention.term.start
        for m in statement.reading.of("things")
    )


def _is_attributive(statement: Statement, mention: Mention) -> bool:
    """Say whether the word is part of something else: "back up copies", "put back", "who was working"."""
    words = statement.reading.words
    after = [w.lower for w in words[mention.term.stop : mention.term.stop + 2]]
    before = [w.lower for w in words[max(0, mention.term.first - 4) : mention.term.first]]
    if statement.text.startswith("-", mention.term.end) or _ELSEWHERE & {" ".join(after), *after[:1]}:
        return True
    if mention.concept == "fixed" and before and before[-1] in _ARTICLES and after:
        return True  # "a fixed version is out"
    if words[mention.term.first].lower == "back":
        return bool(_MOVED_BACK & set(before))
    return bool(_WHO_WORKS & set(before[-2:]))


def _cures_something_else(statement: Statement, mention: Mention) -> bool:
    """Say whether a word of cure has an object that is no trouble: "we have cleared two stuck jobs"."""
    words = statement.reading.words
    if " ".join(w.lower for w in words[mention.term.first : mention.term.stop]) not in _CURES:
        return False
    following = []
    for word in words[mention.term.stop : mention.term.stop + _OBJECT_REACH]:
        if not word.joined:
            break
        following.append(word.lower)
    passive = _PASSIVE & {w.lower for w in words[max(0, mention.term.first - 3) : mention.term.first]}
    ends = not following or following[0] in _CLOSERS
    return not (passive or ends or _CURED & set(following))


def _is_checked(statement: Statement, mention: Mention) -> bool:
    """Say whether it is what somebody looks for: "we tried ten to see that it worked"."""
    return _TO_SEE.search(statement.text, 0, mention.term.start) is not None


def _is_the_maps(statement: Statement, mention: Mention, evidence: Evidence) -> bool:
    """Say whether the word is inside a symptom as the map words it: "declined although the card is fine"."""
    text, start, end = statement.text.lower(), mention.term.start, mention.term.end
    for component in evidence.system_map.components:
        for words in (*component.symptoms.values(), *component.plain_symptoms):
            at = text.find(words.lower().rstrip("."))
            if words and at >= 0 and at <= start and end <= at + len(words):
                return True
    return False
