import pytest

from drafter.errors import InputError
from drafter.intake.backstage import import_catalogue
from drafter.intake.maps import load_map


def catalogue(folder):
    files = [*folder.rglob("*.yaml"), *folder.rglob("*.yml")]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def entity(kind, name, **spec):
    lines = "".join(f"  {key}: {value}\n" for key, value in spec.items())
    return f"kind: {kind}\nmetadata: {{name: {name}}}\nspec:\n  owner: x\n{lines}"


@pytest.mark.parametrize(("name", "parts"), [("one-platform", 19), ("developer-portal", 3), ("home-ops", 28)])
def test_a_real_catalogue_becomes_a_skeleton_that_loads(shared, name, parts):
    imported = import_catalogue(catalogue(shared / "corpus" / "backstage" / name))
    assert len(imported.system_map.components) >= parts
    assert load_map(imported.as_yaml()) == imported.system_map
    assert {gap.kind for gap in imported.questions} >= {"no_customer_name", "no_symptom"}


def test_the_typing_slip_and_the_undeclared_parts_of_a_real_catalogue_are_named(shared):
    warnings = "\n".join(
        import_catalogue(catalogue(shared / "corpus" / "backstage" / "one-platform")).warnings
    )
    for lost in ("one-platform-matomo", "one-platform-apps-service-service", "one-platform-lighthouse-ci"):
        assert lost in warnings


def test_dependencies_written_from_either_end_point_the_same_way():
    imported = import_catalogue(
        {
            "a.yaml": entity("Component", "web", dependsOn="[resource:default/db, queue]"),
            "b.yaml": entity("Resource", "db"),
            "c.yaml": entity("Resource", "queue"),
            "d.yaml": entity("Component", "auth", dependencyOf="[component:web]", providesApis="[login]"),
            "e.yaml": entity("Component", "shop", consumesApis="[login]"),
        }
    )
    needs = {component.id: component.depends_on for component in imported.system_map.components}
    assert needs == {"web": ("auth", "db", "queue"), "db": (), "queue": (), "auth": (), "shop": ("auth",)}
    assert imported.warnings == ()


def test_a_circle_is_cut_and_said():
    imported = import_catalogue(
        {
            "a.yaml": entity("Component", "a", dependsOn="[b]")
            + "---\n"
            + entity("Component", "b", dependsOn="[a]")
        }
    )
    assert sum(len(component.depends_on) for component in imported.system_map.components) == 1
    assert "go round" in imported.warnings[0]


def test_a_location_whose_file_is_missing_and_an_empty_catalogue_are_said():
    location = "kind: Location\nmetadata: {name: root}\nspec: {targets: [./gone.yaml]}\n"
    imported = import_catalogue({"root.yaml": location, "a.yaml": entity("Component", "a")})
    assert "./gone.yaml was not handed in" in imported.warnings[0]
    with pytest.raises(InputError, match="no Component"):
        import_catalogue({"root.yaml": location})
    with pytest.raises(InputError, match="not valid YAML"):
        import_catalogue({"a.yaml": "a: ["})
