"""One article as the outside world gave it."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Article:
    """An article before anything was found in it.

    `text` is the string that every offset of a reading counts in: the decoded file with its line ends and date line
    kept and a byte-order mark removed; for HTML the extracted text. `language` is what the input tells (`uk`, `ru`,
    `en`) or None, in which case it is found out. `outlet`, `story` and `url` are carried along and never looked at.
    `id_given` is false where nobody gave the article its id: it was made from a file's name or a line's place, so another
    article may have the same. `fetched` is when the net was asked for it (UTC, without a zone), `raw_sha256` the hash of the
    bytes that came then; both None where it was not.
    """

    id: str
    text: str
    published: date | None = None
    language: str | None = None
    outlet: str | None = None
    story: str | None = None
    url: str | None = None
    title: str | None = None
    id_given: bool = True
    fetched: datetime | None = None
    raw_sha256: str | None = None

    @property
    def sha256(self) -> str:
        """SHA-256 of `text` in UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Skipped:
    """An item that was not read: where it stood, and why (a class name of `onrecord.errors` and its message)."""

    where: str
    reason: str
    message: str
