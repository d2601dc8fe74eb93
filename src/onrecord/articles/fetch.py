"""A page of the net -> its bytes. Of this room's modules the only one that goes out, and only to where anybody may look.

Each hop is resolved once, each number that comes back is checked, one of them is connected to, and the peer of the connection
is checked again: a name that points elsewhere a moment later leads nowhere. Nothing is taken from the environment (proxies),
no cookie is kept, a certificate that does not fit ends it, and one clock runs over everything.
"""

import hashlib
import queue
import socket
import ssl
import threading
import zlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPException
from importlib.metadata import version
from typing import NamedTuple
from urllib.parse import urljoin

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, IncompleteRead, ProtocolError
from urllib3.response import HTTPResponse

from onrecord.articles.addresses import IP, PORTS, Address, address, is_public, numbered
from onrecord.errors import TooLarge, UnreadableFile

LIMIT = 20 * 1024 * 1024
"""Bytes of a page, packed and unpacked."""
REDIRECTS = 3
CONNECT, TOTAL = 10.0, 30.0
"""Seconds for a connection, and for all of it."""
KINDS = ("text/html", "text/plain")
_STEP = 1 << 16
_MOVED = frozenset({301, 302, 303, 307, 308})
Resolve = Callable[[str, int], list[str]]
Connect = Callable[[tuple[str, int], float], socket.socket]


class Fetched(NamedTuple):
    """What came: the bytes as the page is, the address that gave them, the whole Content-Type, and when."""

    data: bytes
    url: str
    content_type: str
    fetched: datetime

    @property
    def sha256(self) -> str:
        """SHA-256 of the bytes."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def kind(self) -> str:
        """The content type alone: one of KINDS."""
        return self.content_type.partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """The encoding that the server names, empty where it names none."""
        for part in self.content_type.split(";")[1:]:
            name, _, value = part.partition("=")
            if name.strip().lower() == "charset":
                return value.strip().strip("\"'").lower()
        return ""


def get(url: str, allow_private: bool = False) -> Fetched:
    """Ask for a page. With `allow_private` also machines and ports of one's own network are asked.

    Raises UnreadableFile (an address that is not asked, no answer, another status than 200, no text), TooLarge.
    """
    if allow_private:
        return Fetcher(permitted=lambda _: True, ports=None).get(url)
    return Fetcher().get(url)


def _resolved(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def _connected(peer: tuple[str, int], seconds: float) -> socket.socket:
    return socket.create_connection(peer, timeout=seconds)


@dataclass(frozen=True, slots=True)
class Fetcher:
    """How pages are asked for. Tests put other parts in; everybody else calls `get`."""

    permitted: Callable[[IP], bool] = is_public
    ports: frozenset[int] | None = frozenset(PORTS.values())
    resolve: Resolve = _resolved
    connect: Connect = _connected
    connecting: float = CONNECT
    total: float = TOTAL
    limit: int = LIMIT
    trust: Callable[[], ssl.SSLContext] = ssl.create_default_context

    def get(self, url: str) -> Fetched:
        """Ask for a page and follow at most REDIRECTS."""
        clock = _Clock(self.total)
        try:
            return self._follow(url, clock)
        finally:
            clock.stop()

    def _follow(self, url: str, clock: "_Clock") -> Fetched:
        asked = address(url, ports=self.ports)
        for _ in range(REDIRECTS + 1):
            told = self._hop(asked, clock)
            if isinstance(told, Fetched):
                return told
            asked = address(_joined(asked.url, told), ports=self.ports)
        raise UnreadableFile(f"more than {REDIRECTS} redirects", where=url)

    def _hop(self, asked: Address, clock: "_Clock") -> Fetched | str:
        """One answer: the page, or where it has gone to."""
        try:
            connection = self._open(asked, clock)
            try:
                headers = {"User-Agent": _agent(), "Accept": "text/html, text/plain", "Accept-Encoding": "gzip"}
                connection.request("GET", asked.target, headers=headers, preload_content=False, decode_content=False)
                with closing(connection.getresponse()) as answer:
                    clock.check(asked.url)
                    return self._answer(asked, answer, clock)
            finally:
                connection.close()
        except ssl.SSLCertVerificationError as error:
            raise UnreadableFile(
                f"its certificate does not hold ({error.verify_message}); it is not asked", where=asked.url
            ) from error
        except (OSError, HTTPException, HTTPError) as error:
            clock.check(asked.url)
            raise UnreadableFile(f"no answer ({_why(error)})", where=asked.url) from error

    def _open(self, asked: Address, clock: "_Clock") -> HTTPConnection:
        peer = self._peer(asked)
        opened = self.connect((str(peer), asked.port), self.connecting)
        found = numbered(str(opened.getpeername()[0]))
        if found is None or found != peer or not self.permitted(found):
            opened.close()
            raise _closed(asked, str(found))
        clock.watch(opened)
        opened.settimeout(self.connecting)
        if asked.scheme == "https":
            return _Secure(asked.host, asked.port, opened, self.trust())
        return _Plain(asked.host, asked.port, opened)

    def _peer(self, asked: Address) -> IP:
        """The machine to connect to. One number among several that is not permitted is enough to refuse them all."""
        own = numbered(asked.host)
        if own is not None:
            found = [own]
        else:
            told = (numbered(one.partition("%")[0]) for one in self._resolve(asked))
            found = [one for one in told if one is not None]
        if not found:
            raise UnreadableFile("no machine has this name", where=asked.url)
        for one in found:
            if not self.permitted(one):
                raise _closed(asked, str(one))
        return found[0]

    def _resolve(self, asked: Address) -> list[str]:
        """Look a name up, and wait for it no longer than for a connection."""
        answers: queue.SimpleQueue[list[str] | OSError] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answers.put(self.resolve(asked.host, asked.port))
            except (OSError, UnicodeError) as error:
                answers.put(error if isinstance(error, OSError) else OSError(str(error)))

        threading.Thread(target=ask, daemon=True).start()
        try:
            found = answers.get(timeout=self.connecting)
        except queue.Empty:
            raise UnreadableFile("its name was not found in time", where=asked.url) from None
        if isinstance(found, OSError):
            raise UnreadableFile(f"its name is not found ({_why(found)})", where=asked.url) from found
        return found

    def _answer(self, asked: Address, answer: HTTPResponse, clock: "_Clock") -> Fetched | str:
        if answer.status in _MOVED:
            where = answer.headers.get("Location")
            if not where:
                raise UnreadableFile("it has gone, and does not say where to", where=asked.url)
            return where.encode("latin-1", "replace").decode("utf-8", "replace")
        if answer.status != 200:
            raise UnreadableFile(f"the server answered {answer.status}", where=asked.url)
        came = Fetched(b"", asked.url, answer.headers.get("Content-Type", ""), datetime.now(UTC).replace(tzinfo=None))
        if came.kind not in KINDS:
            raise UnreadableFile(
                f"it is {came.kind or 'of no known kind'}; only {' and '.join(KINDS)} are read", where=asked.url
            )
        return came._replace(data=self._body(asked, answer, clock))

    def _body(self, asked: Address, answer: HTTPResponse, clock: "_Clock") -> bytes:
        packing = answer.headers.get("Content-Encoding", "identity").strip().lower()
        if packing not in ("identity", "", "gzip", "x-gzip"):
            raise UnreadableFile(f"it is packed as {packing!r:.40}, which was not asked for", where=asked.url)
        sink = _Sink(self.limit, asked.url, packed="gzip" in packing)
        while piece := answer.read1(_STEP, decode_content=False):
            sink.take(piece)
            clock.check(asked.url)
        clock.check(asked.url)
        if answer.length_remaining:
            raise UnreadableFile("the answer ends too early", where=asked.url)
        return sink.done()


@dataclass
class _Sink:
    """What came so far, unpacked step by step, never more than the limit of it."""

    limit: int
    where: str
    packed: bool
    came: int = 0
    found: bytearray = field(default_factory=bytearray)

    def __post_init__(self) -> None:
        self.reader = zlib.decompressobj(16 + zlib.MAX_WBITS)

    def take(self, piece: bytes) -> None:
        self.came += len(piece)
        if not self.packed:
            self.found += piece
        rest = piece if self.packed else b""
        while rest and not self.reader.eof and len(self.found) <= self.limit:
            try:
                self.found += self.reader.decompress(rest, self.limit + 1 - len(self.found))
            except zlib.error as error:
                raise UnreadableFile(f"it is packed, and damaged ({error})", where=self.where) from error
            rest = self.reader.unconsumed_tail
        if max(self.came, len(self.found)) > self.limit:
            raise TooLarge(f"over {self.limit / (1 << 20):g} MB", where=self.where)

    def done(self) -> bytes:
        if self.packed and self.came and not self.reader.eof:
            raise UnreadableFile("it is packed, and ends too early", where=self.where)
        return bytes(self.found)


class _Clock:
    """Runs out once: what is open then is closed, whoever drips a byte a second into it."""

    def __init__(self, seconds: float) -> None:
        self.over = False
        self.seconds = seconds
        self.held: list[socket.socket] = []
        self.lock = threading.Lock()
        self.timer = threading.Timer(seconds, self._end)
        self.timer.daemon = True
        self.timer.start()

    def watch(self, opened: socket.socket) -> None:
        """Close this connection too when time is up."""
        with self.lock:
            self.held.append(opened.dup())  # TLS takes the first one's number away
        if self.over:
            self._end()

    def check(self, where: str) -> None:
        """Raises UnreadableFile where time is up."""
        if self.over:
            raise UnreadableFile(f"not done within {self.seconds:g} s", where=where)

    def stop(self) -> None:
        """No more waiting."""
        self.timer.cancel()
        with self.lock:
            for one in self.held:
                one.close()
            self.held.clear()

    def _end(self) -> None:
        self.over = True
        with self.lock:
            for one in self.held:
                try:
                    one.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue  # it is closed already


class _Plain(HTTPConnection):
    """HTTP over a connection that was opened and checked before."""

    def __init__(self, host: str, port: int, opened: socket.socket) -> None:
        super().__init__(host, port, timeout=opened.gettimeout())
        self.opened = opened

    def _new_conn(self) -> socket.socket:
        return self.opened


class _Secure(HTTPSConnection):
    """The same with TLS: the certificate has to be that of the name that was asked for."""

    def __init__(self, host: str, port: int, opened: socket.socket, trust: ssl.SSLContext) -> None:
        super().__init__(host, port, timeout=opened.gettimeout(), ssl_context=trust, cert_reqs=ssl.CERT_REQUIRED)
        self.opened = opened

    def _new_conn(self) -> socket.socket:
        return self.opened


def _joined(url: str, told: str) -> str:
    try:
        return urljoin(url, told)
    except ValueError as error:
        raise UnreadableFile("it has gone to what is no address", where=url) from error


def _closed(asked: Address, number: str) -> UnreadableFile:
    told = number if number == asked.host else f"{asked.host} is {number},"
    return UnreadableFile(
        f"{told} is no machine of the open net; it is not asked".replace(", is no", ", no"), where=asked.url
    )


def _agent() -> str:
    return f"onrecord/{version('onrecord')} (reads one article that a person asked for)"


def _why(error: Exception) -> str:
    if isinstance(error, ProtocolError) and any(isinstance(one, IncompleteRead) for one in error.args):
        return "it ends too early"
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__)[:200]
