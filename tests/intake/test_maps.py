import json

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from drafter.errors import InputError, TooLarge
from drafter.intake.limits import MapLimits
from drafter.intake.maps import coverage, draw, draw_mermaid, load_map, map_schema
from drafter.intake.notes import parse_notes

SHOP = """\
product: Shop
components:
- id: checkout
  aliases: [pay-svc]
  customer_name: checkout
  symptoms: {down: you cannot pay}
  depends_on: [db]
- id: db
  name: orders database
  internal_only: true
"""


def test_every_real_map_loads_and_fits_the_schema(shared):
    schema = jsonschema.Draft202012Validator(map_schema())
    paths = sorted((shared / "corpus" / "incidents").glob("*/system_map.yaml"))
    assert paths
    for path in paths:
        assert load_map(path.read_bytes(), name=path.name).components
        schema.validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def test_the_map_objects_of_the_grounding_cases_load_and_fit_the_schema(shared):
    schema = jsonschema.Draft202012Validator(map_schema())
    for row in (shared / "grounding" / "cases.jsonl").read_text(encoding="utf-8").splitlines():
        data = json.loads(row)["system_map"]
        loaded = load_map(data)
        schema.validate(data)
        assert [component.id for component in loaded.components] == [one["id"] for one in data["components"]]
        given_advice = [one.get("customer_advice", "") for one in data["components"]]
        assert [component.advice for component in loaded.components] == given_advice


def test_symptoms_may_be_by_class_a_list_or_one_sentence():
    loaded = load_map(
        "components:\n"
        "- id: a\n  symptoms: {down: it is gone, off: it is off, latency: it is slow}\n"
        "- id: b\n  symptoms: [it is gone, it is slow]\n"
        "- id: c\n  customer_symptoms: it is gone\n"
    )
    a, b, c = loaded.components
    assert a.symptoms == {"down": "it is gone", "other": "it is off", "slow": "it is slow"}
    assert b.plain_symptoms == ("it is gone", "it is slow")
    assert c.plain_symptoms == ("it is gone",)


def test_people_vendors_customers_and_terms_may_be_plain_texts_or_mappings():
    loaded = load_map(
        "people: [Ada, {name: Ben}]\n"
        "vendors: [AWS, {name: Mailer, kind: our mail provider, publish: true}]\n"
        "customers: [Acme, {name: Initech, uses: [db]}]\n"
        "glossary: {pod: server process, WAL: {plain: log, explanation: a file}}\n"
        "components: [{id: db}]\n"
    )
    assert loaded.people == ("Ada", "Ben")
    assert [(vendor.name, vendor.publish) for vendor in loaded.vendors] == [("AWS", False), ("Mailer", True)]
    assert loaded.customers[1].uses == ("db",)
    assert [entry.plain for entry in loaded.glossary] == ["server process", "log"]


def test_ids_keep_the_form_they_were_typed_in():
    assert load_map("components: [{id: 2024-01-01}, {id: off}, {id: 007}]").components[2].id == "007"


@pytest.mark.parametrize(
    ("text", "where", "words"),
    [
        ("a: [", "line 1", "not valid YAML"),
        ("components:\n- id: a\n\tname: x\n", "line 3", "not valid YAML"),
        ("", "system_map.yaml", "The map is empty"),
        ("# nothing\n", "system_map.yaml", "The map is empty"),
        ("- a", "line 1", "must be a mapping; this is a list"),
        ("components: 3", "line 1, components", "A list is expected here; this is text"),
        ("componets: []", "line 1", "Did you mean 'components'"),
        ("components:\n- id: a\n  alias: x", "line 3, components[0]", "Did you mean 'aliases'"),
        ("components:\n- name: a", "line 2, components[0]", "has no id"),
        (
            "components:\n- id: a\n- id: a",
            "line 3, components[1].id",
            "already taken by the component on line 2",
        ),
        ("product: a\nproduct: b", "line 2", "a second time (first on line 1)"),
        ("components:\n- id: a\n  depends_on: [bb]\n- id: b", "components[0].depends_on", "Did you mean 'b'"),
        (
            "components: [{id: a}]\ncustomers: [{name: x, uses: [z]}]",
            "customers[0].uses",
            "'z' is not the id",
        ),
        (
            "components:\n- {id: a, depends_on: [b]}\n- {id: b, depends_on: [c]}\n- {id: c, depends_on: [a]}",
            "line 2, depends_on",
            "a -> b -> c -> a",
        ),
        ("components: [{id: a, depends_on: [a]}]", "depends_on", "a -> a"),
        (
            "components:\n- {id: a, aliases: [db]}\n- {id: b, aliases: [DB]}",
            "line 3, components[1]",
            "'DB' names two components: 'a' and 'b'",
        ),
        (
            "components:\n- id: a\n  internal_only: maybe",
            "line 3",
            "true or false is expected here, not 'maybe'",
        ),
        ("components:\n- id: [a]", "line 2", "Text is expected here; this is a list"),
        ("product: a\n---\nproduct: b", "line 3", "2 YAML documents"),
        ("components: [{id: a, advice: x, customer_advice: y}]", "components[0]", "mean the same"),
        ("a: !!python/object:os.system x", "line 1", "The tag"),
    ],
)
def test_every_fault_of_a_map_gets_one_error_with_place_and_remedy(text, where, words):
    with pytest.raises(InputError) as caught:
        load_map(text)
    assert where in caught.value.where
    assert words in f"{caught.value.message} {caught.value.remedy}"
    assert caught.value.remedy


def test_a_few_aliases_cannot_stand_for_millions_of_values():
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{name}: &{name} [{','.join(['*' + below] * 9)}]\n"
        for below, name in zip("abcdefg", "bcdefgh", strict=True)
    )
    with pytest.raises(TooLarge, match="more than 200,000 values"):
        load_map(bomb)


def test_limits_are_named():
    with pytest.raises(TooLarge, match="2 components; the limit is 1"):
        load_map(SHOP, limits=MapLimits(max_components=1))


@given(
    st.text(max_size=150) | st.from_regex(r"(components|id|- |: |\[|\]|\{|\}|\n| |a|b){0,40}", fullmatch=True)
)
def test_any_text_is_a_map_or_one_clear_error(text):
    refused = None
    try:
        load_map(text)
    except InputError as error:
        refused = error
    assert refused is None or (refused.message and refused.remedy)


def test_coverage_names_what_a_writer_lacks_and_the_question_that_helps():
    gaps = coverage(load_map("components:\n- id: api\n- id: db\n  internal_only: true"))
    assert [gap.kind for gap in gaps] == ["no_product", "no_customer_name", "no_symptom"]
    assert all(gap.remedy for gap in gaps)
    assert coverage(load_map(SHOP)) == []


def test_coverage_with_notes_finds_unmapped_terms_and_names_never_seen():
    notes = parse_notes(
        "14:05 search-svc returns errors\n14:07 orders database fine\n14:08 search-svc restarted"
    )
    gaps = {gap.kind: gap for gap in coverage(load_map(SHOP), notes)}
    assert gaps["unmapped_term"].message.startswith("'search-svc'")
    assert gaps["unmapped_term"].lines == (1, 3)
    assert gaps["never_seen"].component == "checkout"


def test_the_drawing_shows_what_needs_what_once():
    assert draw(load_map(SHOP + "- id: mail\n  customer_name: receipts\n  depends_on: [db]\n")) == (
        "Shop\n"
        "|-- checkout: checkout\n"
        "|   `-- db (orders database): internal\n"
        "`-- mail: receipts\n"
        "    `-- db (orders database): internal (above)"
    )
    assert '  c0["checkout: checkout"]\n  c0 --> c1' in draw_mermaid(load_map(SHOP))
