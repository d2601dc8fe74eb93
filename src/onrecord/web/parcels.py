"""Files that were sent -> Articles: text, HTML, JSON Lines, and such files in gzip or ZIP, each unpacked within its caps."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from onrecord.articles import files, jsonl, plain
from onrecord.errors import InputError, NoArticle, TooLarge, UnreadableFile
from onrecord.model.article import Article, Skipped
from onrecord.web.guard.bodies import unpack
from onrecord.web.settings import MB

LINES = frozenset({".jsonl", ".ndjson"})
KNOWN = frozenset({".txt", ".text", ".html", ".htm", ".xhtml", ".shtml"}) | LINES
_ENTRY = b"PK\x01\x02"
_STEP = 1 << 16


@dataclass(frozen=True, slots=True)
class Caps:
    """Bytes after unpacking, how many times more than before, and how many files in one archive."""

    unpacked: int = 64 * MB
    ratio: int = 100
    members: int = 1000


CAPS = Caps()


def articles(
    name: str, data: bytes, given: plain.Given = plain.NOTHING, caps: Caps = CAPS
) -> Iterator[Article | Skipped]:
    """The articles of one file, or why there is none. `name` is what its sender calls it, and opens nothing."""
    name = shown(name)
    try:
        if data.startswith(b"\x1f\x8b"):
            inner = name[: -len(".gz")] if name.lower().endswith(".gz") else name
            yield from _one(inner, unpack(data, most=caps.unpacked, ratio=caps.ratio), given)
        elif data.startswith(b"PK") and not name.lower().endswith((".txt", ".html")):
            yield from _zip(name, data, given, caps)
        else:
            yield from _one(name, data, given)
    except InputError as error:
        yield Skipped(name, type(error).__name__, error.reason)


def shown(name: str) -> str:
    """A file's name as it is told: its last part, without what cannot be shown."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return "".join(c if c.isprintable() else "?" for c in last)[:200] or "file"


def _one(name: str, data: bytes, given: plain.Given) -> Iterator[Article | Skipped]:
    path = PurePosixPath(name)
    ending = path.suffix.lower()
    if ending in LINES or (ending not in KNOWN and data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b'{"')):
        yield from jsonl.articles(io.BytesIO(data), name, given)
        return
    kind: files.Input = "html" if ending in KNOWN and "htm" in ending else "auto"
    try:
        yield files.from_bytes(data, path.stem or name, input=kind, given=given)
    except InputError as error:
        yield Skipped(name, type(error).__name__, error.reason)


def _zip(name: str, data: bytes, given: plain.Given, caps: Caps) -> Iterator[Article | Skipped]:
    if data.count(_ENTRY) > 2 * caps.members:
        raise TooLarge(f"more than {caps.members} files in one archive; send a part", where=name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            if len(members) > caps.members:
                raise TooLarge(f"more than {caps.members} files in one archive; send a part", where=name)
            left = min(caps.unpacked, max(len(data), 1) * caps.ratio)
            empty = True
            for one in members:
                path = shown(one.filename)
                if path.startswith(".") or one.filename.startswith("__MACOSX/"):
                    continue
                empty = False
                if PurePosixPath(path).suffix.lower() not in KNOWN:
                    yield Skipped(
                        f"{name}/{path}", UnreadableFile.__name__, f"not read; known: {' '.join(sorted(KNOWN))}"
                    )
                    continue
                held = _member(archive, one, f"{name}/{path}", left, caps)
                left -= len(held)
                yield from _one(path, held, given)
            if empty:
                raise NoArticle("an archive without files", where=name)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise UnreadableFile(f"no ZIP archive, or damaged ({error})", where=name) from error


def _member(archive: zipfile.ZipFile, one: zipfile.ZipInfo, where: str, left: int, caps: Caps) -> bytes:
    """One file of an archive; what its head tells of its size is not believed. Raises TooLarge, UnreadableFile."""
    if one.flag_bits & 0x1:
        raise UnreadableFile("it is encrypted; send it without a password", where=where)
    if one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise UnreadableFile("its packing is none that is read; use plain ZIP", where=where)
    most = min(left, max(one.compress_size, 1024) * caps.ratio)
    found = bytearray()
    try:
        with archive.open(one) as stream:
            while piece := stream.read(_STEP):
                found += piece
                if len(found) > most:
                    raise TooLarge("unpacks to more than is taken; send a part", where=where)
    except (zlib.error, EOFError) as error:
        raise UnreadableFile(f"damaged ({error})", where=where) from error
    return bytes(found)
