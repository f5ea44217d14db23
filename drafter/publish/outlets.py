"""The targets of this installation, each with its connector and its courier."""

from collections.abc import Callable, Mapping
from typing import assert_never

from drafter.core.noun import Noun
from drafter.errors import NotFound
from drafter.publish.connector import Connector
from drafter.publish.connectors.incident_io import IncidentIoConnector
from drafter.publish.connectors.mail import MailConnector
from drafter.publish.connectors.pagerduty import PagerDutyConnector
from drafter.publish.connectors.slack import SlackConnector
from drafter.publish.connectors.statuspage import StatuspageConnector
from drafter.publish.connectors.webhook import WebhookConnector
from drafter.publish.couriers import HttpCourier, MailCourier
from drafter.publish.parcel import Answer, Notice, Parcel, Receipt
from drafter.publish.targets import IncidentIo, Mail, PagerDuty, Slack, Statuspage, Target, Webhook


class TargetView(Noun):
    """A target as anybody may see it."""

    name: str
    kind: str
    audiences: tuple[str, ...]


class Outlets:
    """Where texts go. Nothing here decides whether they may."""

    def __init__(
        self,
        targets: Mapping[str, Target],
        http: HttpCourier | None = None,
        mail: Callable[[Mail], MailCourier] = MailCourier,
    ) -> None:
        self._targets = targets
        self._http = http or HttpCourier()
        self._mail = mail

    def targets(self) -> tuple[TargetView, ...]:
        """Return all targets, without their secrets."""
        return tuple(
            TargetView(name=name, kind=one.kind, audiences=one.audiences)
            for name, one in self._targets.items()
        )

    def takes(self, name: str, audience: str) -> bool:
        """Return whether a target is meant for an audience. Raises NotFound."""
        return audience in self._target(name).audiences

    def parcel(self, name: str, notice: Notice) -> Parcel:
        """Return the exact request, with its secrets. Raises NotFound, InputError, TooLarge."""
        return connector_for(self._target(name)).parcel(notice)

    def send(self, name: str, notice: Notice) -> Receipt:
        """Send the text and return the proof. Raises DeliveryFailed, DeliveryUnsure, InputError."""
        connector = connector_for(self._target(name))
        return connector.receipt(notice, self._carry(name, connector.parcel(notice)))

    def can_repeat(self, name: str, notice: Notice) -> bool:
        """Return whether a second copy would be recognised as one."""
        return getattr(connector_for(self._target(name)).parcel(notice), "repeatable", False)

    def can_ask(self, name: str, notice: Notice) -> bool:
        """Return whether the far side can be asked if it has the text."""
        return connector_for(self._target(name)).question(notice) is not None

    def find(self, name: str, notice: Notice) -> Receipt | None:
        """Return the proof when the far side has this text already. Raises DeliveryFailed."""
        connector = connector_for(self._target(name))
        question = connector.question(notice)
        return None if question is None else connector.found(notice, self._carry(name, question))

    def _carry(self, name: str, parcel: Parcel) -> Answer:
        target = self._target(name)
        if parcel.kind == "mail":
            assert isinstance(target, Mail)
            return self._mail(target).carry(parcel)
        return self._http.carry(parcel)

    def _target(self, name: str) -> Target:
        found = self._targets.get(name)
        if found is None:
            raise NotFound(
                f"There is no target {name!r}.",
                remedy="List them at /v1/targets; the file named in DRAFTER_TARGETS defines them.",
            )
        return found


def connector_for(target: Target) -> Connector:
    """Return the connector of a target's kind."""
    match target:
        case Statuspage():
            return StatuspageConnector(target)
        case IncidentIo():
            return IncidentIoConnector(target)
        case PagerDuty():
            return PagerDutyConnector(target)
        case Slack():
            return SlackConnector(target)
        case Mail():
            return MailConnector(target)
        case Webhook():
            return WebhookConnector(target)
    assert_never(target)
