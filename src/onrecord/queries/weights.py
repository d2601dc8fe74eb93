"""The weights by which pairs are judged: files made by `tools/fit_utterances.py` and `tools/fit_tensions.py`, with their
cards in them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from onrecord.errors import WeightsError

VERSION = 2
"""Raised whenever the features change their meaning, so that old weights are refused and not misread."""

PARTS = ("same", "apart", "beside", "company")
"""Pairs of two articles with one speaker, all others of two articles, pairs of one article, and pairs of two articles among
all the others."""

KINDS = ("shift", "conflict", "denial", "drift")
"""Parts of the weights of tensions; a conflict is told as a denial where that part is above 0, else as a contradiction."""

_REMAKE = "make the file again with `python -m tools.fit_utterances` and `python -m tools.fit_tensions`"


@dataclass(frozen=True, slots=True)
class Weights:
    """`parts`: feature -> weight, by part; `least`: how strong (log-odds) a part must be at least to count, where it
    has a bound: for `company` the mean chance inside an utterance; `shares`: concept -> the share of statements in which it
    stands."""

    parts: Mapping[str, Mapping[str, float]]
    least: Mapping[str, float]
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


def parse(text: str, where: str, wanted: Sequence[str] = PARTS) -> Weights:
    """The weights in the text of a file; `where` names it in errors, `wanted` are its parts. Raises WeightsError."""
    try:
        told = json.loads(text)
        version = told["version"]
        if version != VERSION:
            raise WeightsError(f"{where}: weights of version {version}, this matcher takes {VERSION}; {_REMAKE}")
        parts = {part: {str(name): float(value) for name, value in told[part].items()} for part in wanted}
        least = {str(part): float(value) for part, value in told["least"].items()}
        return Weights(parts, least, {str(k): float(v) for k, v in told.get("shares", {}).items()})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise WeightsError(f"{where}: damaged or no weights ({error!r}); {_REMAKE}") from error


@cache
def shipped() -> Weights:
    """The weights that come with the package, read once a process."""
    text = resources.files("onrecord.queries").joinpath("utterances.json").read_text(encoding="utf-8")
    return parse(text, "the shipped weights of utterances")


@cache
def of_tensions() -> Weights:
    """The weights of tensions that come with the package, read once a process."""
    text = resources.files("onrecord.queries").joinpath("tensions.json").read_text(encoding="utf-8")
    return parse(text, "the shipped weights of tensions", KINDS)
