"""A catalogue becomes a map to complete, from the command line."""

import json

import pytest

from drafter.cli.main import main
from drafter.intake.maps import load_map


@pytest.mark.parametrize("name", ["home-ops", "developer-portal", "one-platform"])
def test_a_real_catalogue_becomes_a_map_that_loads_and_says_what_it_lacks(shared, tmp_path, capsys, name):
    target = tmp_path / "map.yaml"

    assert main(["map", "import", str(shared / "corpus" / "backstage" / name), "-o", str(target)]) == 0

    the_map = load_map(target.read_text())
    said = capsys.readouterr().err
    assert len(the_map.components) > 2
    assert "What does a customer call it?" in said
    assert len(said.splitlines()) <= 20


def test_nothing_is_overwritten(tmp_path, capsys):
    (tmp_path / "catalog-info.yaml").write_text("kind: Component\nmetadata: {name: checkout}\n")
    target = tmp_path / "map.yaml"
    target.write_text("mine")

    assert main(["map", "import", str(tmp_path / "catalog-info.yaml"), "-o", str(target)]) == 2

    assert target.read_text() == "mine"
    assert "exists already" in capsys.readouterr().err


def test_a_folder_without_yaml_is_an_error(tmp_path, capsys):
    assert main(["map", "import", str(tmp_path)]) == 2
    assert "No YAML file" in capsys.readouterr().err


def test_json_lists_everything(tmp_path, capsys):
    (tmp_path / "catalog-info.yaml").write_text("kind: Component\nmetadata: {name: checkout}\n")

    assert main(["map", "import", str(tmp_path), "--format", "json"]) == 0

    assert json.loads(capsys.readouterr().out)["system_map"]["components"][0]["id"] == "checkout"
