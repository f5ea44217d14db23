"""One statement of subject, verb and rest, in the tense, person and emphasis a text needs.

"The website is not responding" now becomes "was not responding" afterwards, and "is responding again". What
has no sure form comes back as None or "", and the caller takes a safer sentence.
"""

import re
from dataclasses import dataclass, replace
from typing import Any

from drafter.writing.data_files import load_toml
from drafter.writing.nouns import ING_NOUNS, is_plural

_WORDS: dict[str, Any] = load_toml("grammar.toml")
_VERBS = frozenset(_WORDS["verbs"])
_BE = {"is", "are", "was", "were"}
_DOERS = {"you", "they", "we", "it"}  # before the verb of a later clause: "when you pay"
BREAKS = frozenset(_WORDS["clause_breaks"])
_BREAK = re.compile(rf"[,;]|\b(?:{'|'.join(sorted(BREAKS))})\b")
_ANY = re.compile(r"\bany (?=[a-z])|\s+(?:any ?more|at all)\b", re.IGNORECASE)  # of what was not so
_ANY_MORE = re.compile(r"\s+any ?more\b", re.IGNORECASE)
_TURNED = re.compile(
    r"\b(?:yet|either|until|till|still|ever|unless|again|wrong|for (?:the time being|now|the moment|an? \w+)"
    r"|at what|we)\b",
    re.IGNORECASE,
)
_SOME = re.compile(r"\b(?:some|several|certain|many|most)\b", re.IGNORECASE)


def _third(base: str) -> str:
    if base.endswith(("s", "sh", "ch", "x", "o")):
        return base + "es"
    return base[:-1] + "ies" if base.endswith("y") and base[-2:-1] not in "aeiou" else base + "s"


def _regular_past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    return base[:-1] + "ied" if base.endswith("y") and base[-2:-1] not in "aeiou" else base + "ed"


_PAST = {base: _WORDS["past"].get(base, _regular_past(base)) for base in _VERBS}
BASE_OF = {form: base for base in _VERBS for form in (base, _third(base))}
BASE_OF_PAST = {past: base for base, past in _PAST.items()}


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
        base = BASE_OF.get(verb)
        if base:
            return base if self.plural else _third(base)
        return verb

    def _present(self) -> "Clause":
        verb = _WORDS["present_of_auxiliary"].get(self.verb)
        if verb == "can" and self.rest.startswith("not "):
            return replace(self, verb="cannot", rest=self.rest[4:])
        if verb:
            return replace(self, verb=self._agree("is" if verb in ("is", "are") else verb))
        base = BASE_OF_PAST.get(self.verb) if self.verb not in BASE_OF else None
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
        if adverb == "still":
            clause = replace(clause, rest=_ANY_MORE.sub("", clause.rest))
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
        return _join(clause.subject, "may", BASE_OF.get(verb, verb), rest)

    def past(self) -> str | None:
        """Return the clause in the past, or None when a verb in it is not known."""
        rest = _past_of_later_clauses(self.rest)
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
        if self.verb in BASE_OF:
            return _join(self.subject, _PAST[BASE_OF[self.verb]], rest)
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
        if _TURNED.search(self.now()):
            return ""  # "cannot keep up yet" turned round is no English
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


def _past_of_later_clauses(text: str) -> str:
    """Put the verbs of later clauses into the past; the first words belong to the main verb."""
    words = text.split(" ")
    seen_break = False
    for index, word in enumerate(words):
        bare = word.lower().strip(",;")
        if bare in BREAKS or word.endswith((",", ";")):
            seen_break = True
        elif seen_break and bare in _WORDS["past_of_auxiliary"]:
            words[index] = word.replace(bare, _WORDS["past_of_auxiliary"][bare])
        elif seen_break and words[index - 1].lower() in _DOERS:
            words[index] = word.replace(bare, _WORDS["past_of_doing"].get(bare, bare))
    return " ".join(words)


def _participle(base: str) -> str | None:
    if base == "be":
        return "been"
    if base not in _VERBS:
        return None
    known: str = _WORDS["participle"].get(base, _PAST[base])
    return known
