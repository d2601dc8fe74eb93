"""A connection that does not say what it wants is closed: otherwise a few hundred that say nothing would keep everybody out."""

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

SECONDS = 10.0
"""So long the head of a request may take."""


class Heads(H11Protocol):
    """Uvicorn's own protocol, which closes a connection whose next head has begun, or is the first, and does not come."""

    def __init__(self, *told: Any, **named: Any) -> None:
        super().__init__(*told, **named)
        self.waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first head."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take a piece, and wait on where it is not yet a head."""
        super().data_received(data)
        if self.conn.their_state is h11.IDLE:
            self._wait()
        else:
            self._stop()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing to wait for."""
        self._stop()
        super().connection_lost(exc)

    def _wait(self) -> None:
        if self.waiting is None:
            self.waiting = self.loop.call_later(SECONDS, self._end)

    def _stop(self) -> None:
        if self.waiting is not None:
            self.waiting.cancel()
            self.waiting = None

    def _end(self) -> None:
        self.waiting = None
        if self.conn.their_state is h11.IDLE:
            self.transport.close()
