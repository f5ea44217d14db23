"""Atlassian Statuspage, REST v1: an incident per incident of ours, an entry per update.

The API knows no idempotency key. Every entry carries our delivery id in the incident's `metadata`, and
before a second attempt the incident is asked for it.
"""

from drafter.publish.connector import refuse_long, text_of
from drafter.publish.parcel import Answer, HttpParcel, Notice, Receipt
from drafter.publish.targets import Statuspage

MAX_NAME = 255
MAX_BODY = 25_000
STATUS = {"fixing": "identified"}  # the other stages go by the page's own words


class StatuspageConnector:
    """Creates the incident with the first update and adds an entry with each later one."""

    def __init__(self, target: Statuspage) -> None:
        self._target = target

    def parcel(self, notice: Notice) -> HttpParcel:
        """Return POST for the first update, PATCH for a later one. Raises TooLarge."""
        refuse_long(notice.text, MAX_BODY, "An entry on a status page")
        incident = {
            "status": STATUS.get(notice.stage, notice.stage),
            "body": notice.text,
            "deliver_notifications": self._target.notify,
            "metadata": {"drafter": {"delivery": notice.delivery_id}},
        }
        if notice.thread:
            return self._to("PATCH", f"/incidents/{notice.thread}", {"incident": incident})
        refuse_long(notice.title, MAX_NAME, "The name of an incident")
        return self._to("POST", "/incidents", {"incident": {"name": notice.title, **incident}})

    def receipt(self, notice: Notice, answer: Answer) -> Receipt:
        """Return the entry's id, the incident's id and its short address."""
        updates = answer.body.get("incident_updates") if isinstance(answer.body, dict) else None
        newest = updates[0] if isinstance(updates, list) and updates else {}
        return Receipt(
            reference=text_of(newest, "id") or text_of(answer.body, "id"),
            thread=text_of(answer.body, "id") or notice.thread,
            url=text_of(answer.body, "shortlink"),
        )

    def question(self, notice: Notice) -> HttpParcel:
        """Ask for the incident, or for all that are open when there is none of ours yet."""
        if notice.thread:
            return self._to("GET", f"/incidents/{notice.thread}", None)
        return self._to("GET", "/incidents?limit=100", None)

    def found(self, notice: Notice, answer: Answer) -> Receipt | None:
        """Return the receipt of the incident that carries our delivery id."""
        incidents = answer.body if isinstance(answer.body, list) else [answer.body]
        for incident in incidents:
            if text_of(incident, "metadata", "drafter", "delivery") == notice.delivery_id:
                return self.receipt(notice, Answer(status=200, body=incident))
        return None

    def _to(self, method: str, path: str, body: dict[str, object] | None) -> HttpParcel:
        return HttpParcel.model_validate(
            {
                "method": method,
                "url": f"{self._target.base_url}/pages/{self._target.page_id}{path}",
                "headers": {"accept": "application/json"},
                "secrets": {"authorization": f"OAuth {self._target.token.get_secret_value()}"},
                "body": body,
            }
        )
