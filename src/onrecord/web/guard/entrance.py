"""In and out: a name and a password become a session, and a session ends."""

from dataclasses import dataclass, field
from datetime import timedelta

from starlette.responses import Response

from onrecord.record import Store, accounts, audit
from onrecord.web.guard.passwords import digest, fits, new_secret
from onrecord.web.guard.people import cookie_name, now
from onrecord.web.guard.rates import Buckets, too_many

TRIES, PER_MINUTE = 8, 1.0
"""Tries to log in that are saved up, and those that come with each minute: for a name, and for an address."""


@dataclass(slots=True)
class Entrance:
    """The door of a record with accounts."""

    store: Store
    https: bool
    lasting: timedelta
    tries: Buckets = field(default_factory=lambda: Buckets(PER_MINUTE / 60, TRIES))

    def enter(self, name: str, password: str, address: str, held: str = "") -> str | None:
        """The secret of a new session, never the one that a browser brought (`held`, which ends); None where name and
        password do not go together. Raises Refusal after too many tries."""
        for key in (f"from:{address}", f"name:{name.casefold()[:100]}"):
            wait = self.tries.take(key)
            if wait:
                raise too_many(wait)
        with self.store.read() as session:
            found = accounts.by_name(session, name)
        if not fits(password, found.password if found and found.active else None) or found is None:
            self._refused(found.name if found else "?", address)
            return None
        secret = new_secret()
        with audit.doing(found.name, "login", address), self.store.write() as session:
            if held:
                accounts.end(session, digest(held), now())
            accounts.give(session, found, "session", digest(secret), found.role, now(), now() + self.lasting)
        return secret

    def _refused(self, name: str, address: str) -> None:
        """Only names of accounts are written down: what else stands in the field may be a password."""
        with audit.doing(name, "login.refused", address), self.store.write():
            pass

    def leave(self, secret: str, name: str, address: str) -> None:
        """End a session, wherever its cookie went."""
        with audit.doing(name, "logout", address), self.store.write() as session:
            accounts.end(session, digest(secret), now())

    def keep(self, response: Response, secret: str) -> None:
        """Give the browser its session: not for scripts, not for requests from elsewhere."""
        response.set_cookie(
            cookie_name(https=self.https),
            secret,
            max_age=int(self.lasting.total_seconds()),
            path="/",
            secure=self.https,
            httponly=True,
            samesite="strict",
        )

    def forget(self, response: Response) -> None:
        """Take the session's cookie back."""
        response.delete_cookie(
            cookie_name(https=self.https), path="/", secure=self.https, httponly=True, samesite="strict"
        )
