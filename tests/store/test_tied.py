"""Utterances and tensions by the filters of statements are those of which a statement is found by them: in both databases."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date

import pytest
import sqlalchemy as sa

from onrecord.errors import BadFilter
from onrecord.model.wanted import Wanted
from onrecord.queries import tied
from onrecord.queries.search import find
from onrecord.record import fetch, links
from onrecord.record.store import Session, Store
from onrecord.record.tables import statements, tensions
from tests.store.test_search import tell

Made = Callable[[], AbstractContextManager[Store]]
WANTED = [
    Wanted(speaker=("Колос",)),
    Wanted(speaker=("Ніхто",)),
    Wanted(text="гарантія"),
    Wanted(text="-гарантія"),
    Wanted(text="security", outlet=("Courier",)),
    Wanted(outlet=("Листок",), issue=("prisoners",), stance=("support",)),
    Wanted(issue=("ceasefire",)),
    Wanted(side=("North",), until=date(2031, 3, 5)),
    Wanted(act=("demand",), language=("uk",), story=("st",)),
    Wanted(hedged=True),
]


@pytest.fixture(scope="module")
def story(made: Made) -> Iterator[Store]:
    """Six statements in the order of `tell`; two utterances of two and of three, three tensions."""
    with made() as store:
        tell(store)
        with store.write() as session:
            numbers = list(session.execute(sa.select(statements.c.number).order_by(statements.c.number)).scalars())
            links.tie(session, [(numbers[0], numbers[3], numbers[5]), (numbers[2], numbers[4])])
            for place, (kind, a, b) in enumerate([("shift", 0, 5), ("denial", 1, 4), ("denial", 2, 3)], 1):
                ends = {"a": numbers[a], "b": numbers[b], "rule": "r", "why": "w", "confidence": 1 - place / 10}
                session.execute(sa.insert(tensions), {"number": place, "id": f"t{place}", "kind": kind, **ends})
        yield store


def found(session: Session, wanted: Wanted) -> set[int]:
    return {one.number for one in find(session, wanted, limit=100).items}


@pytest.mark.parametrize("wanted", WANTED, ids=str)
def test_utterances(story: Store, wanted: Wanted) -> None:
    with story.read() as session:
        every, total = tied.utterances(session, Wanted(), limit=0, offset=0)
        expected = [one for one in every if found(session, wanted) & set(links.renderings(session, one))]
        assert (len(every), total) == (2, 2)
        assert tied.utterances(session, wanted, limit=0, offset=0) == (expected, len(expected))
        assert tied.utterances(session, wanted, limit=1, offset=1) == (expected[1:2], len(expected))


@pytest.mark.parametrize("wanted", WANTED, ids=str)
def test_tensions(story: Store, wanted: Wanted) -> None:
    with story.read() as session:
        every = tied.tensions(session, Wanted(), (), limit=0, offset=0).items
        numbers = found(session, wanted)
        expected = [one.id for one in every if {one.a.number, one.b.number} & numbers]
        page = tied.tensions(session, wanted, (), limit=0, offset=0)
        assert ([one.id for one in every], [one.id for one in page.items]) == (["t1", "t2", "t3"], expected)
        assert (page.total, page.truncated) == (len(expected), False)
        one = tied.tensions(session, wanted, ("denial",), limit=1, offset=0)
        denials = [name for name in expected if name != "t1"]
        assert ([held.id for held in one.items], one.total, one.truncated) == (
            denials[:1],
            len(denials),
            len(denials) > 1,
        )


def test_what_cannot_be_is_refused(story: Store) -> None:
    with story.read() as session, pytest.raises(BadFilter, match="issue nothing"):
        tied.utterances(session, Wanted(issue=("nothing",)), limit=1, offset=0)
    with story.read() as session, pytest.raises(BadFilter, match="issue nothing"):
        tied.tensions(session, Wanted(issue=("nothing",)), (), limit=1, offset=0)


def test_every_filter_finds_something_of_both(story: Store) -> None:
    """The comparison above compares more than empty lists."""
    with story.read() as session:
        assert sum(bool(tied.utterances(session, one, limit=0, offset=0)[1]) for one in WANTED) >= 8
        assert sum(bool(tied.tensions(session, one, (), limit=0, offset=0).total) for one in WANTED) >= 8
        assert len(fetch.all_articles(session)) == 3
