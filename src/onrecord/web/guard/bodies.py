"""How much is taken at once: bodies of requests as they come, and what is packed in an upload."""

import zlib

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.errors import TooLarge, UnreadableFile
from onrecord.web.guard.refusal import Refusal

_STEP = 1 << 16
_GZIP = 16 + zlib.MAX_WBITS


class Bodies:
    """Refuses bodies over their cap, whether told (Content-Length) or sent, and bodies that are packed. `upload` is the
    cap of the paths that take files (`uploads`, by how they begin), `body` that of all others."""

    def __init__(self, app: ASGIApp, *, body: int, upload: int, uploads: tuple[str, ...] = ()) -> None:
        self.app = app
        self.body = body
        self.upload = upload
        self.uploads = uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look at one request, and let it through or not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        cap = self.upload if scope["path"].startswith(self.uploads) else self.body
        if headers.get("content-encoding", "identity").lower() != "identity":
            raise Refusal(415, "packed")
        told = headers.get("content-length", "0")
        if not (told.isascii() and told.isdigit() and len(told) < 20):
            raise Refusal(400, "length")
        if int(told) > cap:
            raise too_large(cap)
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > cap:
                raise too_large(cap)
            return message

        await self.app(scope, counted, send)


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
