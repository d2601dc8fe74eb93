"""Only names of our own are answered to: a page elsewhere that points its own name at this machine gets nothing."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from onrecord.web.guard.refusal import Refusal


class Hosts:
    """Refuses what has no Host header, more than one, or one that is not among `names` (any port), what asks for another
    server's address or for none (`http://elsewhere/`, `*`), and everything but HTTP."""

    def __init__(self, app: ASGIApp, *, names: frozenset[str]) -> None:
        self.app = app
        self.names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look at one request, and let it through or not."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] == "http":
            told = Headers(scope=scope).getlist("host")
            if len(told) != 1 or name_of(told[0]) not in self.names:
                raise Refusal(400, "host", {"host": ", ".join(told)[:100]})
            if not scope["path"].startswith("/"):
                raise Refusal(400, "target")
        await self.app(scope, receive, send)


def name_of(host: str) -> str:
    """The name of a Host header without its port, lower case: `[::1]:8765` -> `::1`. Empty where it is none."""
    name, port = host, ""
    if host.startswith("["):
        name, bracket, rest = host[1:].partition("]")
        if not bracket or (rest and not rest.startswith(":")):
            return ""
        port = rest[1:]
    elif ":" in host:
        name, _, port = host.partition(":")
    return name.lower() if not port or (port.isascii() and port.isdigit()) else ""
