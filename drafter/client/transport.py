"""How requests reach the API and how its problems come back as the errors they were."""

import uuid
from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import quote

import httpx2
from pydantic import BaseModel

from drafter import errors
from drafter.client.events import events

M = TypeVar("M", bound=BaseModel)
BY_STATUS: dict[int, type[errors.DrafterError]] = {
    403: errors.Refused,
    404: errors.NotFound,
    409: errors.Conflict,
    413: errors.TooLarge,
    502: errors.DeliveryFailed,
    503: errors.StoreError,
    504: errors.DeliveryUnsure,
}
IDLE_S = 2.0  # a connection idle for longer is not used again: servers drop theirs after five seconds or more
CUT_OFF = (httpx2.ReadError, httpx2.WriteError, httpx2.RemoteProtocolError)


class Transport:
    """The connection: requests out, answers in, problems raised as the errors they came from."""

    def __init__(
        self,
        base_url: str = "http://127.0.0.1:8080",
        *,
        key: str = "",
        person: str = "",
        role: str = "",
        timeout_s: float = 30.0,
        http: httpx2.Client | None = None,
    ) -> None:
        limits = httpx2.Limits(keepalive_expiry=IDLE_S)
        self._http = http or httpx2.Client(base_url=base_url, timeout=timeout_s, limits=limits)
        self._headers: dict[str, str] = {}
        if key:
            self._headers["authorization"] = f"Bearer {key}"
        if person:
            self._headers["x-drafter-person"] = quote(person)
        if role:
            self._headers["x-drafter-role"] = role

    def __enter__(self) -> Self:
        """Return the client itself; it is closed at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connection."""
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self._http.close()

    def _get(self, kind: type[M], path: str) -> M:
        return kind.model_validate_json(self._send("GET", path).content)

    def _json(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        answer: dict[str, Any] = self._send(method, path, body=body).json()
        return answer

    def _made(
        self,
        kind: type[M],
        path: str,
        body: Mapping[str, Any],
        key: str | None = None,
        version: int | None = None,
    ) -> M:
        headers = {"idempotency-key": key or uuid.uuid4().hex} | match(version)
        return kind.model_validate_json(self._send("POST", path, body=body, headers=headers).content)

    def _send(
        self,
        method: str,
        path: str,
        *,
        body: Mapping[str, Any] | None = None,
        params: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx2.Response:
        request = self._request(method, path, body, params, headers)
        try:
            try:
                answer = self._http.send(request)
            except CUT_OFF:
                if method != "GET" and "idempotency-key" not in request.headers:
                    raise  # it may have been done: only what is safe to ask twice is asked twice
                answer = self._http.send(request)
        except httpx2.TransportError as error:
            raise _away(error) from error
        if answer.status_code >= 400:
            raise _error(answer)
        return answer

    def _request(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None,
        params: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx2.Request:
        asked = {name: value for name, value in (params or {}).items() if value is not None}
        sent = None if body is None else {name: _plain(value) for name, value in body.items()}
        all_headers = self._headers | dict(headers or {})
        return self._http.build_request(method, path, json=sent, params=asked, headers=all_headers)

    def _heard(
        self,
        path: str,
        body: Mapping[str, Any],
        key: str | None,
        hear: Callable[[str, dict[str, Any]], None],
        *,
        last: str,
    ) -> dict[str, Any]:
        """Return the data of the event `last`; tell `hear` of those before it. Raises what `problem` says."""
        request = self._request("POST", path, body, headers={"idempotency-key": key or uuid.uuid4().hex})
        try:
            answer = self._http.send(request, stream=True)
            try:
                if answer.status_code >= 400:
                    answer.read()
                    raise _error(answer)
                for name, data in events(answer.iter_lines()):
                    if name == "problem":
                        raise _problem(data)
                    if name == last:
                        return dict(data)
                    hear(name, data)
            finally:
                answer.close()
        except httpx2.TransportError as error:
            raise _away(error) from error
        raise errors.StoreError(
            "The answer broke off.", remedy="Load the incident again: what was written before it is there."
        )


def _error(answer: httpx2.Response) -> errors.DrafterError:
    try:
        said = answer.json()
    except ValueError:
        said = {}
    message = str(said.get("detail", f"The API answered {answer.status_code}."))
    remedy = str(said.get("hint", "Look into the log of the API."))
    where = str(said.get("where", ""))
    if answer.status_code == 412:
        return errors.StaleVersion(
            message, remedy=remedy, where=where, current=int(said.get("current_version", 0))
        )
    if answer.status_code in (400, 422):
        return errors.InputError(message, remedy=remedy, where=where)
    kind = BY_STATUS.get(answer.status_code, errors.DrafterError)
    return kind(message, remedy=remedy, where=where)


def _problem(said: Mapping[str, Any]) -> errors.DrafterError:
    """Return the error that an event tells of, as it was raised there."""
    known: tuple[type[errors.DrafterError], ...] = (errors.InputError, *BY_STATUS.values())
    kinds = {kind.kind: kind for kind in known}
    kind = kinds.get(str(said.get("kind")), errors.DrafterError)
    return kind(str(said["message"]), remedy=str(said["remedy"]), where=str(said.get("where", "")))


def _away(error: httpx2.TransportError) -> errors.StoreError:
    return errors.StoreError(
        f"The API did not answer: {type(error).__name__}.",
        remedy="Check that `drafter serve` runs and that the address is right; then try again.",
    )


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    return value


def match(version: int | None) -> dict[str, str]:
    return {} if version is None else {"if-match": f'"{version}"'}


def part(value: str) -> str:
    return quote(value, safe="")
