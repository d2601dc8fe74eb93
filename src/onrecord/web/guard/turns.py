"""What is heavy is done a few at a time, and nobody stands in line more often than others: the rest of the room stays quick."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from anyio import CapacityLimiter, move_on_after
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web.guard.rates import bucket_of
from onrecord.web.guard.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Line:
    """`at_once` are worked on, each for somebody who has at most `each` of them worked on or waiting; nobody waits longer than
    `patience` seconds."""

    at_once: int = 2
    each: int = 4
    patience: float = 20.0


@dataclass(slots=True)
class _Standing:
    line: Line
    turns: CapacityLimiter
    people: Counter[str] = field(default_factory=Counter)


class Turns:
    """Lets a request through when it is its turn; `lines` are by how method and path begin (`POST /add/text`). A turn ends when the answer begins: what is
    heavy is done then, and whoever reads slowly keeps nobody waiting."""

    def __init__(self, app: ASGIApp, *, lines: Mapping[tuple[str, ...], Line]) -> None:
        self.app = app
        self.lines = [(starts, _Standing(line, CapacityLimiter(line.at_once))) for starts, line in lines.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request through, or not."""
        standing = self._standing(scope)
        if standing is None:
            await self.app(scope, receive, send)
            return
        key, line = bucket_of(scope), standing.line
        if standing.people[key] >= line.each:
            raise Refusal(429, "crowd", {"most": line.each}, {"retry-after": "5"})
        standing.people[key] += 1
        try:
            await self._in_turn(standing, scope, receive, send)
        finally:
            standing.people[key] -= 1
            if not standing.people[key]:
                del standing.people[key]

    def _standing(self, scope: Scope) -> _Standing | None:
        if scope["type"] != "http":
            return None
        asked = f"{'GET' if scope['method'] == 'HEAD' else scope['method']} {scope['path']}"
        return next((one for starts, one in self.lines if asked.startswith(starts)), None)

    async def _in_turn(self, standing: _Standing, scope: Scope, receive: Receive, send: Send) -> None:
        mine = object()
        with move_on_after(standing.line.patience) as waited:
            await standing.turns.acquire_on_behalf_of(mine)
        if waited.cancelled_caught:
            raise Refusal(503, "busy", headers={"retry-after": "10"})
        held = True

        def done() -> None:
            nonlocal held
            if held:
                held = False
                standing.turns.release_on_behalf_of(mine)

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                done()
            await send(message)

        try:
            await self.app(scope, receive, noted)
        finally:
            done()
