import pytest

from drafter.errors import NotFound
from drafter.intake.maps import coverage
from drafter.intake.shipped import DEMO, list_shipped, load_shipped


def test_four_incidents_of_four_organisations_travel_with_the_package():
    shipped = [load_shipped(slug) for slug in list_shipped()]
    assert shipped[0].slug == DEMO
    organisations = {
        line for one in shipped for line in one.source_text.split("\n") if "- organisation:" in line
    }
    assert len(shipped) == len(organisations) == 4


@pytest.mark.parametrize("slug", list_shipped())
def test_each_is_read_whole_and_names_its_source_commit_and_licence(slug):
    incident = load_shipped(slug)
    notes = incident.notes()
    assert notes.warnings == ()
    assert all(note.at for note in notes.entries)
    for word in ("- source:", "- commit:", "- licence:", "Changed:"):
        assert word in incident.source_text


def test_the_licence_texts_named_are_there(root):
    for slug in list_shipped():
        place = load_shipped(slug).source_text.split("the text is in ")[1].split("\n")[0]
        assert (root / place).is_file()


def test_complete_maps_leave_no_gap_and_one_map_lacks_the_part_that_broke():
    for slug in list_shipped():
        incident = load_shipped(slug)
        if slug == "crates-io-slow-publishing":
            names = {name.lower() for part in incident.system_map().components for name in part.names}
            assert "index" not in names
            assert any("index" in note.text for note in incident.notes().entries)
        else:
            assert coverage(incident.system_map()) == []


def test_an_unknown_slug_lists_the_known_ones():
    with pytest.raises(NotFound, match="Choose from"):
        load_shipped("nothing")
