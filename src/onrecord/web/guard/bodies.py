"""How much is taken at once, and how long it may take to come: addresses and bodies of requests, and what is packed in an
upload."""

import time
import zlib
from collections.abc import Mapping

from anyio import fail_after
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.errors import TooLarge, UnreadableFile
from onrecord.web.guard.refusal import Refusal

ADDRESS = 8192
"""Characters of the parameters of an address, as they are sent. A page repeats them in its links, so that twice as many
make four times as large a page."""
BEGIN, SPEED = 20.0, 100_000
"""A body has so many seconds, and one more for each SPEED bytes that its path may take."""
_STEP = 1 << 16
_GZIP = 16 + zlib.MAX_WBITS


class Bodies:
    """Refuses bodies over their cap, whether told (Content-Length) or sent, those that come too slowly, and those that are
    packed. `caps` are bytes by how paths begin, the longest first; `body` is the cap of all others."""

    def __init__(self, app: ASGIApp, *, body: int, caps: Mapping[str, int]) -> None:
        self.app = app
        self.body = body
        self.caps = sorted(caps.items(), key=lambda item: -len(item[0]))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look at one request, and let it through or not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if len(scope["query_string"]) > ADDRESS:
            raise Refusal(414, "address", {"most": ADDRESS})
        cap = next((cap for start, cap in self.caps if scope["path"].startswith(start)), self.body)
        _told(Headers(scope=scope), cap)
        await self.app(scope, _Coming(receive, cap, BEGIN + cap / SPEED), send)


class _Coming:
    """The pieces of a body as they come, counted and timed from the moment when somebody wants them."""

    def __init__(self, receive: Receive, cap: int, seconds: float) -> None:
        self.receive = receive
        self.cap = cap
        self.left = self.seconds = seconds
        self.taken = 0
        self.whole = False

    async def __call__(self) -> Message:
        """The next piece. Raises Refusal."""
        if self.whole:  # what comes now is the end of the connection, whenever that is
            return await self.receive()
        began = time.monotonic()
        try:
            with fail_after(max(0.0, self.left)):
                message = await self.receive()
        except TimeoutError:
            raise Refusal(408, "slow", {"seconds": round(self.seconds)}, {"connection": "close"}) from None
        self.left -= time.monotonic() - began
        self.taken += len(message.get("body", b""))
        self.whole = not message.get("more_body", False)
        if self.taken > self.cap:
            raise too_large(self.cap)
        return message


def _told(headers: Headers, cap: int) -> None:
    """What is told of a body before it comes."""
    if headers.get("content-encoding", "identity").lower() != "identity":
        raise Refusal(415, "packed")
    told = headers.get("content-length", "0")
    # Two lengths: a proxy in front may believe the other one, and take what follows for another request.
    if "transfer-encoding" in headers and "content-length" in headers:
        raise Refusal(400, "length", headers={"connection": "close"})
    if not (told.isascii() and told.isdigit() and len(told) < 20):
        raise Refusal(400, "length")
    if int(told) > cap:
        raise too_large(cap)


def too_large(cap: int) -> Refusal:
    """The refusal of a body over its cap; the connection is closed, so that nobody reads the rest."""
    return Refusal(413, "too_large", {"size": f"{cap / (1 << 20):g}"}, {"connection": "close"})


def unpack(packed: bytes, *, most: int, ratio: int) -> bytes:
    """The bytes of a gzip file (of one member or several), at most `most`, and at most `ratio` times what was packed.

    Raises TooLarge before more than that is in memory, UnreadableFile where it is no gzip file or is cut off.
    """
    cap = min(most, max(len(packed), 1) * ratio)
    found = bytearray()
    rest = packed
    while rest:
        reader = zlib.decompressobj(_GZIP)
        try:
            while not reader.eof and rest:
                found += reader.decompress(rest, min(_STEP, cap + 1 - len(found)))
                rest = reader.unconsumed_tail
                if len(found) > cap:
                    raise TooLarge(f"unpacks to more than {cap} bytes; unpack it first and send a part")
        except zlib.error as error:
            raise UnreadableFile(f"not a gzip file, or damaged ({error})") from error
        if not reader.eof:
            raise UnreadableFile("the gzip file ends too early; send it again")
        rest = reader.unused_data
    return bytes(found)
