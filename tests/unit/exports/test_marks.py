"""Overlapping marks become nested pieces, and no character is lost or doubled."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.exports.marks import Mark, Piece, marks, nest
from onrecord.model.span import Span
from onrecord.model.statement import Reading


def flat(pieces: tuple[Piece | Span, ...]) -> list[Span]:
    found: list[Span] = []
    for piece in pieces:
        found += [piece] if isinstance(piece, Span) else flat(piece.inner)
    return found


def held(pieces: tuple[Piece | Span, ...], mark: Mark) -> list[Span]:
    found: list[Span] = []
    for piece in pieces:
        if isinstance(piece, Piece):
            found += [piece.span] if piece.mark is mark else []
            found += held(piece.inner, mark)
    return found


spans = st.tuples(st.integers(0, 40), st.integers(1, 40)).map(lambda p: Span(p[0], p[0] + p[1]))


@given(st.lists(st.tuples(spans, st.sampled_from(["content", "source", "cue", "time", "aside"])), max_size=12))
def test_pieces_partition_the_place_and_keep_each_mark(chosen: list[tuple[Span, str]]) -> None:
    found = sorted((Mark(s, r) for s, r in chosen), key=lambda m: (m.span.start, -m.span.end))
    place = Span(5, 50)
    pieces = nest(found, place)
    leaves = flat(pieces)
    assert [i for s in leaves for i in range(*s)] == list(range(5, 50))
    for mark in found:
        wanted = [i for i in range(*mark.span) if 5 <= i < 50]
        assert [i for s in held(pieces, mark) for i in range(*s)] == wanted


def test_height_counts_contents_inside() -> None:
    found = [Mark(Span(0, 9), "content"), Mark(Span(2, 8), "content"), Mark(Span(3, 4), "cue")]
    (outer,) = nest(found, Span(0, 9))
    assert isinstance(outer, Piece)
    assert outer.height == 1
    assert outer.opens and outer.closes


def test_first_and_last_piece_of_a_content(stories: list[Reading]) -> None:
    for reading in stories:
        for s in reading.statements:
            own = [m for m in marks(reading) if m.statement is s and m.role == "content"]
            assert [m.first for m in own] == [True] + [False] * (len(own) - 1)
            assert [m.last for m in own] == [False] * (len(own) - 1) + [True]
