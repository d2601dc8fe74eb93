"""Texts and the places in them: hashes of versions, spans of statements, the words by which statements are found."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from onrecord.model.span import Span
from onrecord.record import findable, pack
from onrecord.record.problem import HAND, RESTORE, Problem
from onrecord.record.store import Session
from onrecord.record.tables import articles, statements, versions, wordings

ROWS = 1000
FINDABLE = ("current", "orphan")
"""States of statements whose words stand in the full text."""
OUT_OF_STEP = f"the full text is out of step: {RESTORE}"


def problems(session: Session, counts: Counter[str]) -> Iterator[Problem]:
    """Every version with its statements: the hash of the text, and spans that lie inside it in order."""
    held = _Ahead(session)
    query = (
        sa.select(articles.c.id, versions.c.article, versions.c.version, versions.c.text, versions.c.sha256)
        .join(articles, articles.c.number == versions.c.article)
        .order_by(versions.c.article, versions.c.version)
        .execution_options(yield_per=100)
    )
    for row in session.execute(query):
        told = hashlib.sha256(row.text.encode("utf-8", "surrogatepass")).hexdigest()
        if told != row.sha256:
            yield Problem("a text that is not the one that was kept", f"article {row.id} version {row.version}", HAND)
        for name, spans in held.of(row.article, row.version):
            if not _lie(spans, len(row.text)):
                yield Problem("spans that do not lie in order in their text", f"statement {name}", HAND)
    counts["spans of statements"] = held.seen


class _Ahead:
    """Statements in the order of their versions, read along with these."""

    def __init__(self, session: Session) -> None:
        query = (
            sa.select(statements.c.id, statements.c.article, statements.c.version, wordings.c.spans)
            .join(wordings, wordings.c.statement == statements.c.number)
            .order_by(statements.c.article, statements.c.version)
            .execution_options(yield_per=ROWS)
        )
        self._rows = iter(session.execute(query))
        self._next: Any = next(self._rows, None)
        self.seen = 0

    def of(self, article: int, version: int) -> Iterator[tuple[str, str]]:
        """Ids and packed spans of the statements of one version; those of versions that are not there are passed over."""
        while self._next is not None and (self._next.article, self._next.version) <= (article, version):
            row, self._next = self._next, next(self._rows, None)
            self.seen += 1
            if (row.article, row.version) == (article, version):
                yield row.id, row.spans


def _lie(packed: str, size: int) -> bool:
    try:
        roles = pack.unpack_spans(packed)
    except ValueError:
        return False
    return len(roles) == len(pack.ROLES) and all(_in_order(role, size) for role in roles)


def _in_order(spans: Sequence[Span], size: int) -> bool:
    at = 0
    for span in spans:
        if not at <= span.start < span.end <= size:
            return False
        at = span.end
    return True


def full_text(session: Session, counts: Counter[str], sample: int | None) -> Iterator[Problem]:
    """Whether as many statements are findable as should be, and whether each of them (or a sample) is by its words."""
    wanted = session.execute(
        sa.select(sa.func.count()).select_from(statements).where(statements.c.state.in_(FINDABLE))
    ).scalar_one()
    there = findable.count(session)
    if there != wanted:
        yield Problem("statements in the full text", f"{there} instead of {wanted}", OUT_OF_STEP)
    query = (
        sa.select(statements.c.number, statements.c.id, versions.c.text, wordings.c.spans, wordings.c.lemmas)
        .join(wordings, wordings.c.statement == statements.c.number)
        .join(versions, (versions.c.article == statements.c.article) & (versions.c.version == statements.c.version))
        .where(statements.c.state.in_(FINDABLE))
        .order_by(statements.c.number)
        .execution_options(yield_per=100)
    )
    if sample is not None and wanted > sample:
        step = wanted // sample + 1
        query = query.where(statements.c.number % step == 0)
    for row in session.execute(query):
        counts["looked for in the full text"] += 1
        spans = _spans(row.spans)
        if spans is None:
            continue
        words = pack.words(row.text, spans[pack.ROLES.index("content")])
        if not findable.holds(session, row.number, words, pack.unpack_lemmas(row.lemmas)[0]):
            yield Problem("a statement that is not found by its own words", f"statement {row.id}", OUT_OF_STEP)


def _spans(packed: str) -> tuple[tuple[Span, ...], ...] | None:
    """The spans; None where they are broken, which is told elsewhere."""
    try:
        found = pack.unpack_spans(packed)
    except ValueError:
        return None
    return found if len(found) == len(pack.ROLES) else None
