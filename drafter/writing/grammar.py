"""English clauses, pulled apart just far enough to say them in another tense or of another subject.

A map says "not responding" or "site is hard down"; an update says "The website is not responding". What
cannot be read for certain comes back as None, and the caller takes a safer sentence.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from drafter.facts.language import word_class
from drafter.writing.clause import BASE_OF, BASE_OF_PAST, BREAKS, Clause
from drafter.writing.data_files import load_toml, load_words
from drafter.writing.nouns import (
    DETERMINERS,
    ING_NOUNS,
    PREPOSITIONS,
    article,
    capital,
    head_noun,
    is_activity,
    is_plural,
    with_article,
)

_WORDS: dict[str, Any] = load_toml("grammar.toml")
_AUX = frozenset(_WORDS["auxiliaries"])
_ADJECTIVES = frozenset(_WORDS["adjectives"])
_ADVERBS = frozenset(_WORDS["adverbs"])
_LINKS = frozenset(_WORDS["completed_by_adjective"])
_NOBODY = re.compile(r"(?:nobody|no ?one|none)(?: ((?:in|on|at|from|with) .+))?$", re.IGNORECASE)
_SHOWING = {"show", "see", "get", "give", "return"}  # a message in quotation marks may follow
_OBJECTS = {"them", "us", "me", "him", "her"}
_WHOLE = {"everyone", "everybody", "all", "both", "nobody"}
_CONTRACTIONS = re.compile(
    "|".join(
        rf"\b{re.escape(short)}(?!\w)" for short in sorted(_WORDS["contractions"], key=len, reverse=True)
    ),
    re.IGNORECASE,
)
_WITH = re.compile(r"(?<=[a-z]\s)w/?\s(?=[a-z])")  # "cannot pay w card"
_LOOSE_PERCENT = re.compile(r"(?<=\d)\s%")
_READER = re.compile(
    r"^(?:(the|some|many|all|most|several)\s+)?(?:end[- ])?(?:users?|customers?|people|visitors?)$", re.I
)
# what people are shown: "customers see \"Payment failed\" when they pay"
_SEES = re.compile(
    r"^((?:\w+ )?\w+) (?:are |can )?(see|sees|get|gets|receive|receives) ([\"“].+)$", re.IGNORECASE
)
_THIRD = re.compile(r"\b(?:visitors?|customers?|clients?|people)$")
_STOPPED = re.compile(r"(?:stop|stops|stopped) (\w+ing\b.*)", re.IGNORECASE)
_WENT = re.compile(r"not go(?: out)?", re.IGNORECASE)  # of mails and campaigns
_OPEN_CLOCK = re.compile(r"\s*\b(?:since|at|from)\s+\d{1,2}[:.]\d{2}\b(?:\s*[ap]m)?", re.IGNORECASE)


def expand(text: str) -> str:
    """Return the text with contractions and short forms written out, and "unable to" as "cannot"."""
    text = _WITH.sub("with ", _LOOSE_PERCENT.sub("%", text.replace("’", "'")))
    return _CONTRACTIONS.sub(_expanded, text)


def _expanded(match: re.Match[str]) -> str:
    word: str = _WORDS["contractions"][match[0].lower()]
    return capital(word) if match.start() == 0 and match[0][0].isupper() else word


def _looks_adjectival(word: str) -> bool:
    bare = word.lower().strip(",;")
    return (
        bare in _ADJECTIVES
        or bare in ("not", "being")
        or (bare.startswith(("un", "in")) and bare.endswith(("able", "ible", "sive")))
        or (len(bare) > 4 and bare.endswith("ing") and bare not in ING_NOUNS)
        or (len(bare) > 4 and bare.endswith("ed") and bare not in BASE_OF_PAST)
    )


def _finite_index(words: Sequence[str]) -> int | None:
    """Return where the finite verb stands; None when the words hold none with a subject before it."""
    lexical: int | None = None
    quoted = False  # what a screen says has a verb of its own
    for index, word in enumerate(words):
        bare = word.lower().strip(",;")
        opened = quoted or word.startswith(('"', "“"))
        quoted = opened and not word.rstrip(",;.").endswith(('"', "”"))
        if opened:
            continue
        if index and bare in BREAKS and not (bare == "and" and lexical is None):
            return lexical
        if index and bare in _AUX:
            return index
        if index and lexical is None and (bare in BASE_OF or bare in BASE_OF_PAST):
            before = words[index - 1].lower()
            base = BASE_OF.get(bare) or BASE_OF_PAST[bare]
            after = words[index + 1].lower().strip(",;") if index + 1 < len(words) else ""
            needs = _WORDS["needs_after"].get(base)
            passive = base == "get" and after.endswith("ed")
            shown = base in _SHOWING and after.startswith(('"', "“"))
            told = needs is None or after in needs or after in _ADJECTIVES  # "shows wrong prices"
            fits = told or passive or shown or before == "never"
            if before not in DETERMINERS and before not in PREPOSITIONS and fits:
                lexical = index
    return lexical


def _reader(subject: str) -> str:
    """Turn "users" into "you", "some customers" into "some of you"; leave other subjects."""
    match = _READER.match(subject.strip())
    if not match:
        return subject
    amount = (match[1] or "").lower()
    return f"{amount} of you" if amount in ("some", "many", "most", "several") else "you"


@lru_cache(maxsize=1024)
def symptom_clause(text: str, name: str = "") -> Clause | None:
    """Read a symptom as a map words it, about the part customers call `name`; None if it cannot be read.

    Times in it ("since 13:45") are dropped: a map is not the place an update takes a time from. What has
    stopped is not done: "stopped sending e-mails" is read as "is not sending e-mails".
    """
    clause = _read(_tidy(text), name)
    if clause is None:
        return None
    clause = replace(clause, subject=_inside(clause.subject, name))
    told = " ".join((clause.verb, clause.rest)) if clause.verb not in ("has", "have") else clause.rest
    stopped = _STOPPED.match(told)
    if clause.verb in ("do", "does", "did") and _WENT.fullmatch(clause.rest):
        return replace(clause, rest="not sent").with_verb("is")
    return replace(clause, rest=f"not {stopped[1]}").with_verb("is") if stopped else clause


def _inside(subject: str, name: str) -> str:
    """Return the subject of a map's sentence as it stands inside one of ours, without its capital."""
    first = subject.split(" ", 1)[0]
    kept = not name or not first.istitle() or first in name.split()
    plain = not kept and first.lower() in load_words("plain_vocabulary.txt")
    return subject[0].lower() + subject[1:] if plain else subject


def _read(text: str, name: str) -> Clause | None:
    quoted = re.fullmatch(r"[`'\"“‘](.+)[`'\"”’]", text)
    if quoted:
        where = f" when {name}" if is_activity(name) else ""
        return Clause("you", "may", f'see the message "{quoted[1]}"{where}')
    shown = _SEES.match(text)
    if shown and _reader(shown[1]).lower().endswith("you"):
        base = BASE_OF.get(shown[2].lower(), shown[2].lower())
        return Clause("you", "may", f"{base} {_second_person(shown[3])}")
    words = text.split()
    if not words:
        return None
    first, rest = words[0].lower(), " ".join(words[1:])
    if first == "cannot" and not rest.startswith("be "):
        return Clause("you", "cannot", _second_person(rest))
    if first in _AUX:
        return Clause(with_article(name), "", rest).with_verb(first) if name else None
    index = _finite_index(words)
    if index is not None:
        return _whole_clause(words, index, name)
    if (_looks_adjectival(first) or first in BASE_OF_PAST) and re.search(r"\bthey\b", text):
        return Clause("you", "may", "be " + _second_person(text))
    subject = with_article(name)
    if first in BASE_OF_PAST and first not in BASE_OF:
        doer = "we" if head_noun(name) in rest.lower().split() else subject
        return Clause(doer, first, rest) if doer else None
    if first in BASE_OF and first not in BASE_OF.values() and subject:
        return Clause(subject, "", rest).with_verb(first)
    if _looks_adjectival(first) or (
        first in _ADVERBS - {"no"} and len(words) > 1 and _looks_adjectival(words[1])
    ):
        if not subject or _echoes(name, first):
            return None
        return Clause(subject, "are" if is_plural(subject) else "is", text)
    return _verbless(words, name) or _noun_phrase(text, words)


def _verbless(words: Sequence[str], name: str) -> Clause | None:
    """Read "hub entirely inaccessible" or "requests returning errors": a subject and what it is like."""
    for position, word in enumerate(words):
        if word.startswith(('"', "“")):
            return None  # what a screen says has a verb of its own
        if word.lower() in _OBJECTS:
            return None  # "the app logs them out": a verb that is not listed stands before it
        before = words[position - 1].lower() if position else ""
        if before in _LINKS:
            return None  # "users get logged out": the verb is not read here
        after = words[position + 1].lower() if position + 1 < len(words) else ""
        if word.lower().endswith("ed") and after in _WHOLE | DETERMINERS:
            return None  # "the mails reached everyone": a verb that is not listed, with what it acts on
        if position and _looks_adjectival(word) and before not in PREPOSITIONS | BREAKS | DETERMINERS:
            start = position
            while start > 1 and (
                words[start - 1].lower() in _ADVERBS or words[start - 1].lower().endswith("ly")
            ):
                start -= 1
            who = _named(" ".join(words[:start]), name)
            return Clause(who, "are" if is_plural(who) else "is", " ".join(words[start:]))
        if position and word.lower() in PREPOSITIONS | BREAKS:
            return None
    return None


def _named(subject: str, name: str) -> str:
    """Return the subject, as the customer name when that is what it is short for."""
    bare = re.sub(r"^(?:various|several|the|all)\s+", "", subject, flags=re.IGNORECASE)
    if name and len(bare.split()) == 1:
        if is_activity(name):
            return (
                f"your {bare}"
                if bare.lower() in name.lower().split() and bare.islower()
                else with_article(bare)
            )
        head = head_noun(name)
        core = name.lower().split()  # "wardens" is not short for "the check of a session by wardens"
        core = core[: next((i for i, word in enumerate(core) if i and word in PREPOSITIONS), len(core))]
        if (
            bare.lower() in (head, core[0])
            or (len(bare) > 3 and head.endswith(bare.lower()))
            or (is_plural(bare) and " and " not in name and bare.lower() in core)
        ):
            return with_article(name)
    reader = _reader(subject)
    if reader != subject:
        return reader
    if not name and " to " in bare:
        return bare  # "export to PDF": what one does has no article
    words = (bare if subject.lower().startswith("the ") else with_article(bare)).split()
    told = ["your" if word.lower() in ("user's", "users'", "customers'", "their") else word for word in words]
    kept = subject.lower().startswith("the ") and told[0] != "your"
    return " ".join(["the", *told] if kept else told)


def _echoes(name: str, adjective: str) -> bool:
    """Say whether "responses are unresponsive" would come out."""
    stem = re.sub(r"^(?:un|in)", "", adjective)[:5]
    return any(word.startswith(stem) for word in name.lower().split())


def _tidy(text: str) -> str:
    text = expand(_OPEN_CLOCK.sub("", text)).strip().rstrip(".")
    text = re.split(r"\s*;\s*|\.\s+", text)[0]
    for pattern, words in _WORDS["tidy"].items():
        text = _outside_quotes(pattern, words, text)
    return text.strip()


def _outside_quotes(pattern: str, words: str, text: str) -> str:
    """Return the text with the pattern replaced, what a screen says left as it is."""
    return "".join(
        part if part.startswith(('"', "“")) else re.sub(pattern, words, part)
        for part in re.split(r"([\"“][^\"“”]*[\"”])", text)
    )


def _whole_clause(words: Sequence[str], index: int, name: str) -> Clause:
    subject, verb, rest = " ".join(words[:index]), words[index].lower(), " ".join(words[index + 1 :])
    if subject.lower().endswith(" never") and verb in BASE_OF:
        subject, verb, rest = subject[: -len(" never")], "do", f"not {BASE_OF[verb]} {rest}".strip()
        return Clause(_named(subject, name), verb, rest).with_verb("do")
    nobody = _NOBODY.match(subject)
    if nobody:  # "nobody in the north can call": those there cannot
        who = f"people {nobody[1]}" if nobody[1] else "you"
        able = Clause(who, "cannot", rest) if verb in ("can", "could") else None
        return able or Clause(who, verb, f"not {rest}").with_verb(verb)
    reader = "you" if subject.lower() == "user" else _reader(subject)
    if _of_readers(subject, rest, name):
        return Clause(subject.lower(), verb, rest)
    if reader.lower().endswith("you"):
        clause = Clause(reader.lower(), verb, _second_person(rest))
        return clause.with_verb(verb)
    named = _named(subject, name)
    themselves = subject.lower().split()[-1:] and subject.lower().split()[-1] in word_class("readers")
    others = "they" in rest.split() and not themselves  # "students see it while they write": their own doing
    clause = Clause(named, verb, _second_person(rest) if others else rest)
    return clause if named == subject else clause.with_verb(verb)  # the note's own verb agrees already


def _of_readers(subject: str, rest: str, name: str) -> bool:
    """Say whether those meant are people of the reader's own: "some visitors cannot reach your site".

    What a map calls "your" belongs to the reader; it says "users" for the reader too often to rely on that.
    """
    third = _THIRD.search(subject.lower())
    return third is not None and re.search(r"\byour\b", f"{rest} {name}", re.IGNORECASE) is not None


def _noun_phrase(text: str, words: Sequence[str]) -> Clause | None:
    if any(word.endswith("s") and word.lower() in _LINKS for word in words[1:]):
        return None  # "the page shows sold out" is a sentence, not a thing that people see
    first = words[0].lower()
    plural = is_plural(text)
    if first == "no" or head_noun(text) in (
        "outage",
        "outages",
        "delay",
        "delays",
        "interruptions",
        "interruption",
    ):
        prefix = "" if first in DETERMINERS or plural else f"{article(text)} "
        return Clause("there", "are" if plural else "is", prefix + text)
    if re.search(r"\b(?:errors?|messages?|pages?|warnings?|timeouts?|failures?)\b", text, re.IGNORECASE):
        prefix = (
            ""
            if first in DETERMINERS
            or plural
            or not re.search(r"(?:error|message|page|warning|timeout|failure)\b", text)
            else f"{article(text)} "
        )
        return Clause("you", "may", f"see {prefix}{text}")
    return None


def _second_person(text: str) -> str:
    for pattern, word in (
        (r"\bthey are\b", "you are"),
        (r"\bthey\b", "you"),
        (r"\btheir\b", "your"),
        (r"\bthem\b", "you"),
    ):
        text = re.sub(pattern, word, text, flags=re.IGNORECASE)
    return text
