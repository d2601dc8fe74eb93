"""How much each sign of an act speaks for it: `act_votes.tsv`, made by `tools/fit_acts.py`.

The score of an act is SHARE times the logarithm of the network's chance for it, plus the votes of the signs that were
met; the highest score wins (a log-linear model whose features are the signs).
"""

import math
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from onrecord.model.attribution import ACTS, Act

SHARE = 0.65
"""What the network's own opinion counts, in the score."""

FLOOR = 0.002
"""The least chance that an act is given."""

Votes = Mapping[Act, float]


def opinion(chances: Mapping[str, float]) -> dict[Act, float]:
    """The network's part of the score of each act; the acts that it did not name share the rest of its chances."""
    rest = max(1 - sum(chances.values()), 0.0) / max(len(ACTS) - len(chances), 1)
    return {name: SHARE * math.log(max(chances.get(name, rest), FLOOR)) for name in ACTS}


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
