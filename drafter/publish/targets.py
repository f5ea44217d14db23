"""Where approved texts may go, read from one TOML file: a table per target, secrets by name of a variable.

    [status]
    kind = "statuspage"
    page_id = "p1"
    token_env = "STATUSPAGE_TOKEN"

Secrets never stand in the file: `token_env` names the environment variable that holds one.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, TypeAdapter, ValidationError

from drafter.core.noun import Noun
from drafter.errors import InputError


class _Target(Noun):
    """What every target has: its name and whose texts it takes."""

    name: str = ""
    audiences: tuple[str, ...]
    token_env: str = ""
    token: SecretStr = SecretStr("")

    needs_token: bool = Field(default=True, exclude=True)


class Statuspage(_Target):
    """A page at Atlassian Statuspage. `notify`: its subscribers get a message."""

    kind: Literal["statuspage"]
    audiences: tuple[str, ...] = ("status_page",)
    base_url: str = "https://api.statuspage.io/v1"
    page_id: str
    notify: bool = True


class IncidentIo(_Target):
    """A status page at incident.io. Notifying fails above 1,000 subscribers, so it is off by default."""

    kind: Literal["incident_io"]
    audiences: tuple[str, ...] = ("status_page",)
    base_url: str = "https://api.incident.io"
    status_page_id: str
    notify: bool = False


class PagerDuty(_Target):
    """Stakeholder updates on an incident at PagerDuty, whose id is the `thread` given when sending.

    `sender` is the mail address of a PagerDuty user; the API wants one in its From header.
    """

    kind: Literal["pagerduty"]
    audiences: tuple[str, ...] = ("internal", "executives")
    base_url: str = "https://api.pagerduty.com"
    sender: str


class Slack(_Target):
    """A Slack channel. Later updates of an incident go into the thread of the first, and to the channel."""

    kind: Literal["slack"]
    audiences: tuple[str, ...] = ("internal", "support_brief", "executives")
    base_url: str = "https://slack.com/api"
    channel: str


class Mail(_Target):
    """A mail server and who gets the message. `token` is the password of `user`."""

    kind: Literal["mail"]
    audiences: tuple[str, ...] = ("affected_customer_email",)
    host: str
    port: int = Field(default=587, ge=1, le=65535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    sender: str
    to: tuple[str, ...] = Field(min_length=1)
    needs_token: bool = Field(default=False, exclude=True)


class Webhook(_Target):
    """Any address of yours; signed after the Standard Webhooks specification with the secret in `token`."""

    kind: Literal["webhook"]
    audiences: tuple[str, ...] = ("status_page",)
    url: str


Target = Annotated[Statuspage | IncidentIo | PagerDuty | Slack | Mail | Webhook, Field(discriminator="kind")]
_TARGET: TypeAdapter[Target] = TypeAdapter(Target)


def read_targets(path: Path, environment: Mapping[str, str]) -> dict[str, Target]:
    """Return the targets by name. Raises InputError that names the table and what to correct."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(
            f"The targets cannot be read: {error.strerror}.",
            remedy="Correct DRAFTER_TARGETS or make the file.",
            where=str(path),
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"This is not TOML: {error}.", remedy="Correct it.", where=str(path)) from None
    return {name: _target(path, name, table, environment) for name, table in tables.items()}


def _target(path: Path, name: str, table: object, environment: Mapping[str, str]) -> Target:
    where = f"{path} [{name}]"
    if not isinstance(table, dict) or {"name", "token", "needs_token"} & table.keys():
        raise InputError(
            "A target is a table, and a secret is never written into it.",
            remedy='Name the variable that holds the secret: token_env = "STATUS_TOKEN".',
            where=where,
        )
    secret = environment.get(str(table.get("token_env", "")), "")
    try:
        target = _TARGET.validate_python({**table, "name": name, "token": secret})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field = ".".join(str(part) for part in first["loc"][1:]) or "kind"
        raise InputError(f"{field}: {first['msg']}.", remedy="Correct the table.", where=where) from None
    if target.needs_token and not secret:
        raise InputError(
            f"The variable {target.token_env!r} is empty." if target.token_env else "There is no token_env.",
            remedy="Name a variable in token_env, and put the secret into it.",
            where=where,
        )
    return target
