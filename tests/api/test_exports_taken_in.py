"""Exports and catalogues come in over HTTP."""

import base64
import io
import json
import zipfile

import pytest

from drafter.errors import InputError

MESSAGES = [{"ts": "1777903500.0", "user": "Ada", "text": "symptom: You may see errors"}]


def test_messages_become_notes_of_the_incident(desk):
    incident = desk.declared()
    client = desk.client()

    from_json = client.import_notes(incident.id, MESSAGES)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("c/2026-05-04.json", json.dumps(MESSAGES))
    from_zip = client.import_notes(incident.id, packed.getvalue())

    assert from_json.entries[-1].author == "Ada"
    assert from_zip.count == from_json.count + 1


@pytest.mark.parametrize(
    "body",
    [{}, {"export": [], "zip": base64.b64encode(b"PK").decode()}, {"zip": "not base64!"}, {"export": 3}],
)
def test_a_body_that_is_not_one_export_is_refused(desk, body):
    incident = desk.declared()

    assert desk.http().post(f"/v1/incidents/{incident.id}/imports", json=body).status_code == 422


def test_an_export_that_cannot_be_read_says_what_to_do(desk):
    incident = desk.declared()

    with pytest.raises(InputError, match="no time"):
        desk.client().import_notes(incident.id, [{"text": "x"}])
    with pytest.raises(InputError, match="zip archive cannot be read"):
        desk.client().import_notes(incident.id, b"PK\x03\x04 and nothing more")


def test_a_pasted_export_is_kept_as_notes(desk):
    incident = desk.client().declare("Pasted", notes=json.dumps(MESSAGES))

    (entry,) = desk.client().notes(incident.id).entries
    assert entry.text == "symptom: You may see errors"


def test_a_catalogue_becomes_a_map_to_complete(desk):
    found = desk.client().import_map({"a.yaml": "kind: Component\nmetadata: {name: checkout}\n"})

    assert found.system_map.components[0].id == "checkout"
    assert found.questions
