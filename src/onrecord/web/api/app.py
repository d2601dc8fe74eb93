"""The endpoints as one application, to be mounted at `/api/v1` inside the guards of the reading room."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from onrecord.desk import Record
from onrecord.errors import NotFound
from onrecord.exports.lines import dump
from onrecord.web import failures
from onrecord.web.answer import NOT_KEPT, must_be, tagged
from onrecord.web.api import document, explained, parameters
from onrecord.web.api.calls import Call
from onrecord.web.api.endpoints import ENDPOINTS, JSON, TEXT, Endpoint
from onrecord.web.api.fits import misfits
from onrecord.web.asked import Asked, checked
from onrecord.web.guard.people import person_of
from onrecord.web.guard.refusal import Refusal
from onrecord.web.links import Link
from onrecord.web.settings import Settings
from onrecord.web.whole import unkept
from onrecord.web.words import load

Answering = Callable[[Request], Awaitable[Response]]
KIND = "application/json; charset=utf-8"


def create_api(record: Record, settings: Settings) -> Starlette:
    """The API over an open record; see `web.app.create_app`."""
    by_path: dict[str, dict[str, Endpoint]] = {}
    for one in ENDPOINTS:
        by_path.setdefault(one.path, {})[one.method] = one
    routes = [
        Route(path, _handler(record, settings, methods), methods=list(methods)) for path, methods in by_path.items()
    ]
    routes += [
        Route("/openapi.json", _document, methods=["GET"]),
        Route("/docs", explained.page, methods=["GET"]),
        Route("/", _begin, methods=["GET"]),
    ]
    app = Starlette(routes=routes, exception_handlers=dict(failures.HANDLERS))
    app.router.redirect_slashes = False
    return app


def _handler(record: Record, settings: Settings, methods: dict[str, Endpoint]) -> Answering:
    async def handle(request: Request) -> Response:
        one = methods["GET" if request.method == "HEAD" else request.method]
        must_be(request, one.role)
        asked = _asked(request, one)
        body = await _body(request, one, asked) if one.method == "POST" else None
        told = await run_in_threadpool(one.make, Call(record, settings, asked, body))
        data = dump(told).encode("utf-8", "replace")
        if one.method == "POST":
            return Response(data, told.get("status", 200), headers=NOT_KEPT, media_type=KIND)
        return tagged(request, data, KIND)

    return handle


def _asked(request: Request, one: Endpoint) -> Asked:
    pairs = request.query_params.multi_items()
    for name, value in pairs:
        if name not in one.known:  # the pages' own parameters of looks are none of the API's
            raise Refusal(400, "parameter", {"name": name[:100], "known": ", ".join(sorted(one.known)) or "–"})
        if unkept(value):
            raise Refusal(400, "long", {"name": name, "most": 500})
        if not value.strip():  # a form sends empty fields; a program that does has lost what it wanted to ask for
            raise Refusal(400, "empty", {"name": name})
    found = checked(pairs, one.known, most=len(one.known) * parameters.VALUES)
    parameters.check(found, one.parameters)
    path = {name: str(value) for name, value in request.path_params.items()}
    if any(unkept(value) for value in path.values()):
        raise NotFound("there is no such id")
    return Asked(Link(request.url.path, found), load.words("en"), path, person_of(request.scope))


async def _body(request: Request, one: Endpoint, asked: Asked) -> Any:
    """What was sent: JSON that fits the endpoint's schema, or text as it is. Raises Refusal."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    data = await request.body()
    if kind == TEXT and one.plain:
        return _text(data, one.plain)
    if kind != JSON:
        raise Refusal(415, "content", {"known": f"{JSON}, {TEXT}" if one.plain else JSON})
    if asked.link.pairs:
        raise Refusal(400, "beside", {"name": asked.link.pairs[0][0]})
    try:
        told = json.loads(data.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Refusal(400, "json", {"why": str(error)[:200]}) from error
    wrong = misfits(told, one.body or {})
    if wrong:
        raise Refusal(400, "body", {"why": "; ".join(wrong[:5])})
    if unkept(told):
        raise Refusal(400, "unkept")
    return told


def _text(data: bytes, most: int) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal(400, "json", {"why": str(error)[:200]}) from error
    wrong = misfits(text, {"type": "string", "minLength": 1, "maxLength": most})
    if wrong:
        raise Refusal(400, "body", {"why": wrong[0]})
    if unkept(text):
        raise Refusal(400, "unkept")
    return text


def _no_number(told: str) -> float:
    raise ValueError(f"{told} is no number of JSON")


async def _document(request: Request) -> Response:
    must_be(request, "reader")
    checked(request.query_params.multi_items(), frozenset())
    return tagged(request, document.text().encode(), KIND)


async def _begin(_: Request) -> Response:
    return RedirectResponse("/api/v1/docs", 303)
