"""An article's text as nested pieces: every character of it, with source, cue and content of its statements marked."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.exports.marks import Mark, Piece, nest
from onrecord.model.kept import KeptArticle, KeptStatement
from onrecord.model.span import Span
from onrecord.model.text import Zone

HUES = 8
"""Speakers have so many colours, in the order in which they speak; then the first one comes again."""
NOBODY = "x"
_RANK = {"content": 0, "aside": 1, "source": 2, "cue": 3, "time": 4}


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of text. `role` is empty for words that nobody says, else `source`, `cue`, `content`, `aside` (to whom or
    where) or `time`; then `inner` are its pieces and `statement` its statement's id. `opens` and `closes`: whether
    the marked place begins or ends with it; `height`: how many contents are nested inside, at most 3; `number` stands
    where a statement's number is to be shown; `hue` is its speaker's."""

    text: str = ""
    role: str = ""
    statement: str = ""
    kind: str = ""
    hue: str = ""
    number: str = ""
    value: str = ""
    opens: bool = False
    closes: bool = False
    height: int = 0
    inner: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph (`zone` as the record has it), or text between paragraphs (`gap`); `statements` are the ids of those
    whose cue stands here."""

    zone: Zone | None
    nodes: tuple[Node, ...]
    statements: tuple[str, ...]
    start: int

    @property
    def gap(self) -> bool:
        """Whether it stands between paragraphs: nothing was read there."""
        return self.zone is None


def hues(statements: Iterable[KeptStatement]) -> Mapping[str, str]:
    """The colour of each statement's speaker, by the statement's id."""
    names: dict[str, str] = {}
    found = {}
    for one in statements:
        who = one.actor or one.speaker
        hue = NOBODY if one.speaker == "?" and not one.actor else names.setdefault(who, str(len(names) % HUES))
        found[one.id] = hue
    return found


def stretches(article: KeptArticle, statements: Sequence[KeptStatement]) -> tuple[Stretch, ...]:
    """The whole text. Statements that a person rejected, or whose words are not in this text, have no marks."""
    standing = [one for one in statements if one.state == "current" and one.verdict != "rejected"]
    held = _Marks(article.text, standing)
    found: list[Stretch] = []
    here = 0
    for span, zone in (*sorted(article.layout), (Span(len(article.text), len(article.text)), None)):
        if article.text[here : span.start].strip():
            found.append(held.stretch(Span(here, span.start), None))
        if zone is not None:
            found.append(held.stretch(span, zone))
        here = max(here, span.end)
    return _with_statements(found, statements)


def around(article: KeptArticle, one: KeptStatement, beside: Sequence[KeptStatement] = ()) -> tuple[Stretch, ...]:
    """The paragraphs in which one statement stands, with its marks alone, and those of `beside`."""
    places = context_of(article, one)
    return tuple(
        stretch for stretch in stretches(article, (one, *beside)) if any(stretch.start == span.start for span in places)
    )


def context_of(article: KeptArticle, one: KeptStatement) -> tuple[Span, ...]:
    """The stretches of the text in which a statement stands, each to where the next one begins."""
    starts = [stretch.start for stretch in stretches(article, ())]
    every = [
        Span(start, end) for start, end in zip(starts, (*starts[1:], len(article.text)), strict=True) if start < end
    ]
    places = (*one.source, *one.cue, *one.content)
    return tuple(span for span in every if any(place.overlaps(span) for place in places))


class _Marks:
    """The marks of an article's statements, ready to be asked for by place."""

    def __init__(self, text: str, statements: Sequence[KeptStatement]) -> None:
        self.text = text
        self.by_id = {one.id: one for one in statements}
        self.hues = hues(statements)
        found: list[Mark] = []
        for one in reversed(statements):
            for role, spans in (("source", one.source), ("cue", one.cue), ("aside", one.addressee + one.venue)):
                found += _marks(one.id, role, spans)
        for one in statements:
            found += _marks(one.id, "content", one.content)
        self.marks = sorted(found, key=lambda m: (m.span.start, -m.span.end, _RANK[m.role]))
        self.starts = [mark.span.start for mark in self.marks]
        self.longest = max((mark.span.end - mark.span.start for mark in self.marks), default=0)

    def stretch(self, span: Span, zone: Zone | None) -> Stretch:
        # An article may have thousands of marks and hundreds of stretches: only those near by are looked at.
        near = slice(bisect_left(self.starts, span.start - self.longest), bisect_left(self.starts, span.end))
        inside = [mark for mark in self.marks[near] if mark.span.overlaps(span)]
        return Stretch(zone, tuple(self._nodes(nest(inside, span))), (), span.start)

    def _nodes(self, pieces: Iterable[Piece | Span]) -> Iterator[Node]:
        for piece in pieces:
            if isinstance(piece, Span):
                yield Node(text=piece.of(self.text))
            else:
                yield self._node(piece)

    def _node(self, piece: Piece) -> Node:
        mark = piece.mark
        one = self.by_id[mark.value]
        # A number opens each piece of content and closes the last of the source's and the cue's.
        numbered = piece.opens if mark.role == "content" else piece.closes and mark.last and mark.role != "aside"
        return Node(
            role=mark.role,
            statement=one.id,
            kind=one.kind,
            hue=self.hues[one.id],
            number=number(one) if numbered else "",
            opens=piece.opens,
            closes=piece.closes,
            height=min(piece.height, 3),
            inner=tuple(self._nodes(piece.inner)),
        )


def number(one: KeptStatement) -> str:
    """What a statement is called inside its article: `s12` -> `12`."""
    return one.local.removeprefix("s")


def _marks(id: str, role: str, spans: Sequence[Span]) -> Iterator[Mark]:
    # The statement's id stands in `value`: Mark knows statements of a reading, these come from the record.
    for place, span in enumerate(spans):
        yield Mark(span, role, value=id, first=place == 0, last=place == len(spans) - 1)


def _with_statements(found: Sequence[Stretch], statements: Sequence[KeptStatement]) -> tuple[Stretch, ...]:
    """Each statement stands at the paragraph of its cue (of its content or source where it has none)."""
    starts = [one.start for one in found]
    noted: dict[int, list[str]] = {}
    for one in statements:
        if one.state == "current":
            spans = one.cue or one.content or one.source
            place = bisect_right(starts, spans[0].start) - 1 if spans else 0
            noted.setdefault(max(place, 0), []).append(one.id)
    return tuple(
        Stretch(one.zone, one.nodes, tuple(noted.get(place, ())), one.start) for place, one in enumerate(found)
    )
