"""The reading room as one application: guards around, pages and assets inside, one open record for all."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

from anyio import create_task_group
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp

from onrecord.desk import Record
from onrecord.web import assets, download, failures, feed, remembered
from onrecord.web.answer import Answers
from onrecord.web.guard.bodies import Bodies
from onrecord.web.guard.entrance import Entrance
from onrecord.web.guard.hosts import Hosts
from onrecord.web.guard.origins import Origins
from onrecord.web.guard.people import Known, People
from onrecord.web.guard.policy import Policy
from onrecord.web.guard.proxies import Proxies
from onrecord.web.guard.rates import Buckets, Rates
from onrecord.web.guard.trail import Trail
from onrecord.web.guard.turns import Line, Turns
from onrecord.web.guard.writes import Writes
from onrecord.web.login import Door
from onrecord.web.routes import ACTIONS, PAGES
from onrecord.web.settings import Settings
from onrecord.web.warming import Warming

Api = Callable[[Record, Settings], ASGIApp]
COSTS = {"/api/": 2.0, "/api/v1/read": 20.0, "/export/": download.COST}
"""What paths cost that are no pages, by how they begin."""
LINES = {
    ("POST /api/v1/read",): Line(),
    ("POST /add/text", "POST /add/files", "POST /api/v1/articles"): Line(),
    ("POST /add/url",): Line(),
    ("GET /export/",): Line(),
}
"""What is heavy, and waits for its turn."""


def create_app(settings: Settings, api: Api | None = None) -> Starlette:
    """The application. It opens the record of the settings, and closes it when the server stops. What `api` makes is
    mounted at `/api/v1`, inside all guards; it should answer errors by `failures.HANDLERS`. Raises errors of RecordError where the record cannot be opened."""
    record = Record.open(settings.where)
    answers = Answers(record, tuple(page.path for page in PAGES), settings.https, remembered.of(record))
    warming = Warming(record, answers, accounts=settings.accounts)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with create_task_group() as tasks:
            tasks.start_soon(run_in_threadpool, warming.run)
            yield
            warming.stop()
        record.close()

    app = Starlette(
        routes=_routes(record, settings, answers, api(record, settings) if api else None),
        middleware=_guards(record, settings),
        exception_handlers=dict(failures.HANDLERS),
        lifespan=lifespan,
    )
    app.state.record = record
    app.state.settings = settings
    return app


def _routes(record: Record, settings: Settings, answers: Answers, api: ASGIApp | None) -> list[BaseRoute]:
    routes: list[BaseRoute] = []
    for page in PAGES:
        # The data first: an id in `/s/{id}` would take the ending with it.
        routes.append(Route(page.data_path, answers.data(page)))
        routes.append(Route(page.path, answers.html(page)))
    for action in ACTIONS:
        routes += [Route(path, answers.act(action), methods=["POST"]) for path in (action.path + ".json", action.path)]
    routes.append(Route(download.PATH, download.handler(record)))
    routes.append(Route(feed.PATH, feed.handler(record)))
    routes.append(Route("/static/{name}", assets.serve))
    routes.append(Route("/healthz", _alive))
    if settings.accounts:
        door = Door(Entrance(record.store, settings.https, timedelta(hours=settings.lasting)))
        routes.append(Route("/login", door.form, methods=["GET"]))
        routes.append(Route("/login", door.enter, methods=["POST"]))
        routes.append(Route("/logout", door.leave, methods=["POST"]))
    if api is not None:
        routes.append(Mount("/api/v1", api))
    return routes


def _guards(record: Record, settings: Settings) -> list[Middleware]:
    """The outermost first."""
    costs = {**COSTS, **{page.start: page.cost for page in PAGES if page.start != "/"}}
    caps = {"/add": settings.upload, "/api/v1/articles": settings.upload, "/api/v1/read": settings.reading}
    costs |= {action.path.partition("{")[0]: action.cost for action in ACTIONS}
    return [
        Middleware(Policy, https=settings.https),
        Middleware(Origins, origins=settings.origins),
        Middleware(failures.Calm),
        Middleware(Proxies, proxies=settings.proxies, https=settings.https),
        Middleware(Hosts, names=settings.allowed),
        Middleware(Bodies, body=settings.body, caps=caps),
        Middleware(People, store=record.store, accounts=settings.accounts, https=settings.https),
        Middleware(Rates, buckets=Buckets(settings.rate, settings.burst), costs=costs),
        Middleware(Known),
        Middleware(Writes, https=settings.https),
        Middleware(Turns, lines=LINES),
        Middleware(Trail),
    ]


async def _alive(_: Request) -> Response:
    """For whoever watches the server: that it answers, and nothing of the record."""
    return PlainTextResponse("ok\n")
