"""The spans of all statements as properly nested pieces, so that a page can open and close elements around them."""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model.span import Span
from onrecord.model.statement import Reading, Statement

_RANK = {"content": 0, "aside": 1, "source": 2, "cue": 3, "time": 4}


@dataclass(frozen=True, slots=True)
class Mark:
    """One span of one role. `first` and `last`: whether it is the first and the last piece of its statement's role."""

    span: Span
    role: str
    statement: Statement | None = None
    value: str = ""
    first: bool = True
    last: bool = True


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a mark that needs no further cutting. `height`: how many contents are nested in it, at most."""

    mark: Mark
    span: Span
    opens: bool
    closes: bool
    inner: tuple["Piece | Span", ...]
    height: int = 0


def marks(reading: Reading) -> list[Mark]:
    """All marks of a reading, in the order in which they begin; of two that begin together the longer one first. A word
    that is the source of several statements gets their numbers in rising order: the first is innermost."""
    found = [Mark(t.span, "time", value=t.value) for t in reading.times]
    for s in reversed(reading.statements):
        a = s.attribution
        for role, spans in (("source", a.source), ("cue", a.cue), ("aside", a.addressee + a.venue)):
            found += _pieces(s, role, spans)
    for s in reading.statements:
        found += _pieces(s, "content", s.attribution.content)
    return sorted(found, key=lambda m: (m.span.start, -m.span.end, _RANK[m.role]))


def _pieces(s: Statement, role: str, spans: tuple[Span, ...]) -> Iterator[Mark]:
    for number, span in enumerate(spans):
        yield Mark(span, role, s, first=number == 0, last=number == len(spans) - 1)


def nest(found: list[Mark], within: Span) -> tuple[Piece | Span, ...]:
    """The marks inside a place, cut and nested; plain text between them as spans. Their text joins to the place's."""
    clipped = [(m, Span(max(m.span.start, within.start), min(m.span.end, within.end))) for m in found]
    return tuple(_level([c for c in clipped if c[1].start < c[1].end], within))


def _level(waiting: list[tuple[Mark, Span]], within: Span) -> Iterator[Piece | Span]:
    here = within.start
    while waiting:
        mark, span = waiting[0]
        inside: list[tuple[Mark, Span]] = []
        after: list[tuple[Mark, Span]] = []
        for other, place in waiting[1:]:
            if place.start >= span.end:
                after.append((other, place))
            elif place.end <= span.end:
                inside.append((other, place))
            else:  # it runs over the end of this one: cut in two
                inside.append((other, Span(place.start, span.end)))
                after.append((other, Span(span.end, place.end)))
        if here < span.start:
            yield Span(here, span.start)
        yield _piece(mark, span, tuple(_level(inside, span)))
        here = span.end
        waiting = sorted(after, key=lambda c: (c[1].start, -c[1].end, _RANK[c[0].role]))
    if here < within.end:
        yield Span(here, within.end)


def _piece(mark: Mark, span: Span, inner: tuple[Piece | Span, ...]) -> Piece:
    heights = [p.height + (p.mark.role == "content") for p in inner if isinstance(p, Piece)]
    return Piece(mark, span, span.start == mark.span.start, span.end == mark.span.end, inner, max(heights, default=0))
