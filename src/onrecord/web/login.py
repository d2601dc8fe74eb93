"""The door of a record with accounts: the form, its answer, and the way out."""

from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.web import shown
from onrecord.web.asked import checked
from onrecord.web.guard.entrance import Entrance
from onrecord.web.guard.people import cookie_name, person_of, secret_of
from onrecord.web.guard.rates import address
from onrecord.web.guard.refusal import Refusal
from onrecord.web.links import Link


@dataclass(frozen=True, slots=True)
class Login:
    """Context of the login page. `next` is where the reader wanted to go; `wrong` whether a try failed just now."""

    next: str
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class Door:
    """Its handlers."""

    entrance: Entrance

    async def form(self, request: Request) -> Response:
        """Show the form."""
        checked(request.query_params.multi_items(), frozenset(("next",)))
        return _show(request, Login(inside(request.query_params.get("next", "/"))))

    async def enter(self, request: Request) -> Response:
        """Take name and password."""
        async with request.form(max_files=0, max_fields=10) as form:
            told = {name: str(form.get(name, "")) for name in ("name", "password", "next")}
        where = inside(told["next"])
        held = secret_of(request.headers, cookie_name(https=self.entrance.https))
        secret = await run_in_threadpool(
            self.entrance.enter, told["name"], told["password"], address(request.scope), held
        )
        if secret is None:
            return _show(request, Login(where, wrong=True), 401)
        response = RedirectResponse(where, 303, headers={"cache-control": "no-store"})
        self.entrance.keep(response, secret)
        return response

    async def leave(self, request: Request) -> Response:
        """End the session."""
        person = person_of(request.scope)
        if person.by != "session":
            raise Refusal(400, "form")
        told = secret_of(request.headers, cookie_name(https=self.entrance.https))
        await run_in_threadpool(self.entrance.leave, told, person.name, address(request.scope))
        gone = {"cache-control": "no-store", "clear-site-data": '"cache"'}
        response = RedirectResponse("/login", 303, headers=gone)
        self.entrance.forget(response)
        return response


def inside(told: str) -> str:
    r"""An address of our own: `//host`, `/\host` and whatever else a browser takes for another server become `/`."""
    return (
        told if told.startswith("/") and not told.startswith("//") and told.isprintable() and "\\" not in told else "/"
    )


def _show(request: Request, page: Login, status: int = 200) -> Response:
    words = shown.words_of(request)
    around = shown.around(request, words, Link("/login"), nav="", menu=(), data=None)
    html = shown.render("login.html", words, around, page)
    return Response(html, status, headers={"cache-control": "no-store"}, media_type="text/html")
