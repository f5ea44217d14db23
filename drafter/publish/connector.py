"""What every connector can do. All of it is pure: the same notice gives the same request."""

from typing import Protocol

from drafter.errors import TooLarge
from drafter.publish.parcel import Answer, Notice, Parcel, Receipt


class Connector(Protocol):
    """Knows one kind of target."""

    def parcel(self, notice: Notice) -> Parcel:
        """Return the exact request. Raises TooLarge for a limit of the far side, InputError."""

    def receipt(self, notice: Notice, answer: Answer) -> Receipt:
        """Return the proof of delivery from a good answer."""

    def question(self, notice: Notice) -> Parcel | None:
        """Return the request that asks whether this text arrived already, None when nobody can be asked."""

    def found(self, notice: Notice, answer: Answer) -> Receipt | None:
        """Return the receipt when the answer shows that it arrived, None when it did not."""


def refuse_long(text: str, limit: int, what: str) -> None:
    """Raise TooLarge, naming the limit and the length in characters."""
    if len(text) > limit:
        raise TooLarge(
            f"{what} takes {limit:,} characters; this text has {len(text):,}.",
            remedy="Shorten it and have it approved again.",
            where="text",
        )


def text_of(body: object, *path: str) -> str:
    """Return the text at a path of a JSON object, "" when there is none."""
    for name in path:
        body = body.get(name) if isinstance(body, dict) else None
    return str(body) if isinstance(body, str | int) else ""
