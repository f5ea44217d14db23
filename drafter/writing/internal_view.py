"""What readers inside may know of a fact sheet: the clauses themselves, without customers' names."""

import re
from functools import cached_property

from drafter.core.fact import Fact
from drafter.writing.views import View

_LINKING = re.compile(r"^(?:(?:and|but|so|also|then|because of|because|due to)\s+)+", re.IGNORECASE)
_RELATIVE = re.compile(r"(?:which|who|whose|that)\s", re.IGNORECASE)
_TAGS = re.compile(r"\[([^\]\n]{1,60})\]")  # "[email]": brackets would read as a place left to fill
_LINKS = re.compile(r"https?://\S+")


class InternalView(View):
    """The sheet for colleagues: clauses as written, customers' names and secrets left out."""

    @cached_property
    def _customers(self) -> re.Pattern[str] | None:
        found = [n for c in self.names.map.customers for n in (c.name, *c.aliases) if len(n) > 1]
        return (
            re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, found))})(?!\w)", re.IGNORECASE)
            if found
            else None
        )

    def _whole(self, fact: Fact) -> str:
        """Return the clause with the one before it when it cannot stand alone ("which moved the pods")."""
        if not _RELATIVE.match(fact.text):
            return fact.text
        here = [f for f in self.sheet.facts if f.lines[:1] == fact.lines[:1]]
        place = here.index(fact)
        return f"{here[place - 1].text.rstrip(' ,;')} {fact.text}" if place else fact.text

    def quote(self, fact: Fact, *, most: int = 200) -> str:
        """Return the clause as written, one line, cut at a word when over `most` characters."""
        text = _LINKS.sub("", _TAGS.sub(r"(\1)", self._whole(fact)))
        text = " ".join(text.split()).strip(" .,;:-/")
        if self._customers:
            text = self._customers.sub("a customer", text)
        text = _LINKING.sub("", text)
        if len(text) > most:
            text = text[:most].rsplit(" ", 1)[0].rstrip(",;:") + " ..."
        return text
