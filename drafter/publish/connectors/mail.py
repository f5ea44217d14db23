"""Mail: the approved words as text and as HTML, one message, no reader sees another."""

from drafter.errors import InputError
from drafter.publish.html import page
from drafter.publish.parcel import Answer, MailParcel, Notice, Receipt
from drafter.publish.targets import Mail

MAX_SUBJECT = 998  # RFC 5322, section 2.1.1: the longest line


class MailConnector:
    """Makes one message; a mail server cannot be asked whether it took an earlier copy."""

    def __init__(self, target: Mail) -> None:
        self._target = target

    def parcel(self, notice: Notice) -> MailParcel:
        """Return the message. Raises InputError for a subject with a line break or too long."""
        subject = notice.subject or notice.title
        if "\n" in subject or "\r" in subject or len(subject) > MAX_SUBJECT:
            raise InputError(
                f"A subject is one line of at most {MAX_SUBJECT} characters.",
                remedy="Shorten the subject and have it approved again.",
                where="subject",
            )
        domain = self._target.sender.rpartition("@")[2].rstrip(">")
        return MailParcel(
            sender=self._target.sender,
            to=self._target.to,
            subject=subject,
            text=notice.text,
            html=page(subject, notice.text),
            message_id=f"<{notice.delivery_id}@{domain}>",
        )

    def receipt(self, notice: Notice, answer: Answer) -> Receipt:
        """Return the message's id, and in words which addresses the server refused."""
        refused = answer.body.get("refused", []) if isinstance(answer.body, dict) else []
        note = f"Refused by the mail server: {', '.join(refused)}." if refused else ""
        return Receipt(reference=self.parcel(notice).message_id, note=note)

    def question(self, notice: Notice) -> None:
        """Nobody can be asked."""

    def found(self, notice: Notice, answer: Answer) -> None:
        """Nothing was asked."""
