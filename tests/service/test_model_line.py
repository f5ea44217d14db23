"""The service with a model behind it: drafts, what the audit keeps, and what a failing model changes."""

import json

import pytest
from desk import MAP, REAL_NOTES, Desk, person
from structlog.testing import capture_logs

from drafter.api.logs import configure
from drafter.client import Client
from drafter.core.fact import FactEdit
from drafter.core.voice import HouseVoice
from drafter.engine.outcome import EngineFailure
from drafter.engine.scripted import ScriptedEngine
from drafter.errors import InputError
from drafter.service.house import read_voice
from drafter.service.line import Line
from drafter.service.model_line import ModelLine
from drafter.settings import Settings
from drafter.wiring import engine_of, line_of

ADA = person("ada")
TAG = "t4g77"


def said(slot, text, *facts, policy=False):
    return {
        "audience": "status_page", "slot": slot, "facts": list(facts), "unknowns": [], "conflicts": [],
        "parts": ["c1"] if slot == "symptom" else [], "policy": policy, "text": text,
    }  # fmt: skip


SYMPTOM = said("symptom", 'You may see "Payment failed" when you pay at the checkout.', "f2.1")
REFUND = said("known", "Everybody gets a refund of $20.", "f2.1")
NEWS = said("next_update", "We will tell you more by {{next_update}}.", policy=True)


def update(desk, answer, *, flags=(), audiences=("status_page",)):
    """Draft one update of the real notes with an engine that answers so."""
    engine = ScriptedEngine(answer)
    modelled = Desk(store=desk.store, clock=desk.clock, line=ModelLine(engine, tags=lambda: TAG))
    incident = modelled.service.incidents.declare(
        ADA, title="Checkout", notes=REAL_NOTES, system_map=MAP, severity="SEV2", flags=flags
    )
    made = modelled.service.updates.create(ADA, incident.id, audiences=audiences)
    return modelled, incident, made, engine


def draft_only(prompt):
    return {"sentences": [SYMPTOM, REFUND, NEWS] if prompt.name == "draft-public" else []}


def events(desk, incident, action):
    page = desk.service.audits.find(ADA, incident_id=incident.id, limit=100)
    return [json.loads(one.payload) for one in page.items if one.action == action]


def test_a_models_sentences_are_kept_with_their_origin_and_the_placeholder(desk):
    _, _, made, _ = update(desk, draft_only)

    (draft,) = made.drafts
    assert draft.sentences[0].text == SYMPTOM["text"]
    assert draft.sentences[0].origin == "model"
    assert {one.origin for one in draft.sentences} == {"model", "template"}
    assert "{{next_update}}" in draft.text
    assert "refund" not in draft.text


def test_the_audit_keeps_what_it_cost_and_every_byte_that_left(desk):
    modelled, incident, _, engine = update(desk, draft_only)

    (drafted,) = events(modelled, incident, "update.drafted")
    assert modelled.service.updates.find(ADA, incident.id).items[0].model == drafted["model"]
    asked = events(modelled, incident, "model.asked")
    assert drafted["model"]["usage"]["calls"] == len(asked) == len(engine.prompts)
    sent = {json.loads(one["exchange"]["sent"])[1][1] for one in asked}
    assert sent == {prompt.messages[1].text for prompt in engine.prompts}


def test_a_model_that_is_away_leaves_the_templates_draft(desk):
    _, _, made, _ = update(desk, lambda prompt: EngineFailure("unreachable", "Away."))

    assert {one.origin for one in made.drafts[0].sentences} == {"template"}


@pytest.fixture
def chatty():
    configure(Settings(log_level="info"))
    yield
    configure(Settings())


@pytest.mark.usefixtures("chatty")
def test_the_log_says_what_it_cost_and_holds_no_text(desk):
    with capture_logs() as lines:
        update(desk, draft_only)

    (wrote,) = [line for line in lines if line["event"] == "model.wrote"]
    assert wrote["usage"]["calls"] >= 1
    assert "Payment failed" not in json.dumps(lines, default=str)


def test_the_log_says_why_a_call_failed(desk):
    with capture_logs() as lines:
        update(desk, lambda prompt: EngineFailure("unreachable", "Away."))

    failed = [line for line in lines if line["event"] == "model.failed"]
    assert {(one["outcome"], one["said"]) for one in failed} == {("unreachable", "Away.")}
    assert [one["call"] for one in failed] == ["extract", "draft-public"]


def test_an_incident_marked_security_makes_no_call(desk):
    modelled, incident, made, engine = update(desk, draft_only, flags=("security",))

    assert engine.prompts == []
    assert made.drafts[0].text
    (drafted,) = events(modelled, incident, "update.drafted")
    assert drafted["model"]["calls"][0]["outcome"] == "forbidden"


def heard(response):
    """Return the events of a stream as (name, data) pairs."""
    found, name = [], ""
    for line in response.text.splitlines():
        if line.startswith("event: "):
            name = line[7:]
        elif line.startswith("data: "):
            found.append((name, json.loads(line[6:])))
    return found


def test_sentences_stream_over_http_as_they_pass(desk):
    line = ModelLine(ScriptedEngine(draft_only), tags=lambda: TAG)
    http = Desk(store=desk.store, clock=desk.clock, line=line).http()

    events = heard(
        http.post(
            "/v1/preview/sentences",
            json={"notes": REAL_NOTES, "system_map": MAP, "audiences": ["status_page"]},
        )
    )

    names = [name for name, _ in events]
    assert names == ["sentence", "sentence", "facts", "draft", "model", "done"]
    assert events[0][1]["text"] == SYMPTOM["text"]
    assert events[3][1]["sentences"][0]["text"] == SYMPTOM["text"]
    assert events[4][1]["usage"]["calls"] >= 1


def test_without_a_model_the_stream_has_the_templates_drafts(desk):
    http = Desk(store=desk.store, clock=desk.clock, line=Line()).http()
    body = {"notes": REAL_NOTES, "system_map": MAP, "audiences": ["status_page", "social"]}

    names = [name for name, _ in heard(http.post("/v1/preview/sentences", json=body))]

    assert names == ["facts", "draft", "draft", "done"]


def test_notes_that_cannot_be_used_end_the_stream_with_what_to_do(desk):
    http = Desk(store=desk.store, clock=desk.clock, line=Line()).http()

    events = heard(http.post("/v1/preview/sentences", json={"notes": "# only a comment"}))

    assert [name for name, _ in events] == ["problem"]
    assert events[0][1]["remedy"]


def test_settings_build_a_line_with_a_model(tmp_path):
    voice = tmp_path / "voice.toml"
    voice.write_text('tone = "Calm."\navoid = ["outage"]\n')
    settings = Settings(
        model_base_url="http://model.test/v1", model_name="m", model_price="2.5/10", house_voice=str(voice)
    )

    assert isinstance(line_of(settings, engine_of(settings)), ModelLine)
    assert read_voice(str(voice)) == HouseVoice(tone="Calm.", avoid=("outage",))


def test_without_a_model_the_line_is_the_plain_one():
    assert type(line_of(Settings(), engine_of(Settings()))) is Line


def test_the_house_voice_holds_people_and_templates_as_well(desk):
    spoken = Desk(store=desk.store, clock=desk.clock, line=Line(HouseVoice(avoid=("pay", "dreadful"))))
    incident = spoken.service.incidents.declare(
        ADA, title="Checkout", notes=REAL_NOTES, system_map=MAP, severity="SEV2"
    )
    (draft,) = spoken.service.updates.create(ADA, incident.id, audiences=["status_page"]).drafts

    edited = spoken.service.drafts.edit(ADA, draft.id, text=f"{draft.text}\nIt is dreadful.", version=1)

    said = {finding.text for finding in edited.findings if finding.rule == "VOI001"}
    assert "dreadful" in said
    assert all(finding.severity == "warn" for finding in edited.findings if finding.rule == "VOI001")


@pytest.mark.parametrize("text", ["tone = ", "mood = 3\n", 'apology = "often"\n'])
def test_a_house_voice_that_cannot_be_read_says_where(tmp_path, text):
    path = tmp_path / "voice.toml"
    path.write_text(text)

    with pytest.raises(InputError) as caught:
        read_voice(str(path))

    assert str(path) in caught.value.where


def test_a_house_voice_that_is_not_there_says_so():
    with pytest.raises(InputError):
        read_voice("/nowhere/voice.toml")


def test_a_price_that_cannot_be_read_is_an_input_error():
    settings = Settings(model_base_url="http://model.test/v1", model_name="m", model_price="cheap")

    with pytest.raises(InputError, match="cheap"):
        engine_of(settings)


SCOPE = "34 people have called us"
CALLS = "2026-05-04 14:15 - 34 people have called us\n"


def reads_calls(kind="scope", certainty="reported"):
    """Return a script that reads one fact in line 5 and writes nothing."""

    def script(prompt):
        if prompt.name != "extract":
            return {"sentences": []}
        facts = [
            {"line": 5, "quote": SCOPE, "kind": kind, "certainty": certainty, "parts": ["c1"], "corrects": ""}
        ]
        return {"facts": facts}

    return script


def reading_desk(desk, script, *, reads=True):
    engine = ScriptedEngine(script)
    line = ModelLine(engine, tags=lambda: TAG, reads=reads)
    modelled = Desk(store=desk.store, clock=desk.clock, line=line)
    incident = modelled.service.incidents.declare(
        ADA, title="Checkout", notes=REAL_NOTES + CALLS, system_map=MAP, severity="SEV2"
    )
    return modelled, incident, engine


def sheet_of(desk, incident):
    return desk.service.facts.get(ADA, incident.id).sheet


def draft_status(desk, incident):
    return desk.service.updates.create(ADA, incident.id, audiences=["status_page"])


def by_reader(sheet, line=5):
    return {fact.found for fact in sheet.facts if line in fact.lines}


def test_what_a_model_reads_is_kept_with_the_incident_and_says_whose_reading_it_is(any_desk):
    modelled, incident, _ = reading_desk(any_desk, reads_calls())
    before = sheet_of(modelled, incident)

    draft_status(modelled, incident)

    after = sheet_of(modelled, incident)
    assert by_reader(before) <= {"rules"}
    assert by_reader(after) & {"model", "both"}
    assert after.stage == before.stage
    assert len(after.facts) >= len(before.facts)
    exported = modelled.service.archive.export(person("root", "admin"), incident.id).records
    assert [one["upto"] for one in exported["model_readings"]] == [5]


def test_only_lines_no_model_has_read_are_asked_about(desk):
    modelled, incident, engine = reading_desk(desk, reads_calls())
    draft_status(modelled, incident)
    draft_status(modelled, incident)
    modelled.service.incidents.add_notes(ADA, incident.id, "2026-05-04 14:20 - rollback is done")
    draft_status(modelled, incident)

    asked = [prompt.messages[1].text for prompt in engine.prompts if prompt.name == "extract"]
    assert len(asked) == 2
    assert SCOPE in asked[0].split("New lines")[-1]
    assert SCOPE not in asked[1].split("New lines")[-1]
    assert "rollback is done" in asked[1].split("New lines")[-1]


def test_a_reading_that_failed_is_tried_again(desk):
    modelled, incident, engine = reading_desk(desk, lambda prompt: EngineFailure("unreachable", "Away."))
    draft_status(modelled, incident)
    draft_status(modelled, incident)

    assert sum(prompt.name == "extract" for prompt in engine.prompts) == 2
    assert "model" not in {fact.found for fact in sheet_of(modelled, incident).facts}


def test_a_person_hides_what_a_model_read(desk):
    modelled, incident, _ = reading_desk(desk, reads_calls(kind="observation", certainty="confirmed"))
    draft_status(modelled, incident)
    (mine,) = [fact for fact in sheet_of(modelled, incident).facts if fact.found in ("model", "both")]

    modelled.service.facts.edit(ADA, incident.id, FactEdit(fact_id=mine.id, action="hide", by="ada"))

    after = sheet_of(modelled, incident).fact(mine.id)
    assert after.hidden
    assert after.found == "person"


def test_with_reading_turned_off_no_lines_are_sent(desk):
    modelled, incident, engine = reading_desk(desk, reads_calls(), reads=False)
    draft_status(modelled, incident)

    assert "extract" not in {prompt.name for prompt in engine.prompts}


def test_an_update_is_heard_while_it_is_written_and_then_kept(desk):
    line = ModelLine(ScriptedEngine(draft_only), tags=lambda: TAG)
    modelled = Desk(store=desk.store, clock=desk.clock, line=line)
    incident = modelled.service.incidents.declare(ADA, title="Checkout", notes=REAL_NOTES, system_map=MAP)
    told = []
    client = Client(http=modelled.http(), person="ada")

    made = client.draft_update(
        incident.id, audiences=["status_page"], hear=lambda name, data: told.append((name, data["text"]))
    )

    assert told == [("sentence", SYMPTOM["text"]), ("sentence", NEWS["text"])]
    assert client.update(made.id).drafts[0].text == made.drafts[0].text
    assert made.drafts[0].sentences[0].text == SYMPTOM["text"]


def test_an_update_that_cannot_be_written_raises_what_the_stream_says(desk):
    client = Client(http=desk.http(), person="ada")
    incident = client.declare("Nothing yet")

    with pytest.raises(InputError, match="no notes") as caught:
        client.draft_update(incident.id, hear=lambda name, data: None)
    assert caught.value.remedy
