"""How sure the reader is of an attribution, as a chance that can be held against how often it is right."""

import math

from onrecord.attribution.draft import Draft

NEUTRAL = (1.0, 0.0)
"""Slope and offset that leave the network's own chance as it is."""

_EDGE = 1e-4


def confidence(draft: Draft, slope: float, offset: float) -> float:
    """The chance (0 to 1) that a person who knows the guide marks this attribution too; slope and offset come with the
    weights (`evaluate.calibrate`)."""
    return round(1 / (1 + math.exp(-(slope * logit(draft) + offset))), 3)


def logit(draft: Draft) -> float:
    """The log odds of the network's chance for the cue, weighed with how certain it is of what it linked."""
    raw = min(max(draft.chance * (0.5 + 0.5 * draft.certainty), _EDGE), 1 - _EDGE)
    return math.log(raw / (1 - raw))
