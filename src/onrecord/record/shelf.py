"""The articles of a record in pages, the newest first, as they were added."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from onrecord.model.kept import KeptArticle
from onrecord.record import fetch
from onrecord.record.store import Session
from onrecord.record.tables import articles, outlets, statements


@dataclass(frozen=True, slots=True)
class Shelf:
    """Which articles: of an outlet, language or story, published from one day to another (both count)."""

    outlet: str = ""
    language: str = ""
    story: str = ""
    since: date | None = None
    until: date | None = None


def page(
    session: Session, wanted: Shelf, *, limit: int, before: int | None = None
) -> tuple[list[tuple[KeptArticle, int]], int, int | None]:
    """Articles with their number of statements (those that stand and nobody rejected), how many articles there are in all,
    and the number before which the next page begins (None: there is none). `before` is that of the page before."""
    asked = _conditions(wanted)
    total = session.execute(sa.select(sa.func.count()).select_from(articles).where(*asked)).scalar_one()
    if before is not None:
        asked.append(articles.c.number < before)
    query = sa.select(articles.c.number).where(*asked).order_by(articles.c.number.desc()).limit(limit + 1)
    found = list(session.execute(query).scalars())
    numbers, more = found[:limit], len(found) > limit
    kept = fetch.articles_by_number(session, numbers)
    counted = _counts(session, numbers)
    return [(kept[one], counted.get(one, 0)) for one in numbers], total, numbers[-1] if more else None


def _conditions(wanted: Shelf) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = [articles.c.state == "kept"]
    if wanted.outlet:
        found.append(articles.c.outlet.in_(sa.select(outlets.c.number).where(outlets.c.name == wanted.outlet)))
    if wanted.language:
        found.append(articles.c.language == wanted.language)
    if wanted.story:
        found.append(articles.c.story == wanted.story)
    if wanted.since:
        found.append(articles.c.published >= wanted.since)
    if wanted.until:
        found.append(articles.c.published <= wanted.until)
    return found


def _counts(session: Session, numbers: Sequence[int]) -> dict[int, int]:
    query = (
        sa.select(statements.c.article, sa.func.count().label("held"))
        .where(statements.c.article.in_(numbers), statements.c.state == "current", statements.c.verdict != "rejected")
        .group_by(statements.c.article)
    )
    return {int(row.article): int(row.held) for row in session.execute(query)}
