"""What can be set from the environment: names start with DRAFTER_, for example DRAFTER_DATABASE.

Read once at start by `drafter.wiring`; nothing else looks at the environment.
"""

from typing import Any, Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from drafter.errors import InputError

LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Settings(BaseSettings):
    """Settings of the service, with what a single person on one machine wants as defaults.

    `auth`: "none" trusts whoever reaches the port (loopback only), "keys" asks for an API key. `person` is
    whose name acts are put under when the caller gives none. `allowed_hosts` are the names in Host headers
    that are answered besides loopback. `check_url` is where a
    commander answers a fact check, with "{token}" in it. Rates are per caller and minute; 0 is no limit.
    `model_base_url` and `model_name` name an OpenAI-compatible endpoint; without both, drafts are the
    template writer's. `model_price` is input/output per million tokens ("2.5/10"); with `model_reads`
    off it is asked for wordings alone, never for facts in the notes. `targets` is the path of
    a TOML file that names where approved texts may be sent (`drafter.publish.targets`); `private_targets`
    are hosts among them that may be on a private network. `public_feed` lets anybody read the feed of
    published updates without a key. `slack_signing_secret`
    lets a Slack app in, `slack_people` is the path of the TOML file that says who its users are at the desk
    (`drafter.slack.people`), `slack_token` opens its forms. `house_voice` is the path of a TOML file with the
    fields of `drafter.core.voice.HouseVoice`. `login` is the path of a TOML file with the desk's OpenID
    Connect provider (`docs/desk.md`); without it the desk is one person's. `oidc_issuer` is a provider whose
    bearer tokens the API takes beside keys, if they are meant for `oidc_audience`; the claim
    `oidc_person_claim` names the person, `oidc_roles_claim` (dots reach inside) lists what `oidc_roles` turns
    into roles, or roles themselves. `otlp_endpoint` is an OpenTelemetry collector that spans are sent to.
    """

    model_config = SettingsConfigDict(env_prefix="DRAFTER_", extra="ignore")

    database: str = ""
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    auth: Literal["none", "keys"] = "none"
    person: str = "liaison"
    check_url: str = "/v1/checks/{token}"
    allowed_hosts: tuple[str, ...] = ()
    cors_origins: tuple[str, ...] = ()
    max_body_bytes: int = Field(default=5_000_000, ge=1_000)
    request_timeout_s: float = Field(default=30.0, gt=0)
    requests_per_minute: int = Field(default=0, ge=0)
    fact_check: Literal["required", "advised"] = "advised"
    owner_severities: tuple[str, ...] = ("SEV1",)
    model_base_url: str = ""
    model_name: str = ""
    model_api_key: SecretStr = SecretStr("none")
    model_headers: dict[str, str] = Field(default_factory=dict)
    model_price: str = ""
    model_deadline_s: float = Field(default=20.0, gt=0)
    model_concurrency: int = Field(default=4, ge=1)
    model_reads: bool = True
    model_security_incidents: bool = False
    model_leave_out: tuple[str, ...] = ()
    house_voice: str = ""
    login: str = ""
    oidc_issuer: str = ""
    oidc_audience: str = ""
    oidc_person_claim: str = "email"
    oidc_roles_claim: str = "roles"
    oidc_roles: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    otlp_endpoint: str = ""
    otlp_headers: dict[str, str] = Field(default_factory=dict)
    targets: str = ""
    private_targets: tuple[str, ...] = ()
    public_feed: bool = False
    slack_signing_secret: SecretStr = SecretStr("")
    slack_token: SecretStr = SecretStr("")
    slack_people: str = ""
    log_format: Literal["text", "json"] = "text"
    log_level: Literal["debug", "info", "warning", "error"] = "warning"

    def refuse_open_doors(self) -> None:
        """Raise InputError when the service would answer strangers without asking who they are."""
        if self.auth == "none" and self.host not in LOOPBACK:
            raise InputError(
                f"Binding to {self.host} without authentication is refused.",
                remedy="Set DRAFTER_AUTH=keys and make a key with `drafter keys create`, or use 127.0.0.1.",
                where="DRAFTER_HOST",
            )


def load(**given: Any) -> Settings:
    """Return the settings from the environment, overridden by what is given. Raises InputError."""
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = f"DRAFTER_{'_'.join(map(str, first['loc'])).upper()}"
        raise InputError(f"{first['msg']}.", remedy=f"Correct {name}.", where=name) from None
