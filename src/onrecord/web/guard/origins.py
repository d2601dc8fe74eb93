"""Pages of other sites read the API where their site was named, and only there; nobody else's, and nothing but reading."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PATH = "/api/"
ALLOWED = {
    "access-control-allow-methods": "GET",
    "access-control-allow-headers": "Authorization, If-None-Match",
    "access-control-max-age": "600",
}


class Origins:
    """Answers a browser's question before a request of another site's page, and marks what that page may read. Cookies are
    never let through: such a page shows a token. Without `origins` it does nothing at all."""

    def __init__(self, app: ASGIApp, *, origins: tuple[str, ...]) -> None:
        self.app = app
        self.origins = frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look at one request."""
        if not self.origins or scope["type"] != "http" or not scope["path"].startswith(PATH):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin", "")
        known = origin in self.origins
        if known and scope["method"] == "OPTIONS" and headers.get("access-control-request-method") == "GET":
            told = {**ALLOWED, "access-control-allow-origin": origin, "vary": "Origin"}
            await Response(status_code=204, headers=told)(scope, receive, send)
            return

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                answer.add_vary_header("Origin")
                if known and scope["method"] in ("GET", "HEAD"):
                    answer["access-control-allow-origin"] = origin
                    answer["access-control-expose-headers"] = "ETag, Retry-After"
            await send(message)

        await self.app(scope, receive, marked)
