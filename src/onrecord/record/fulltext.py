"""Full text over the words as they stand (`surface`) and their lemmas (`lemma`), in both databases.

Words are folded here, before they are kept and before they are asked for: lower case, one apostrophe (none), `ё` as `е`,
accents off Latin letters, hyphens parting words. A lemma that stands among the words as they are is not kept again. In
SQLite they stand in a contentless FTS5 table, whose rows can only be taken out by the very words that were put in:
`remove` therefore gets them again from the statement. In PostgreSQL they are written as a `tsvector` with their places,
surface as weight A and lemmas as weight B, and no parser or dictionary of the server has a part in it: both databases
find the same.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.model.wanted import Match, Term
from onrecord.record import pack
from onrecord.record.store import Session

_APOSTROPHES = re.compile("[\u0027\u2019\u2018\u02bc\u02b9\u00b4\u0060\u201b\u2032]")
_WORD = re.compile(r"[^\W_]+")
_ACCENTED = re.compile("[\u00c0-\u024f]")
_YO = str.maketrans("ёЁ", "еЕ")

_INSERT = "INSERT INTO search (rowid, surface, lemma) VALUES (:number, :surface, :lemma)"
_DELETE = "INSERT INTO search (search, rowid, surface, lemma) VALUES ('delete', :number, :surface, :lemma)"
_INSERT_VECTOR = "INSERT INTO search (statement, words) VALUES (:number, CAST(:words AS tsvector))"
_DELETE_VECTOR = "DELETE FROM search WHERE statement = :number"

_HELD = (
    "SELECT statements.number, versions.text, wordings.spans, wordings.lemmas FROM statements "
    "JOIN wordings ON wordings.statement = statements.number JOIN versions ON versions.article = statements.article "
    "AND versions.version = statements.version WHERE statements.state IN ('current', 'orphan') "
    "AND statements.number > :last ORDER BY statements.number LIMIT :many"
)
_AT_ONCE = 2_000

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
    _insert(session.connection, rows)


def remove(session: Session, rows: Sequence[tuple[int, str, Iterable[str]]]) -> None:
    """Make statements no longer findable; the words must be those that were inserted."""
    if not rows:
        return
    if session.sqlite:
        session.execute(sa.text(_DELETE), [_values(*row) for row in rows])
    else:
        session.execute(sa.text(_DELETE_VECTOR), [{"number": number} for number, _, _ in rows])


def rebuild(connection: Connection) -> None:
    """Make all statements findable again that stand or are orphans, from their texts and lemmas."""
    sqlite = connection.dialect.name == "sqlite"
    connection.execute(sa.text("INSERT INTO search (search) VALUES ('delete-all')" if sqlite else "DELETE FROM search"))
    last = 0
    while rows := connection.execute(sa.text(_HELD), {"last": last, "many": _AT_ONCE}).all():
        last = rows[-1].number
        content = pack.ROLES.index("content")
        _insert(
            connection,
            [
                (
                    row.number,
                    pack.words(row.text, pack.unpack_spans(row.spans)[content]),
                    pack.unpack_lemmas(row.lemmas)[0],
                )
                for row in rows
            ],
        )


def _insert(connection: Connection, rows: Sequence[tuple[int, str, Iterable[str]]]) -> None:
    if not rows:
        return
    values = [_values(*row) for row in rows]
    if connection.dialect.name == "sqlite":
        connection.execute(sa.text(_INSERT), values)
    else:
        vectors = [{"number": v["number"], "words": vector(str(v["surface"]), str(v["lemma"]))} for v in values]
        connection.execute(sa.text(_INSERT_VECTOR), vectors)


def _values(number: int, words: str, lemmas: Iterable[str]) -> dict[str, int | str]:
    surface = fold(words)
    there = set(surface.split())
    lemma = " ".join(word for word in fold(" ".join(lemmas)).split() if word not in there)
    return {"number": number, "surface": surface, "lemma": lemma}


def vector(surface: str, lemma: str) -> str:
    """Folded words as PostgreSQL's input of a `tsvector`: `'слово':1A 'слова':4B`. Lemmas stand behind the surface."""
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
    if term.prefix:
        return f'("{term.surface}" *)'
    if not term.lemmas:
        return f'(surface : "{term.surface}")'
    return f"({' OR '.join(f'{chr(34)}{form}{chr(34)}' for form in dict.fromkeys((term.surface, *term.lemmas)))})"


def _tsquery(term: Term) -> str:
    """Weights are asked for in phrases only: an index knows none, so each row that has the words would be looked at."""
    if term.prefix or term.lemmas:
        forms = dict.fromkeys((term.surface, *term.lemmas))
        return f"({' | '.join(_row(form, prefix=term.prefix) for form in forms)})"
    return f"({_row(term.surface, weight='A')})"


def _row(words: str, *, weight: str = "", prefix: bool = False) -> str:
    *before, last = [f"'{word}'" for word in words.split()]
    marked = [f"{word}:{weight}" if weight else word for word in before]
    marks = ("*" if prefix else "") + weight
    return f"({' <-> '.join([*marked, f'{last}:{marks}' if marks else last])})"


def _plain(found: re.Match[str]) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", found[0]) if not unicodedata.combining(c))
