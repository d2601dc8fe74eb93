"""A place in a text."""

import re
from collections.abc import Iterable
from typing import NamedTuple

# All that str.splitlines() ends a line at, and the tab, which ends a column.
_ON_A_LINE = re.compile("[^\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")


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


def fragments(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """The spans as files of one line an entry can hold them: parted where the text has a line end or a tab, without blanks
    at their edges. What is blank is left out."""
    found = []
    for span in spans:
        for piece in _ON_A_LINE.finditer(text, span.start, span.end):
            if piece[0].strip():
                blank = len(piece[0]) - len(piece[0].lstrip())
                found.append(Span(piece.start() + blank, piece.start() + len(piece[0].rstrip())))
    return tuple(found)
