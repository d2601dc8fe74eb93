"""What is measured: precision and recall, or the share that is right, by name; and how both are counted."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall (0 to 1) of something that is found or not; `count` of it stand in the gold set."""

    precision: float
    recall: float
    count: int

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def value(self) -> float:
        """The one figure that stands for it."""
        return self.f1


@dataclass(frozen=True, slots=True)
class Share:
    """The share (0 to 1) that is right, of `count`."""

    share: float
    count: int

    @property
    def value(self) -> float:
        """The one figure that stands for it."""
        return self.share


Figure = Score | Share


class Tally:
    """Counts while a set is scored; `figure` is what they come to."""

    def __init__(self) -> None:
        self._count: Counter[tuple[str, str]] = Counter()

    def add(self, name: str, right: int, predicted: int, gold: int) -> None:
        """So many in the gold set, so many predicted, so many of those right."""
        self._count[name, "right"] += right
        self._count[name, "predicted"] += predicted
        self._count[name, "gold"] += gold

    def pair(self, name: str, gold: object, predicted: object, same: bool) -> None:
        """One value that is told or not (truthy) on each side, and whether the two are the same."""
        self.add(name, bool(gold and predicted and same), bool(predicted), bool(gold))

    def share(self, name: str, right: bool) -> None:
        """One answer that is right or wrong."""
        self._count[name, "of"] += 1
        self._count[name, "correct"] += right

    def figure(self, name: str) -> Figure:
        """The figure of a name; its `count` is 0 where nothing was counted."""
        count = self._count
        if of := count[name, "of"]:
            return Share(count[name, "correct"] / of, of)
        right, predicted, gold = (count[name, key] for key in ("right", "predicted", "gold"))
        return Score(right / predicted if predicted else 0.0, right / gold if gold else 0.0, gold)


def as_json(figures: Mapping[str, Figure]) -> dict[str, dict[str, float]]:
    """The figures as `../shared/gold/score.py --json` writes them."""
    return {
        name: {"share": f.share, "n": f.count}
        if isinstance(f, Share)
        else {"p": f.precision, "r": f.recall, "f": f.f1, "n": f.count}
        for name, f in figures.items()
    }
