"""Read a gold set with the reader as it is, and say how well it did."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from onrecord.evaluate import breakdown, gold
from onrecord.evaluate.breakdown import Row
from onrecord.evaluate.compare import compare
from onrecord.evaluate.figures import Figure
from onrecord.evaluate.reliability import Reliability, reliability
from onrecord.evaluate.score import score_compared
from onrecord.exports import lines
from onrecord.model.article import Article
from onrecord.model.statement import Reading
from onrecord.pipeline import read as read_article


@dataclass(frozen=True, slots=True)
class Figures:
    """All that is measured on one gold set. The figures are those of `../shared/gold/score.py`, by the same names."""

    name: str
    articles: int
    statements: int
    overall: Mapping[str, Figure]
    languages: Mapping[str, Mapping[str, Figure]]
    kinds: tuple[Row, ...]
    zones: tuple[Row, ...]
    constructions: tuple[Row, ...]
    reliability: Reliability


def evaluate(path: Path, read: Callable[[Article], Reading] = read_article) -> Figures:
    """Read the articles of a gold set and score what was found; the reader sees no answers.

    Raises UnreadableFile and BadLine for a broken set, and what `pipeline.read` raises.
    """
    marked = list(gold.read(path))
    readings = {one.article.id: read(one.article) for one in marked}
    answers = [{**one.raw, "id": one.article.id} for one in marked]
    compared = compare(answers, [lines.record(reading) for reading in readings.values()])
    texts = {name: reading.text for name, reading in readings.items()}
    languages = {name: reading.language for name, reading in readings.items()}
    return Figures(
        path.stem,
        len(marked),
        sum(len(one.statements) for one in marked),
        score_compared(compared),
        breakdown.by_language(compared, languages),
        breakdown.by_kind(compared, texts),
        breakdown.by_zone(compared, texts),
        breakdown.by_construction(compared, texts),
        reliability(compared),
    )
