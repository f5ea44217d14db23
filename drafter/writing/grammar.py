"""English clauses, pulled apart just far enough to change tense, person and emphasis.

A map says "not responding" or "site is hard down"; an update says "The website is not responding" now and
"was not responding" afterwards. What cannot be read for certain comes back as None, and the caller takes
a safer sentence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from drafter.facts.language import word_class
from drafter.writing.data_files import load_toml
from drafter.writing.nouns import (
    DETERMINERS,
    ING_NOUNS,
    PREPOSITIONS,
    article,
    head_noun,
    is_activity,
    is_plural,
    with_article,
)

_WORDS: dict[str, Any] = load_toml("grammar.toml")
_AUX = frozenset(_WORDS["auxiliaries"])
_VERBS = frozenset(_WORDS["verbs"])
_ADJECTIVES = frozenset(_WORDS["adjectives"])
_ADVERBS = frozenset(_WORDS["adverbs"])
_BREAKS = frozenset(_WORDS["clause_breaks"])
_LINKS = {
    "get",
    "gets",
    "got",
    "become",
    "becomes",
    "became",
    "seem",
    "seems",
    "look",
    "looks",
    "stay",
    "stays",
}
_NOBODY = re.compile(r"(?:nobody|no ?one|none)(?: ((?:in|on|at|from|with) .+))?$", re.IGNORECASE)
_SHOWING = {"show", "see", "get", "give", "return"}  # a message in quotation marks may follow
_OBJECTS = {"them", "us", "me", "him", "her"}
_BE = {"is", "are", "was", "were"}
_CONTRACTIONS = re.compile(
    "|".join(
        rf"\b{re.escape(short)}(?!\w)" for short in sorted(_WORDS["contractions"], key=len, reverse=True)
    ),
    re.IGNORECASE,
)
_READER = re.compile(
    r"^(?:(the|some|many|all|most|several)\s+)?(?:end[- ])?(?:users?|customers?|people|visitors?)$", re.I
)
# what people are shown: "customers see \"Payment failed\" when they pay"
_SEES = re.compile(
    r"^((?:\w+ )?\w+) (?:are |can )?(see|sees|get|gets|receive|receives) ([\"“].+)$", re.IGNORECASE
)
_THIRD = re.compile(r"\b(?:visitors?|customers?|clients?|people)$")
_BREAK = re.compile(rf"[,;]|\b(?:{'|'.join(sorted(_BREAKS))})\b")
_ANY = re.compile(r"\bany (?=[a-z])|\s+(?:any ?more|at all)\b", re.IGNORECASE)  # of what was not so
_STOPPED = re.compile(r"(?:stop|stops|stopped) (\w+ing\b.*)", re.IGNORECASE)
_SOME = re.compile(r"\b(?:some|several|certain|many|most)\b", re.IGNORECASE)
_WENT = re.compile(r"not go(?: out)?", re.IGNORECASE)  # of mails and campaigns
_OPEN_CLOCK = re.compile(r"\s*\b(?:since|at|from)\s+\d{1,2}[:.]\d{2}\b(?:\s*[ap]m)?", re.IGNORECASE)


def _third(base: str) -> str:
    if base.endswith(("s", "sh", "ch", "x", "o")):
        return base + "es"
    return base[:-1] + "ies" if base.endswith("y") and base[-2:-1] not in "aeiou" else base + "s"


def _regular_past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    return base[:-1] + "ied" if base.endswith("y") and base[-2:-1] not in "aeiou" else base + "ed"


_PAST = {base: _WORDS["past"].get(base, _regular_past(base)) for base in _VERBS}
_BASE_OF = {form: base for base in _VERBS for form in (base, _third(base))}
_BASE_OF_PAST = {past: base for base, past in _PAST.items()}


@dataclass(frozen=True, slots=True)
class Clause:
    """Subject, finite verb and the rest: ("mybinder.org", "is", "down").

    `verb` is a present or past form as the source has it; every method returns text without a capital or
    a full stop.
    """

    subject: str
    verb: str
    rest: str

    @property
    def plural(self) -> bool:
        """Say whether the subject takes "are"."""
        subject = self.subject.lower()
        return subject in ("you", "we") or subject.endswith(" of you") or is_plural(self.subject)

    def with_subject(self, subject: str) -> "Clause":
        """Return the same statement about `subject`, with the verb agreeing."""
        moved = replace(self, subject=subject)
        return replace(moved, verb=moved._agree(self.verb))

    def with_verb(self, verb: str) -> "Clause":
        """Return the clause with another finite verb, agreeing with the subject."""
        return replace(self, verb=self._agree(verb))

    def _agree(self, verb: str) -> str:
        pairs = {"is": "are", "was": "were", "has": "have", "does": "do"}
        if verb in pairs or verb in pairs.values():
            singular = next(one for one, many in pairs.items() if verb in (one, many))
            return pairs[singular] if self.plural else singular
        base = _BASE_OF.get(verb)
        if base:
            return base if self.plural else _third(base)
        return verb

    def _present(self) -> "Clause":
        verb = _WORDS["present_of_auxiliary"].get(self.verb)
        if verb == "can" and self.rest.startswith("not "):
            return replace(self, verb="cannot", rest=self.rest[4:])
        if verb:
            return replace(self, verb=self._agree("is" if verb in ("is", "are") else verb))
        base = _BASE_OF_PAST.get(self.verb) if self.verb not in _BASE_OF else None
        if base:
            return replace(
                self, verb="have" if self.plural else "has", rest=f"{self.verb} {self.rest}".strip()
            )
        return self

    def now(self, adverb: str = "") -> str:
        """Return the clause in the present, with `adverb` ("still") where English puts it."""
        clause = self._present()
        if not adverb:
            return _join(clause.subject, clause.verb, clause.rest)
        if clause.verb in _BE or clause.verb in ("may", "might", "can", "could", "will", "has", "have"):
            return _join(clause.subject, clause.verb, adverb, clause.rest)
        return _join(clause.subject, adverb, clause.verb, clause.rest)

    def again(self) -> str:
        """Return the clause in the present, marked as having come back."""
        clause = self._present()
        if clause.verb in ("may", "might") and clause.rest.startswith("not "):  # at the end: "never again"
            unable = re.sub(r"^not be able to ", "be unable to ", clause.rest)
            return _join(
                clause.subject, clause.verb, "again" if unable != clause.rest else "once more", unable
            )
        if clause.verb == "cannot":
            return _join(clause.subject, "again", clause.verb, clause.rest)
        match = _BREAK.search(clause.rest)
        if match and match[0] == "but":  # the trouble stands behind it
            return _join(clause.subject, clause.verb, clause.rest, "again")
        cut = match.start() if match else len(clause.rest)
        head = clause.rest[:cut].strip()
        if clause.verb in ("is", "are") and " to " in head:  # "slow to start again" would say something else
            return _join(clause.subject, clause.verb, "again", clause.rest)
        return _join(clause.subject, clause.verb, head, "again", clause.rest[cut:])

    def may(self) -> str:
        """Return the clause as something that can happen: "may be down", "may not load"."""
        clause = self._present()
        verb, rest = clause.verb, clause.rest
        if verb in ("may", "might", "could", "would", "can"):
            return clause.now()
        if verb == "cannot":
            return _join(clause.subject, "may not be able to", rest)
        if verb in ("do", "does"):
            return _join(clause.subject, "may", rest)
        if verb in ("has", "have"):
            lasting = re.match(r"(not )?been (\w+ing\b.*)", rest)
            shown = f"{(lasting[1] or '')}be {lasting[2]}" if lasting else f"have {rest}"
            return _join(clause.subject, "may", shown)
        if verb in ("is", "are"):
            denied = "not be" if rest.startswith("not ") else "be"
            return _join(clause.subject, "may", denied, re.sub(r"^(?:not )?(?:being )?", "", rest))
        return _join(clause.subject, "may", _BASE_OF.get(verb, verb), rest)

    def past(self) -> str | None:
        """Return the clause in the past, or None when a verb in it is not known."""
        rest = _past_auxiliaries(self.rest)
        lasting = re.match(r"(not )?been (\w+ing\b.*)", self.rest) if self.verb in ("has", "have") else None
        if lasting:
            was = "were" if self.plural else "was"
            return _join(self.subject, was, (lasting[1] or "").strip(), lasting[2])
        if self.verb in ("may", "might"):
            first, _, tail = self.rest.partition(" ")
            if self.subject.lower() == "you" and first in _PAST:
                return _join("some of you", _PAST[first], tail)
            participle = _participle(first)
            return _join(self.subject, self.verb, "have", participle, tail) if participle else None
        if self.verb in _WORDS["past_of_auxiliary"]:
            verb = _WORDS["past_of_auxiliary"][self.verb]
            if self.subject.lower() in ("you", "some of you") and verb == "was":
                verb = "were"
            return _join(self.subject, verb, rest)
        if self.verb in _BASE_OF:
            return _join(self.subject, _PAST[_BASE_OF[self.verb]], rest)
        return _join(self.subject, self.verb, rest)

    def opposite(self) -> str:
        """Return the plain opposite of a state ("is reachable again"), "" for one that has none."""
        clause = self._present()
        state = clause.rest.lower()
        known = _WORDS["opposites"].get(state.removeprefix("be ") if clause.verb == "may" else state)
        if known and clause.verb in ("may", "is", "are", "do", "does"):
            return f"{'are' if self.plural else 'is'} {known}"
        return ""

    def ended(self) -> str:
        """Return what the subject does now that the trouble is over ("can log in again"), "" if unclear.

        What may have been, and a statement of several clauses, has no such opposite.
        """
        if known := self.opposite():
            return known
        clause = self._present()
        verb, be = clause.verb, "are" if self.plural else "is"
        rest = _ANY.sub("", clause.rest)
        denied, positive = rest.startswith("not "), rest.removeprefix("not ")
        lasting = re.match(r"(not )?been (\w+ing\b.*)", rest) if verb in ("has", "have") else None
        if lasting:
            verb, denied, positive = be, bool(lasting[1]), lasting[2]
        first = positive.split(" ")[0].lower()
        going = first.endswith("ing") and first not in ING_NOUNS
        if _BREAK.search(rest) or _SOME.search(rest):  # that some work again would not say that all do
            return ""
        if verb in ("is", "are") and denied:
            return f"{be} {positive} again"
        if verb in ("is", "are") and rest.startswith("no "):
            return f"{verb} {rest.removeprefix('no ')} again"
        if verb in ("is", "are") and going:
            return f"{be} no longer {positive}"
        if verb in ("do", "does") and denied and first in _VERBS:
            tail = positive[len(first) :]
            return f"{first if self.plural else _third(first)}{tail} again"
        if verb == "cannot":
            return f"can {positive} again"
        if self.verb in ("keep", "keeps", "kept") and (kept := self.rest.split(" ")[0]).endswith("ing"):
            return f"{be} no longer {self.rest}" if kept not in ING_NOUNS else ""
        return ""


def _join(*parts: str) -> str:
    text = " ".join(part for part in parts if part)
    return re.sub(r"\s+([,;.])", r"\1", text)


def _past_auxiliaries(text: str) -> str:
    """Put auxiliaries of later clauses into the past; the first words belong to the main verb."""
    words = text.split(" ")
    seen_break = False
    for index, word in enumerate(words):
        bare = word.lower().strip(",;")
        if bare in _BREAKS or word.endswith((",", ";")):
            seen_break = True
        elif seen_break and bare in _WORDS["past_of_auxiliary"]:
            words[index] = word.replace(bare, _WORDS["past_of_auxiliary"][bare])
    return " ".join(words)


def _participle(base: str) -> str | None:
    if base == "be":
        return "been"
    if base not in _VERBS:
        return None
    known: str = _WORDS["participle"].get(base, _PAST[base])
    return known


def expand(text: str) -> str:
    """Return the text with contractions and short forms written out, and "unable to" as "cannot"."""
    text = text.replace("’", "'")
    return _CONTRACTIONS.sub(lambda match: _WORDS["contractions"][match[0].lower()], text)


def _looks_adjectival(word: str) -> bool:
    bare = word.lower().strip(",;")
    return (
        bare in _ADJECTIVES
        or bare in ("not", "being")
        or (bare.startswith(("un", "in")) and bare.endswith(("able", "ible", "sive")))
        or (len(bare) > 4 and bare.endswith("ing") and bare not in ING_NOUNS)
        or (len(bare) > 4 and bare.endswith("ed") and bare not in _BASE_OF_PAST)
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
        if index and bare in _BREAKS and not (bare == "and" and lexical is None):
            return lexical
        if index and bare in _AUX:
            return index
        if index and lexical is None and (bare in _BASE_OF or bare in _BASE_OF_PAST):
            before = words[index - 1].lower()
            base = _BASE_OF.get(bare) or _BASE_OF_PAST[bare]
            after = words[index + 1].lower().strip(",;") if index + 1 < len(words) else ""
            needs = _WORDS["needs_after"].get(base)
            passive = base == "get" and after.endswith("ed")
            shown = base in _SHOWING and after.startswith(('"', "“"))
            fits = needs is None or after in needs or passive or shown or before == "never"
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
    told = " ".join((clause.verb, clause.rest)) if clause.verb not in ("has", "have") else clause.rest
    stopped = _STOPPED.match(told)
    if clause.verb in ("do", "does", "did") and _WENT.fullmatch(clause.rest):
        return replace(clause, rest="not sent").with_verb("is")
    return replace(clause, rest=f"not {stopped[1]}").with_verb("is") if stopped else clause


def _read(text: str, name: str) -> Clause | None:
    quoted = re.fullmatch(r"[`'\"“‘](.+)[`'\"”’]", text)
    if quoted:
        where = f" when {name}" if is_activity(name) else ""
        return Clause("you", "may", f'see the message "{quoted[1]}"{where}')
    shown = _SEES.match(text)
    if shown and _reader(shown[1]).lower().endswith("you"):
        base = _BASE_OF.get(shown[2].lower(), shown[2].lower())
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
    if (_looks_adjectival(first) or first in _BASE_OF_PAST) and re.search(r"\bthey\b", text):
        return Clause("you", "may", "be " + _second_person(text))
    subject = with_article(name)
    if first in _BASE_OF_PAST and first not in _BASE_OF:
        doer = "we" if head_noun(name) in rest.lower().split() else subject
        return Clause(doer, first, rest) if doer else None
    if first in _BASE_OF and first not in _BASE_OF.values() and subject:
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
        if word.lower() in _OBJECTS:
            return None  # "the app logs them out": a verb that is not listed stands before it
        before = words[position - 1].lower() if position else ""
        if before in _LINKS:
            return None  # "users get logged out": the verb is not read here
        if position and _looks_adjectival(word) and before not in PREPOSITIONS | _BREAKS | DETERMINERS:
            start = position
            while start > 1 and (
                words[start - 1].lower() in _ADVERBS or words[start - 1].lower().endswith("ly")
            ):
                start -= 1
            who = _named(" ".join(words[:start]), name)
            return Clause(who, "are" if is_plural(who) else "is", " ".join(words[start:]))
        if position and word.lower() in PREPOSITIONS | _BREAKS:
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
        first = name.split()[0].lower()
        if (
            bare.lower() in (head, first)
            or (len(bare) > 3 and head.endswith(bare.lower()))
            or (is_plural(bare) and " and " not in name and bare.lower() in name.lower().split())
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
    if subject.lower().endswith(" never") and verb in _BASE_OF:
        subject, verb, rest = subject[: -len(" never")], "do", f"not {_BASE_OF[verb]} {rest}".strip()
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
