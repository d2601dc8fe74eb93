"""Files, folders, globs and standard input -> Articles, in the order given. What cannot be read is named, not hidden."""

import glob
import io
import itertools
import os
import re
import sys
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Literal

from onrecord.articles import encoding, jsonl, plain
from onrecord.errors import InputError, NoArticle, TooLarge, UnreadableFile
from onrecord.model.article import Article, Skipped

Input = Literal["auto", "text", "html", "jsonl"]
INPUTS: tuple[Input, ...] = ("auto", "text", "html", "jsonl")

STDIN = "-"
_TEXT = frozenset({".txt", ".text"})
_HTML = frozenset({".html", ".htm", ".xhtml", ".shtml"})
_LINES = frozenset({".jsonl", ".ndjson"})
_URL = re.compile(r"https?://", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?>(?:<!--.*?-->\s*)*)<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)


def articles(
    paths: Iterable[str],
    *,
    input: Input = "auto",
    given: plain.Given = plain.NOTHING,
    stdin: BinaryIO | None = None,
    allow_private: bool = False,
    but: Collection[str] = (),
) -> Iterator[Article | Skipped]:
    """Each article of the paths, or why there is none, in the order of the paths.

    A path is a file, a folder (its text, HTML and JSONL files, by name, at any depth), a glob, the address of a page
    (`https://…`; with `allow_private` also one of one's own network) or `-` for standard
    input (`stdin` stands in for it in tests). The kind of a file is told by its ending, else by how it begins, unless
    `input` names it. An `id` is that of the input, else the file's name without its ending, else its whole path. In
    folders the files of `but` are passed over.
    """
    names: set[str] = set()
    ours = {os.path.realpath(path) for path in but}
    for path in paths:
        if _URL.match(path):
            yield _page(path, given, allow_private=allow_private)
            continue
        for item in _files(path, ours):
            if isinstance(item, Skipped):
                yield item
            else:
                yield from _file(item, input, given, stdin, names)


def _page(url: str, given: plain.Given, *, allow_private: bool) -> Article | Skipped:
    """The article at an address."""
    from onrecord.articles import remote

    try:
        return remote.article(url, given, allow_private=allow_private)
    except InputError as error:
        return Skipped(url, type(error).__name__, error.reason)


def _files(path: str, but: Collection[str]) -> Iterator[str | Skipped]:
    if path == STDIN or os.path.isfile(path):
        yield path
    elif os.path.isdir(path):
        yield from _folder(path, but)
    elif glob.has_magic(path) and not os.path.exists(path):
        found = sorted(glob.glob(path, recursive=True))
        if not found:
            yield Skipped(path, UnreadableFile.__name__, "no file matches")
        for name in found:
            if os.path.isdir(name):
                yield from _folder(name, but)
            else:
                yield name
    elif _SCHEME.match(path):
        yield Skipped(path, UnreadableFile.__name__, "pages are asked for by http:// and https:// alone")
    else:
        yield path


def _folder(path: str, but: Collection[str]) -> Iterator[str | Skipped]:
    empty = True
    for folder, inner, files in os.walk(path):
        inner.sort()
        for name in sorted(files):
            file = os.path.join(folder, name)
            looked_for = Path(name).suffix.lower() in _TEXT | _HTML | _LINES and not name.startswith(".")
            if looked_for and os.path.realpath(file) not in but:
                empty = False
                yield file
    if empty:
        endings = " ".join(sorted(_TEXT | _HTML | _LINES))
        yield Skipped(path, NoArticle.__name__, f"a folder without articles; files that are looked for: {endings}")


def _file(
    path: str, input: Input, given: plain.Given, stdin: BinaryIO | None, names: set[str]
) -> Iterator[Article | Skipped]:
    where = "standard input" if path == STDIN else path
    try:
        if path == STDIN:
            yield from _stream(stdin or sys.stdin.buffer, where, "stdin", input, given, "")
            return
        with open(path, "rb") as stream:
            name = _name(path, names)
            yield from _stream(stream, where, name, input, given, Path(path).suffix.lower())
    except InputError as error:
        yield Skipped(where, type(error).__name__, error.reason)
    except OSError as error:
        yield Skipped(where, UnreadableFile.__name__, _why(error))


def _stream(
    stream: BinaryIO, where: str, name: str, input: Input, given: plain.Given, suffix: str
) -> Iterator[Article | Skipped]:
    """The articles of one open file."""
    kind = input
    head = b""
    if kind == "auto":
        head = stream.readline(encoding.SAMPLE)
        kind = _kind(head, suffix)
    if kind == "jsonl":
        first = [head + stream.readline(jsonl.LONGEST)] if head and not head.endswith(b"\n") else [head] if head else []
        yield from jsonl.articles(itertools.chain(first, _lines(stream)), where, given)
        return
    data = head + stream.read(plain.LIMIT + 1 - len(head))
    if len(data) > plain.LIMIT:
        raise TooLarge(
            f"over {plain.LIMIT // 1024 // 1024} MB; split it into articles (one a line in JSONL)", where=where
        )
    if kind == "html" or (input == "auto" and _PAGE.match(data[: encoding.SAMPLE])):
        from onrecord.articles import html

        yield replace(html.article(data, name, given, where=where), id_given=False)
    else:
        yield replace(plain.article(encoding.decode(data, where=where).text, name, given, where=where), id_given=False)


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a file, never more than `LONGEST` of one in memory (the rest of a longer one is read past)."""
    while line := stream.readline(jsonl.LONGEST + 1):
        yield line
        while len(line) > jsonl.LONGEST and not line.endswith(b"\n"):
            line = stream.readline(jsonl.LONGEST + 1)


def _kind(head: bytes, suffix: str) -> Input:
    if suffix in _LINES:
        return "jsonl"
    if suffix in _HTML or (_PAGE.match(head.removeprefix(b"\xef\xbb\xbf"))):
        return "html"
    if suffix not in _TEXT and head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b'{"', b'{ "')):
        return "jsonl"
    return "text"


def _name(path: str, names: set[str]) -> str:
    """The file's name without its ending; the whole path where an earlier file had that name."""
    stem = Path(path).stem or path
    name = Path(path).as_posix() if stem in names else stem
    names.add(stem)
    return name


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file; check the path"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    return error.strerror or type(error).__name__


def from_bytes(data: bytes, name: str, *, input: Input = "auto", given: plain.Given = plain.NOTHING) -> Article:
    """The one article of a text or HTML file that is in memory; raises an InputError where there is none."""
    for item in _stream(io.BytesIO(data), name, name, "text" if input == "jsonl" else input, given, ""):
        if isinstance(item, Article):
            return item
    raise NoArticle("empty", where=name)
