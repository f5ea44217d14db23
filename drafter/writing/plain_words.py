"""The notes' own words, taken over for readers outside when every word of them is plain.

This is the one door through which a note's wording can reach a public text: `Names.showable` decides about
every word. What cannot be shown comes back as "", and the caller takes prepared words or a question.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from drafter.core.fact import Fact
from drafter.facts.clauses import has_verb
from drafter.facts.forms import STILL_WORKS, WORKAROUND_LABEL
from drafter.facts.language import restorations, word_class
from drafter.writing.clause import Clause
from drafter.writing.data_files import load_toml
from drafter.writing.grammar import expand, symptom_clause
from drafter.writing.heard import failing_share, missed, some_requests_fail, words_of
from drafter.writing.names import Names
from drafter.writing.nouns import can_work, is_plural, with_article
from drafter.writing.spared import named_in_order, spared
from drafter.writing.symptoms import Symptom

_LISTS = load_toml("plain_words.toml")


def _any(name: str) -> str:
    """Return an expression for any entry of a list; entries may be expressions themselves."""
    return f"(?:{'|'.join(_LISTS[name])})"


_PEOPLE = _any("people")
_TOLD_US = re.compile(
    rf"^(?:[^,:]{{0,20}}\b{_any('contacts')},\s+)?(?:(?:\d+|{_any('amounts')})\s+)*(?:{_PEOPLE}|{_any('tellers')})\s+"
    r"(?:(?:in|at|on|from|of)\s+(?:[\w'-]+\s+){1,3}?)?(?:(?:are|is|have|has)\s+)?"
    rf"(?:{_any('told')}(?:\s+us)?|about)\s+(?:that\s+|about\s+)?(?=\S)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    rf",?\s+(?:and\s+)?(?:(?:\d+|{_any('amounts')})\s+)*{_PEOPLE}\s+(?:are\s+|have\s+)?{_any('told')}$",
    re.IGNORECASE,
)
_COUNTED = re.compile(  # how many wrote to us is not what they see
    rf",?\s+(?:(?:\d+|{_any('amounts')})\s+)+{_any('contacts')}$", re.IGNORECASE
)
_SAID_SO = re.compile(
    rf"^[^:.,]{{2,40}}\s(?:{_any('told')}|{_any('calls')})(?:\s+(?:us|in))?:\s+(?=\S)", re.IGNORECASE
)
_YOURS = re.compile(rf"^{_any('yours')}(?= [a-z]+s\b)")  # a reader has one: "card gets declined"
_METRIC = re.compile(rf"\b{_any('metrics')}\b", re.IGNORECASE)
_LABELLED = re.compile(r"\w:\s")  # "on a test tablet: ..." is a note, no sentence
_CONTACTS = re.compile(rf"\b{_any('contacts')}\b", re.IGNORECASE)
_LEAD = re.compile(
    r"^(?:(?:and|but|so|also|however|then)\s+)*"
    r"(?:(?:(?:we|they|he|she|users?|customers?|people)\s+)?(?:(?:are|were|is|was|have|has)\s+)?"
    r"(?:informed|confirm(?:s|ed)?|verif(?:y|ies|ied)|found|finds?|noted?|notes|notic(?:e|es|ed)|see|sees|saw|says?|said|"
    r"reports?|reported|observ(?:e|es|ed)|check(?:s|ed)?)(?:\s+out)?(?:\s+that)?\s+)?"
    r"(?:(?-i:[A-Z][a-z]+)\s(?:reports|says|confirms|notes|finds|sees)\sthat\s)?",  # a colleague by name
    re.IGNORECASE,
)
_WHO = re.compile(
    rf"(?:only|just|all|most|mainly|mostly)\s(?:[\w-]+\s){{0,3}}{_PEOPLE}(?:\s(?:in|on|with)\s[\w ]+)?",
    re.IGNORECASE,
)
_PLACE = r"(?:the )?((?:[A-Z][\w-]*)(?: [A-Z][\w-]*){0,2})"
_ONLY_THERE = re.compile(
    rf"(?:it )?(?:only|just) (?:affect(?:s|ing)|hit(?:s|ting)|impact(?:s|ing)|in|for|seen in) {_PLACE}"
)
_HIT_LABEL = re.compile(
    r"(?:impact|affected|scope|hit|who)\s*[:=]\s*", re.IGNORECASE
)  # "impact = all EU accounts"
_APP = re.compile(r"\b(?:apps?|Android|iOS|iPhone|iPad|desktop|browser|client)\b")
_VERSION = re.compile(r"\bv?\d+(?:\.\d+){1,3}\b")  # of what readers have on their own devices
_ORDERS = word_class("orders")
_WHOLE_QUOTE = re.compile(r"(?:all |both |mostly )?[“\"](.+)[”\"]", re.IGNORECASE)
_SINCE = re.compile(r"\s+since\b(?!.*\b(?:cannot|can't|not)\b).*$", re.IGNORECASE)  # when is told elsewhere
_LATELY = re.compile(  # an hour from now it would mean another hour
    r"\s+(?:(?:placed|made|created|sent|uploaded|added)\s+)?"
    r"in the (?:last|past) (?:\w+ )?(?:minutes?|hours?|days?)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"(?:about|around|roughly|up to|at least|over|more than|nearly|[~≈])?\s*\d+(?:\.\d+)?\s?%", re.I
)
_IN_ORDER = frozenset(_LISTS["in_order"])  # opens what works: "working for some", "valid"
_SUMS = re.compile(rf"{_any('sums')}\b", re.IGNORECASE)
_MOST_PLAIN = 2  # without a map it is hard to tell whether a third says something new
_ONES = re.compile(
    r"\b(?:his|her|my|ones?|the same)\b", re.IGNORECASE
)  # of whom or of what was said elsewhere
_NO_THING = re.compile(rf"\d|\b(?:{_PEOPLE}|{_any('not_a_thing')})\b", re.IGNORECASE)
_CLOCK = re.compile(
    r"\s+(?:for|at|from)\s+\d{1,2}(?::\d\d)?(?:\s?[ap]m)?(?=\s|$)(?!\s[a-z]+s\b)", re.IGNORECASE
)
_ONE_OF = re.compile(
    r"(?:your|an?|one|another)\s", re.IGNORECASE
)  # "a fourth drive" is not all of what was hit
_MESSAGE_BEHIND = re.compile(r"(?<=\w),\s+([“\"][^“”\"]{4,60}[”\"])$")  # 'cannot pay, "card unknown"'
_SENTENCE = re.compile(r"(?<=[a-z])[.!]\s")
_TALLY_HEAD = re.compile(r"^(?:final |total |full )?(?:count|tally|figures?|totals?)\b[^:]{0,24}:\s+", re.I)
_PIECE = re.compile(  # "a fourth drive failed": a piece of ours, not what anybody meets
    r"(?:an?|one|another)\s(?!(?:few|number|lot|large|small|part|quarter|third|half|majority|of)\b)(?:[\w-]+\s){1,3}"
    r"(?:has\s|have\s|had\s|is\s|was\s)?(?:failed|fails|died|broke|broken|crashed|dead|down|gone)\b",
    re.IGNORECASE,
)
_NOT_YET = re.compile(r"(?:no|none|nobody)\b.*\b(?:yet|so far)\b", re.IGNORECASE)  # reassures
_KEPT = re.compile(r"keeps? (?:their|your|its|his|her)\b", re.IGNORECASE)  # "you keep your place"
_ONLY = re.compile(r"^(?:only|just|but|so|and|also)\s+(?=[a-z])")  # "only feed is stale": the feed is
_WORKING = re.compile(r"\bwork(?:s|ing)?\b", re.IGNORECASE)
_WHILE = re.compile(r"while\b", re.IGNORECASE)
_SO_FAR = re.compile(r"\s+(?:so far|by now|already)$", re.IGNORECASE)
_TORN = re.compile(r"\b(?:no|not|yes|too|also|and|or|but)$", re.IGNORECASE)
_LIMITS = re.compile(
    r"(?:but\s+)?(?:only|except|unless|if|when|not|just|mostly|mainly|until|in|on|for|some|others?)\b",
    re.IGNORECASE,
)
_NONE_LOST = re.compile(
    r"\bno ((?:customer )?[a-z]+)(?: (?:was|were|is|are|has been|have been|got))? lost\b"
    r"|^(?:the |your |their )?([a-z]+) (?:is not|isn.t|are not|aren.t|was not|wasn.t|were not|weren.t) lost\b"
)
_THEN = re.compile(  # what stands between a thing and its being back
    r"\s*\b(?:(?:is|are|was|were|has|have|been|being|now|fully|all|began|begins?|to|back)\b\s*)+$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*\([^()]*\)[.!]?$")  # details in brackets at the end
_FOUND_IT = re.compile(  # what leads up to a cause, and is no part of it
    r"^(?:(?:found )?(?:the )?(?:root )?(?:cause|reason)(?: found| is)?:\s*)?"
    r"(?:(?:and|but|so|ok|okay|yes|yep|hence|thus|therefore|because|since|how|why|found it|got it|found"
    r"|it turns out|turns out|it turned out|turned out|that)\b[\s,:]*)*",
    re.IGNORECASE,
)
_FEWEST_OF_REASON = 4  # words
_HOUR = r"\d{1,2}(?:[:.]\d\d|[:.]?\d\d)?(?: ?[ap]\.?m\.?)?(?:ish)?"
_HOURS = re.compile(
    rf",?\s*(?:\b(?:between|from) {_HOUR} (?:and|to|until|till) {_HOUR}|\b(?:from|since) \d{{1,2}}[:.]\d\d"
    rf"|\b\d{{1,2}}[:.]\d\d\s?(?:-|–|to|until)\s?\d{{1,2}}[:.]\d\d(?:ish)?)(?!\w)(?-i: [A-Z]{{2,4}}\b)?",
    re.IGNORECASE,
)
_SUM_UP = re.compile(rf"^(?:{_any('sums')})[:,]?\s+(?=\S)", re.IGNORECASE)  # "final: 14 flights ..."
_BECAME = re.compile(
    r"^((?:(?:about )?[\d,]+(?: (?:out )?of (?:the )?[\d,]+)?|no) (?:[\w-]+ ){0,2}[\w-]+s)"
    rf" ({_any('befell')})\b",
    re.IGNORECASE,
)
_LISTED = re.compile(r",(?!\d)")
_THOUSANDS = re.compile(r"\b(\d+(?:\.\d+)?)k\b")
_LONGEST = 18  # words of a note taken over as they stand
_LONGEST_NAME = 5  # words of a name that is said to work again
_VISIBLE = re.compile(rf"(?:\w+\s)?{_PEOPLE}\s+(?:can\s+)?(?:see|sees|saw)\b", re.IGNORECASE)
_LONGEST_PLAIN = 16  # words of a note taken over as a symptom: with a window beside them they stay readable
_WRITER = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]ine)\b")
_LOOSE = re.compile(
    r"^(?:this|that|it|they|these|those|he|she|which|who|there|never|not|because|since|due|while|although"
    r"|as(?! soon\b)|(?:some|others?)(?= (?:are|is|were|was|have|has|do|get|still)\b))\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|can|cannot|could|do|does|did|may|will|works?|remains?|continues?)\b",
    re.IGNORECASE,
)


class PlainWords:
    """Reads facts of one incident for the words that may go outside. `product` stands in for a thing."""

    def __init__(self, names: Names, product: str) -> None:
        self._names = names
        self._product = product

    def symptoms(
        self, told: Sequence[Fact], seen: Sequence[Fact], counted: Sequence[Fact] = ()
    ) -> tuple[Symptom, ...]:
        """Return what people are said to feel, then other trouble, the latest of each kind of it.

        `told` are facts about symptoms; without one that counts, `seen` are what we observed ourselves. A
        share ("30% of searches fail") says how many, and comes first only when nothing else is known.
        """
        found: dict[str, Symptom] = {}
        felt = [f for f in told if f.kind == "symptom" or not _CONTACTS.search(f.text)]
        felt = felt or [f for f in seen if f.symptom_class and not f.negated]
        for fact in sorted(felt, key=_weight, reverse=True):
            words = self.felt(fact)
            clause = symptom_clause(words) if words else None
            if clause is None or clause.subject.lower().startswith("no "):
                clause = self._missed(fact) or clause
            kind = fact.symptom_class or ("other" if words else "missing")
            if clause is None or len(clause.now().split()) > _LONGEST_PLAIN or kind in found:
                continue
            if clause.rest.removeprefix("still ").split(" ")[0] in _IN_ORDER or _SUMS.match(words):
                continue
            if _PIECE.match(words):
                continue
            if _NOT_YET.match(words) or _KEPT.match(" ".join((clause.verb, clause.rest))):
                continue
            if found and (kind == "other" or _SHARE.match(words)):
                continue
            found[kind] = Symptom(
                clause=clause,
                name=self._thing(clause),
                kind=kind,
                fact_ids=(fact.id,),
                lines=fact.lines,
                map_ids=(),
                sure=fact.certainty == "confirmed" and not _TOLD_US.match(fact.text),
                mapped=not fact.negated or kind != "data_loss",
            )
        return tuple(found.values())[:_MOST_PLAIN] or self._failing([*counted, *seen, *told])

    def _missed(self, fact: Fact) -> Clause | None:
        """Return that the reader may not get what people told us they wait for, when its name is plain."""
        what = missed(fact.text) if fact.visibility == "public" else ""
        named = what if is_plural(what) else f"the {what}"
        return Clause("you", "may", f"not get {named}") if what and self.shown(what) else None

    def _failing(self, facts: Sequence[Fact]) -> tuple[Symptom, ...]:
        """Return that some requests fail, where a note only gives their status code and share."""
        for fact in reversed(facts):
            if some_requests_fail(fact.text) and not fact.negated:
                return (
                    Symptom(
                        clause=Clause(failing_share(fact.text) or "some requests", "fail", ""),
                        name=self._product or "our service",
                        kind="errors",
                        fact_ids=(fact.id,),
                        lines=fact.lines,
                        map_ids=(),
                        sure=fact.certainty == "confirmed",
                    ),
                )
        return ()

    def felt(self, fact: Fact) -> str:
        """Return a symptom in its own words when an outside reader may see them, else "".

        "Several customers say they cannot log in" becomes what they say, spoken to the reader.
        """
        text = expand(" ".join(re.sub(r"https?://\S+", "", fact.text).split()).strip(" .,;:-!"))
        text = words_of(_COUNTED.sub("", _TAIL.sub("", _SAID_SO.sub("", text))))
        if _METRIC.search(text) or _LABELLED.search(text):
            return ""
        told = _TOLD_US.match(text)
        if told:
            text = re.sub(r"^they\b", "you", words_of(text[told.end() :]), flags=re.IGNORECASE)
            text = re.sub(r"\btheir\b", "your", text) if text.startswith("you ") else text
        else:
            text = _LEAD.sub("", text) if not _VISIBLE.match(text) else text
        said = _WHOLE_QUOTE.fullmatch(text)
        if said and said[1][0].islower() and symptom_clause(said[1]):
            text = said[1]  # words of a customer, not of a screen
        text = _YOURS.sub(r"your \g<0>", _ONLY.sub("", text))
        text = _without_time(text)
        text = re.sub(r"(?<!\w)[~≈](?=\d)", "about ", text)
        text = re.sub(r",\s+(?=(?:get|see|receive)\b)", " and ", text)
        text = _MESSAGE_BEHIND.sub(r" (message: \1)", text)
        if fact.visibility != "public":
            return ""
        words = next((part for part in map(_without_time, _parts(text)) if self._tellable(part)), "")
        return self._names.within(words)

    def _tellable(self, text: str) -> bool:
        """Say whether words stand alone, tell of trouble to the end, and hold nothing from inside."""
        if len(text.split()) < 3 or _LOOSE.match(text) or _ONES.search(text) or _TORN.search(text):
            return False
        return bool(self.shown(_VERSION.sub("1", text) if _APP.search(text) else text))

    def share(self, fact: Fact) -> str:
        """Return a share in plain words ("about 30% of searches fail"), else ""."""
        words = self.felt(fact) if _SHARE.match(fact.text) else ""
        return words if words and symptom_clause(words) else ""

    def clause(self, fact: Fact) -> str:
        """Return the fact's own words when an outside reader may see them and they stand alone, else ""."""
        if fact.visibility != "public" and not fact.is_a("unaffected", "workaround", "scope"):
            return ""
        text = re.sub(r"https?://\S+", "", fact.text)
        text = expand(_LEAD.sub("", _ASIDE.sub("", text.strip())).strip(" .,;:-!"))
        verb = _VERB.search(text)
        if len(text.split()) < 3 or _LOOSE.match(text) or verb is None or verb.start() == 0:
            return ""
        return self.shown(text)

    def reason(self, fact: Fact) -> str:
        """Return what a cause says it was, as it stands inside a sentence, when it stands alone; else ""."""
        text = expand(_FOUND_IT.sub("", _ASIDE.sub("", fact.text.strip())).strip(" .,;:-!"))
        if fact.visibility != "public" or len(text.split()) < _FEWEST_OF_REASON or _LOOSE.match(text):
            return ""
        return self._names.within(self.shown(text)) if has_verb(text) else ""

    def spared(self, fact: Fact) -> str:
        """Return what still works in its own plain words, else ""; nothing of the writer himself."""
        if _WRITER.search(fact.text):
            return ""
        works = STILL_WORKS.search(fact.text) if _WHILE.match(fact.text) else None
        words = self.shown(works["what"]) if works else self.clause(fact)
        if words:
            return words
        named = named_in_order(fact.text) if fact.visibility == "public" else ""
        if named and len(named.split()) <= _LONGEST_NAME and self.shown(named):
            what, are = spared([_placed(named) if named[0].isupper() else with_article(named)])
            if _WORKING.search(fact.text):
                return f"{what} still {'work' if are == 'are' else 'works'}"
            return f"{what} {are} not affected"
        clause = symptom_clause(fact.text) if fact.visibility == "public" else None
        text = clause.now().rstrip(" ,;!") if clause and fact.negated else ""
        return self.shown(text)

    def looking_back(self, texts: Sequence[str]) -> str:
        """Return clauses of one note as a sentence without its hours when all of it is plain, else ""."""
        text = _SENTENCE.split(" ".join(" ".join(texts).split()))[0]
        text = _TALLY_HEAD.sub("", _HOURS.sub(" ", _ASIDE.sub("", text)))
        text = _THOUSANDS.sub(lambda found: f"{float(found[1]) * 1000:,.0f}", text)
        text = re.sub(r"(?<!\w)[~≈](?=\d)|\bca\.? (?=\d)", "about ", _SUM_UP.sub("", text))
        text = expand(" ".join(text.split()).strip(" .,;:-!"))
        first, *others = [_BECAME.sub(r"\1 were \2", part.strip()) for part in _LISTED.split(text)]
        whole = ", ".join([first, *takewhile(has_verb, others)])
        return self._looked_back(whole) or self._looked_back(first)

    def _looked_back(self, text: str) -> str:
        if len(text.split()) < 4 or _LOOSE.match(text) or _LABELLED.search(text):
            return ""
        return self.shown(text)

    def hit(self, fact: Fact) -> str:
        """Return who is hit in plain words ("only EU customers"), else ""."""
        text = expand(" ".join(fact.text.split()).strip(" .,;:-"))
        named = _HIT_LABEL.match(text)
        if named and not has_verb(text[named.end() :]):
            return self.shown(text[named.end() :])
        place = _ONLY_THERE.fullmatch(text)
        if place:
            return self.shown(f"only customers in {_placed(place[1])}")
        named = _WHO.fullmatch(text)
        return self.shown(text) if named else ""

    def way_around(self, fact: Fact) -> str:
        """Return a way around it in its own plain words, as one says it to the reader, else ""."""
        text = WORKAROUND_LABEL.sub("", " ".join(fact.text.split()), count=1).strip(" .,;:-")
        works = re.fullmatch(r"(.{3,}?) (?:still )?works", text)
        if works and works[1].split()[0].lower() in _ORDERS:
            text = works[1]
        if text == fact.text.strip(" .,;:-") or text.split()[0].lower() not in _ORDERS:
            return self.clause(fact)
        return self.shown(text)

    def works(self, fact: Fact) -> str:
        """Return the plain name of what a clause says works again ("the site"), "" when it names none."""
        shown = restorations(fact.text)
        head = _LEAD.sub("", fact.text[: shown[0].start].strip()) if shown else ""
        thing = _THEN.sub("", head).strip(" .,;:-")
        unfit = not can_work(thing) or _NO_THING.search(thing) or _LOOSE.match(thing) or _VERB.search(thing)
        if unfit or len(thing.split()) > _LONGEST_NAME or fact.visibility != "public":
            return ""
        lowered = thing if thing.split()[0].isupper() else thing[0].lower() + thing[1:]
        return self.shown(with_article(lowered))

    def unlost(self, fact: Fact) -> str:
        """Return what the note says was not lost ("messages"), "data" when it names nothing readers know."""
        named = _NONE_LOST.search(fact.text.lower())
        what = (named[1] or named[2]) if named else ""
        return what if what and self._names.showable(what) else "data"

    def shown(self, text: str, *, longest: int = _LONGEST) -> str:
        """Return the text when it is short enough and every word of it may go outside, else ""."""
        return text if len(text.split()) <= longest and self._names.showable(text) else ""

    def _thing(self, clause: Clause) -> str:
        """Return what to say works again: the thing the clause is about, or the product when it is people."""
        subject = clause.subject
        unfit = _NO_THING.search(subject) or _ONE_OF.match(subject) or len(subject.split()) > _LONGEST_NAME
        if unfit or not can_work(subject):
            return self._product or "our service"
        return subject


def _without_time(text: str) -> str:
    """Return the words without when it was: that is told elsewhere, and "so far" would be of another hour."""
    return _SO_FAR.sub("", _LATELY.sub("", _SINCE.sub("", _CLOCK.sub("", text))))


def _parts(text: str) -> list[str]:
    """Return the words whole, and their first part when a comma ends what can be read as a statement.

    What limits it ("..., only on Android") is never cut off.
    """
    head, comma, tail = text.partition(", ")
    if not comma or not symptom_clause(head) or _LIMITS.match(tail) or _TORN.search(tail):
        return [text]
    return [text, head] if symptom_clause(tail) else [head]


def _placed(place: str) -> str:
    """Return a place as it stands in a sentence: "the EU", "Canada"."""
    return f"the {place}" if place.isupper() else place


def _weight(fact: Fact) -> tuple[bool, bool, int]:
    """Order what to tell first: what people feel, before a share; known trouble; the latest."""
    spared = fact.negated and fact.symptom_class == "data_loss"  # "no photo has been deleted" reassures
    first = fact.kind == "symptom" and not _SHARE.match(fact.text) and not spared
    return first, fact.symptom_class is not None, max(fact.lines, default=0)
