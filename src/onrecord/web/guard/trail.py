"""Every change that a request makes is written down under the name of whoever asks, in the change's own transaction."""

from starlette.types import ASGIApp, Receive, Scope, Send

from onrecord.record import audit
from onrecord.web.guard.people import person_of
from onrecord.web.guard.rates import address
from onrecord.web.guard.writes import SAFE


class Trail:
    """Names the deed (`POST /review/accept`); the store writes its row when, and only when, something is changed."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] in SAFE:
            await self.app(scope, receive, send)
            return
        what = f"{scope['method']} {scope['path']}"[:200]
        with audit.doing(person_of(scope).name or "?", what, address(scope)):
            await self.app(scope, receive, send)
