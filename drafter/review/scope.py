"""One, some or all customers: which channels reach whom, and what to think of first."""

from collections.abc import Iterable, Sequence

from drafter.review.records import ContactCount, Scope
from drafter.review.words import rows

ASKING = 3  # customers asking "are you down?" from which silence in public says no to them


def proposed(scope: Scope) -> tuple[str, ...]:
    """Return the channels that reach these customers and no others."""
    return tuple(channel for kind, channel, _ in rows("channels") if kind == scope)


def is_public(channel: str) -> bool:
    """Say whether everybody sees the channel, affected or not."""
    named = channel.strip().lower()
    return any(kind == "all" and named == name and who == "everybody" for kind, name, who in rows("channels"))


def warnings(scope: Scope, channels: Sequence[str], contacts: Iterable[ContactCount]) -> tuple[str, ...]:
    """Return what speaks against a decision; empty when nothing does."""
    public = [channel for channel in channels if is_public(channel)]
    found = []
    if scope == "one" and public:
        found.append(f"{public[0]} tells everybody about a problem that one customer has.")
    if scope == "some" and public:
        found.append(f"{public[0]} is read by customers who are not affected: say first who is.")
    if scope == "all" and channels and not public:
        found.append("Everybody is affected and no public channel is named.")
    asking = sum(one.asking_if_down for one in contacts)
    if asking >= ASKING and not public:
        found.append(
            f"{asking} customers have asked whether you are down: say so where everybody can see it."
        )
    return tuple(found)
