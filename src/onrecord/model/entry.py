"""A reading on its way into the record: statements with their issues, and the words by which they are found."""

from dataclasses import dataclass
from datetime import datetime

from onrecord.model.issue import Touch
from onrecord.model.statement import Reading, Statement


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement and what the record keeps beside it.

    `lemmas` are those of the content's words in their order, in lower case, numbers as they stand; `named` the places in
    `lemmas` of the words that are names. `paragraph` is a hash of the words of the paragraph in which the content begins,
    by which wire copies are known. `actor` is the number of the speaker's actor, None where the speaker is unknown.
    """

    statement: Statement
    touches: tuple[Touch, ...] = ()
    lemmas: tuple[str, ...] = ()
    named: frozenset[int] = frozenset()
    paragraph: str = ""
    actor: int | None = None


@dataclass(frozen=True, slots=True)
class ReadingEntry:
    """A reading and where it came from. `fetched` is when the outside world was asked, `raw_sha256` the hash of the bytes
    that came, both None where they are not known; `reader` names the version of the reader."""

    reading: Reading
    entries: tuple[Entry, ...]
    reader: str
    fetched: datetime | None = None
    raw_sha256: str | None = None
