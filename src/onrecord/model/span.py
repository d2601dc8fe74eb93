"""A place in a text."""

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open `[start, end)` in code points; the string it counts in is always `Article.text`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words at this place."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


def join(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same characters as sorted spans that neither overlap nor touch."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that holds them all; ValueError where there are none."""
    known = list(spans)
    if not known:
        raise ValueError("no span to take the hull of")
    return Span(min(s.start for s in known), max(s.end for s in known))
