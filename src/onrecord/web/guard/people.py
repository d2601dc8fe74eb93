"""Who asks: by a session's cookie, by a token, or because there is nobody else on a loopback address."""

import getpass
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Receive, Scope, Send

from onrecord.record import Store, accounts
from onrecord.record.accounts import Role
from onrecord.web.guard.passwords import digest
from onrecord.web.guard.refusal import Refusal

COOKIE = "onrecord"
SAFE_COOKIE = "__Host-onrecord"
"""The session's cookie; with TLS under the name that a browser only takes from this very host."""
OPEN = ("/static/", "/login", "/healthz")
"""How the paths begin that everybody may ask for."""

_RANK: dict[str, int] = {"": 0, "reader": 1, "reviewer": 2, "admin": 3}


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks. `by` is how we know: `loopback` (the only user there is), `session`, `token`, or `nobody`."""

    name: str = ""
    role: Role | Literal[""] = ""
    by: Literal["loopback", "session", "token", "nobody"] = "nobody"

    @property
    def known(self) -> bool:
        """Whether it is anybody."""
        return self.by != "nobody"

    def may(self, role: Role) -> bool:
        """Whether they may do what takes this role."""
        return _RANK[self.role] >= _RANK[role]


NOBODY = Person()


def alone() -> Person:
    """The only user of a loopback address, under the name by which the command line knows them too."""
    try:
        return Person(getpass.getuser(), "admin", "loopback")
    except (OSError, KeyError):  # nobody of that number in the system's list of users
        return Person("local", "admin", "loopback")


class People:
    """Finds out who asks and writes it into the scope; without accounts that is always the only user."""

    def __init__(self, app: ASGIApp, *, store: Store, accounts: bool, https: bool = False) -> None:
        self.app = app
        self.store = store
        self.accounts = accounts
        self.cookie = cookie_name(https=https)
        self.alone = alone()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look at one request, and let it through or not."""
        if scope["type"] == "http":
            scope["person"] = await self._who(scope) if self.accounts else self.alone
        await self.app(scope, receive, send)

    async def _who(self, scope: Scope) -> Person:
        headers = Headers(scope=scope)
        shown = headers.get("authorization")
        if shown is not None:
            kind, _, secret = shown.partition(" ")
            return await self._known("token", secret.strip()) if kind.lower() == "bearer" else NOBODY
        secret = secret_of(headers, self.cookie)
        return await self._known("session", secret) if secret else NOBODY

    async def _known(self, kind: Literal["session", "token"], secret: str) -> Person:
        def ask() -> Person:
            with self.store.read() as session:
                found = accounts.holder(session, kind, digest(secret), now())
            return Person(found.name, found.role, kind) if found else NOBODY

        return await run_in_threadpool(ask)


class Known:
    """Refuses everything but OPEN to nobody. It stands behind the rates: also who is refused takes out of a bucket."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look at one request, and let it through or not."""
        if scope["type"] == "http" and not person_of(scope).known and not scope["path"].startswith(OPEN):
            shown = Headers(scope=scope).get("authorization", "bearer").lower()
            code = "login" if shown.startswith("bearer") else "token"
            raise Refusal(401, code, headers={"www-authenticate": 'Bearer realm="onrecord"'})
        await self.app(scope, receive, send)


def person_of(scope: Scope) -> Person:
    """Who asks; nobody where that was not found out (an answer made before `People`)."""
    found = scope.get("person", NOBODY)
    return found if isinstance(found, Person) else NOBODY


def cookie_name(*, https: bool) -> str:
    """What the session's cookie is called."""
    return SAFE_COOKIE if https else COOKIE


def now() -> datetime:
    """The time, as the record keeps it: UTC, without a zone."""
    return datetime.now(UTC).replace(tzinfo=None)


def secret_of(headers: Headers, name: str) -> str:
    """What the cookie of this name holds, empty where there is none. Other cookies may be broken: every program on this
    machine sets some, whatever its port."""
    return cookie_parser("; ".join(headers.getlist("cookie"))).get(name, "")
