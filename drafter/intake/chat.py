"""Copy and paste from chats: a line that is only a name and a time, with the message below or behind it."""

import re
from dataclasses import dataclass

from drafter.core.times import TimeContext, TimeMention, find_times
from drafter.intake.words import word_set

# Two or more spaces, a tab, a bracket, a dash or a comma set the name off from the time; one space does not
# ("recovered 14:20" is a sentence).
_NAME_BEFORE = re.compile(
    r"^\s*(?P<name>[^\W\d_][^\[\]|:\t]{0,40}?)(?: APP| BOT)?"
    r"(?P<gap>\s{2,}|\t+|\s*[\[(]|\s+[\u2014\u2013-]\s+|,\s+)(?:[A-Z][a-z]+day,? )?(?:at )?$"
)
_AFTER = re.compile(r"^\s*[\])]?\s*:?\s*")


@dataclass(frozen=True, slots=True)
class ChatHeader:
    """Name and time at the start of a message. `text_start` is where a message on the same line begins."""

    author: str
    mention: TimeMention
    text_start: int
    alone: bool


def name_after_stamp(rest: str) -> bool:
    """Say whether what follows a bracketed stamp is only a name ("[14:05] Ada Lovelace")."""
    words = rest.split()
    return (
        1 <= len(words) <= 4
        and all(
            re.fullmatch(r"[A-Z][\w'\u2019-]*\.?|\(.+\)|de|van|von|der|da|di|bin", word) for word in words
        )
        and rest.strip().lower() not in word_set("labels.txt")
    )


def find_chat_header(line: str, context: TimeContext) -> ChatHeader | None:
    """Return the header that `line` starts with ("Ada Lovelace  2:05 PM", "Ada [14:05] text"), or None."""
    head = line[:110]
    if not any(character.isdigit() for character in head):
        return None
    mentions = find_times(head, context=context)
    if not mentions or mentions[0].kind not in ("clock", "datetime"):
        return None
    mention = mentions[0]
    match = _NAME_BEFORE.match(head[: mention.start])
    if not match:
        return None
    name = " ".join(re.sub(r":[a-z_]+:", "", match["name"]).split())
    if not name or len(name.split()) > 4 or name.lower() in word_set("labels.txt"):
        return None
    after = _AFTER.match(line[mention.end :])
    text_start = mention.end + (after.end() if after else 0)
    alone = text_start >= len(line.rstrip())
    bracket = match["gap"].strip() in ("[", "(")
    if not alone and not (bracket and line[mention.end : mention.end + 1] in "])"):
        return None
    if alone and not (name[:1].isupper() or bracket):
        return None
    return ChatHeader(name, mention, text_start, alone)
