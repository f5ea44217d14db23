"""incident.io, API v2: status page incidents, which take an idempotency key; updates, which do not."""

from drafter.publish.connector import text_of
from drafter.publish.parcel import Answer, HttpParcel, Notice, Receipt
from drafter.publish.targets import IncidentIo

STATUS = {"fixing": "identified"}


class IncidentIoConnector:
    """Creates the page incident with the first update and adds an update with each later one."""

    def __init__(self, target: IncidentIo) -> None:
        self._target = target

    def parcel(self, notice: Notice) -> HttpParcel:
        """Return the request; the first one may be repeated under its key."""
        status = STATUS.get(notice.stage, notice.stage)
        if notice.thread:
            return self._to(
                "POST",
                "/v2/status_page_incident_updates",
                {
                    "status_page_incident_id": notice.thread,
                    "message": notice.text,
                    "incident_status": status,
                    "notify_subscribers": self._target.notify,
                },
            )
        first = self._to(
            "POST",
            "/v2/status_page_incidents",
            {
                "idempotency_key": notice.delivery_id,
                "status_page_id": self._target.status_page_id,
                "name": notice.title,
                "message": notice.text,
                "incident_status": status,
                "notify_subscribers": self._target.notify,
            },
        )
        return first.model_copy(update={"repeatable": True})

    def receipt(self, notice: Notice, answer: Answer) -> Receipt:
        """Return the ids of the update and of the page incident."""
        incident = text_of(answer.body, "status_page_incident", "id") or notice.thread
        update = text_of(answer.body, "status_page_incident_update", "id")
        return Receipt(
            reference=update or incident,
            thread=incident,
            url=text_of(answer.body, "status_page_incident", "public_url"),
        )

    def question(self, notice: Notice) -> HttpParcel | None:
        """Ask for the page incident's updates; nothing needs asking when the request may be repeated."""
        if not notice.thread:
            return None
        return self._to("GET", f"/v2/status_page_incidents/{notice.thread}", None)

    def found(self, notice: Notice, answer: Answer) -> Receipt | None:
        """Return the receipt when one of the updates has exactly this text."""
        incident = answer.body.get("status_page_incident") if isinstance(answer.body, dict) else None
        updates = incident.get("updates") if isinstance(incident, dict) else None
        for update in updates if isinstance(updates, list) else []:
            if text_of(update, "message") == notice.text:
                return Receipt(reference=text_of(update, "id"), thread=notice.thread)
        return None

    def _to(self, method: str, path: str, body: dict[str, object] | None) -> HttpParcel:
        return HttpParcel.model_validate(
            {
                "method": method,
                "url": self._target.base_url + path,
                "secrets": {"authorization": f"Bearer {self._target.token.get_secret_value()}"},
                "body": body,
            }
        )
