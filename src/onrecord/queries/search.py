"""Statements that are wanted, in pages."""

from onrecord.errors import BadFilter
from onrecord.model.kept import KeptStatement
from onrecord.model.wanted import ORDERS, Order, Page, Wanted
from onrecord.queries.selection import select
from onrecord.record import fetch
from onrecord.record import find as finding
from onrecord.record.store import Session

LIMIT = 20
MOST = 1000
"""Statements on a page: usual, and at most."""


def find(
    session: Session,
    wanted: Wanted,
    *,
    order: Order = "relevance",
    limit: int = LIMIT,
    cursor: str | None = None,
    total: int | None = None,
) -> Page[KeptStatement]:
    """One page of the statements that are wanted, with the exact number of all: `total`, where they were counted already.

    `cursor` is `next` of the page before, with the same `wanted` and `order`. Raises BadFilter.
    """
    if order not in ORDERS:
        raise BadFilter(
            f"order {order}: there is none; order can be {', '.join(ORDERS)}",
            "not_among",
            field="order",
            value=order,
            known=", ".join(ORDERS),
        )
    if not 0 <= limit <= MOST:
        raise BadFilter(f"limit {limit}: a page has between 0 and {MOST} statements", "limit", value=limit, most=MOST)
    selection = select(session, wanted)
    if cursor is None:
        total, found = finding.first(session, selection, order, limit, total)
    else:
        total = finding.total(session, selection) if total is None else total
        found = finding.page(session, selection, order, limit, cursor, total)
    return Page(tuple(fetch.statements_by_number(session, found.numbers)), total, found.next is not None, found.next)
