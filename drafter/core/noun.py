"""The base of every noun: frozen, closed, and equal by value."""

from pydantic import BaseModel, ConfigDict


class Noun(BaseModel):
    """A value. Unknown fields are refused, so a typing slip in a file never passes silently."""

    model_config = ConfigDict(frozen=True, extra="forbid")
