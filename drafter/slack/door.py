"""The door for Slack: signatures checked, answered at once, the act done afterwards, its end told."""

import time
from collections.abc import Callable
from pathlib import Path

from slack_sdk.signature import Clock, SignatureVerifier

from drafter.errors import DrafterError
from drafter.publish.couriers import HttpCourier
from drafter.publish.parcel import HttpParcel
from drafter.service import Service
from drafter.settings import Settings
from drafter.slack.acts import Acts, SlackAnswer
from drafter.slack.people import People, read_people
from drafter.slack.requests import SlackRequest

ANSWER_HOST = "https://hooks.slack.com/"


class _Now(Clock):
    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now

    def now(self) -> float:
        return self._now()


class Door:
    """Knows whether a request is Slack's, and brings answers back to it.

    `token` is only needed to open the form that edits a draft. `answer_host` is where answers may be posted.
    """

    def __init__(
        self,
        acts: Acts,
        courier: HttpCourier,
        *,
        signing_secret: str,
        token: str = "",
        now: Callable[[], float] = time.time,
        api: str = "https://slack.com/api",
        answer_host: str = ANSWER_HOST,
    ) -> None:
        self._acts = acts
        self._courier = courier
        self._verifier = SignatureVerifier(signing_secret, clock=_Now(now))
        self._token = token
        self._api = api
        self._answer_host = answer_host

    def is_genuine(self, body: bytes, timestamp: str, signature: str) -> bool:
        """Return whether the body was signed by Slack within the last five minutes."""
        return timestamp.isdecimal() and self._verifier.is_valid(body, timestamp, signature)

    def serve(self, request: SlackRequest, request_id: str) -> None:
        """Do the act and tell its end where Slack said; never raises, for nobody is waiting any more."""
        answer = self._acts.answer(request, request_id)
        try:
            self._tell(request, answer)
        except DrafterError:
            return  # the act is on record; Slack did not take the answer and there is nobody to tell

    def _tell(self, request: SlackRequest, answer: SlackAnswer) -> None:
        if answer.form is not None and request.trigger:
            self._courier.carry(
                HttpParcel(
                    method="POST",
                    url=f"{self._api}/views.open",
                    secrets={"authorization": f"Bearer {self._token}"},
                    body={"trigger_id": request.trigger, "view": answer.form},
                )
            )
        if answer.message is not None and request.reply_to.startswith(self._answer_host):
            self._courier.carry(HttpParcel(method="POST", url=request.reply_to, body=answer.message))


def open_door(service: Service, settings: Settings) -> Door:
    """Return the door the settings describe. Raises InputError."""
    people = read_people(Path(settings.slack_people)) if settings.slack_people else People({})
    return Door(
        Acts(service, people),
        HttpCourier(),
        signing_secret=settings.slack_signing_secret.get_secret_value(),
        token=settings.slack_token.get_secret_value(),
    )
