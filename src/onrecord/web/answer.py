"""A request for a page -> its context, made in a thread -> HTML, or the same as data."""

import hashlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.desk import Record
from onrecord.record.accounts import Role
from onrecord.web import links, shown
from onrecord.web.action import Action, File, Form
from onrecord.web.asked import Asked, checked
from onrecord.web.guard.people import person_of
from onrecord.web.guard.refusal import Refusal
from onrecord.web.links import Link
from onrecord.web.page import Page
from onrecord.web.plain import plain
from onrecord.web.remembered import Remembered
from onrecord.web.tags import seen
from onrecord.web.whole import unkept
from onrecord.web.words.load import LANGUAGES

YEAR = 365 * 24 * 3600
NOT_KEPT = {"cache-control": "no-store"}
Answering = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Answers:
    """Makes the handlers of pages. `menu` are the paths of the pages there are."""

    record: Record
    menu: tuple[str, ...]
    https: bool = False
    remembered: Remembered | None = None

    def html(self, page: Page) -> Answering:
        """The handler that shows a page."""

        async def handle(request: Request) -> Response:
            asked = self._asked(page, request)
            return await run_in_threadpool(self._html, page, request, asked)

        return handle

    def data(self, page: Page) -> Answering:
        """The handler that gives a page's data."""

        async def handle(request: Request) -> Response:
            asked = self._asked(page, request)
            return await run_in_threadpool(self._data, page, request, asked)

        return handle

    def act(self, action: Action) -> Answering:
        """The handler that does what a form asks for."""

        async def handle(request: Request) -> Response:
            asked = self._asked(action, request)
            form = await _form(request, action)
            request.scope["again"] = links.own(form.one("here"), "").url
            done = await run_in_threadpool(action.do, self.record, asked, form)
            if request.url.path.endswith(".json"):
                told = {"ok": True, "next": done.next, "data": plain(done.data)}
                return Response(json.dumps(told, ensure_ascii=False), media_type="application/json", headers=NOT_KEPT)
            return RedirectResponse(done.next, 303, headers=NOT_KEPT)

        return handle

    def _asked(self, page: Page | Action, request: Request) -> Asked:
        must_be(request, page.role)
        pairs = checked(request.query_params.multi_items(), page.known)
        path = {name: str(value) for name, value in request.path_params.items()}
        if unkept(path):
            raise Refusal(404, "not_found")
        # Links of the data stay those of the page: `.json` is dropped.
        link = Link(request.url.path.removesuffix(".json") if page.path != "/" else "/", pairs)
        return Asked(link, shown.words_of(request), path, person_of(request.scope))

    def context(self, page: Page, asked: Asked) -> Any:
        """What a page shows; that of a steady one is remembered."""
        if not page.steady or self.remembered is None:
            return page.make(self.record, asked)
        key = (asked.link.url, asked.words.language, asked.person.by == "loopback")
        return self.remembered.get(key, lambda: page.make(self.record, asked), lagging=page.lagging)

    def _html(self, page: Page, request: Request, asked: Asked) -> Response:
        context = self.context(page, asked)
        data = asked.link.at("/start.json" if page.path == "/" else asked.link.path + ".json").url
        around = shown.around(request, asked.words, asked.link, nav=page.nav, menu=self.menu, data=data)
        body = shown.render(page.template, asked.words, around, context).encode("utf-8", "replace")
        response = tagged(request, body, "text/html; charset=utf-8")
        self._remember(request, response)
        return response

    def _data(self, page: Page, request: Request, asked: Asked) -> Response:
        told = json.dumps({"ok": True, **plain(self.context(page, asked))}, ensure_ascii=False)
        return tagged(request, told.encode("utf-8", "replace"), "application/json; charset=utf-8")

    def _remember(self, request: Request, response: Response) -> None:
        """What the reader chose by the address: the interface's language and colours."""
        for name, known in (("ui", LANGUAGES), ("theme", shown.THEMES)):
            told = request.query_params.get(name, "")
            if told in known:
                response.set_cookie(
                    name, told, max_age=YEAR, path="/", secure=self.https, httponly=True, samesite="lax"
                )


async def _form(request: Request, action: Action) -> Form:
    files: dict[str, File] = {}
    pairs: list[tuple[str, str]] = []
    async with request.form(max_files=action.files, max_fields=action.fields) as form:
        for name, value in form.multi_items():
            if isinstance(value, str):
                if unkept(value):
                    raise Refusal(400, "unkept")
                pairs.append((name, value))
            elif value.filename:
                # Several files of one field stand beside each other.
                files[name if name not in files else f"{name}-{len(files)}"] = File(value.filename, await value.read())
    return Form(tuple(pairs), files)


def must_be(request: Request, role: Role) -> None:
    """Raises Refusal where whoever asks may not."""
    if not person_of(request.scope).may(role):
        raise Refusal(403, "role", {"role": role})


def tagged(request: Request, body: bytes, kind: str) -> Response:
    """An answer with its ETag; only that where the reader has the same already."""
    tag = f'W/"{hashlib.sha256(body).hexdigest()[:24]}"'
    headers = {"etag": tag, "vary": "Accept-Language, Cookie"}
    if seen(request, tag):
        return Response(status_code=304, headers=headers)
    return Response(body, headers={**headers, "content-type": kind})
