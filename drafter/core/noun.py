"""The base of every noun: frozen, closed, and equal by value."""

from collections.abc import Mapping
from typing import Any, Self

from pydantic import BaseModel, ConfigDict


class Noun(BaseModel):
    """A value. Unknown fields are refused, so a typing slip in a file never passes silently."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with `update` laid over it.

        What the original worked out from its fields stays behind: the copy works it out from its own.
        """
        copied = super().model_copy(update=update, deep=deep)
        fields = type(self).model_fields
        if len(copied.__dict__) > len(fields):
            for worked_out in copied.__dict__.keys() - fields.keys():
                del copied.__dict__[worked_out]
        return copied
