"""What every route shares: documented problems, versions in ETag and If-Match, idempotency keys, pages."""

import hashlib
import re
from typing import Annotated, Any

from fastapi import Depends, Header, Query, Request, Response
from starlette.exceptions import HTTPException

from drafter.api.callers import ActorDep
from drafter.api.problems import Problem
from drafter.errors import InputError
from drafter.service.pages import MAX_PAGE
from drafter.service.room import Claim

_WORDS = {
    400: "The request cannot be read.",
    401: "No working key.",
    403: "A rule or a role forbids it.",
    404: "There is no such thing.",
    405: "Not this method.",
    409: "The state of things does not allow it.",
    412: "Somebody else changed it first.",
    413: "Over a stated limit.",
    415: "Not JSON.",
    421: "Not this host.",
    422: "It cannot be used as it is.",
    428: "If-Match is missing.",
    429: "Too many requests.",
    500: "Our mistake.",
    502: "The target did not take it.",
    503: "Away for the moment.",
    504: "The target may have taken it.",
}


def problems(*more: int) -> dict[int | str, dict[str, Any]]:
    """Return the documentation of every problem a route may answer with."""
    always = (400, 401, 403, 413, 415, 421, 422, 429, 500, 503)
    return {status: {"model": Problem, "description": _WORDS[status]} for status in sorted({*always, *more})}


ETAG = re.compile(r'(?:W/)?"?(\d{1,9})"?')


def seen_version(
    if_match: Annotated[str | None, Header(description="The ETag of what you saw.", examples=['"3"'])] = None,
) -> int | None:
    """Return the version the caller saw, None when they did not say or said `*`."""
    if if_match is None or if_match.strip() == "*":
        return None
    match = ETAG.fullmatch(if_match.strip())
    if match is None:
        raise InputError(
            "If-Match is not an ETag of ours.",
            remedy='Send the ETag of the last answer, such as "3".',
            where="If-Match",
        )
    return int(match[1])


def needed_version(seen: Annotated[int | None, Depends(seen_version)]) -> int:
    """Return the version the caller saw. Raises 428 when they did not say."""
    if seen is None:
        raise HTTPException(428, "This needs the version you saw in If-Match.")
    return seen


SeenVersion = Annotated[int | None, Depends(seen_version)]
NeededVersion = Annotated[int, Depends(needed_version)]


def tag(response: Response, version: int) -> None:
    """Put the version into the ETag."""
    response.headers["etag"] = f'"{version}"'


KEY = re.compile(r"[!-~]{1,200}", re.ASCII)


async def claim_of(
    request: Request,
    response: Response,
    actor: ActorDep,
    idempotency_key: Annotated[
        str | None,
        Header(description="Any string of yours; the same key and request get the same answer, once done."),
    ] = None,
) -> Claim | None:
    """Return the idempotency key of the request with a hash of what was asked, None without one."""
    if idempotency_key is None:
        return None
    if not KEY.fullmatch(idempotency_key):
        raise InputError(
            "The idempotency key cannot be used.",
            remedy="Send 1 to 200 visible ASCII characters, for example a UUID.",
            where="Idempotency-Key",
        )
    body = await request.body()
    asked = b"\n".join((request.method.encode(), request.url.path.encode(), body))
    return Claim(who=actor.person, key=idempotency_key, body_hash=hashlib.sha256(asked).hexdigest())


ClaimDep = Annotated[Claim | None, Depends(claim_of)]
Limit = Annotated[int, Query(ge=1, le=MAX_PAGE, description="At most so many.")]
Cursor = Annotated[str | None, Query(max_length=1_000, description="`next` of the page before.")]
Id = Annotated[str, "an id as an earlier answer gave it"]


def replayed(response: Response, claim: Claim | None) -> None:
    """Say in a header that an earlier answer came back."""
    if claim and claim.replayed:
        response.headers["idempotency-replayed"] = "true"
