"""Full text over the words as they stand (`surface`) and their lemmas (`lemma`), in both databases.

Words are folded here, before they are kept and before they are asked for: lower case, one apostrophe (none), `ё` as `е`,
accents off Latin letters, hyphens parting words. In SQLite they stand in a contentless FTS5 table, whose rows can only be
taken out by the very words that were put in: `remove` therefore gets them again from the statement. In PostgreSQL they are
written as a `tsvector` with their places, surface as weight A and lemmas as weight B, and no parser or dictionary of the
server has a part in it: both databases find the same.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from onrecord.model.wanted import Match, Term
from onrecord.record.store import Session

_APOSTROPHES = re.compile("[\u0027\u2019\u2018\u02bc\u02b9\u00b4\u0060\u201b\u2032]")
_WORD = re.compile(r"[^\W_]+")
_ACCENTED = re.compile("[\u00c0-\u024f]")
_YO = str.maketrans("ёЁ", "еЕ")

_INSERT = "INSERT INTO search (rowid, surface, lemma) VALUES (:number, :surface, :lemma)"
_DELETE = "INSERT INTO search (search, rowid, surface, lemma) VALUES ('delete', :number, :surface, :lemma)"
_INSERT_VECTOR = "INSERT INTO search (statement, words) VALUES (:number, CAST(:words AS tsvector))"
_DELETE_VECTOR = "DELETE FROM search WHERE statement = :number"

_LAST_PLACE = 16_383
"""PostgreSQL counts places up to here; words behind it are found, but not in phrases."""
_LONGEST = 512
"""Letters of a word that are kept: PostgreSQL allows 2046 bytes, and nothing longer is a word."""


def fold(text: str) -> str:
    """The words of a text as they are searched, parted by blanks."""
    text = _APOSTROPHES.sub("", unicodedata.normalize("NFC", text)).translate(_YO).casefold()
    return " ".join(word[:_LONGEST] for word in _WORD.findall(_ACCENTED.sub(_plain, text)))


def insert(session: Session, rows: Sequence[tuple[int, str, Iterable[str]]]) -> None:
    """Make statements findable: (number, words as they stand, lemmas) each."""
    if not rows:
        return
    folded = [(n, fold(words), fold(" ".join(lemmas))) for n, words, lemmas in rows]
    if session.sqlite:
        values = [{"number": n, "surface": surface, "lemma": lemma} for n, surface, lemma in folded]
        session.execute(sa.text(_INSERT), values)
    else:
        vectors = [{"number": n, "words": vector(surface, lemma)} for n, surface, lemma in folded]
        session.execute(sa.text(_INSERT_VECTOR), vectors)


def remove(session: Session, rows: Sequence[tuple[int, str, Iterable[str]]]) -> None:
    """Make statements no longer findable; the words must be those that were inserted."""
    if not rows:
        return
    if session.sqlite:
        values = [{"number": n, "surface": fold(words), "lemma": fold(" ".join(lemmas))} for n, words, lemmas in rows]
        session.execute(sa.text(_DELETE), values)
    else:
        session.execute(sa.text(_DELETE_VECTOR), [{"number": n} for n, _, _ in rows])


def vector(surface: str, lemma: str) -> str:
    """Folded words as PostgreSQL's input of a `tsvector`: `'слово':1A,4B`. Lemmas stand behind the surface, so that one
    word as both keeps both weights."""
    places: dict[str, list[str]] = {}
    first = 1
    for words, weight in ((surface.split(), "A"), (lemma.split(), "B")):
        for place, word in enumerate(words, first):
            places.setdefault(word, []).append(f"{min(place, _LAST_PLACE)}{weight}")
        first += len(words) + 1
    return " ".join(f"'{word}':{','.join(found)}" for word, found in places.items())


def expression(match: Match, *, sqlite: bool) -> str:
    """What is asked of the words, in the language of FTS5 or of `tsquery`. Words are quoted, so nothing that a person
    types can be taken for an operator. Only for a match that asks for at least one word to be there."""
    if not match.all:
        raise ValueError("no word that must be there")
    one = _fts5 if sqlite else _tsquery
    told = (" AND " if sqlite else " & ").join(one(term) for term in match.all)
    for term in match.none:
        told = f"({told}) {'NOT' if sqlite else '& !'} {one(term)}"
    return told


def without(match: Match, *, sqlite: bool) -> str:
    """The words that must not be there, as one expression that finds the statements to leave out."""
    one = _fts5 if sqlite else _tsquery
    return (" OR " if sqlite else " | ").join(one(term) for term in match.none)


def _fts5(term: Term) -> str:
    star = " *" if term.prefix else ""
    found = [f'surface : "{term.surface}"{star}', *(f'lemma : "{lemma}"' for lemma in term.lemmas)]
    return f"({' OR '.join(found)})"


def _tsquery(term: Term) -> str:
    found = [_row(term.surface, "A", prefix=term.prefix), *(_row(lemma, "B") for lemma in term.lemmas)]
    return f"({' | '.join(found)})"


def _row(words: str, weight: str, *, prefix: bool = False) -> str:
    *before, last = words.split()
    pieces = [*(f"'{word}':{weight}" for word in before), f"'{last}':{weight}{'*' if prefix else ''}"]
    return f"({' <-> '.join(pieces)})"


def _plain(found: re.Match[str]) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", found[0]) if not unicodedata.combining(c))
