"""Whatever is asked, totals, pages, facets, timelines and positions are what going through all statements by hand gives."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from onrecord.model.attribution import ACTS, KINDS
from onrecord.model.issue import STANCES
from onrecord.model.kept import STATES, VERDICTS, KeptStatement
from onrecord.model.wanted import ORDERS, UNTOLD, Wanted
from onrecord.queries.course import Days, course
from onrecord.queries.facets import facets
from onrecord.queries.positions import positions
from onrecord.queries.search import find
from onrecord.queries.timeline import timeline
from onrecord.record import find as finding
from onrecord.record import select
from onrecord.record.actors import kept
from onrecord.record.fulltext import fold
from onrecord.record.store import Session, Store
from onrecord.record.tables import actors, statements, touches
from tests.store.made import ISSUES, about, actor, entry, keep_all, said, with_issues

Made = Callable[[], AbstractContextManager[Store]]
NAMES = ["Дарина Колос", "Павел Рум", "Олесь Тим", "Ганна Вік", "Рада Гір", "Іван Лут"]
WORDS = {
    "uk": ["угода", "обмін", "полонений", "санкція", "вода", "місто", "сьогодні"],
    "ru": ["угода", "обмен", "пленный", "вода", "город", "сегодня"],
    "en": ["deal", "exchange", "prisoner", "water", "town", "today"],
}
DAYS = [date(2031, 1, 28) + timedelta(days=n) for n in range(6)]


@pytest.fixture(scope="module")
def record(made: Made) -> Iterator[Store]:
    """Ninety statements made by chance, of which some were merged, edited, retired and rejected afterwards."""
    with made() as store:
        with store.write() as session:
            tell(session, random.Random(5))
        yield store


def tell(session: Session, chance: random.Random) -> None:
    with_issues(session)
    people = [
        actor(session, name, side=side) for name, side in zip(NAMES, ("N", "S", None, "N", None, "S"), strict=True)
    ]
    for number in range(15):
        language = chance.choice(("uk", "ru", "en"))
        items = []
        for _ in range(6):
            who = chance.choice([*range(len(people)), None])
            issues = chance.sample(ISSUES, chance.choice((0, 1, 2)))
            items.append(
                said(
                    NAMES[who] if who is not None else "?",
                    " ".join(chance.choices(WORDS[language], k=4)),
                    *(about(issue, chance.choice(STANCES)) for issue in issues),
                    actor=people[who] if who is not None else None,
                    act=chance.choice(ACTS), kind=chance.choice(KINDS), hedged=chance.random() < 0.3,
                    zone=chance.choice(("body", "headline")), confidence=round(chance.random(), 3),
                )
            )  # fmt: skip
        day = chance.choice([*DAYS, None])
        outlet = chance.choice(["A", "B", None])
        keep_all(
            session, entry(f"a{number}", items, language=language, published=day, outlet=outlet, story=f"s{number % 4}")
        )
    change(session, chance, people)


def change(session: Session, chance: random.Random, people: list[int]) -> None:
    """What people and newer readings do later."""
    session.execute(sa.update(actors).where(actors.c.number == people[3]).values(merged_into=people[2]))
    session.execute(sa.update(actors).where(actors.c.number == people[2]).values(merged_into=people[0]))
    numbers = list(session.execute(sa.select(statements.c.number).order_by(statements.c.number)).scalars())
    for number in chance.sample(numbers, 40):
        values: dict[str, Any] = chance.choice(
            [
                {"state": chance.choice(STATES)}, {"verdict": chance.choice(VERDICTS)}, {"actor": chance.choice([*people, None])},
                {"day": chance.choice([*DAYS, None])}, {"act": chance.choice(ACTS), "hedged": True}, {"confidence": 0.25},
                {"zone": "caption", "kind": "direct", "language": "uk"}, {"actor": None},
            ]
        )  # fmt: skip
        session.execute(sa.update(statements).where(statements.c.number == number).values(**values))
    for number in chance.sample(numbers, 10):
        session.execute(sa.update(touches).where(touches.c.statement == number).values(stance="oppose"))
        leading = (
            sa.select(touches.c.stance).where(touches.c.statement == number, touches.c.rank == 0).scalar_subquery()
        )
        session.execute(sa.update(statements).where(statements.c.number == number).values(stance=leading))
    for number in chance.sample(numbers, 5):
        session.execute(sa.delete(touches).where(touches.c.statement == number))
        session.execute(sa.update(statements).where(statements.c.number == number).values(stance=None, issue=None))


def wanted_by_chance(chance: random.Random) -> Wanted:
    def some(values: Any) -> Any:
        return tuple(chance.sample(list(values), chance.choice((1, 2))))

    choices: list[dict[str, Any]] = [
        {"text": chance.choice(["вода", "угода", "water -today", "-вода", '"вода місто"', "сан*", "обміни вода", "ніде"])},
        {"speaker": some([*NAMES, UNTOLD])}, {"side": some(["N", "S", UNTOLD])}, {"issue": some([*ISSUES, UNTOLD])},
        {"stance": some([*STANCES, UNTOLD])}, {"act": tuple(chance.sample(ACTS, 5))}, {"kind": some(KINDS)},
        {"zone": some(["body", "headline"])}, {"outlet": some(["A", "B"])}, {"language": some(["uk", "ru", "en"])},
        {"since": DAYS[1]}, {"until": DAYS[3]}, {"hedged": chance.random() < 0.5}, {"story": some(["s1", "s2"])},
        {"verdict": chance.choice([(), ("accepted", "edited")])}, {"state": chance.choice([(), ("orphan", "retired")])},
        {"article": some(["a1", "a5", "a9"])},
    ]  # fmt: skip
    told: dict[str, Any] = {}
    for choice in chance.sample(choices, chance.choice((0, 1, 1, 2, 3))):
        told |= choice
    return Wanted(**told)


def fits(one: KeptStatement, wanted: Wanted, roots: dict[str, str]) -> bool:
    """By hand, with what the page of a statement shows."""
    who = one.actor_name or UNTOLD
    touching = [touch for touch in one.issues if touch.issue in wanted.issue]
    issue = bool(touching) or (UNTOLD in wanted.issue and not one.issues)
    if wanted.issue and wanted.stance:
        stance = any(touch.stance in wanted.stance for touch in touching)
        stance = stance or (UNTOLD in wanted.issue and UNTOLD in wanted.stance and not one.issues)
    else:
        stance = not wanted.stance or (one.stance or UNTOLD) in wanted.stance
    return all(
        (
            not wanted.text or has_words(one, wanted.text),
            not wanted.speaker or who in {roots.get(name, name) for name in wanted.speaker},
            not wanted.side or (one.side or UNTOLD) in wanted.side,
            not wanted.issue or issue,
            stance,
            not wanted.since or (one.day is not None and one.day >= wanted.since),
            not wanted.until or (one.day is not None and one.day <= wanted.until),
            wanted.hedged is None or one.hedged == wanted.hedged,
            not wanted.article or one.article_name in wanted.article,
            *(
                not getattr(wanted, name) or getattr(one, name) in getattr(wanted, name)
                for name in ("act", "kind", "zone", "outlet", "language", "verdict", "state", "story")
            ),
        )
    )


def has_words(one: KeptStatement, text: str) -> bool:
    words = fold(one.content_words).split()
    return {
        "вода": "вода" in words,
        "угода": "угода" in words,
        "water -today": "water" in words and "today" not in words,
        "-вода": "вода" not in words,
        '"вода місто"': "вода місто" in " ".join(words),
        "сан*": "санкція" in words,
        "обміни вода": "вода" in words and "обмін" in words,
        "ніде": False,
    }[text]


ROOTS = {NAMES[3]: NAMES[0], NAMES[2]: NAMES[0]}


def everything(session: Session) -> list[KeptStatement]:
    page = find(session, Wanted(state=(), verdict=()), order="oldest", limit=1000)
    assert len(page.items) == page.total == session.execute(sa.select(sa.func.count()).select_from(statements)).scalar()
    return list(page.items)


@pytest.mark.parametrize("seed", range(24))
def test_against_going_through_all(record: Store, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)
    wanted = wanted_by_chance(chance)
    monkeypatch.setattr(finding, "STEP", chance.choice((0.0, 1e9)))  # either way to a page gives the same
    monkeypatch.setattr(finding, "PROBE", chance.choice((0.0, 1e9)))
    monkeypatch.setattr(select, "PART", chance.choice((0, 10**9)))
    with record.read() as session:
        expected = [one for one in everything(session) if fits(one, wanted, ROOTS)]
        for order in ORDERS:
            page = find(session, wanted, order=order, limit=200)
            assert page.total == len(expected)
            assert {one.id for one in page.items} == {one.id for one in expected}
            first = find(session, wanted, order=order, limit=3)
            known = find(session, wanted, order=order, limit=3, total=len(expected))
            assert (known.total, [one.id for one in known.items]) == (first.total, [one.id for one in first.items])
        oldest = find(session, wanted, order="oldest", limit=200).items
        newest = find(session, wanted, order="newest", limit=200).items
        assert [(one.day is None, one.day, one.number) for one in oldest] == sorted(
            ((one.day is None, one.day, one.number) for one in expected), key=lambda k: (k[0], k[1] or 0, k[2])
        )
        dated = [one for one in oldest if one.day]
        assert list(newest) == dated[::-1] + [one for one in oldest if not one.day][::-1]
        doubt = find(session, wanted, order="doubt", limit=200).items
        assert [(one.confidence, one.number) for one in doubt] == sorted(
            (one.confidence, one.number) for one in expected
        )
        check_facets(session, wanted, expected)
        check_timeline(session, wanted, expected)
        check_positions(session, wanted, expected)
        check_course(session, wanted, expected)


def test_an_actor_has_the_statements_that_stand(record: Store) -> None:
    with record.read() as session:
        standing = Counter(
            one.actor for one in everything(session) if one.state == "current" and one.verdict != "rejected"
        )
        numbers = list(session.execute(sa.select(actors.c.number).where(actors.c.merged_into.is_(None))).scalars())
        told = {one.id: one.statements for one in kept(session, numbers).values()}
    assert +Counter(told) == Counter({who: many for who, many in standing.items() if who})


def check_course(session: Session, wanted: Wanted, expected: list[KeptStatement]) -> None:
    found = course(session, wanted)
    assert found.total == len(expected)
    assert _flat(found.sides) == Counter((one.day, one.side or UNTOLD) for one in expected)
    if not wanted.issue:
        assert _flat(found.stances) == Counter((one.day, one.stance or UNTOLD) for one in expected)
    if len(wanted.issue) == 1 and wanted.issue[0] != UNTOLD:
        told = ((one.day, t.stance) for one in expected for t in one.issues if t.issue == wanted.issue[0])
        assert _flat(found.stances) == Counter(told)
    heard = course(session, wanted, most=2, sides=False)
    assert (heard.total, _flat(heard.stances)) == (found.total, _flat(found.stances))


def _flat(days: Days) -> Counter[tuple[date | None, str]]:
    return Counter({(day, value): many for day, counts in days.items() for value, many in counts.items() if many})


def check_facets(session: Session, wanted: Wanted, expected: list[KeptStatement]) -> None:
    found = facets(session, wanted)
    for name in ("act", "kind", "language", "zone", "verdict"):
        assert {facet.value: facet.count for facet in found[name]} == Counter(getattr(one, name) for one in expected)
    assert {f.label: f.count for f in found["speaker"]} == Counter(one.actor_name or UNTOLD for one in expected)
    assert {f.value: f.count for f in found["side"]} == Counter(one.side or UNTOLD for one in expected)
    assert {f.value: f.count for f in found["outlet"]} == Counter(one.outlet for one in expected if one.outlet)
    assert {f.value: f.count for f in found["day"]} == Counter(str(one.day) for one in expected if one.day)
    if not wanted.stance or wanted.issue:
        assert {f.value: f.count for f in found["issue"]} == Counter(t.issue for one in expected for t in one.issues)
    assert {f.value: f.count for f in found["hedged"]} == Counter("yes" if one.hedged else "no" for one in expected)
    for name in ("speaker", "side", "issue", "stance", "act", "outlet", "language"):
        for facet in found[name][:2]:
            asked = (*getattr(wanted, name), facet.value)
            if not getattr(wanted, name):
                narrower = replace(wanted, **{name: asked})
                assert find(session, narrower, limit=0).total == facet.count, (name, facet)


def check_timeline(session: Session, wanted: Wanted, expected: list[KeptStatement]) -> None:
    whole = timeline(session, wanted, order="oldest", limit=100, each=2)
    assert whole.total == len(expected) and not whole.truncated and whole.days_total == len(whole.days)
    days = sorted({one.day for one in expected}, key=lambda day: (day is None, day or 0))
    assert [day.day for day in whole.days] == days
    for day in whole.days:
        held = [one for one in expected if one.day == day.day]
        assert day.count == len(held)
        assert day.stances == Counter(one.stance or UNTOLD for one in held)
        assert day.sides == Counter(one.side or UNTOLD for one in held)
        assert list(day.statements) == sorted(held, key=lambda one: one.number)[:2]
    for order in ("oldest", "newest"):
        pieces: list[date | None] = []
        cursor = None
        while True:
            page = timeline(session, wanted, order=order, limit=2, each=0, cursor=cursor)
            pieces += [day.day for day in page.days]
            assert (page.total, page.days_total) == (whole.total, whole.days_total)
            cursor = page.next
            if cursor is None:
                break
        told = [day for day in days if day]
        assert pieces == [*(told if order == "oldest" else told[::-1]), *([None] if None in days else [])]


def check_positions(session: Session, wanted: Wanted, expected: list[KeptStatement]) -> None:
    found = positions(session, wanted, each=3)
    known = [one for one in expected if one.actor]
    assert Counter(one.actor for one in known).keys() == {told[0] for told in found.actors}
    held: dict[tuple[str | None, str], list[tuple[KeptStatement, str]]] = {}
    for one in known:
        for touch in one.issues:
            if not set(wanted.issue) - {UNTOLD} or touch.issue in wanted.issue:
                held.setdefault((one.actor, touch.issue), []).append((one, touch.stance))
    assert {(cell.actor, cell.issue) for cell in found.cells} == held.keys()
    for cell in found.cells:
        there = held[cell.actor, cell.issue]
        assert (cell.support, cell.oppose, cell.neutral) == tuple(
            sum(s == stance for _, s in there) for stance in STANCES
        )
        newest = sorted((one for one, _ in there), key=lambda one: (one.day or date.min, one.number), reverse=True)
        assert cell.statements == tuple(one.id for one in newest[:3])
    bare = positions(session, wanted, each=0)
    assert bare.cells == tuple(replace(cell, statements=()) for cell in found.cells)


def test_positions_of_the_loudest(record: Store) -> None:
    with record.read() as session:
        whole = positions(session, Wanted())
        some = positions(session, Wanted(), limit=2, each=0)
        assert some.truncated and some.total == whole.total == len(whole.actors)
        assert some.actors == whole.actors[:2]
        assert all(cell.statements == () for cell in some.cells)
        nobody = positions(session, Wanted("ніде"))
        assert (nobody.actors, nobody.cells, nobody.total, nobody.truncated) == ((), (), 0, False)
