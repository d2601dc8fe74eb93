"""Views -> a file, a folder or standard output. A file appears only when it is whole."""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Protocol

from onrecord.cli.work import View, Wish
from onrecord.errors import OnRecordError


class Writer(Protocol):
    """Takes the views one after another; `end` gets the number of articles that came in, read or not."""

    def add(self, view: View) -> None:
        """Take one."""

    def end(self, asked: int, /) -> None:
        """That was all."""


class OutputError(OnRecordError):
    """The output cannot be written; the message says where and why."""


class Output:
    """Standard output, or a file that takes its name only when all of it is written and it is still `wanted`."""

    def __init__(self, path: str | None) -> None:
        self.path = Path(path) if path and path != "-" else None
        self.wanted = True

    def __enter__(self) -> BinaryIO:
        if self.path is None:
            self.stream: BinaryIO = sys.stdout.buffer
            return self.stream
        if self.path.is_dir():
            raise OutputError(f"{self.path}: a folder; give -o a file name")
        try:
            number, self.part = tempfile.mkstemp(prefix=f".{self.path.name}.", dir=self.path.parent)
        except OSError as error:
            raise OutputError(f"{self.path}: {error.strerror}") from error
        self.stream = os.fdopen(number, "wb")
        return self.stream

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.path is None:
            self.stream.flush()
            return
        self.stream.close()
        if kind is not None or not self.wanted:
            os.unlink(self.part)
            return
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(self.part, 0o666 & ~mask)  # mkstemp makes files that nobody else may read
        os.replace(self.part, self.path)


class Plain:
    """Views one after another, each given away at once, with something before the first."""

    def __init__(self, stream: BinaryIO, before: str = "", between: str = "") -> None:
        self.stream, self.between = stream, between
        self.count = 0
        self._write(before)

    def add(self, view: View) -> None:
        """Write it."""
        self._write(self.between if self.count else "")
        self._write(view[0])
        self.count += 1

    def end(self, _asked: int, /) -> None:
        """Nothing is left to write."""

    def _write(self, text: str) -> None:
        if text:
            self.stream.write(text.encode("utf-8", "replace"))
            self.stream.flush()


class Json:
    """One object where one article came in, else a list of them."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.first: str | None = None
        self.count = 0

    def add(self, view: View) -> None:
        """Write it, the first one only when it is known whether there is another."""
        self.count += 1
        if self.count == 1:
            self.first = view[0]
            return
        self._write("[\n" + (self.first or "") if self.count == 2 else "")
        self._write(",\n" + view[0])

    def end(self, asked: int, /) -> None:
        """Close the list, or write the only object."""
        if self.count > 1:
            self._write("\n]\n")
        elif self.first is not None:
            self._write(self.first + "\n" if asked == 1 else f"[\n{self.first}\n]\n")
        elif asked > 1:
            self._write("[]\n")

    def _write(self, text: str) -> None:
        self.stream.write(text.encode("utf-8", "replace"))


class Html:
    """One page; it is named after its first article."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.begun = False

    def add(self, view: View) -> None:
        """Write it, with what goes before the first."""
        from onrecord.exports import page

        sheet, title = view
        self.stream.write(((page.begin(title) if not self.begun else "") + sheet).encode("utf-8", "replace"))
        self.begun = True

    def end(self, _asked: int, /) -> None:
        """Close the page."""
        from onrecord.exports import page

        if self.begun:
            self.stream.write(page.end().encode())


class Brat:
    """Files in a folder, or in an archive where the output is a `.zip` or standard output."""

    def __init__(self, keep: Callable[[dict[str, bytes]], None]) -> None:
        self.keep = keep
        self.held: list[View] = []

    def add(self, view: View) -> None:
        """Hold it: the names of the files depend on all ids."""
        self.held.append(view)

    def end(self, _asked: int, /) -> None:
        """Write all files."""
        from onrecord.exports import annotations

        if not self.held:
            return
        made = {"annotation.conf": annotations.CONF.encode()}
        for name, (_, text, ann) in zip(annotations.names(v[0] for v in self.held), self.held, strict=True):
            made[f"{name}.txt"] = text.encode("utf-8", "replace")
            made[f"{name}.ann"] = ann.encode("utf-8", "replace")
        self.keep(made)


def to_folder(path: str) -> Callable[[dict[str, bytes]], None]:
    """Keep files in a folder, which is made."""

    def keep(files: dict[str, bytes]) -> None:
        try:
            Path(path).mkdir(parents=True, exist_ok=True)
            for name, data in files.items():
                (Path(path) / name).write_bytes(data)
        except OSError as error:
            raise OutputError(f"{path}: {error.strerror}") from error

    return keep


def to_archive(stream: BinaryIO) -> Callable[[dict[str, bytes]], None]:
    """Keep files in an archive."""

    def keep(files: dict[str, bytes]) -> None:
        from onrecord.exports import annotations

        stream.write(annotations.archive(files))

    return keep


def is_folder(wish: Wish, output: str | None) -> bool:
    """Whether the output is a folder of files."""
    return wish.format == "brat" and output not in (None, "-") and not str(output).lower().endswith(".zip")


def writer(wish: Wish, stream: BinaryIO | None, output: str | None) -> Writer:
    """What writes the wished form. `stream` is None where the output is a folder."""
    if stream is None:
        return Brat(to_folder(str(output)))
    if wish.format == "brat":
        return Brat(to_archive(stream))
    if wish.format == "json":
        return Json(stream)
    if wish.format == "csv":
        from onrecord.exports import tables

        return Plain(stream, before=tables.header(spreadsheet=wish.spreadsheet))
    if wish.format == "html":
        return Html(stream)
    return Plain(stream, between="\n" if wish.format in ("terminal", "explain") else "")
