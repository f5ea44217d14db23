"""Any address of yours, signed after the Standard Webhooks specification.

The receiver drops an id it has seen, so the same request may be sent again.
"""

from drafter.publish.parcel import Answer, HttpParcel, Notice, Receipt
from drafter.publish.targets import Webhook


class WebhookConnector:
    """Posts the approved text with what it belongs to."""

    def __init__(self, target: Webhook) -> None:
        self._target = target

    def parcel(self, notice: Notice) -> HttpParcel:
        """Return the request; its signature is made when it is sent, because it holds the time."""
        due = notice.next_update_at
        return HttpParcel(
            method="POST",
            url=self._target.url,
            headers={"webhook-id": notice.delivery_id},
            signing=self._target.token,
            body={
                "type": "update.published",
                "data": {
                    "incident": notice.incident_id,
                    "title": notice.title,
                    "draft": notice.draft_id,
                    "audience": notice.audience,
                    "stage": notice.stage,
                    "subject": notice.subject,
                    "text": notice.text,
                    "text_hash": notice.text_hash,
                    "next_update_at": due.isoformat() if due else None,
                },
            },
            repeatable=True,
        )

    def receipt(self, notice: Notice, answer: Answer) -> Receipt:
        """Return our own id: the receiver gives none."""
        return Receipt(reference=notice.delivery_id)

    def question(self, notice: Notice) -> None:
        """Nothing needs asking: a second copy is recognised by its id."""

    def found(self, notice: Notice, answer: Answer) -> None:
        """Nothing was asked."""
