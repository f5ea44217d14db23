"""A provider's own batch: asked once, waited for, answered from, and gone on with after a kill."""

import json
import sys
from pathlib import Path

import httpx2
import pytest
from pydantic import BaseModel

from drafter.cli.main import main
from drafter.engine.outcome import EngineFailure
from drafter.engine.prompt import Message, Prompt
from drafter.engine.provider_batch import ProviderBatch
from drafter.engine.settings import EngineSettings, ModelPrice

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))
from mock_endpoint import NoEndpoint, answering, program, serving

URL = "http://provider.test/v1"


class Said(BaseModel):
    """The shape of the answers here."""

    word: str


def prompt(word):
    return Prompt(name="say", messages=(Message("system", "Say it."), Message("user", word)), answer=Said)


class Provider:
    """Keeps files and batches as the real one does, and echoes the last message of each request."""

    def __init__(self):
        self.files, self.batches, self.deleted, self.polls = {}, {}, [], 2
        self.ends, self.break_at, self.answer = "completed", None, self.echo

    def echo(self, request):
        said = json.dumps({"word": request["body"]["messages"][-1]["content"]})
        choice = {"index": 0, "message": {"role": "assistant", "content": said}, "finish_reason": "stop"}
        usage = {"prompt_tokens": 1_000, "completion_tokens": 100, "total_tokens": 1_100}
        body = {"id": "c", "object": "chat.completion", "model": "m-1", "choices": [choice], "usage": usage}
        return {"custom_id": request["custom_id"], "response": {"status_code": 200, "body": body}}

    def __call__(self, request):
        act = f"{request.method} {request.url.path.removeprefix('/v1')}"
        answer = self.of(act, request)
        if self.break_at and act.startswith(self.break_at):
            self.break_at = None
            raise KeyboardInterrupt  # what was done is done; the answer never arrives
        return answer

    def of(self, act, request):
        match act.split("/"):
            case ["POST ", "files"]:
                content = request.read().split(b"\r\n\r\n")
                lines = next(part for part in content if b"custom_id" in part).split(b"\r\n--")[0]
                self.files[f"file-{len(self.files)}"] = lines
                return self.json({"id": f"file-{len(self.files) - 1}", "object": "file"})
            case ["GET ", "files", name, "content"]:
                return httpx2.Response(200, content=self.files[name])
            case ["DELETE ", "files", name]:
                self.deleted.append(name)
                return self.json({"id": name, "object": "file", "deleted": True})
            case ["POST ", "batches"]:
                made = f"batch-{len(self.batches)}"
                self.batches[made] = {"id": made, "polled": 0} | json.loads(request.read())
                return self.json(self.view(made, "in_progress"))
            case ["GET ", "batches"]:
                shown = [self.view(one, "in_progress") for one in self.batches]
                return self.json({"object": "list", "data": shown, "has_more": False})
            case ["GET ", "batches", made]:
                self.batches[made]["polled"] += 1
                done = self.batches[made]["polled"] > self.polls
                return self.json(self.view(made, self.ends if done else "in_progress"))
        return self.json({"error": {"message": "no such route"}}, 404)

    def view(self, made, status):
        batch = self.batches[made]
        requests = [json.loads(line) for line in self.files[batch["input_file_id"]].splitlines()]
        output = None
        if status in ("completed", "expired"):
            output = f"{made}-output"
            answers = [answer for one in requests if (answer := self.answer(one))]
            self.files[output] = b"\n".join(json.dumps(one).encode() for one in answers)
        counts = {"total": len(requests), "completed": batch["polled"], "failed": 0}
        return {
            "id": made, "object": "batch", "status": status, "input_file_id": batch["input_file_id"],
            "output_file_id": output, "error_file_id": None, "request_counts": counts, "created_at": 1,
            "endpoint": "/v1/chat/completions", "completion_window": "24h",
            "errors": {"data": [{"message": "line 1 is no JSON"}]} if status == "failed" else None,
        }  # fmt: skip

    def json(self, body, status=200):
        return httpx2.Response(status, json=body)


@pytest.fixture
def provider():
    return Provider()


@pytest.fixture
def opened(provider, tmp_path):
    """Open the batch in its folder, as often as a test likes: each is a run of its own."""
    made = []

    def again(**more):
        settings = EngineSettings(
            base_url=URL, model="m", max_retries=0, prices={"m": ModelPrice(input=1, output=10)}, **more
        )
        transport = httpx2.MockTransport(provider)
        made.append(ProviderBatch(settings, tmp_path / "p", transport=transport, sleep=lambda s: None))
        return made[-1]

    yield again
    for one in made:
        one.close()


def ask(batch, *words):
    for word in words:
        with pytest.raises(EngineFailure):
            batch.asking.complete(prompt(word), timeout_s=1)


def answer(answers, word):
    return answers.complete(prompt(word), timeout_s=1)


def test_each_prompt_gets_its_own_answer_with_what_it_cost(opened, provider):
    batch = opened()
    ask(batch, "one", "two", "one")
    heard = []
    answers = batch.finish(lambda here, total: heard.append((here, total)))

    assert [answer(answers, word).value.word for word in ("two", "one")] == ["two", "one"]
    assert answer(answers, "one").usage.cost == pytest.approx((1_000 * 1 + 100 * 10) / 1e6)
    assert heard == [(1, 2), (2, 2)]
    assert len(provider.files["file-0"].splitlines()) == 2
    assert provider.deleted == ["file-0", "batch-0-output"]


def test_requests_are_what_the_route_of_one_call_takes(opened, provider):
    batch = opened(extra_body={"seed": 7})
    ask(batch, "one")
    batch.finish()
    (line,) = map(json.loads, provider.files["file-0"].splitlines())

    assert (line["method"], line["url"]) == ("POST", "/v1/chat/completions")
    assert line["body"]["response_format"]["json_schema"]["schema"]["required"] == ["word"]
    assert line["body"]["seed"] == 7
    assert provider.batches["batch-0"]["completion_window"] == "24h"


@pytest.mark.parametrize(
    "moment", ["POST /files", "POST /batches", "GET /batches/batch-0", "GET /files/batch-0-output/content"]
)
def test_a_run_killed_at_any_step_goes_on_and_begins_no_second_batch(opened, provider, moment):
    first = opened()
    ask(first, "one")
    provider.break_at = moment
    with pytest.raises(KeyboardInterrupt):
        first.finish()

    again = opened()
    ask(again, "one")
    assert answer(again.finish(), "one").value.word == "one"
    assert len(provider.batches) == 1


def test_what_was_answered_is_not_asked_again_and_what_is_new_is(opened, provider):
    first = opened()
    ask(first, "one")
    first.finish()

    second = opened()
    ask(second, "one", "two")
    answers = second.finish()

    asked = [json.loads(line) for one in ("file-0", "file-2") for line in provider.files[one].splitlines()]
    assert [one["body"]["messages"][-1]["content"] for one in asked] == ["one", "two"]
    assert {answer(answers, word).value.word for word in ("one", "two")} == {"one", "two"}
    assert first.tag(b"x") == second.tag(b"x") != second.tag(b"y")


def test_many_requests_go_in_several_files(opened, provider, monkeypatch):
    monkeypatch.setattr("drafter.engine.provider_batch.MOST_REQUESTS", 2)
    batch = opened()
    ask(batch, "a", "b", "c", "d", "e")
    answers = batch.finish()

    assert len(provider.batches) == 3
    assert [answer(answers, word).value.word for word in "abcde"] == list("abcde")


BODY = {"choices": [{"message": {"content": "{}"}, "finish_reason": "stop"}]}
CUT = {"choices": [{"message": {"content": '{"word": '}, "finish_reason": "length"}]}


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ({"error": {"code": "batch_expired"}}, "server_error"),
        ({"response": {"status_code": 429, "body": {"error": "slow down"}}}, "rate_limited"),
        ({"response": {"status_code": 200, "body": {"choices": []}}}, "empty"),
        ({"response": {"status_code": 200, "body": BODY}}, "invalid"),
        ({"response": {"status_code": 200, "body": CUT}}, "truncated"),
        (None, "empty"),
    ],
)
def test_an_answer_that_cannot_be_used_is_a_typed_failure(opened, provider, line, outcome):
    provider.answer = lambda request: line and {"custom_id": request["custom_id"], **line}
    provider.ends = "expired"
    batch = opened()
    ask(batch, "one")

    with pytest.raises(EngineFailure) as failed:
        answer(batch.finish(), "one")
    assert failed.value.outcome == outcome


def test_a_refused_batch_says_why_and_the_next_try_begins_anew(opened, provider):
    provider.ends = "failed"
    batch = opened()
    ask(batch, "one")
    with pytest.raises(EngineFailure, match="line 1 is no JSON"):
        batch.finish()

    provider.ends = "completed"
    assert answer(opened().finish(), "one").value.word == "one"


def test_an_endpoint_without_batches_is_told_from_one_that_is_away(opened, provider, monkeypatch):
    batch = opened()
    ask(batch, "one")
    monkeypatch.setattr(provider, "of", lambda act, request: provider.json({}, 404))
    with pytest.raises(EngineFailure, match="not every provider has them"):
        batch.finish()

    def away(act, request):
        raise httpx2.ConnectError("nobody there")

    monkeypatch.setattr(provider, "of", away)
    with pytest.raises(EngineFailure, match="is away") as failed:
        opened().finish()
    assert failed.value.outcome == "unreachable"


@pytest.fixture
def reports(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    for n in (11, 12):
        (folder / f"{n}.md").write_text(
            f"# Outage\n\n## Impact\n\nCustomers could not pay for {n} minutes.\n"
        )
    return folder


def test_a_folder_goes_through_another_peoples_server_once(reports, tmp_path, capsys):
    try:
        program()
    except NoEndpoint as reason:
        pytest.skip(f"LEFT OUT: {reason}")
    out = tmp_path / "out"
    with serving([answering("", "nothing of this", {})]) as url:
        command = ["rewrite", str(reports), "-o", str(out), "--with-model", "--provider-batch"]
        codes = [main([*command, "--base-url", url, "--model", "mock"]) for _ in range(2)]
        listed = httpx2.get(f"{url}/batches").json()["data"]

    printed = capsys.readouterr()
    sums = json.loads((out / "report.json").read_text())["sums"]
    assert codes == [0, 0]
    assert len(listed) == 1
    assert listed[0]["request_counts"]["total"] == 2
    assert (sums["done"], sums["calls"], sums["model_failures"]) == (2, 2, 2)
    assert "did not help with 2 of them" in printed.err  # its batches answer with words, not with our shape
    assert "11 minutes" in (out / "11.md").read_text()


def test_a_batch_of_the_provider_needs_a_folder_and_a_model(reports, capsys):
    assert main(["rewrite", str(reports), "-o", "out", "--provider-batch"]) == 2
    assert "--with-model" in capsys.readouterr().err
