"""The benchmark's record, small: its questions are answered as going through all statements answers them, in both databases."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from datetime import date

import pytest
import sqlalchemy as sa

from benchmarks.generated import STATEMENTS, World
from benchmarks.record import Asker, build, copy, size
from onrecord.model.entry import Entry, ReadingEntry
from onrecord.model.wanted import Match, Term, Wanted
from onrecord.queries.facets import facets
from onrecord.queries.positions import positions
from onrecord.queries.search import find
from onrecord.queries.timeline import timeline
from onrecord.queries.words import match
from onrecord.record.fulltext import fold
from onrecord.record.store import Store, create_store

Made = Callable[[], AbstractContextManager[Store]]
MANY = 20_000
ASKED = 40

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Fact:
    """A statement as it was made, and what is asked of it."""

    entry: Entry
    whole: ReadingEntry
    person: str
    side: str | None
    surface: str
    words: frozenset[str]

    @property
    def day(self) -> date | None:
        said = self.entry.statement.said_on
        return date.fromisoformat(said) if said else self.whole.reading.article.published


@pytest.fixture(scope="module")
def world() -> World:
    return World()


@pytest.fixture(scope="module")
def sqlite(world: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = create_store(str(tmp_path_factory.mktemp("generated") / "onrecord.db"))
    build(store, world, MANY)
    yield store
    store.close()


@pytest.fixture(scope="module")
def record(sqlite: Store, made: Made, database: str) -> Iterator[Store]:
    """The same record in either database."""
    with ExitStack() as stack:
        if database == "sqlite":
            yield sqlite
            return
        store = stack.enter_context(made())
        copy(sqlite, store)
        yield store


@pytest.fixture(scope="module")
def facts(world: World) -> list[Fact]:
    return list(_facts(world))


def _facts(world: World) -> Iterator[Fact]:
    for whole in world.articles(MANY // STATEMENTS, range(len(world.persons))):
        for entry in whole.entries:
            person = world.persons[entry.actor] if entry.actor is not None else None
            surface = fold(entry.statement.content)
            words = frozenset(surface.split()) | frozenset(fold(" ".join(entry.lemmas)).split())
            yield Fact(entry, whole, person.latin if person else "", person.side if person else None, surface, words)


def fits(fact: Fact, wanted: Wanted, speakers: set[str], asked: Match | None) -> bool:
    a, article = fact.entry.statement.attribution, fact.whole.reading.article
    touches = {touch.issue for touch in fact.entry.touches}
    leading = fact.entry.touches[0].stance if fact.entry.touches else None
    return (
        (not wanted.outlet or article.outlet in wanted.outlet)
        and (not wanted.language or fact.whole.reading.language in wanted.language)
        and (not wanted.act or a.act in wanted.act)
        and (not wanted.kind or a.kind in wanted.kind)
        and (wanted.hedged is None or a.hedged == wanted.hedged)
        and (not wanted.stance or leading in wanted.stance)
        and (not wanted.issue or bool(touches & set(wanted.issue)))
        and (not wanted.side or fact.side in wanted.side)
        and (not wanted.speaker or fact.person in speakers)
        and (not wanted.since or (fact.day is not None and fact.day >= wanted.since))
        and (not wanted.until or (fact.day is not None and fact.day <= wanted.until))
        and (asked is None or (all(has(fact, t) for t in asked.all) and not any(has(fact, t) for t in asked.none)))
    )


def has(fact: Fact, term: Term) -> bool:
    if term.prefix:
        return any(word.startswith(term.surface) for word in fact.words)
    if not term.lemmas:
        return f" {term.surface} " in f" {fact.surface} "
    return any(form in fact.words for form in (term.surface, *term.lemmas))


def test_questions(record: Store, world: World, facts: list[Fact]) -> None:
    latin = {person.cyrillic: person.latin for person in world.persons}
    found = 0
    for _, wanted, order in list(Asker(world).questions())[: 3 * ASKED : 3]:
        speakers = {latin.get(name, name) for name in wanted.speaker}
        expected = sum(fits(fact, wanted, speakers, match(wanted.text)) for fact in facts)
        with record.read() as session:
            page = find(session, wanted, order=order)  # type: ignore[arg-type]
        if wanted.speaker:  # namesakes by sound are meant too
            assert page.total >= expected
        else:
            assert page.total == expected, wanted
        assert len(page.items) == min(page.total, 20)
        found += page.total
    assert found > ASKED


def test_overviews(record: Store, facts: list[Fact]) -> None:
    with record.read() as session:
        shown = facets(session, Wanted(), most=10)
        days = timeline(session, Wanted(), limit=3)
        cells = positions(session, Wanted(), limit=10)
    people = Counter(fact.person for fact in facts if fact.person)
    assert [f.count for f in shown["speaker"][:10]] == [count for _, count in people.most_common(10)]
    assert {f.value: f.count for f in shown["act"]} == Counter(f.entry.statement.attribution.act for f in facts)
    assert {f.value: f.count for f in shown["outlet"]} == Counter(f.whole.reading.article.outlet for f in facts)
    assert {f.value: f.count for f in shown["issue"]} == Counter(t.issue for f in facts for t in f.entry.touches)
    assert days.total == MANY
    assert days.days_total == len({fact.day for fact in facts})
    assert [day.count for day in days.days] == [sum(f.day == day.day for f in facts) for day in days.days]
    names = dict(cells.actors)
    held = Counter((f.person.casefold(), t.issue, t.stance) for f in facts for t in f.entry.touches if f.person)
    loud = {name for name, _ in people.most_common(10)}
    assert sum(cell.count for cell in cells.cells) == sum(n for key, n in held.items() if key[0].title() in loud)
    assert len(names) == 10 and cells.total == len(people)


def test_it_is_no_larger_than_it_should_be(sqlite: Store) -> None:
    whole, texts = size(sqlite)
    assert whole / texts < 5, "a small record pays for its 3,000 actors; one of a million statements stays under 4"
    with sqlite.read() as session:
        assert session.execute(sa.text("SELECT count(*) FROM statements")).scalar_one() == MANY
