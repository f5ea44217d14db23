"""Ask every route of the API for what its description allows and forbids.

    python bench/schema_storm.py [--requests 20000] [--json]

schemathesis makes the requests from the OpenAPI description, good ones and bad ones, against the real app on
an empty SQLite database in this process. An answer of 500 or above, one that its own schema does not
describe, or one whose media type is not documented is a failure; each is printed once, with how to repeat it.
"""

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import schemathesis  # noqa: E402
from hypothesis import HealthCheck, Phase, given, settings  # noqa: E402
from schemathesis.checks import not_a_server_error  # noqa: E402
from schemathesis.specs.openapi.checks import (  # noqa: E402
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from drafter.api.app import create_app  # noqa: E402
from drafter.api.logs import configure  # noqa: E402
from drafter.settings import Settings  # noqa: E402
from drafter.wiring import wire  # noqa: E402

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)
STREAMS = ("/events", "/sentences")


def main() -> int:
    """Run the storm and print the table, or one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    statuses: Counter[int] = Counter()
    failures: dict[str, str] = {}
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as place:
        configure(Settings())
        wired = wire(Settings(database=f"sqlite:///{place}/storm.db", request_timeout_s=60))
        incident = wired.service.incidents.declare(
            _root(), title="Storm", notes="2026-05-04 14:05 UTC - customers cannot pay", severity="SEV2"
        )
        update = wired.service.updates.create(_root(), incident.id, audiences=["status_page"])
        batch = wired.service.batches.create(_root(), title="", documents=[], system_map=None)
        known = {
            "incident_id": incident.id,
            "update_id": update.id,
            "draft_id": update.drafts[0].id,
            "batch_id": batch.id,
        }
        schema = schemathesis.openapi.from_asgi("/v1/openapi.json", create_app(wired.service, wired.settings))
        operations = [one.ok() for one in schema.get_all_operations()]
        share = max(1, options.requests // len(operations))
        for operation in operations:
            _storm(operation, share, known, statuses, failures)
        wired.close()
    result = {
        "operations": len(operations),
        "requests": sum(statuses.values()),
        "server_errors": sum(count for status, count in statuses.items() if status >= 500),
        "failures": len(failures),
        "s": round(time.perf_counter() - began, 1),
    }
    if options.json:
        print(json.dumps(result))
    else:
        for name, value in result.items():
            print(f"{name:16} {value}")
        print("statuses:", ", ".join(f"{status} {count}" for status, count in sorted(statuses.items())))
        for where, what in failures.items():
            print(f"\nFAILED {where}\n{what}")
    return int(bool(failures))


def _storm(operation, share, known, statuses, failures) -> None:
    name = operation.label

    @given(case=operation.as_strategy())
    @settings(
        max_examples=share,
        database=None,
        deadline=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def one(case) -> None:
        if operation.path.endswith(STREAMS):
            case.query = {**(case.query or {}), "seconds": 0} if case.method.upper() == "GET" else case.query
        if statuses.total() % 3:  # two of three ask about something that exists
            there = {name: known[name] for name in case.path_parameters or {} if name in known}
            case.path_parameters = {**(case.path_parameters or {}), **there}
        answer = case.call()
        statuses[answer.status_code] += 1
        case.validate_response(answer, checks=CHECKS)

    try:
        one()
    except BaseException as error:  # what schemathesis found; the first of each route is enough
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        failures[name] = str(error)[:1_500]


def _root():
    from drafter.service.actors import Actor, scopes_of

    return Actor(person="root", scopes=scopes_of(("admin",)))


if __name__ == "__main__":
    sys.exit(main())
