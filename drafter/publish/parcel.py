"""What is handed to a courier and what comes back.

A `Notice` is the exact approved text with what a channel needs to place it. A connector turns it into one
`Parcel`: the very request that will be sent, which is also what a dry run shows. A courier carries the
parcel and brings an `Answer`; the connector reads a `Receipt` out of it.
"""

from typing import Any, Literal

from pydantic import AwareDatetime, Field, SecretStr

from drafter.core.fact import Stage
from drafter.core.noun import Noun

HIDDEN = "***"


class Notice(Noun):
    """One approved text on its way to one target.

    `delivery_id` stays the same over every attempt. `thread` is the far side's name of this incident when
    an earlier update went there.
    """

    delivery_id: str
    draft_id: str
    incident_id: str
    title: str
    audience: str
    stage: Stage
    subject: str = ""
    text: str
    text_hash: str
    next_update_at: AwareDatetime | None = None
    thread: str = ""


class HttpParcel(Noun):
    """One HTTP request. `secrets` are headers that are sent and never shown.

    `signing` is what the courier signs the body with on sending, for the signature holds the time.
    `repeatable`: the far side recognises a second copy by its idempotency key, so it may be sent again.
    """

    kind: Literal["http"] = "http"
    method: Literal["GET", "POST", "PATCH", "PUT"]
    url: str
    headers: dict[str, str] = Field(default_factory=dict)
    secrets: dict[str, str] = Field(default_factory=dict, repr=False)
    body: dict[str, Any] | None = None
    signing: SecretStr | None = Field(default=None, exclude=True, repr=False)
    repeatable: bool = False

    def shown(self) -> "HttpParcel":
        """Return the parcel as a person may see it."""
        return self.model_copy(update={"secrets": dict.fromkeys(self.secrets, HIDDEN)})


class MailParcel(Noun):
    """One message by mail: the same words as text and as HTML. `message_id` names it over all attempts."""

    kind: Literal["mail"] = "mail"
    sender: str
    to: tuple[str, ...]
    subject: str
    text: str
    html: str
    message_id: str

    def shown(self) -> "MailParcel":
        """Return the parcel itself: it holds no secret."""
        return self


Parcel = HttpParcel | MailParcel


class Answer(Noun):
    """What the far side said: HTTP status and JSON body; for mail, status 250 and no body."""

    status: int
    body: Any = None


class Receipt(Noun):
    """Proof of delivery: the far side's id of the text, of the incident it stands under, and its address.

    `note` says in words what a person should know all the same, such as mail addresses that were refused.
    """

    reference: str = ""
    thread: str = ""
    url: str = ""
    note: str = ""
