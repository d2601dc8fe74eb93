"""What ties statements of several articles, found by the same filters as statements: where one of them is wanted."""

from collections.abc import Sequence

from onrecord.model.kept import Tense
from onrecord.model.sighting import TensionKind
from onrecord.model.wanted import Page, Wanted
from onrecord.queries.selection import select
from onrecord.record import find, links, tense
from onrecord.record.store import Session


def utterances(session: Session, wanted: Wanted, *, limit: int, offset: int) -> tuple[list[str], int]:
    """The ids of the utterances with the most reports of which at least one is wanted, and how many there are. Raises
    BadFilter."""
    return links.most_reported(session, limit, offset, find.among(session, select(session, wanted)))


def tensions(session: Session, wanted: Wanted, kinds: Sequence[TensionKind], *, limit: int, offset: int) -> Page[Tense]:
    """The surest tensions (of some kinds) of which at least one statement is wanted. Raises BadFilter."""
    among = find.among(session, select(session, wanted))
    items = tense.page(session, kinds, limit=limit, offset=offset, among=among)
    total = sum(count for kind, count in tense.counts(session, among).items() if not kinds or kind in kinds)
    return Page(items, total, offset + len(items) < total)
