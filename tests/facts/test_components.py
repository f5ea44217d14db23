import pytest

from drafter.facts.components import component_index
from drafter.intake.maps import load_map

MAP = load_map(
    {
        "components": [
            {"id": "api", "name": "Kubernetes API server"},
            {"id": "nb", "name": "Harbour hub", "customer_name": "notebooks"},
            {"id": "sign-in", "name": "Sign-in at login.harbour.example"},
            {"id": "proxy", "name": "Traefik v2"},
            {"id": "store", "name": "shop.example"},
            {"id": "disk", "name": "backup server"},
        ]
    }
)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("The API server is unreachable", ["api"]),
        ("the hub is slow", ["nb"]),
        ("the staging hub is slow", []),
        ("login.harbour.example times out", ["sign-in"]),
        ("Traefik drops requests", ["proxy"]),
        ("shop.example is down", ["store"]),
        ("status.shop.example is updated", []),
        ("The shop.example team was told", []),
        ("The server halts", []),
    ],
)
def test_short_forms_name_a_part_and_its_people_do_not(text, ids):
    assert [mention.id for mention in component_index(MAP).find(text)] == ids


def test_what_was_seen_next_in_a_note_is_about_the_part_just_named(sheet_of):
    system_map = {"components": [{"id": "index", "name": "search index"}]}
    facts = sheet_of(
        "09:00 The search index is locked. Disk usage stands at 99%", system_map=system_map
    ).facts

    assert [fact.components for fact in facts] == [("index",), ("index",)]
