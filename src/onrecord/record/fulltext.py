"""Full text over the words as they stand (`surface`) and their lemmas (`lemma`), in both databases.

Words are folded here, before they are kept and before they are asked for: lower case, one apostrophe (none), `ё` as `е`,
accents off Latin letters, hyphens parting words. In SQLite they stand in a contentless FTS5 table, whose rows can only be
taken out by the very words that were put in: `remove` therefore gets them again from the statement.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from onrecord.record.store import Session

_APOSTROPHES = re.compile("[\u0027\u2019\u2018\u02bc\u02b9\u00b4\u0060\u201b\u2032]")
_WORD = re.compile(r"[^\W_]+")
_ACCENTED = re.compile("[\u00c0-\u024f]")
_YO = str.maketrans("ёЁ", "еЕ")

_INSERT = "INSERT INTO search (rowid, surface, lemma) VALUES (:number, :surface, :lemma)"
_DELETE = "INSERT INTO search (search, rowid, surface, lemma) VALUES ('delete', :number, :surface, :lemma)"
_VECTOR = "setweight(to_tsvector('simple', :surface), 'A') || setweight(to_tsvector('simple', :lemma), 'B')"
_INSERT_VECTOR = f"INSERT INTO search (statement, words) VALUES (:number, {_VECTOR})"  # noqa: S608 - no value in it
_DELETE_VECTOR = "DELETE FROM search WHERE statement = :number"


def fold(text: str) -> str:
    """The words of a text as they are searched, parted by blanks."""
    text = _APOSTROPHES.sub("", unicodedata.normalize("NFC", text)).translate(_YO).casefold()
    return " ".join(_WORD.findall(_ACCENTED.sub(_plain, text)))


def insert(session: Session, rows: Sequence[tuple[int, str, Iterable[str]]]) -> None:
    """Make statements findable: (number, words as they stand, lemmas) each."""
    _run(session, _INSERT if session.sqlite else _INSERT_VECTOR, rows)


def remove(session: Session, rows: Sequence[tuple[int, str, Iterable[str]]]) -> None:
    """Make statements no longer findable; the words must be those that were inserted."""
    _run(session, _DELETE if session.sqlite else _DELETE_VECTOR, rows)


def _run(session: Session, statement: str, rows: Sequence[tuple[int, str, Iterable[str]]]) -> None:
    if rows:
        values = [{"number": n, "surface": fold(words), "lemma": fold(" ".join(lemmas))} for n, words, lemmas in rows]
        session.execute(sa.text(statement), values)


def _plain(found: re.Match[str]) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", found[0]) if not unicodedata.combining(c))
