"""The description as one page to read: every route with its parameters, an example and its answers.

Made here from the OpenAPI description, so that it asks no other host for scripts or styles.
"""

import json
from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import Any

POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
COMMON = ("x-drafter-person", "x-drafter-role", "idempotency-key")  # told once, at the top
STYLE = """
:root { color-scheme: light dark; } body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
details { border: 1px solid #8886; border-radius: 6px; margin: .4rem 0; padding: .4rem .8rem; } summary { cursor: pointer; }
code, pre { font: 14px/1.5 ui-monospace, monospace; } pre { overflow-x: auto; border: 1px solid #8886; border-radius: 6px; padding: .6rem; }
b.method { display: inline-block; min-width: 4.5rem; } h2 { text-transform: capitalize; } li { margin: .15rem 0; }
"""  # noqa: E501 -- style sheets are read by the line
HEAD = (
    '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>{name}</title><meta name="viewport" '
    'content="width=device-width, initial-scale=1"><style>{style}</style><h1>{name}</h1>'
)
INTRODUCTION = """
<p>For programs: <a href="/v1/openapi.json">/v1/openapi.json</a>. Acts go under the name in
<code>X-Drafter-Person</code>, or under a key in <code>Authorization: Bearer</code>. A POST that creates takes
an <code>Idempotency-Key</code>. Errors say in <code>detail</code> what happened and in <code>hint</code> what
to do next.</p>"""


def page(described: dict[str, Any]) -> str:
    """Return the page for an OpenAPI description."""
    operations = [
        (operation["tags"][0] if operation.get("tags") else "service", method.upper(), path, operation)
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    ]
    schemas = described["components"]["schemas"]
    parts = [
        f"<h2>{escape(tag)}</h2>{''.join(_route(schemas, *one[1:]) for one in group)}"
        for tag, group in groupby(operations, key=lambda one: one[0])
    ]
    info = described["info"]
    name = escape(f"{info['title']} API {info['version']}")
    return (
        f"{HEAD.format(name=name, style=STYLE)}<p>{escape(info['summary'])}</p>{INTRODUCTION}{''.join(parts)}"
    )


def _route(schemas: dict[str, Any], method: str, path: str, operation: dict[str, Any]) -> str:
    given = [one for one in operation.get("parameters", ()) if one["name"].lower() not in COMMON]
    parameters = "".join(
        f"<li><code>{escape(one['name'])}</code> ({one['in']}{', needed' if one.get('required') else ''}) "
        f"{escape(one.get('description', ''))}</li>"
        for one in given
    )
    answers = "".join(
        f"<li>{status}: {escape(answer['description'])}</li>"
        for status, answer in operation["responses"].items()
    )
    body = "".join(
        f"<pre>{escape(json.dumps(example, indent=2, ensure_ascii=False))}</pre>"
        for example in _examples(schemas, operation)
    )
    return (
        f'<details><summary><b class="method">{method}</b> <code>{escape(path)}</code> '
        f"{escape(operation.get('summary', ''))}</summary><p>{escape(operation.get('description', ''))}</p>"
        f"{f'<ul>{parameters}</ul>' if parameters else ''}{body}<p>Answers</p><ul>{answers}</ul></details>"
    )


def _examples(schemas: dict[str, Any], operation: dict[str, Any]) -> Iterator[Any]:
    """Yield one example body of the route, if it takes one: its own, else put together from its fields."""
    for content in list(operation.get("requestBody", {}).get("content", {}).values())[:1]:
        name = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
        schema = schemas.get(name, {})
        fields = schema.get("properties", {})
        own = schema.get("examples") or [
            {key: field["examples"][0] for key, field in fields.items() if field.get("examples")}
        ]
        yield own[0]
