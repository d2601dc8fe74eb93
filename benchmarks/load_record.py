"""The record that the reading room is loaded with: generated articles, one of them very long, with utterances and tensions.

Kept in a folder, and taken from there where it is there already; 100,000 articles take about a quarter of an hour.
"""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import sqlalchemy as sa

from benchmarks.generated import STATEMENTS, World
from benchmarks.record import BATCH, build
from onrecord.model.sighting import TENSION_KINDS, Tension
from onrecord.record import keep, links
from onrecord.record.store import Session, Store, create_store
from onrecord.record.tables import actors, articles, statements, tensions

LONG = 2000
"""Statements of the long article."""
LONG_NAME = "g-1"
REPORTED, TENSE = 0.06, 0.005
"""The share of statements that several articles report, and tensions in parts of all statements."""


def prepare(folder: Path, world: World, many: int) -> Path:
    """The record's file, made or completed where it is not there whole."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "onrecord.db"
    store = create_store(str(path))
    with store.read() as session:
        there = _count(session, statements)
    if there < many:
        print(f"building {many:,} statements in {path}; about {many // 1500} s", flush=True)
        build(store, world, many)
    _lengthen(store, world)
    _tie(store)
    store.close()
    return path


def _count(session: Session, table: sa.Table) -> int:
    return int(session.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())


def _lengthen(store: Store, world: World) -> None:
    with store.write() as session:
        if session.execute(sa.select(articles.c.number).where(articles.c.name == LONG_NAME)).first() is None:
            numbers = list(session.execute(sa.select(actors.c.number).order_by(actors.c.number)).scalars())
            keep.new_article(session, world.article(int(LONG_NAME[1:]), numbers, LONG))
            session.execute(sa.update(articles).values(matched=True))


def _tie(store: Store) -> None:
    """Utterances of two to six statements of one day, and tensions between any two."""
    with store.read() as session:
        if _count(session, tensions):
            return
        days = sa.select(statements.c.number).where(statements.c.day.is_not(None)).order_by(statements.c.day)
        numbers = list(session.execute(days).scalars())
    chance = random.Random(3)
    groups = list(_groups(chance, numbers, int(REPORTED * len(numbers))))
    for start in range(0, len(groups), BATCH):
        with store.write() as session:
            links.tie(session, groups[start : start + BATCH])
    with store.write() as session:
        links.keep_tensions(session, _tensions(chance, numbers, int(TENSE * len(numbers))))


def _groups(chance: random.Random, numbers: Sequence[int], most: int) -> Iterator[Sequence[int]]:
    at, told = 0, 0
    while told < most and at + 6 < len(numbers):
        many = chance.choice((2, 2, 2, 3, 3, 4, 6))
        yield numbers[at : at + many]
        told += many
        at += many + chance.randrange(STATEMENTS * 5)


def _tensions(chance: random.Random, numbers: Sequence[int], many: int) -> Iterator[Tension]:
    for place in range(many):
        a, b = sorted(chance.sample(numbers, 2))
        yield Tension(TENSION_KINDS[place % len(TENSION_KINDS)], a, b, "generated", "stance", round(chance.random(), 4))
