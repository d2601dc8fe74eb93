"""The OpenAPI document as a page for people: complete without a script; with one each endpoint can be tried. Nothing comes from
elsewhere."""

import json
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from onrecord.web import shown
from onrecord.web.answer import must_be, tagged
from onrecord.web.api import document
from onrecord.web.api.endpoints import ENDPOINTS, Endpoint
from onrecord.web.api.parameters import Parameter
from onrecord.web.asked import checked
from onrecord.web.links import Link

HERE = "/api/v1/docs"
SENT: dict[str, Any] = {
    "/read": {"text": "“The gate stays shut,” the harbour master, Ada Wren, said on Monday.", "date": "2031-05-14"},
    "/articles": {
        "text": "The gate\n\n“The gate stays shut,” the harbour master, Ada Wren, said on Monday.",
        "outlet": "The Quay",
        "date": "2031-05-14",
    },
    "/decisions": {"action": "accept", "statements": ["ID"], "why": "as it stands in the text"},
}
"""Bodies to begin with, by path."""


@dataclass(frozen=True, slots=True)
class Line:
    """A parameter, and what it can be."""

    name: str
    told: str
    values: str
    many: bool
    required: bool
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """An endpoint. `sent` is a body to try it out with; `bare` says that its address is one without an id to fill in."""

    id: str
    method: str
    path: str
    told: str
    role: str
    answer: str
    lines: tuple[Line, ...]
    body: str
    example: str
    sent: str
    bare: bool


@dataclass(frozen=True, slots=True)
class Explained:
    """Context of the page. `schemas` are (name, JSON)."""

    parts: tuple[Part, ...]
    schemas: tuple[tuple[str, str], ...]
    errors: tuple[tuple[int, str], ...]


async def page(request: Request) -> Response:
    """Show it."""
    must_be(request, "reader")
    pairs = checked(request.query_params.multi_items(), frozenset())
    words = shown.words_of(request)
    around = shown.around(
        request,
        words,
        Link(HERE, pairs),
        nav="",
        menu=tuple(path for _, path in shown.NAV),
        data="/api/v1/openapi.json",
    )
    html = shown.render("api.html", words, around, explained(str(request.base_url).rstrip("/")))
    return tagged(request, html.encode("utf-8", "replace"), "text/html; charset=utf-8")


def explained(base: str) -> Explained:
    """Everything on the page; `base` is where this server is reached."""
    return Explained(
        parts=tuple(_part(one, base) for one in ENDPOINTS),
        schemas=tuple((name, _json(held)) for name, held in document.schemas().items()),
        errors=tuple(document.ERRORS.items()),
    )


def _part(one: Endpoint, base: str) -> Part:
    root = base.removesuffix("/api/v1") + "/api/v1"
    example = f"curl '{root}{one.path}'"
    if one.method == "POST":
        example = f"curl '{root}{one.path}' -H 'Content-Type: application/json' -d @body.json"
    return Part(
        id=f"{one.method.lower()}{one.path.replace('/', '-').replace('{', '').replace('}', '')}",
        method=one.method,
        path=f"/api/v1{one.path}",
        told=one.told,
        role=one.role,
        answer=one.answer,
        lines=tuple(map(_line, one.parameters)),
        body=_json(one.body) if one.body else "",
        example=example,
        sent=_json(SENT[one.path]) if one.method == "POST" else "",
        bare="{" not in one.path,
    )


def _line(one: Parameter) -> Line:
    schema = one.schema
    if "enum" in schema:
        values = " · ".join(schema["enum"])
    elif schema["type"] == "integer":
        values = f"{schema['minimum']}–{schema['maximum']} ({schema['default']})" if "default" in schema else ""
    else:
        values = ", ".join(schema.get("examples", ())) or schema["type"]
    return Line(one.name, one.told, values, one.many, one.required, tuple(schema.get("enum", ())))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
