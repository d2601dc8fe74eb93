"""The weights by which pairs of statements are judged: a file made by `tools/fit_utterances.py`, with its card in it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from onrecord.errors import WeightsError

VERSION = 1
"""Raised whenever the features change their meaning, so that old weights are refused and not misread."""

PARTS = ("apart", "beside", "company")
"""Pairs of two articles, of one article, and pairs of two articles among all the others."""

_REMAKE = "make the file again with `python -m tools.fit_utterances`"


@dataclass(frozen=True, slots=True)
class Weights:
    """`parts`: feature -> weight, for each of `PARTS`; `least`: how strong the mean link inside an utterance must be;
    `shares`: concept -> the share of statements in which it stands."""

    parts: Mapping[str, Mapping[str, float]]
    least: float
    shares: Mapping[str, float]

    def strength(self, part: str, features: Mapping[str, float]) -> float:
        """The log-odds of a pair."""
        weights = self.parts[part]
        return sum(value * weights.get(name, 0.0) for name, value in features.items())

    def reasons(self, part: str, features: Mapping[str, float], most: int) -> tuple[str, ...]:
        """The features that spoke the loudest, for (`+`) or against (`-`), the loudest first."""
        weights = self.parts[part]
        said = sorted(((value * weights.get(name, 0.0), name) for name, value in features.items()), key=_loudest)
        return tuple(f"{'+' if vote > 0 else '-'}{name}" for vote, name in said[:most] if vote)


def _loudest(said: tuple[float, str]) -> tuple[float, str]:
    return -abs(said[0]), said[1]


def parse(text: str, where: str) -> Weights:
    """The weights in the text of a file; `where` names it in errors. Raises WeightsError."""
    try:
        told = json.loads(text)
        version = told["version"]
        if version != VERSION:
            raise WeightsError(f"{where}: weights of version {version}, this matcher takes {VERSION}; {_REMAKE}")
        parts = {part: {str(name): float(value) for name, value in told[part].items()} for part in PARTS}
        return Weights(parts, float(told["least"]), {str(k): float(v) for k, v in told["shares"].items()})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise WeightsError(f"{where}: damaged or no weights ({error!r}); {_REMAKE}") from error


@cache
def shipped() -> Weights:
    """The weights that come with the package, read once a process."""
    text = resources.files("onrecord.queries").joinpath("utterances.json").read_text(encoding="utf-8")
    return parse(text, "the shipped weights of utterances")
