"""Where an export goes: a file that takes its name only when it is whole, a folder, an archive."""

import os
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from onrecord.errors import NoSpace


class File(NamedTuple):
    """One file of a format of many files, and how many statements are in it."""

    name: str
    content: bytes
    statements: int = 0


@contextmanager
def written(path: Path) -> Iterator[BinaryIO]:
    """A file that takes its name only when it is whole. Raises NoSpace where it cannot be written."""
    if path.is_dir():
        raise NoSpace(f"{path}: a folder; name a file")
    try:
        number, part = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise NoSpace(f"{path}: {error.strerror}; nothing was written") from error
    try:
        with os.fdopen(number, "w+b") as stream:
            yield stream
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(part, 0o666 & ~mask)  # mkstemp makes files that nobody else may read
        os.replace(part, path)
    except OSError as error:
        os.unlink(part)
        raise NoSpace(f"{path}: {error.strerror}; nothing was written") from error
    except BaseException:
        os.unlink(part)
        raise


def folder(files: Iterable[File], path: Path) -> int:
    """Write files into a folder, which is made where it is missing; how many statements are in them.

    Raises NoSpace where they cannot be written, and where the folder holds anything yet: nothing is overwritten.
    """
    count = 0
    try:
        path.mkdir(parents=True, exist_ok=True)
        if any(path.iterdir()):
            raise NoSpace(f"{path}: not empty; name a new folder, or one with nothing in it")
        for file in files:
            (path / file.name).write_bytes(file.content)
            count += file.statements
    except OSError as error:
        raise NoSpace(f"{path}: {error.strerror}; not all of it was written") from error
    return count


def archive(files: Iterable[File], stream: BinaryIO) -> int:
    """Write files as a ZIP archive, one after another; the same files give the same bytes. How many statements there are."""
    count = 0
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for file in files:
            made.writestr(zipfile.ZipInfo(file.name, (1980, 1, 1, 0, 0, 0)), file.content, zipfile.ZIP_DEFLATED)
            count += file.statements
    return count
