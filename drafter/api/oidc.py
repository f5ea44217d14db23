"""Bearer tokens of an OpenID Connect provider: who a signed token stands for, and in which roles.

Needs the extra `oidc`. Only asymmetric signatures are taken; issuer, audience and expiry must be right. The
provider's keys are read from its discovery document (OpenID Connect Discovery 1.0), kept for an hour, and
read again at most once a minute when a token names a key that is not among them.
"""

import threading
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import httpx2
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from starlette.exceptions import HTTPException

from drafter.errors import InputError
from drafter.service.actors import ROLE_SCOPES, Actor, scopes_of
from drafter.settings import LOOPBACK, Settings

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
KEEP_S = 3_600.0
AGAIN_S = 60.0
LEEWAY_S = 60  # two clocks may differ by so much
TIMEOUT_S = 5.0
AWAY = "The identity provider does not answer, so the token cannot be checked."


class Issuer:
    """One provider whose tokens are taken. Safe from many threads."""

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Callable[[], datetime],
        transport: httpx2.BaseTransport | None = None,
    ) -> None:
        self._url = settings.oidc_issuer.rstrip("/")
        self._person_claim = settings.oidc_person_claim
        self._roles_claim = settings.oidc_roles_claim
        self._roles = settings.oidc_roles
        self._transport = transport
        self._claims = jwt.JWTClaimsRegistry(
            now=lambda: int(clock().timestamp()),
            leeway=LEEWAY_S,
            iss={"essential": True, "values": [self._url, f"{self._url}/"]},
            aud={"essential": True, "value": settings.oidc_audience},
            exp={"essential": True},
            sub={"essential": True},
        )
        self._lock = threading.Lock()
        self._keys: KeySet | None = None
        self._read_at = -KEEP_S

    @classmethod
    def of(cls, settings: Settings, clock: Callable[[], datetime]) -> "Issuer | None":
        """Return the issuer the settings name, if any. Raises InputError where they do not fit together."""
        if not settings.oidc_issuer:
            return None
        if settings.auth != "keys":
            raise _wrong("DRAFTER_AUTH", "Tokens are asked for where keys are.", "Set DRAFTER_AUTH=keys.")
        if not settings.oidc_audience:
            raise _wrong(
                "DRAFTER_OIDC_AUDIENCE",
                "It must be said for whom tokens are meant, or any application's tokens would be taken.",
                "Set it to the audience (often the client id) that your provider puts into them.",
            )
        address = urlsplit(settings.oidc_issuer)
        if address.scheme != "https" and address.hostname not in LOOPBACK:
            raise _wrong(
                "DRAFTER_OIDC_ISSUER", "A provider is asked over https only.", "Give its https:// address."
            )
        for value, roles in settings.oidc_roles.items():
            if unknown := sorted(set(roles) - set(ROLE_SCOPES)):
                raise _wrong(
                    "DRAFTER_OIDC_ROLES",
                    f"{value!r} is given {', '.join(map(repr, unknown))}, which is no role.",
                    f"Choose from: {', '.join(ROLE_SCOPES)}.",
                )
        return cls(settings, clock=clock)

    def actor(self, token: str) -> Actor | None:
        """Return who the token stands for; None when it is not to be trusted.

        Raises 503 when the provider's keys cannot be read and none were kept.
        """
        try:
            claims = self._verified(token)
            self._claims.validate(claims)
        except (JoseError, ValueError):  # joserfc raises ValueError for what is no token at all
            return None
        roles = self._roles_of(claims)
        return Actor(
            person=self._person(claims),
            scopes=scopes_of(roles),
            bot=bool(roles) and set(roles) <= {"bot"},
            key_id=f"oidc:{claims['sub']}",
        )

    def _verified(self, token: str) -> dict[str, Any]:
        try:
            return jwt.decode(token, self._known(KEEP_S), algorithms=ALGORITHMS).claims
        except InvalidKeyIdError:  # the provider may have changed its keys
            return jwt.decode(token, self._known(AGAIN_S), algorithms=ALGORITHMS).claims

    def _known(self, at_most_s: float) -> KeySet:
        """Return the provider's keys, not older than that where it answers."""
        with self._lock:
            if self._keys is None or time.monotonic() - self._read_at > at_most_s:
                try:
                    self._keys = self._read()
                except (httpx2.HTTPError, ValueError, KeyError, JoseError) as error:
                    if self._keys is None:
                        raise HTTPException(503, AWAY, headers={"retry-after": "10"}) from error
                self._read_at = time.monotonic()
            return self._keys

    def _read(self) -> KeySet:
        with httpx2.Client(timeout=TIMEOUT_S, transport=self._transport) as http:
            found = http.get(f"{self._url}/.well-known/openid-configuration").raise_for_status().json()
            if str(found["issuer"]).rstrip("/") != self._url:
                raise ValueError("the discovery document is another issuer's")
            return KeySet.import_key_set(http.get(found["jwks_uri"]).raise_for_status().json())

    def _person(self, claims: dict[str, Any]) -> str:
        name = claims.get(self._person_claim)
        unproven = self._person_claim == "email" and claims.get("email_verified") is False
        return str(name if isinstance(name, str) and name and not unproven else claims["sub"])

    def _roles_of(self, claims: dict[str, Any]) -> tuple[str, ...]:
        """Return Drafter's roles; what the provider says beyond them counts for nothing."""
        said: Any = claims
        for part in self._roles_claim.split("."):  # such as realm_access.roles
            said = said.get(part) if isinstance(said, dict) else None
        values = [said] if isinstance(said, str) else said if isinstance(said, list) else []
        given = self._roles or {role: (role,) for role in ROLE_SCOPES}
        return tuple(dict.fromkeys(role for value in values for role in given.get(str(value), ())))


def _wrong(where: str, message: str, remedy: str) -> InputError:
    return InputError(message, remedy=remedy, where=where)
