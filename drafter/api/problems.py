"""Every error as `application/problem+json` (RFC 9457): what happened, and what to do next.

Nothing of the request is echoed: it may hold notes. `hint` is the next step; `current_version` travels with
a version that did not match.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from drafter.errors import DrafterError, StaleVersion

MEDIA_TYPE = "application/problem+json"
TYPE = "urn:drafter:problem:"
log = structlog.get_logger("drafter.api")

TITLES = {
    "input": "The request cannot be used as it is",
    "too-large": "The request is over a limit",
    "not-found": "There is no such thing",
    "conflict": "The state of things does not allow this",
    "stale-version": "Somebody else changed it first",
    "refused": "A rule forbids this",
    "engine": "The model endpoint gave no usable answer",
    "delivery-failed": "The target did not take the text",
    "delivery-unsure": "The target may have taken the text",
    "store": "The database cannot be used now",
    "error": "Something went wrong",
}
HINTS = {
    400: "Send well-formed JSON in UTF-8.",
    401: "Send a working key in the header Authorization: Bearer ...",
    403: "Ask somebody whose role allows this.",
    404: "The paths there are stand in /v1/openapi.json.",
    405: "The methods there are stand in the Allow header.",
    406: "Ask for application/json.",
    413: "Send less at once, or raise DRAFTER_MAX_BODY_BYTES.",
    415: "Send the body as application/json.",
    428: "Fetch it first, then send its ETag in If-Match.",
    429: "Wait as long as the Retry-After header says.",
}

WORDS = {  # where the library's own words for what is wrong with a field help nobody
    "missing": "it is missing",
    "model_attributes_type": "it has to be a JSON object",
    "json_invalid": "this is not JSON",
    "extra_forbidden": "there is no such field",
}


def in_words(error: Mapping[str, Any]) -> str:
    """Return what is wrong with one field, as a person would say it."""
    if error["type"] in ("too_short", "string_too_short") and error["ctx"]["min_length"] == 1:
        return "it is empty"
    return WORDS.get(error["type"], str(error["msg"]))


class FieldProblem(BaseModel):
    """One field that does not fit."""

    at: str = Field(examples=["body/text"])
    problem: str = Field(examples=["it is missing"])


class Problem(BaseModel):
    """What went wrong and what to do."""

    type: str = Field(examples=["urn:drafter:problem:conflict"])
    title: str = Field(examples=["The state of things does not allow this"])
    status: int = Field(examples=[409])
    detail: str = Field(examples=["The draft is published: it cannot be edited."])
    hint: str = Field(examples=["What went out stays as it is: draft a new update."])
    where: str = ""
    request_id: str = ""
    errors: list[FieldProblem] = []
    current_version: int | None = None


def problem(
    request_id: str,
    status: int,
    *,
    kind: str,
    title: str,
    detail: str,
    hint: str,
    headers: Mapping[str, str] | None = None,
    **more: Any,
) -> JSONResponse:
    """Return the response."""
    body = Problem(
        type=TYPE + kind,
        title=title,
        status=status,
        detail=detail,
        hint=hint,
        request_id=request_id,
        **more,
    )
    return JSONResponse(
        body.model_dump(exclude_none=True), status, headers=dict(headers or {}), media_type=MEDIA_TYPE
    )


def of_error(error: DrafterError, request_id: str) -> JSONResponse:
    """Return the response for one of our own errors."""
    more: dict[str, Any] = {"where": error.where}
    headers = {}
    if isinstance(error, StaleVersion):
        more["current_version"] = error.current
        headers["etag"] = f'"{error.current}"'
    if error.status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["retry-after"] = "5"
    return problem(
        request_id,
        error.status,
        kind=error.kind,
        title=TITLES.get(error.kind, TITLES["error"]),
        detail=error.message,
        hint=error.remedy,
        headers=headers,
        **more,
    )


def of_status(
    status: int, request_id: str, detail: str = "", headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """Return the response for a plain HTTP status."""
    phrase = HTTPStatus(status).phrase
    return problem(
        request_id,
        status,
        kind=phrase.lower().replace(" ", "-").replace("'", ""),
        title=phrase,
        detail=detail or f"{phrase}.",
        hint=HINTS.get(status, "Correct the request and send it again."),
        headers=headers,
    )


def install(app: FastAPI) -> None:
    """Answer every error of the app as a problem."""

    @app.exception_handler(DrafterError)
    def ours(request: Request, error: DrafterError) -> JSONResponse:
        return of_error(error, request_id(request))

    @app.exception_handler(HTTPException)
    def plain(request: Request, error: HTTPException) -> JSONResponse:
        return of_status(error.status_code, request_id(request), str(error.detail), error.headers)

    @app.exception_handler(RequestValidationError)
    def unfit(request: Request, error: RequestValidationError) -> JSONResponse:
        found = [
            FieldProblem(at="/".join(str(part) for part in one["loc"]), problem=in_words(one))
            for one in error.errors()
        ]
        undecodable = any(one["type"] == "json_invalid" for one in error.errors())
        first = found[0] if found else FieldProblem(at="request", problem="it does not fit")
        return problem(
            request_id(request),
            400 if undecodable else 422,
            kind="undecodable" if undecodable else "input",
            title="The body is not JSON" if undecodable else TITLES["input"],
            detail=f"{first.at}: {first.problem}.",
            hint=HINTS[400] if undecodable else "Correct the fields named in `errors` and send it again.",
            errors=found,
        )

    @app.exception_handler(Exception)
    def unforeseen(request: Request, error: Exception) -> JSONResponse:
        log.error("unforeseen error", error=type(error).__name__, exc_info=error)
        return unforeseen_problem(request_id(request))


def unforeseen_problem(the_id: str) -> JSONResponse:
    """Return the response for an error nobody foresaw; says nothing about its inside."""
    return problem(
        the_id,
        500,
        kind="error",
        title=TITLES["error"],
        detail="This is our mistake. Nothing was changed.",
        hint=f"Try again; if it stays, report the request id {the_id}.",
    )


def request_id(request: Request) -> str:
    """Return the id of the request, for logs and for people who report a problem."""
    return str(request.scope.get("request_id", ""))
