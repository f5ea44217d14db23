"""A provider's own batch: many prompts in one file, answered within a day, often at half the price.

Two engines on the usual seam: `asking` takes prompts down and answers none, `answering` gives each prompt the
answer that came back for it. Between them, `finish` uploads, waits and fetches. A prompt is known by the hash
of its request, so the same documents asked in the same words are never asked twice.

    FOLDER/state.json               the salt of this batch, and how far each part is
    FOLDER/part-1.requests.jsonl    what was asked
    FOLDER/part-1.answers.jsonl     what came back

Every step is kept before the next begins: whoever is killed goes on with the same folder. Files at the
provider are deleted once their content is here.
"""

import hashlib
import json
import os
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx2
import openai

from drafter.engine.answers import Unfit, read_answer
from drafter.engine.base import Listener
from drafter.engine.dialect import Dialect
from drafter.engine.outcome import Completion, EngineFailure
from drafter.engine.prompt import Prompt
from drafter.engine.settings import EngineSettings
from drafter.engine.usage import Price, PriceTable, Usage, read_usage
from drafter.engine.wire import outcome_of, sdk

MOST_REQUESTS = 50_000  # in one file, as the provider limits it; its other limit is 200 MB
MOST_BYTES = 150_000_000
ENDED = ("completed", "failed", "expired", "cancelled")
FIRST_WAIT_S, LONGEST_WAIT_S = 1.0, 60.0
Hear = Callable[[int, int], None]  # answers there are, answers there will be


@dataclass
class Part:
    """One file of requests and how far it is."""

    n: int
    file_id: str = ""
    batch_id: str = ""
    fetched: bool = False


@dataclass
class State:
    """What a batch remembers between runs."""

    salt: str = field(default_factory=lambda: secrets.token_hex(16))
    parts: list[Part] = field(default_factory=list)


class ProviderBatch:
    """One batch in one folder of ours. `asking` may be used from many threads."""

    def __init__(
        self,
        settings: EngineSettings,
        folder: Path,
        *,
        transport: httpx2.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._settings = settings
        self._folder = folder
        self._sleep = sleep
        self._http = httpx2.Client(transport=transport, timeout=settings.read_timeout_s)
        self._client = sdk(settings, self._http, max_retries=settings.max_retries)
        folder.mkdir(parents=True, exist_ok=True)
        self._state = self._load()
        self.asking = Asking(settings, {identity for identity, _ in self._requests()}, folder)

    def close(self) -> None:
        """Close all connections."""
        self._http.close()

    def tag(self, data: bytes) -> str:
        """Return the fence of one document: random to others, the same each time this batch is asked."""
        return hashlib.sha256(self._state.salt.encode() + data).hexdigest()[:8]

    def finish(self, hear: Hear = lambda here, total: None) -> "Answering":
        """Send what was taken down, wait until all of it has ended, and return the answers.

        Raises EngineFailure when the endpoint is away or has no batches; the same call goes on later.
        """
        for path in self.asking.end():
            part = Part(n=len(self._state.parts) + 1)
            path.rename(self._path(part.n, "requests"))
            self._state.parts.append(part)
            self._save()
        for part in self._state.parts:
            if not part.fetched:
                try:
                    self._through(part, hear)
                except openai.OpenAIError as error:
                    raise _failure(error) from error
        answers: dict[str, Any] = {}
        for part in self._state.parts:
            answers.update(_lines(self._path(part.n, "answers")))
        return Answering(self._settings, answers)

    def _through(self, part: Part, hear: Hear) -> None:
        if not part.file_id:
            with self._path(part.n, "requests").open("rb") as requests:
                part.file_id = self._client.files.create(file=requests, purpose="batch").id
            self._save()
        if not part.batch_id:
            part.batch_id = self._begun(part) or self._begin(part)
            self._save()
        wait = FIRST_WAIT_S
        while (batch := self._client.batches.retrieve(part.batch_id)).status not in ENDED:
            if batch.request_counts:
                hear(batch.request_counts.completed, batch.request_counts.total)
            self._sleep(wait)
            wait = min(wait * 1.5, LONGEST_WAIT_S)
        if batch.status == "failed":
            part.file_id = part.batch_id = ""  # the next try begins anew
            self._save()
            said = [one.message or "" for one in (batch.errors.data if batch.errors else None) or []]
            raise EngineFailure(
                "rejected", f"The provider refused the batch: {' '.join(said) or 'no reason'}"
            )
        self._fetch(part, [one for one in (batch.output_file_id, batch.error_file_id) if one])

    def _begun(self, part: Part) -> str:
        """Return the batch begun for this part by a run that was killed before it could write it down."""
        for batch in self._client.batches.list(limit=100):
            if batch.input_file_id == part.file_id and batch.status not in ("failed", "cancelled"):
                return batch.id
        return ""

    def _begin(self, part: Part) -> str:
        return self._client.batches.create(
            input_file_id=part.file_id, endpoint="/v1/chat/completions", completion_window="24h"
        ).id

    def _fetch(self, part: Part, file_ids: list[str]) -> None:
        path = self._path(part.n, "answers")
        half = path.with_suffix(".half")
        with half.open("wb") as out:
            for file_id in file_ids:
                for chunk in self._client.files.content(file_id).iter_bytes():
                    out.write(chunk)
                out.write(b"\n")
        half.replace(path)
        part.fetched = True
        self._save()
        for file_id in (part.file_id, *file_ids):
            with suppress(openai.OpenAIError):  # what stays there ends by the provider's own rules
                self._client.files.delete(file_id)

    def _requests(self) -> Iterator[tuple[str, Any]]:
        for part in self._state.parts:
            yield from _lines(self._path(part.n, "requests"))

    def _path(self, n: int, what: str) -> Path:
        return self._folder / f"part-{n}.{what}.jsonl"

    def _load(self) -> State:
        path = self._folder / "state.json"
        if not path.exists():
            state = State()
            _write(path, state)
            return state
        read = json.loads(path.read_text(encoding="utf-8"))
        return State(read["salt"], [Part(**one) for one in read["parts"]])

    def _save(self) -> None:
        _write(self._folder / "state.json", self._state)


class Asking:
    """Takes each new prompt down and fails at once: there is no answer yet."""

    def __init__(self, settings: EngineSettings, known: set[str], folder: Path) -> None:
        self._settings = settings
        self._known = known
        self._folder = folder
        self._lock = threading.Lock()
        self._paths: list[Path] = []
        self._written = self._count = 0
        for left in folder.glob("new-*.jsonl"):  # by a run that was killed while it asked
            left.unlink()

    @property
    def model(self) -> str:
        """The model's name as configured."""
        return self._settings.model

    def complete(self, prompt: Prompt, *, timeout_s: float, listener: Listener | None = None) -> Completion:
        """Take the prompt down. Always raises EngineFailure."""
        body = request_body(prompt, self._settings)
        identity = identity_of(body)
        line = {"custom_id": identity, "method": "POST", "url": "/v1/chat/completions", "body": body}
        with self._lock:
            if identity not in self._known:
                self._known.add(identity)
                self._append(json.dumps(line).encode() + b"\n")
        raise EngineFailure("busy", "the prompt waits for the provider's batch")

    def end(self) -> list[Path]:
        """Return the files of what was taken down, and begin anew."""
        paths, self._paths = self._paths, []
        return paths

    def _append(self, line: bytes) -> None:
        full = self._count >= MOST_REQUESTS or self._written + len(line) > MOST_BYTES
        if not self._paths or full:
            self._paths.append(self._folder / f"new-{len(self._paths) + 1}.jsonl")
            self._written = self._count = 0
        with self._paths[-1].open("ab") as out:
            out.write(line)
        self._written += len(line)
        self._count += 1


class Answering:
    """Gives each prompt the answer the batch brought."""

    def __init__(self, settings: EngineSettings, answers: dict[str, Any]) -> None:
        self._settings = settings
        self._answers = answers
        self._prices = PriceTable(
            {
                name: Price(one.input, one.output, one.cached, one.currency)
                for name, one in settings.prices.items()
            }
        )

    @property
    def model(self) -> str:
        """The model's name as configured."""
        return self._settings.model

    def complete(self, prompt: Prompt, *, timeout_s: float, listener: Listener | None = None) -> Completion:
        """Return the answer; raises EngineFailure when there is none, or none of the shape."""
        line = self._answers.get(identity_of(request_body(prompt, self._settings)))
        if line is None:
            raise EngineFailure("empty", "the provider's batch ended without an answer to this prompt")
        answer = line.get("response") or {}
        status, body = answer.get("status_code", 0), answer.get("body")
        if line.get("error") or status != 200 or not isinstance(body, dict):
            said = json.dumps(line.get("error") or body)[:300]
            raise EngineFailure(outcome_of(status) if status else "server_error", f"in the batch: {said}")
        usage = read_usage(body.get("usage"), 0.0)
        usage = replace(usage, cost=self._prices.cost(self.model, usage))
        text = _text(body, usage)
        try:
            return Completion(text, read_answer(text, prompt.answer), str(body.get("model", "")), usage)
        except Unfit as unfit:
            raise EngineFailure("invalid", str(unfit), usage=usage, partial=text) from None


def request_body(prompt: Prompt, settings: EngineSettings) -> dict[str, Any]:
    """Return the body of one request; nobody is there to haggle about options, so a pinned rung helps."""
    options = {} if settings.temperature is None else {"temperature": settings.temperature}
    return (
        Dialect(rung=settings.rung or "json_schema").body(prompt, settings.model, options)
        | settings.extra_body
    )


def identity_of(body: dict[str, Any]) -> str:
    """Return the name under which the provider gives an answer back."""
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:40]


def _text(body: dict[str, Any], usage: Usage) -> str:
    try:
        choice = body["choices"][0]
        text = choice["message"]["content"]
    except (KeyError, IndexError, TypeError):
        choice, text = {}, None
    if not isinstance(text, str) or not text.strip():
        raise EngineFailure("empty", "the answer in the batch holds no text", usage=usage)
    if choice.get("finish_reason") == "length":
        raise EngineFailure("truncated", "the answer in the batch was cut off", usage=usage, partial=text)
    return text.strip()


def _lines(path: Path) -> Iterator[tuple[str, Any]]:
    with path.open("rb") as lines:
        for line in lines:
            if line.strip():
                read = json.loads(line)
                yield str(read["custom_id"]), read


def _write(path: Path, state: State) -> None:
    half = path.with_suffix(".half")
    with half.open("w", encoding="utf-8") as out:
        json.dump({"salt": state.salt, "parts": [vars(part) for part in state.parts]}, out)
        out.flush()
        os.fsync(out.fileno())
    half.replace(path)


def _failure(error: openai.OpenAIError) -> EngineFailure:
    if isinstance(error, openai.APIStatusError):
        return EngineFailure(
            outcome_of(error.status_code),
            f"The endpoint answered {error.status_code} to its batch routes; not every provider has them.",
        )
    return EngineFailure("unreachable", f"The endpoint of the batch is away: {type(error).__name__}.")
