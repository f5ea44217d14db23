"""Who says a note: the name, the role, and where the words begin."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from drafter.core.note import Role
from drafter.intake.words import word_rows, word_set

_ANGLE = re.compile(r"^\s*<\s?[@+%~&]?(?P<name>[^<>=\"'/\s][^<>=\"'/]{0,40}?)>\s*:?\s*")
_SQUARE = re.compile(r"^\s*\[@?(?P<name>[a-z][\w.\-]{0,15})\]\s*:?\s*(?=\S)", re.IGNORECASE)
_IRC_ACT = re.compile(r"^\s*\*\s(?P<name>[\w\-\[\]\\`^{}|]{1,30})\s(?=\S)")
_AT = re.compile(
    r"^\s*@(?P<name>[\w.\-]{2,30})(?P<role>\s?[(\[][^)\]]{1,30}[)\]])?\s*(?P<sep>:|\s[-\u2013\u2014]\s|\s)\s*"
)
_LABEL = re.compile(
    r"^\s*(?P<label>[^\W\d_][\w.'\u2019\- ]{0,40}?)(?P<role>\s?[(\[][^)\]]{1,30}[)\]])?"
    r"(?P<number>\s?#?\d{1,9}|\s#\w[\w-]{0,20})?\s?(?P<sep>:|[ ][-\u2013\u2014](?=[ ]))\s*(?P<next>\S)?"
)
_QUESTION_TO = frozenset(
    {"please", "pls", "can", "could", "would", "will", "are", "is", "do", "did", "have", "any"}
)
_BUT_LEADS = re.compile(r"(?:https?|[a-z]+)://")


@dataclass(frozen=True, slots=True)
class Speaker:
    """The speaker of a line.

    `text_start` is where the words begin; `plain` marks a plain-language note of the incident commander.
    """

    author: str
    role: Role
    text_start: int
    plain: bool = False


NOBODY = Speaker("", "unknown", 0)


@lru_cache(maxsize=1)
def _roles() -> dict[str, Role]:
    return {row[0]: row[1] for row in word_rows("roles.tsv")}  # type: ignore[misc]  # the file has two columns


def role_of(words: str) -> Role:
    """Return the role that `words` name ("IC", "Tech lead"), "unknown" when none."""
    key = " ".join(words.strip(" ()[]*_").lower().replace("_", " ").split())
    roles = _roles()
    for part in (key, *re.split(r"\s*[,/&+]\s*", key)):
        if part in roles:
            return roles[part]
    if key.endswith(" bot") or (key.endswith("bot") and len(key) > 5):
        return "bot"
    return "unknown"


class Cast:
    """The people of one incident: known names, and the labels that repeat like speakers in a chat."""

    def __init__(self, people: Sequence[str], texts: Sequence[str]) -> None:
        self.known = {
            part.lower() for person in people for part in (person, *person.split()) if len(part) > 1
        }
        counts: dict[str, int] = {}
        for text in texts:
            match = _LABEL.match(text)
            if match and match["sep"] == ":" and not match["number"]:
                label = match["label"].strip().lower()
                if label not in word_set("labels.txt") and len(label.split()) <= 3:
                    counts[label] = counts.get(label, 0) + 1
        # In a chat nearly every line has a speaker and some speak again; then a label seen once is one too.
        often = max(counts.values(), default=0) >= 2
        self.is_chat = len(texts) >= 4 and often and sum(counts.values()) >= 0.6 * len(texts)
        self.repeated = {label for label, count in counts.items() if count >= 3}
        squares = [match["name"].lower() for text in texts if (match := _SQUARE.match(text))]
        # "[mo] looks ok" is a speaker where several of them write and some write again; "[warn]" is a level.
        writers = set(squares) - word_set("labels.txt")
        self.in_squares = writers if 1 < len(writers) < len(squares) else set()

    def named(self, author: str) -> Speaker:
        """Return the speaker a chat header names; the message below it has no label of its own."""
        bracket = re.search(r"[(\[]([^)\]]+)[)\]]\s*$", author)
        name = author[: bracket.start()].strip() if bracket else author
        role = role_of(bracket[1]) if bracket else role_of(author)
        return Speaker(name or author, role, 0)

    def speaker(self, text: str) -> Speaker:
        """Return who says `text` (a line without its time stamp)."""
        for pattern in (_ANGLE, _IRC_ACT):
            match = pattern.match(text)
            if match:
                return Speaker(match["name"].strip(), role_of(match["name"]), match.end())
        match = _SQUARE.match(text)
        if match and (match["name"].lower() in self.in_squares or match["name"].lower() in self.known):
            return Speaker(match["name"], role_of(match["name"]), match.end())
        match = _AT.match(text)
        if match:
            following = text[match.end() :].split(None, 1)[:1]
            addressed = match["sep"].isspace() and (
                not following or following[0].lower().strip(",.?") in _QUESTION_TO or "?" in text
            )
            if not addressed:
                return Speaker(match["name"], role_of(match["role"] or match["name"]), match.end())
            return NOBODY
        match = _LABEL.match(text)
        if not match or _BUT_LEADS.match(text.lstrip()):
            return NOBODY
        return self._labelled(match)

    def _labelled(self, match: re.Match[str]) -> Speaker:
        label = " ".join(match["label"].split())
        in_brackets = (match["role"] or "").strip(" ()[]")
        lower = label.lower()
        end = match.start("next") if match["next"] else match.end()
        whole = f"{lower} ({in_brackets.lower()})" if in_brackets else lower
        plain = word_set("plain_notes.txt")
        if whole in plain or (lower in plain and not in_brackets):
            return Speaker(
                "" if role_of(label) == "unknown" else label, "incident_commander", end, plain=True
            )
        role = role_of(label)
        if role != "unknown":
            if match["number"] and role != "customer_report":
                return NOBODY
            # "support - 5 new tickets" is a speaker; "monitoring - all green" as well; both are role words.
            name = in_brackets if in_brackets and role_of(in_brackets) == "unknown" else label
            name += match["number"] or ""
            return Speaker(name, role, end)
        if match["number"]:
            return NOBODY
        first, _, rest = label.partition(" ")
        if rest and role_of(first) != "unknown" and self._is_name(rest, match):
            return Speaker(rest, role_of(first), end)  # "IC Ada: ..."
        if in_brackets and role_of(in_brackets) != "unknown":
            privileged = "plain" in in_brackets.lower()
            return Speaker(label, role_of(in_brackets), end, plain=privileged)
        if match["sep"] != ":" and lower not in self.known:
            return NOBODY
        if self._is_name(label, match):
            return Speaker(label, "unknown", end)
        return NOBODY

    def _is_name(self, label: str, match: re.Match[str]) -> bool:
        lower = label.lower()
        if lower in self.known:
            return True
        words = label.split()
        if lower in word_set("labels.txt") or len(words) > 3:
            return False
        if any(word.lower() in word_set("labels.txt") for word in words):
            return False
        if lower in self.repeated or self.is_chat:
            return True
        given = word_set("given_names.txt")
        return words[0].lower() in given and all(word[:1].isupper() for word in words[1:])
