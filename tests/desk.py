"""A desk for tests: the real service and API on an empty database, with a clock that is set by hand."""

import re
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from starlette.testclient import TestClient

from drafter.api.app import create_app
from drafter.api.logs import configure
from drafter.client import Client
from drafter.core.draft import NEXT_UPDATE, Draft, Sentence
from drafter.core.fact import Fact, FactKind, FactSheet, StageChange, Unknown
from drafter.core.finding import Finding
from drafter.core.system_map import SystemMap
from drafter.jobs.rewriters import Rewriters
from drafter.publish.outlets import Outlets
from drafter.review.policy import ReviewPolicy
from drafter.service import Service
from drafter.service.actors import Actor, scopes_of
from drafter.service.line import Known, Line, read_notes
from drafter.settings import Settings
from drafter.store.database import open_database
from drafter.store.schema import upgrade
from drafter.store.store import SqlStore

START = datetime(2026, 5, 4, 14, 15, tzinfo=UTC)
NOTES = """# All times in UTC
2026-05-04 14:05 - symptom: You may see "Payment failed" when you pay
2026-05-04 14:09 - action: We are going back to the earlier release
"""
REAL_NOTES = """# All times in UTC
2026-05-04 13:58 - alert: checkout error rate above 20 %
2026-05-04 14:05 - customers see "Payment failed" when they pay
2026-05-04 14:09 - maybe release 4312 is the cause?
2026-05-04 14:12 - rolling back release 4312
"""
MAP = {
    "product": "Shop",
    "components": [
        {
            "id": "checkout-api",
            "aliases": ["checkout"],
            "customer_name": "checkout",
            "symptoms": {"errors": "you may see 'Payment failed' when you pay"},
        }
    ],
}


RULES = (  # what the plain line objects to: word, rule, name, severity
    ("db-7", "LEK001", "internal-host", "block"),
    ("fixed", "GRD018", "fixed-too-early", "block"),
    ("soon", "TIM001", "vague-next-update", "warn"),
)


class PlainLine(Line):
    """The line of data in its simplest form, so that a test decides what is known.

    A note "cause suspected: the release" becomes a fact of that kind and certainty; "stage: fixing" sets the
    stage; anything else is a confirmed symptom. A draft has one sentence per fact.
    """

    def known(self, incident, blocks, edits, readings=(), *, as_of):
        notes = read_notes(incident, blocks)
        facts, stage, unknown = [], "investigating", {"cause"}
        for entry in notes.entries:
            head, _, rest = entry.text.partition(": ")
            words = head.split()
            if head == "stage":
                stage = rest.strip()
                continue
            kind, certainty, text = "symptom", "confirmed", entry.text
            if words and words[0] in get_args(FactKind):
                kind, text = words[0], rest
                certainty = words[1] if len(words) > 1 else "confirmed"
            unknown -= {kind}
            facts.append(
                Fact(id=f"f{entry.line}.1", kind=kind, text=text, certainty=certainty, lines=(entry.line,))
            )
        for one in edits:
            if one.retracted_at is None:
                facts = [_edited(fact, one.edit) for fact in facts]
        sheet = FactSheet(
            as_of=as_of,
            zone="UTC",
            zone_written="UTC",
            stage=stage,
            facts=tuple(facts),
            unknowns=tuple(Unknown(topic=topic) for topic in sorted(unknown)),
            stages=tuple(StageChange(line=entry.line, stage=stage) for entry in notes.entries),
        )
        return Known(notes=notes, system_map=SystemMap(), sheet=sheet)

    def write(self, known, audiences, *, next_update_at, previous):
        sentences = [
            Sentence(text=f"{fact.text.rstrip('.')}.", slot="known", fact_ids=(fact.id,), lines=fact.lines)
            for fact in known.sheet.usable()
        ]
        sentences += [
            Sentence(text=f"We do not know the {one.topic} yet.", slot="not_known", unknowns=(one.topic,))
            for one in known.sheet.unknowns
        ]
        if next_update_at:
            sentences.append(Sentence(text=f"Next update by {NEXT_UPDATE}.", slot="next_update", policy=True))
        text = "\n".join(sentence.text for sentence in sentences)
        return [
            self.check(
                Draft(
                    audience=audience.id,
                    stage=known.sheet.stage,
                    text=text,
                    sentences=tuple(sentences),
                    next_update_at=next_update_at,
                ),
                audience,
                known,
                previous=None,
            )
            for audience in audiences
        ]

    def check(self, draft, audience, known, *, previous):
        findings = [
            Finding(
                rule, name, severity, at.start(), at.end(), 1, at.start() + 1, word, f"{word!r} is wrong."
            )
            for word, rule, name, severity in RULES
            for at in re.finditer(word, draft.text)
        ]
        return draft.model_copy(update={"findings": tuple(findings)})

    def filled(self, draft, sheet):
        if draft.next_update_at is None:
            return draft
        clock = f"{draft.next_update_at:%H:%M} UTC"
        return draft.model_copy(update={"text": draft.text.replace(NEXT_UPDATE, clock)})


def _edited(fact, edit):
    if fact.id != edit.fact_id:
        return fact
    changes = {
        "confirm": {"certainty": "confirmed"},
        "correct": {"text": edit.text, "found": "person"},
        "hide": {"hidden": True},
        "show": {"hidden": False},
    }[edit.action]
    return fact.model_copy(update=changes)


@dataclass
class HandClock:
    """A clock that stands still until somebody moves it."""

    now: datetime = START

    def __call__(self):
        return self.now

    def forward(self, **by):
        self.now += timedelta(**by)
        return self.now


@dataclass
class Desk:
    """A service with everything around it that a test wants to touch."""

    store: SqlStore
    clock: HandClock
    policy: ReviewPolicy = field(default_factory=ReviewPolicy)
    settings: Settings = field(default_factory=lambda: Settings(person="ada"))
    line: Line = field(default_factory=PlainLine)
    outlets: Outlets = field(default_factory=lambda: Outlets({}))
    rewriters: Rewriters = field(default_factory=Rewriters)

    def __post_init__(self):
        numbers = iter(range(1, 1_000_000))
        self.service = Service(
            store=self.store,
            clock=self.clock,
            ids=lambda prefix: f"{prefix}_{next(numbers):06}",
            secret=lambda: "test-secret",
            policy=self.policy,
            line=self.line,
            outlets=self.outlets,
            rewriters=self.rewriters,
        )

    def app(self):
        return create_app(self.service, self.settings)

    def http(self, **options):
        return TestClient(self.app(), **options)

    def client(self, person="ada", role="", key=""):
        return Client(http=self.http(), person=person, role=role, key=key)

    def declared(self, **more):
        """Open the test's incident and return its view."""
        given = {"title": "Checkout errors", "notes": NOTES, "system_map": MAP, "severity": "SEV2"} | more
        return self.service.incidents.declare(person("ada"), **given)

    def drafted(self, audience="status_page", **more):
        """Open the incident and draft for one audience."""
        incident = self.declared(**more)
        update = self.service.updates.create(person("ada"), incident.id, audiences=[audience])
        return update.drafts[0]


def person(name, *roles):
    """Return somebody who may do everything, or what these roles may."""
    return Actor(person=name, scopes=scopes_of(roles or ("admin",)), bot=roles == ("bot",))


@pytest.fixture(scope="session", autouse=True)
def quiet_logs():
    """Log as the service does: structlog's own default draws each error with all local variables."""
    configure(Settings())


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory):
    """The file of an empty database in the current shape, to copy: migrations take most of a short test."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    engine = open_database(f"sqlite:///{path}")
    upgrade(engine)
    engine.dispose()
    return path


@pytest.fixture
def desk(tmp_path, empty_database):
    """A desk on an empty SQLite database."""
    path = shutil.copy(empty_database, tmp_path / "desk.db")
    made = Desk(store=SqlStore(open_database(f"sqlite:///{path}")), clock=HandClock())
    yield made
    made.store.close()


@pytest.fixture
def any_desk(store):
    """The same desk, once on each database."""
    return Desk(store=store, clock=HandClock())
