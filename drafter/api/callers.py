"""Who is calling: whom a key or a token stands for, or without keys on loopback, whoever the header names."""

from typing import Annotated, Any, cast
from urllib.parse import unquote

from fastapi import Depends, Header, Request
from fastapi.security import APIKeyHeader, HTTPBearer
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.exceptions import HTTPException

from drafter.errors import InputError
from drafter.service import Service
from drafter.service.actors import Actor, scopes_of
from drafter.service.keys import PREFIX
from drafter.settings import Settings

ALL_ROLES = ("admin",)
MAX_NAME = 80
bearer = HTTPBearer(
    auto_error=False, description="A Drafter API key, or a token of the OpenID Connect provider in use."
)
header_key = APIKeyHeader(name="X-API-Key", auto_error=False, description="A Drafter API key.")


class Limiter:
    """Counts requests per caller in this process; 0 requests a minute means no limit."""

    def __init__(self, per_minute: int) -> None:
        self._rate = RateLimitItemPerMinute(per_minute) if per_minute else None
        self._window = MovingWindowRateLimiter(MemoryStorage())

    def count(self, caller: str, now_s: float) -> None:
        """Raise 429 when the caller has used up the minute."""
        if self._rate and not self._window.hit(self._rate, caller):
            reset = self._window.get_window_stats(self._rate, caller).reset_time
            wait = str(max(1, round(reset - now_s)))
            raise HTTPException(429, "Too many requests from this caller.", headers={"retry-after": wait})


def service_of(request: Request) -> Service:
    """Return the service this app was made with."""
    return cast(Service, request.app.state.service)


def actor_of(
    request: Request,
    token: Annotated[Any, Depends(bearer)] = None,
    key: Annotated[str | None, Depends(header_key)] = None,
    x_drafter_person: Annotated[
        str | None, Header(description="Whose name the act goes under (percent-encoded UTF-8).")
    ] = None,
    x_drafter_role: Annotated[
        str | None, Header(description="Roles to act in, separated by commas; without keys only.")
    ] = None,
) -> Actor:
    """Return who is calling. Raises 401 for an unknown key, 429 when they call too often."""
    settings: Settings = request.app.state.settings
    service = service_of(request)
    secret = token.credentials if token else key
    request_id = str(request.scope.get("request_id", ""))
    if settings.auth == "keys":
        actor = _holder(request, secret).model_copy(update={"request_id": request_id})
        caller = actor.key_id
    else:
        person = _name(x_drafter_person) or settings.person
        roles = tuple(r.strip() for r in x_drafter_role.split(",")) if x_drafter_role else ALL_ROLES
        actor = Actor(
            person=person, scopes=scopes_of(roles), bot=set(roles) <= {"bot"}, request_id=request_id
        )
        caller = person
    request.app.state.limiter.count(caller, service.room.clock().timestamp())
    return actor


def _holder(request: Request, secret: str | None) -> Actor:
    """Return whom a key or a token stands for. Raises 401."""
    issuer = request.app.state.issuer
    if not secret:
        why = "This needs a key."
    elif issuer is not None and not secret.startswith(PREFIX):
        if (found := issuer.actor(secret)) is not None:
            return cast(Actor, found)
        why = "The token is expired, not meant for this service, or not signed by its provider."
    else:
        if (known := service_of(request).keys.actor(secret)) is not None:
            return known[0]
        why = "The key is unknown, expired or revoked."
    raise HTTPException(401, why, headers={"www-authenticate": "Bearer"})


def _name(written: str | None) -> str:
    """Return a person's name from the header; header values are ASCII, so it is percent-encoded."""
    name = unquote(written or "").strip()
    if len(name) > MAX_NAME or not name.isprintable():
        raise InputError(
            "The name of the person cannot be used.",
            remedy=f"Give a printable name of at most {MAX_NAME} characters, percent-encoded.",
            where="X-Drafter-Person",
        )
    return name


ServiceDep = Annotated[Service, Depends(service_of)]
ActorDep = Annotated[Actor, Depends(actor_of)]


def drafting_actor(actor: ActorDep) -> Actor:
    """Return the caller if they may draft: a stream must refuse before it begins."""
    actor.need("draft")
    return actor


def reading_actor(actor: ActorDep) -> Actor:
    """Return the caller if they may read: a stream must refuse before it begins."""
    actor.need("read")
    return actor


DraftingActor = Annotated[Actor, Depends(drafting_actor)]
ReadingActor = Annotated[Actor, Depends(reading_actor)]
