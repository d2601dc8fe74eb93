"""The OpenAPI document, made from the table of endpoints: it says what is done because it is what is done."""

import importlib.resources
import json
from functools import cache
from importlib.metadata import version
from typing import Any

from onrecord.web.api.endpoints import ENDPOINTS, JSON, TEXT, Endpoint
from onrecord.web.api.parameters import VALUES, Parameter

ERRORS = {
    400: "The request cannot be understood: an unknown parameter, a value that cannot be.",
    401: "Somebody has to log in, or the token is none or expired.",
    403: "The token's scope or the account's role does not go so far.",
    404: "There is no such thing.",
    409: "The record as it stands does not allow it.",
    408: "The request came too slowly.",
    413: "More than is taken at once.",
    414: "The address is too long.",
    415: "Another kind of content than is read.",
    422: "The text cannot be read.",
    429: "Too fast; `Retry-After` says when to come again.",
    500: "A mistake of ours, which is written down on the server.",
    503: "Busy; `Retry-After` says when to come again.",
}
_READING = (400, 401, 403, 404, 414, 429, 500, 503)
_SENDING = (400, 401, 403, 404, 408, 409, 413, 414, 415, 422, 429, 500, 503)


@cache
def schemas() -> dict[str, Any]:
    """The schemas of answers, by their names."""
    told = importlib.resources.files(__package__).joinpath("schemas.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(told)
    return found


@cache
def document() -> dict[str, Any]:
    """The whole document."""
    paths: dict[str, dict[str, Any]] = {}
    for one in ENDPOINTS:
        paths.setdefault(one.path, {})[one.method.lower()] = _operation(one)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "onrecord",
            "version": version("onrecord"),
            "summary": "Who said what: the record, for programs.",
            "description": "Offsets are code points, half-open. `next` of a page is given back as `after`; it and "
            "`next_url` are null on the last page. Unknown parameters are errors. Answers to GET carry an ETag. Where "
            "accounts are needed, `onrecord account token` makes a token.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/api/v1"}],
        "security": [{}, {"token": []}],
        "paths": paths,
        "components": {
            "schemas": schemas(),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def text() -> str:
    """The document as it is given and shipped."""
    return json.dumps(document(), ensure_ascii=False, indent=2) + "\n"


def _operation(one: Endpoint) -> dict[str, Any]:
    name = one.path.strip("/").replace("/{id}", "_one").replace("/", "_")
    found: dict[str, Any] = {
        "operationId": f"{one.method.lower()}_{name}",
        "summary": one.told,
        "description": f"For everybody with the role {one.role}.",
        "parameters": [*([_id()] if "{id}" in one.path else []), *map(_parameter, one.parameters)],
        "responses": _responses(one),
    }
    if one.body is not None:
        content: dict[str, Any] = {JSON: {"schema": one.body}}
        if one.plain:
            content[TEXT] = {"schema": {"type": "string", "minLength": 1, "maxLength": one.plain}}
        found["requestBody"] = {"required": True, "content": content}
    return found


def _responses(one: Endpoint) -> dict[str, Any]:
    good: dict[str, Any] = {"description": "Done.", "content": {JSON: {"schema": _ref(one.answer)}}}
    found: dict[str, Any] = {"200": good}
    if one.method == "GET":
        good["headers"] = {"ETag": {"schema": {"type": "string"}, "required": True}}
        found["304"] = {"description": "As it was under the ETag that If-None-Match names."}
    for status in _READING if one.method == "GET" else _SENDING:
        found[str(status)] = {"description": ERRORS[status], "content": {JSON: {"schema": _ref("Error")}}}
    return found


def _parameter(one: Parameter) -> dict[str, Any]:
    many = {"type": "array", "items": dict(one.schema), "maxItems": VALUES}
    schema = many if one.many else dict(one.schema)
    found: dict[str, Any] = {"name": one.name, "in": "query", "description": one.told, "schema": schema}
    if one.required:
        found["required"] = True
    return {**found, "style": "form", "explode": True} if one.many else found


def _id() -> dict[str, Any]:
    return {
        "name": "id",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "minLength": 1, "maxLength": 500},
    }


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}
