"""How far `confidence` can be believed: how sure the reader was, against how often it was right."""

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.evaluate.compare import Compared

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The predicted statements of a tenth of the scale: how many, their mean confidence, and the share found in gold."""

    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """The bins that hold something, from unsure to sure; `error` is the expected calibration error (0 to 1): the mean
    distance of confidence and share right, weighted by the bins' sizes (Naeini et al., AAAI 2015)."""

    bins: tuple[Bin, ...]
    error: float


def reliability(articles: Iterable[Compared]) -> Reliability:
    """Over all predicted statements that count; one that is paired with a gold one is right."""
    held: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for article in articles:
        found = {pair.predicted for pair in article.pairs}
        for j, s in enumerate(article.statements):
            confidence = float(s.get("confidence", 1.0))
            held[min(BINS - 1, int(confidence * BINS))].append((confidence, j in found))
    bins = tuple(_bin(one) for one in held if one)
    total = sum(b.count for b in bins)
    return Reliability(bins, sum(b.count * abs(b.confidence - b.right) for b in bins) / total if total else 0.0)


def _bin(held: list[tuple[float, bool]]) -> Bin:
    return Bin(len(held), sum(c for c, _ in held) / len(held), sum(right for _, right in held) / len(held))
