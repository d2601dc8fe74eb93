"""Where a cue stands: the network's chances a token, grouped into cues."""

import numpy as np

from onrecord.attribution.network import Floats

THRESHOLD = 0.42
"""The least chance of a token to be part of a cue; chosen on stories-train and ru-train by attribution F1."""

_REACH = 5


def group(chances: Floats, threshold: float = THRESHOLD) -> list[tuple[tuple[int, ...], float]]:
    """The cues by the chances of (none, begin, inside) a token: token indices and the mean chance, in text order.

    A token that goes on a cue within five tokens joins it over the gap ("за його словами").
    """
    some = 1.0 - chances[:, 0]
    found: list[list[int]] = []
    for i in np.flatnonzero(some >= threshold):
        begins = chances[i, 1] >= chances[i, 2]
        if found and not begins and i - found[-1][-1] <= _REACH:
            found[-1].append(int(i))
        else:
            found.append([int(i)])
    return [(tuple(cue), float(some[cue].mean())) for cue in found]
