"""Fit the confidence: Platt scaling (Platt 1999) of the network's own chance against how often it was right."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from onrecord.attribution.confidence import NEUTRAL, logit
from onrecord.attribution.draft import runs
from onrecord.attribution.find import drafts
from onrecord.attribution.network import Network
from onrecord.evaluate import pairs
from onrecord.evaluate.gold import Gold
from onrecord.text import take_apart

_STEPS, _RATE = 4000, 0.05


def fit(network: Network, articles: Sequence[Gold]) -> npt.NDArray[np.float32]:
    """(slope, offset) for `attribution.confidence`, by the articles' found and unfound drafts; neutral without any."""
    points = [point for one in articles for point in _points(network, one)]
    if len({right for _, right in points}) < 2:
        return np.array(NEUTRAL, np.float32)
    x = np.array([x for x, _ in points])
    y = np.array([float(right) for _, right in points])
    slope, offset = NEUTRAL
    for _ in range(_STEPS):
        error = 1 / (1 + np.exp(-(slope * x + offset))) - y
        slope -= _RATE * float((error * x).mean())
        offset -= _RATE * float(error.mean())
    return np.array([slope, offset], np.float32)


def _points(network: Network, one: Gold) -> list[tuple[float, bool]]:
    """(logit of the raw chance, whether gold has it) of each draft of an article."""
    page, found = drafts(take_apart(one.article), network)
    predicted = [
        {"source": page.spans(d.source), "cue": page.spans(runs(list(d.cue))), "content": page.spans(d.content)}
        for d in found
    ]
    matched = pairs.match(one.statements, predicted, pairs.words(one.article.text))
    right = {pair.predicted for pair in matched}
    return [(logit(draft), j in right) for j, draft in enumerate(found)]
