"""PagerDuty, REST: an update to the stakeholders of an incident there. The API cannot be asked afterwards."""

from drafter.errors import InputError
from drafter.publish.connector import text_of
from drafter.publish.html import page
from drafter.publish.parcel import Answer, HttpParcel, Notice, Receipt
from drafter.publish.targets import PagerDuty


class PagerDutyConnector:
    """Sends the text as message and, where it has a subject, as mail as well."""

    def __init__(self, target: PagerDuty) -> None:
        self._target = target

    def parcel(self, notice: Notice) -> HttpParcel:
        """Return the request. Raises InputError without the id of the incident at PagerDuty."""
        if not notice.thread:
            raise InputError(
                "PagerDuty has to be told which of its incidents this is.",
                remedy="Give the id of the PagerDuty incident as `thread` with the first update.",
                where="thread",
            )
        body = {"message": notice.text}
        if notice.subject:  # the API takes subject and html_message only together
            body |= {"subject": notice.subject, "html_message": page(notice.subject, notice.text)}
        return HttpParcel(
            method="POST",
            url=f"{self._target.base_url}/incidents/{notice.thread}/status_updates",
            headers={"accept": "application/vnd.pagerduty+json;version=2", "from": self._target.sender},
            secrets={"authorization": f"Token token={self._target.token.get_secret_value()}"},
            body=body,
        )

    def receipt(self, notice: Notice, answer: Answer) -> Receipt:
        """Return the id of the update."""
        return Receipt(reference=text_of(answer.body, "status_update", "id"), thread=notice.thread)

    def question(self, notice: Notice) -> None:
        """Nobody can be asked."""

    def found(self, notice: Notice, answer: Answer) -> None:
        """Nothing was asked."""
