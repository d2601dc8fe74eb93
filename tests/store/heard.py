"""Invented articles that the reader reads, and what a record holds, table by table."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from onrecord.exports import kept
from onrecord.intake.add import Added, add
from onrecord.model.article import Article, Skipped
from onrecord.record import Store, fetch
from onrecord.record.tables import metadata

UK = (
    "Тарвія обіцяє відкрити порт\n\n"
    "Міністерка торгівлі Тарвії Рита Вербова заявила, що порт відкриють у понеділок. "
    "«Жоден корабель не чекатиме довше за добу», – сказала вона журналістам.\n\n"
    "Міністр оборони Лоренії Гнат Липовий відкинув цю пропозицію."
)
RU = (
    "Порт Тарвии откроют в понедельник\n\n"
    "Порт откроют в понедельник, заявила министр торговли Тарвии Рита Вербова. "
    "По её словам, ни один корабль не будет ждать дольше суток.\n\n"
    "Гнат Липовый отверг это предложение."
)
EN = (
    "Tarvia to open port on Monday\n\n"
    "The port will open on Monday, Tarvian Trade Minister Ryta Verbova said. "
    '"No ship will wait longer than a day," she told reporters.\n\n'
    "Lorenian Defence Minister Hnat Lypovyi rejected the proposal."
)
STORY = (
    Article("a", UK, date(2031, 3, 4), "uk", "Мостова", "port"),
    Article("b", RU, date(2031, 3, 4), "ru", "Причал", "port"),
    Article("c", EN, date(2031, 3, 5), "en", "The Corvid", "port"),
)


def added(store: Store, *items: Article | Skipped, jobs: int | None = 1) -> list[Added | Skipped]:
    return list(add(store, items, jobs=jobs))


def outcomes(found: Iterable[Added | Skipped]) -> list[str]:
    return [one.reason if isinstance(one, Skipped) else one.outcome for one in found]


def lines(store: Store, *, without: Iterable[str] = ()) -> dict[str, Mapping[str, Any]]:
    """Every article as it is exported, by its id."""
    with store.read() as session:
        found = {}
        for number in fetch.all_articles(session):
            article = fetch.articles_by_number(session, [number])[number]
            row = kept.line(article, fetch.statements_of(session, number))
            found[article.id] = {name: value for name, value in row.items() if name not in without}
        return found


def tables(store: Store) -> str:
    """Every row of every table, but for what tells when a thing was done."""
    with store.read() as session:
        told = {}
        for table in metadata.sorted_tables:
            if table.name != "audit":
                rows = session.execute(sa.select(table)).mappings()
                told[table.name] = sorted(json.dumps(dict(row), default=str, sort_keys=True) for row in rows)
        return json.dumps(told, sort_keys=True, indent=0)


def changed(article: Article, old: str, new: str) -> Article:
    assert article.text.count(old) == 1
    return replace(article, text=article.text.replace(old, new))
