"""Krippendorff's alpha for nominal values (Krippendorff 2011, "Computing Krippendorff's alpha-reliability"): any number of
coders, missing values allowed."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Alpha:
    """`alpha` is 1 for full agreement and 0 for what chance gives; None where it is not defined: fewer than two values can
    be paired, or all are the same, so that nothing could have differed. `units` are those that two or more coders coded,
    `values` their values; `agreed` is the share of pairs that are equal, None where there are none."""

    alpha: float | None
    units: int
    values: int
    agreed: float | None


def nominal(units: Iterable[Mapping[str, Hashable]]) -> Alpha:
    """Alpha over units: what each coder gave, by coder; a coder who gave nothing is left out of the unit's mapping.

    The coincidence matrix counts each pair of values inside a unit of m values with weight 1 / (m - 1).
    """
    same, count = 0.0, 0
    margins: Counter[Hashable] = Counter()
    for unit in units:
        told = Counter(unit.values())
        many = sum(told.values())
        if many < 2:
            continue
        count += 1
        margins.update(told)
        same += sum(n * (n - 1) for n in told.values()) / (many - 1)
    total = sum(margins.values())
    if not total:
        return Alpha(None, count, 0, None)
    expected = sum(n * (total - n) for n in margins.values()) / (total - 1)
    observed = total - same
    return Alpha(1 - observed / expected if expected else None, count, total, same / total)


def wilson(right: int, total: int, z: float = 1.959964) -> tuple[float, float]:
    """The score interval (95 %) of a share, which holds for few and for many; (0, 1) where nothing was counted."""
    if not total:
        return 0.0, 1.0
    share = right / total
    middle = share + z * z / (2 * total)
    width = z * ((share * (1 - share) + z * z / (4 * total)) / total) ** 0.5
    scale = 1 + z * z / total
    return max(0.0, (middle - width) / scale), min(1.0, (middle + width) / scale)
