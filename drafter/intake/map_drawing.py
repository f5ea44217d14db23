"""A system map drawn: as a tree of text for terminals, as Mermaid for pages."""

from drafter.core.system_map import Component, SystemMap


def draw(system_map: SystemMap) -> str:
    """Return what depends on what as a tree: parts nothing depends on first, below each what it needs.

    A part needed in two places is written out once; later it stands with "(above)".
    """
    if not system_map.components:
        return (system_map.product or "(no product name)") + "\n  (no components)"
    needed = {other for component in system_map.components for other in component.depends_on}
    tops = [component for component in system_map.components if component.id not in needed]
    lines = [system_map.product or "(no product name)"]
    drawn: set[str] = set()
    for i, component in enumerate(tops):
        _branch(system_map, component, "", i == len(tops) - 1, drawn, lines)
    return "\n".join(lines)


def _branch(
    system_map: SystemMap, top: Component, indent: str, last: bool, drawn: set[str], lines: list[str]
) -> None:
    stack = [(top, indent, last)]  # not recursive: a chain of dependencies may be long
    while stack:
        component, margin, is_last = stack.pop()
        again = component.id in drawn
        lines.append(
            f"{margin}{'`-- ' if is_last else '|-- '}{_label(component)}{' (above)' if again else ''}"
        )
        if again:
            continue
        drawn.add(component.id)
        children = [system_map.by_id[other] for other in component.depends_on if other in system_map.by_id]
        below = margin + ("    " if is_last else "|   ")
        stack += [(child, below, i == 0) for i, child in enumerate(reversed(children))]


def _label(component: Component) -> str:
    name = component.name if component.name and component.name != component.id else ""
    seen = component.customer_name or ("internal" if component.internal_only else "no customer name")
    return f"{component.id}{f' ({name})' if name else ''}: {seen}"


def draw_mermaid(system_map: SystemMap) -> str:
    """Return the map as a Mermaid flow chart; parts without a customer name are dashed."""
    lines = ["flowchart TD"]
    numbers = {component.id: f"c{i}" for i, component in enumerate(system_map.components)}
    for component in system_map.components:
        label = _label(component).replace('"', "#quot;").replace("<", "#lt;").replace(">", "#gt;")
        lines.append(f'  {numbers[component.id]}["{label}"]')
        lines += [
            f"  {numbers[component.id]} --> {numbers[other]}"
            for other in component.depends_on
            if other in numbers
        ]
    unnamed = [
        numbers[component.id]
        for component in system_map.components
        if not component.customer_name and not component.internal_only
    ]
    if unnamed:
        lines += ["  classDef unnamed stroke-dasharray: 4 3", f"  class {','.join(unnamed)} unnamed"]
    return "\n".join(lines)
