"""Everything that goes wrong, in one shape: a calm page for people, `{ok, error, errors, status}` for programs."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord import errors
from onrecord.errors import OnRecordError
from onrecord.web import shown
from onrecord.web.guard import policy
from onrecord.web.guard.people import person_of
from onrecord.web.guard.refusal import Refusal
from onrecord.web.links import Link
from onrecord.web.words import load
from onrecord.web.words.load import Words

STATUS: tuple[tuple[type[OnRecordError], int], ...] = (
    (errors.NotFound, 404),
    (errors.BadFilter, 400),
    (errors.Refused, 409),
    (errors.RecordBusy, 503),
    (errors.NoSpace, 503),
    (errors.TooLarge, 413),
    (errors.InputError, 422),
    (errors.UnknownLanguage, 422),
)
"""What the record refuses -> status. Everything else is a mistake of ours, of which nothing is told."""
_NAMED = {"field": "field", "verdict": "verdict", "state": "state", "action": "action"}
"""Values of errors that have a name in the reader's language -> the group of words that has it."""
Answering = Callable[[Request, Exception], Awaitable[Response]]
log = logging.getLogger("onrecord.web")


@dataclass(frozen=True, slots=True)
class Failure:
    """Context of an error page: the status and what is wrong, in words; `detail` is what else the record said, in English;
    `hint` says what to do, `again` is the page whose form it was."""

    status: int
    title: str
    told: str
    detail: str = ""
    hint: str = ""
    again: str = ""


class Calm:
    """Outermost but for the headers: turns what was raised on purpose before an answer began into that answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        begun = False

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except (Refusal, OnRecordError) as error:
            if begun or scope["type"] != "http":
                raise
            await answer(Request(scope), error)(scope, receive, send)


def answer(request: Request, error: Exception) -> Response:
    """The answer to a request that failed."""
    words = shown.words_of(request)
    if isinstance(error, Refusal):
        return _tell(request, words, error.status, error.code, error.values, error.headers)
    if isinstance(error, HTTPException):
        code = {404: "not_found", 405: "method"}.get(error.status_code, "form")
        return _tell(request, words, error.status_code, code, {"method": request.method}, error.headers or {})
    status = next((status for kind, status in STATUS if isinstance(error, kind)), 500)
    if status == 500 or not isinstance(error, OnRecordError):
        return broken(request, error)
    return _answer(request, words, status, error, {"retry-after": "5"} if status == 503 else {})


def sentence(words: Words, error: OnRecordError) -> tuple[str, str]:
    """What the record refused, in the reader's language, and what else it said in English: empty where the sentence is
    that of its code; where it has no code, the sentence is that of its kind."""
    code = error.code if isinstance(error, errors.RecordError) else ""
    if f"told.{code}" in words.known and isinstance(error, errors.RecordError):
        values = {name: words.of(_NAMED.get(name, ""), str(value)) for name, value in error.values.items()}
        return words(f"told.{code}", **values), ""
    return words.known.get(f"told.{type(error).__name__}", ""), str(error)


def broken(request: Request, error: Exception) -> Response:
    """The answer where a mistake of ours was met: what it was is for the log alone."""
    log.error("%s %s", request.method, request.url.path, exc_info=error)
    words = shown.words_of(request)
    return _answer(request, words, 500, words("error.500"), policy.HEADERS)


def _tell(
    request: Request, words: Words, status: int, code: str, values: Mapping[str, object], headers: Mapping[str, str]
) -> Response:
    """A refusal in words: programs are told in English, whatever the reader's language."""
    if code == "login" and not wants_data(request) and request.method in ("GET", "HEAD"):
        asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        back = Link("/login", (("next", asked),)) if asked != "/" else Link("/login")
        return RedirectResponse(back.url, 303, headers={"cache-control": "no-store"})
    told = (load.words("en") if wants_data(request) else words)(f"refusal.{code}", **values)
    return _answer(request, words, status, told, headers)


async def failed(request: Request, error: Exception) -> Response:
    """As a handler of exceptions."""
    return answer(request, error)


async def gone_wrong(request: Request, error: Exception) -> Response:
    """As a handler of every other exception."""
    return broken(request, error)


HANDLERS: Mapping[type[Exception], Answering] = {
    HTTPException: failed,
    Refusal: failed,
    OnRecordError: failed,
    Exception: gone_wrong,
}
"""For every application inside: FastAPI and Starlette would otherwise answer in a shape of their own."""


def wants_data(request: Request) -> bool:
    """Whether a program asks: by the API, or for a page's data."""
    return request.url.path.startswith("/api/") or request.url.path.endswith(".json")


def _answer(
    request: Request, words: Words, status: int, told: str | OnRecordError, headers: Mapping[str, str]
) -> Response:
    kept = {**headers, "cache-control": "no-store"}
    if wants_data(request):
        shape = {"ok": False, "error": str(told), "errors": [str(told)], "status": status}
        return JSONResponse(shape, status, headers=kept)
    title = words.known.get(f"error.{status}", HTTPStatus(status).phrase)
    hint = words.known.get(f"error.hint_{status}", "")
    known, detail = (told, "") if isinstance(told, str) else sentence(words, told)
    again = request.scope.get("again", "")
    failure = Failure(status, title, "" if known == title else known, detail, hint, again)
    here = request.url.path if request.method in ("GET", "HEAD") else again or "/"
    menu = tuple(path for _, path in shown.NAV) if person_of(request.scope).may("reader") else ()
    about = shown.around(request, words, Link(here), nav="", menu=menu, data=None)
    html = shown.render("failure.html", words, about, failure)
    return Response(html, status, headers=kept, media_type="text/html")
