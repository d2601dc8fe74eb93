"""How much each sign of an act speaks for it: `act_votes.tsv`, made by `tools/fit_acts.py`.

The score of an act is SHARE times the logarithm of the network's chance for it, plus the votes of the signs that were
met; the highest score wins (a log-linear model whose features are the signs).
"""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from onrecord.model.attribution import ACTS, Act

SHARE = 0.7
"""What the network's own opinion counts, in the score."""

FLOOR = 0.002
"""The least chance that an act is given."""

Votes = Mapping[Act, float]


@cache
def votes() -> Mapping[str, Votes]:
    """Sign -> act -> vote, in units of the logarithm of the odds."""
    file = resources.files("onrecord.attribution") / "act_votes.tsv"
    lines = file.read_text(encoding="utf-8").splitlines()
    return MappingProxyType(dict(_row(line) for line in lines if line and not line.startswith("#")))


def _row(line: str) -> tuple[str, Votes]:
    sign, packed = line.split("\t")
    pairs = dict(pair.split(":") for pair in packed.split())
    return sign, MappingProxyType({name: float(pairs[name]) for name in ACTS if name in pairs})
