"""Accuracy: how often the machine was right, wrong and silent, by what people decided in this record."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from onrecord.desk import Record
from onrecord.queries.accuracy import Line
from onrecord.web.asked import Asked
from onrecord.web.page import Page


@dataclass(frozen=True, slots=True)
class Share:
    """A share with where it lies, as words and as places from 0 to 100 for a bar."""

    told: str
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Figures:
    """One line of a table."""

    field: str
    right: int
    wrong: int
    silent: int
    precision: Share | None
    silence: Share | None


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of one group: `by` is `all`, `outlet` or `language`."""

    by: str
    group: str
    lines: tuple[Figures, ...]


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Context of the accuracy page."""

    tables: tuple[Table, ...]


def page(record: Record, asked: Asked) -> Accuracy:
    """The figures as the record is now."""
    found = groupby(record.review.accuracy(), lambda line: (line.by, line.group))
    return Accuracy(tuple(_table(by, group, list(lines), asked) for (by, group), lines in found))


def _table(by: str, group: str, lines: Sequence[Line], asked: Asked) -> Table:
    return Table(by, group, tuple(_figures(line, asked) for line in lines))


def _figures(line: Line, asked: Asked) -> Figures:
    return Figures(
        line.field, line.right, line.wrong, line.silent,
        _share(line.precision, line.precision_interval, asked), _share(line.silence, line.silence_interval, asked),
    )  # fmt: skip


def _share(share: float | None, interval: tuple[float, float], asked: Asked) -> Share | None:
    if share is None:
        return None
    words = asked.words
    low, high = interval
    told = words("accuracy.interval", share=words.share(share), low=words.share(low), high=words.share(high))
    return Share(told, round(100 * share, 1), round(100 * low, 1), round(100 * high, 1))


PAGE = Page("/review/accuracy", page, "accuracy.html", cost=10.0, nav="review")
