"""Whether statements stand in the full text, by their own words."""

from collections.abc import Iterable

import sqlalchemy as sa

from onrecord.record.fulltext import fold
from onrecord.record.store import Session

_ASKED = 12
"""Words of a statement that are looked for."""


def count(session: Session) -> int:
    """How many statements are findable."""
    table = "search_docsize" if session.sqlite else "search"
    return int(session.execute(sa.text(f"SELECT count(*) FROM {table}")).scalar_one())  # noqa: S608 - no value in it


def holds(session: Session, number: int, words: str, lemmas: Iterable[str]) -> bool:
    """Whether a statement is found by its words as they stand and by its lemmas (the first dozen of each)."""
    surface, lemma = fold(words).split()[:_ASKED], fold(" ".join(lemmas)).split()[:_ASKED]
    if session.sqlite:
        told = " AND ".join([*(f'surface : "{word}"' for word in surface), *(f'"{word}"' for word in lemma)])
        query = "SELECT count(*) FROM search WHERE rowid = :number"
        query += " AND search MATCH :words" if told else ""
    else:
        told = " & ".join([*(f"'{word}':A" for word in surface), *(f"'{word}'" for word in lemma)])
        query = "SELECT count(*) FROM search WHERE statement = :number"
        query += " AND words @@ CAST(:words AS tsquery)" if told else ""
    values = {"number": number, "words": told} if told else {"number": number}
    return bool(session.execute(sa.text(query), values).scalar_one())
