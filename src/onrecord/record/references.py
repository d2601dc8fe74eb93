"""Whether what rows point at is there, and what the database itself says of its file."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from onrecord.model.kept import STATES, VERDICTS
from onrecord.record.problem import HAND, RESTORE, Problem
from onrecord.record.store import Session
from onrecord.record.tables import actors, articles, issues, metadata, statements, touches, versions, wordings

Found = Iterator[Problem]


def of_file(session: Session, counts: Counter[str]) -> Found:
    """What SQLite finds wrong with the file; PostgreSQL looks after its own."""
    if not session.sqlite:
        return
    for (told,) in session.execute(sa.text("PRAGMA integrity_check")):
        counts["integrity checks"] += 1
        if told != "ok":
            yield Problem("the file is damaged", str(told), RESTORE)
    for row in session.execute(sa.text("PRAGMA foreign_key_check")).mappings():
        yield Problem("a row points at nothing", f"{row['table']} {row['rowid']} -> {row['parent']}", HAND)


def of_rows(session: Session, counts: Counter[str]) -> Found:
    """References that no foreign key holds, states that cannot be, rows without their other half."""
    for table in metadata.sorted_tables:
        counts[table.name] = session.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
    for what, query in _queries().items():
        for row in session.execute(query.execution_options(yield_per=1000)):
            yield Problem(what, " ".join(map(str, row)), HAND)
    yield from _circles(session)


def _queries() -> dict[str, sa.Select[Any]]:
    s, w = statements.c, wordings.c
    named = sa.select(sa.literal("statement"), s.id)
    worded: sa.Select[Any] = named.join(wordings, w.statement == s.number)
    outer = statements.alias()
    within = sa.select(outer.c.number).where(outer.c.number == w.within, outer.c.article == s.article)
    heir = sa.select(outer.c.number).where(outer.c.number == w.became)
    text = sa.select(versions.c.version).where(versions.c.article == s.article, versions.c.version == s.version)
    newest = sa.select(versions.c.version).where(
        versions.c.article == articles.c.number, versions.c.version == articles.c.version
    )
    leading = sa.select(touches.c.issue).where(touches.c.statement == s.number, touches.c.rank == 0)
    return {
        "a statement without words": named.where(~sa.select(w.statement).where(w.statement == s.number).exists()),
        "a statement in a version that is not there": named.where(~text.exists()),
        "a statement stands within one that is not there": worded.where(w.within.is_not(None), ~within.exists()),
        "a statement became one that is not there": worded.where(w.became.is_not(None), ~heir.exists()),
        "a statement of an unknown state": named.where(s.state.not_in(STATES)),
        "a statement of an unknown verdict": named.where(s.verdict.not_in(VERDICTS)),
        "a leading issue that is not the first of the issues": named.where(
            s.issue.is_distinct_from(leading.scalar_subquery())
        ),
        "an article without its newest text": sa.select(sa.literal("article"), articles.c.id).where(~newest.exists()),
        "an issue of an unknown state": sa.select(sa.literal("issue"), issues.c.id).where(
            issues.c.state.not_in(("used", "dropped"))
        ),
    }


def _circles(session: Session) -> Found:
    rows = session.execute(sa.select(actors.c.number, actors.c.id, actors.c.merged_into)).all()
    into = {row.number: row.merged_into for row in rows if row.merged_into is not None}
    names = {row.number: row.id for row in rows if row.number in into}
    sound: set[int] = set()
    for start in into:
        way: list[int] = []
        at: int | None = start
        while at is not None and at in into and at not in sound and at not in way:
            way.append(at)
            at = into[at]
        if at in way:
            yield Problem("actors that are merged into each other", f"actor {names[start]}", HAND)
        sound.update(way)
