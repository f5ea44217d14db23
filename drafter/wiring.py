"""The one place that names concrete classes: settings in, a working service out."""

import base64
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from drafter.core.voice import HouseVoice
from drafter.engine.base import Engine
from drafter.jobs.rewriters import Rewriters
from drafter.jobs.stored import StoredWorker
from drafter.jobs.table import JobTable
from drafter.jobs.workers import this_worker
from drafter.publish.couriers import HttpCourier
from drafter.publish.outlets import Outlets
from drafter.publish.targets import read_targets
from drafter.review.policy import ReviewPolicy
from drafter.review.records import Secret
from drafter.service import Service
from drafter.service.house import read_voice
from drafter.service.line import Line
from drafter.settings import Settings
from drafter.store.database import default_address, open_database
from drafter.store.schema import upgrade
from drafter.store.store import SqlStore

SIGNING = "signing"


def utc_now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def fresh_id(prefix: str) -> str:
    """Return an id of 80 random bits: "inc_4f3k...", lower case, safe in any address."""
    return f"{prefix}_{base64.b32encode(secrets.token_bytes(10)).decode().lower()}"


@dataclass(frozen=True, slots=True)
class Wired:
    """A service and what must be closed with it."""

    service: Service
    store: SqlStore
    settings: Settings
    worker: StoredWorker

    def close(self) -> None:
        """Finish what is in flight and give back every connection."""
        self.worker.stop()
        self.store.close()


def wire(settings: Settings, *, clock: Callable[[], datetime] = utc_now, at_once: int = 2) -> Wired:
    """Open the database, bring it to the current shape, build the service. Raises InputError, StoreError.

    `at_once` documents are rewritten at a time. `clock` gives the time; only whoever tells a story of the
    past, as the demonstration does, brings another.
    """
    database = open_database(settings.database or default_address())
    upgrade(database)
    store = SqlStore(database)
    secret = signing_secret(store)
    table = JobTable(store, clock)
    engine = engine_of(settings)
    rewriters = Rewriters(engine)
    worker = StoredWorker(store, table, worker=this_worker(), concurrency=at_once, rewriters=rewriters)
    service = Service(
        store=store,
        line=line_of(settings, engine),
        rewriters=rewriters,
        clock=clock,
        ids=fresh_id,
        secret=lambda: secret,
        policy=ReviewPolicy(fact_check=settings.fact_check, owner_severities=settings.owner_severities),
        check_url=settings.check_url,
        outlets=outlets_of(settings),
        wake=worker.start,
    )
    return Wired(service=service, store=store, settings=settings, worker=worker)


def line_of(settings: Settings, engine: Engine | None) -> Line:
    """Return the line of data, with a model in it when there is an engine. Raises InputError."""
    if engine is None:
        return Line(voice_of(settings))
    from drafter.service.model_line import ModelLine
    from drafter.writing.model.writer import ModelPolicy

    return ModelLine(
        engine,
        tags=lambda: secrets.token_hex(4),
        policy=ModelPolicy(
            security_incidents=settings.model_security_incidents, leave_out=settings.model_leave_out
        ),
        voice=voice_of(settings),
        deadline_s=settings.model_deadline_s,
        reads=settings.model_reads,
    )


def engine_of(settings: Settings) -> Engine | None:
    """Return what reaches the model, None when none is set. Raises InputError for an unreadable price."""
    name = settings.model_name
    if not (settings.model_base_url and name):
        return None
    from drafter.engine.openai_engine import OpenAIEngine  # the SDK takes most of a second to import
    from drafter.engine.settings import EngineSettings, read_price

    return OpenAIEngine(
        EngineSettings(
            base_url=settings.model_base_url,
            model=name,
            api_key=settings.model_api_key,
            headers=settings.model_headers,
            concurrency=settings.model_concurrency,
            prices={name: read_price(settings.model_price)} if settings.model_price else {},
        )
    )


def outlets_of(settings: Settings) -> Outlets:
    """Return where approved texts may be sent, nowhere when no file is named. Raises InputError."""
    targets = read_targets(Path(settings.targets), os.environ) if settings.targets else {}
    return Outlets(targets, HttpCourier(private_hosts=settings.private_targets))


def voice_of(settings: Settings) -> HouseVoice | None:
    """Return the house voice, None when no file is named. Raises InputError."""
    return read_voice(settings.house_voice) if settings.house_voice else None


def signing_secret(store: SqlStore) -> str:
    """Return the secret that links are signed with; made once per database.

    Read before anything is served: a use case that needs it already holds the database's write lock.
    """
    with store.writing() as tx:
        kept = tx.get(Secret, name=SIGNING)
        if kept is None:
            kept = Secret(name=SIGNING, value=secrets.token_urlsafe(32))
            tx.insert(kept)
        return kept.value
