"""A change is only made for one of our own pages, or for a program that shows a token: never for another site's page."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from onrecord.web.guard.people import person_of
from onrecord.web.guard.refusal import Refusal

SAFE = frozenset(("GET", "HEAD", "OPTIONS"))


class Writes:
    """Checks Origin and Sec-Fetch-Site of every request that is not safe. Both are set by the browser, not by the page."""

    def __init__(self, app: ASGIApp, *, https: bool = False) -> None:
        self.app = app
        self.scheme = "https" if https else "http"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look at one request, and let it through or not."""
        if scope["type"] == "http" and scope["method"] not in SAFE:
            self._must_be_ours(scope)
        await self.app(scope, receive, send)

    def _must_be_ours(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        origin, site = headers.getlist("origin"), headers.getlist("sec-fetch-site")
        if not origin and not site:
            if not self._is_program(scope):
                raise Refusal(403, "origin")
            return
        if site and site != ["same-origin"]:
            raise Refusal(403, "origin")
        if origin and (len(origin) != 1 or not self._is_own(origin[0], headers.get("host", ""))):
            raise Refusal(403, "origin")

    def _is_own(self, origin: str, host: str) -> bool:
        # A browser leaves a usual port out of Origin; a proxy may write it into Host.
        own = host.lower().removesuffix(":443" if self.scheme == "https" else ":80")
        return bool(own) and origin.lower() == f"{self.scheme}://{own}"

    def _is_program(self, scope: Scope) -> bool:
        """No browser sends a change without either header. A program is known by its token; the only user of a loopback
        address needs none, for the API alone."""
        person = person_of(scope)
        return person.by == "token" or (person.by == "loopback" and scope["path"].startswith("/api/"))
