"""The breakdown of the figures, with the gold answers as the reader."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onrecord.evaluate.compare import Compared, compare
from onrecord.evaluate.reliability import reliability
from onrecord.model.article import Article
from onrecord.model.statement import Reading
from onrecord.text import take_apart

GATE = Path(__file__).parents[2] / "gate" / "stories.jsonl"
measure = pytest.importorskip("onrecord.evaluate.measure", reason="the reader is not there yet", exc_type=ImportError)


@pytest.fixture(scope="module")
def answers() -> dict[str, dict[str, Any]]:
    lines = GATE.read_text(encoding="utf-8").splitlines()
    return {line["id"]: line for line in map(json.loads, lines)}


@pytest.fixture
def known(answers: dict[str, Any], make_reading: Callable[[dict[str, Any]], Reading]) -> Callable[[Article], Reading]:
    return lambda article: replace(make_reading(answers[article.id]), text=take_apart(article))


def test_every_part_adds_up(known: Callable[[Article], Reading], answers: dict[str, Any]) -> None:
    figures = measure.evaluate(GATE, known)
    total = sum(len(line["statements"]) for line in answers.values())
    assert (figures.articles, figures.statements) == (len(answers), total)
    assert sum(part["attribution"].count for part in figures.languages.values()) == total
    for rows in (figures.kinds, figures.zones):
        assert sum(row.attribution.count for row in rows) == total
        assert {row.attribution.f1 for row in rows} == {1.0}
    questions = len(figures.constructions) and sum(row.attribution.count for row in figures.constructions)
    assert questions == 6 * total
    assert {"cue before", "cue after", "cue inside", "cue verb", "cue noun", "source none", "source pronoun"} <= {
        row.name for row in figures.constructions
    }


def test_report_shows_every_row(known: Callable[[Article], Reading]) -> None:
    from onrecord.evaluate import report

    figures = measure.evaluate(GATE, known)
    names = [*figures.overall, *(row.name for row in (*figures.kinds, *figures.zones, *figures.constructions))]
    for page in (report.text(figures), report.markdown(figures)):
        assert [name for name in names if name not in page] == []


def compared(*statements: tuple[float, bool]) -> Compared:
    text = "word " * len(statements)
    marks = [
        {"id": f"s{n}", "source": [], "cue": [[5 * n, 5 * n + 4]], "content": [[5 * n, 5 * n + 4]], "confidence": sure}
        for n, (sure, _) in enumerate(statements)
    ]
    gold = [mark for mark, (_, right) in zip(marks, statements, strict=True) if right]
    return compare([{"id": "a", "text": text, "statements": gold}], [{"id": "a", "statements": marks}])[0]


def test_calibration() -> None:
    assert reliability([compared((1.0, True), (0.0, False))]).error == 0
    assert reliability([compared((1.0, False))]).error == 1
    known = reliability([compared((0.72, True), (0.78, False), (0.31, False))])
    assert [b.count for b in known.bins] == [1, 2]
    assert known.error == pytest.approx((0.31 + 2 * 0.25) / 3)
