"""Text -> Attributions: cues, contents, sources, what belongs together, what goes on, acts and hedges."""

from onrecord.attribution.find import find
from onrecord.attribution.weights import shipped

__all__ = ["find", "shipped"]
