"""What each sign counts, read from the tables that `tools/fit_issues.py` makes (their model card: MODEL_CARD.md)."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from onrecord.errors import WeightsError

BIAS = "(always)"
"""The sign that every statement has."""


@cache
def issue_votes() -> Mapping[str, float]:
    """Sign of an issue -> what its full strength counts."""
    return MappingProxyType({sign: numbers[0] for sign, numbers in _table("issue_votes.tsv", 1)})


@cache
def stance_votes() -> Mapping[str, tuple[float, float]]:
    """Sign of a stance -> what it counts for `oppose` and for `neutral`, against `support`."""
    return MappingProxyType({sign: (numbers[0], numbers[1]) for sign, numbers in _table("stance_votes.tsv", 2)})


def _table(name: str, numbers: int) -> list[tuple[str, list[float]]]:
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    rows: list[tuple[str, list[float]]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line and not line.startswith("#"):
            sign, *cells = line.split("\t")
            try:
                rows.append((sign, [float(cell) for cell in cells]))
            except ValueError as error:
                raise WeightsError(
                    f"issues/{name}, line {number}: {error}; make it anew: python -m tools.fit_issues"
                ) from error
            if len(cells) != numbers:
                raise WeightsError(f"issues/{name}, line {number}: {len(cells)} numbers instead of {numbers}")
    return rows
