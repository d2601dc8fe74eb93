"""How sure the reader is of an attribution, as a chance that can be held against how often it is right."""

import math

from onrecord.attribution.draft import Draft

SLOPE, OFFSET = 1.0, 0.0
"""Platt scaling of the logit of the network's own chance; fitted by `onrecord train` on held-out stories."""


def confidence(draft: Draft) -> float:
    """The chance (0 to 1) that a person who knows the guide marks this attribution too."""
    raw = min(max(draft.chance * (0.5 + 0.5 * draft.certainty), 1e-4), 1 - 1e-4)
    return round(1 / (1 + math.exp(-(SLOPE * math.log(raw / (1 - raw)) + OFFSET))), 3)
