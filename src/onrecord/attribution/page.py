"""A text as the rules of this room look at it: token indices with their sentence, paragraph and quotations."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.attribution.features import Described
from onrecord.model.span import Span
from onrecord.model.text import Language, Paragraph, Range, Text


@dataclass(frozen=True, slots=True)
class Page:
    """`sentence[i]` and `paragraph[i]` count from 0; `blocks` are the paragraphs that hold tokens, in that count; `quoted[i]` is the number of the outermost quotation that holds token
    i, or -1. `quotations` are the outermost ones and `inner` the nested ones, as runs of tokens with their marks."""

    text: Text
    sentence: Sequence[int]
    paragraph: Sequence[int]
    blocks: tuple[Paragraph, ...]
    quoted: Sequence[int]
    quotations: tuple[Range, ...]
    inner: tuple[Range, ...]
    closed: frozenset[int]

    def form(self, i: int) -> str:
        """The form of token i; empty outside the text."""
        return self.text.tokens[i].form if 0 <= i < len(self.text.tokens) else ""

    def is_mark(self, i: int) -> bool:
        """Whether token i is punctuation."""
        return self.text.tokens[i].kind == "mark"

    def language(self, i: int) -> Language:
        """The language of the paragraph of token i."""
        return self.blocks[self.paragraph[i]].language

    def words(self, ranges: Iterable[Range]) -> int:
        """How many words and numbers the runs hold."""
        return sum(not self.is_mark(i) for r in ranges for i in range(r.first, r.last))

    def spans(self, ranges: Iterable[Range]) -> tuple[Span, ...]:
        """The runs as spans of the article's text."""
        tokens = self.text.tokens
        return tuple(Span(tokens[r.first].start, tokens[r.last - 1].end) for r in ranges)

    def bounds(self, number: int) -> Range:
        """The tokens of a sentence."""
        return self.text.sentences[number]


def page(text: Text, described: Described) -> Page:
    """The page of a text."""
    starts = [token.start for token in text.tokens]
    outer: list[Range] = []
    inner: list[Range] = []
    closed: set[int] = set()
    numbers: dict[int, int] = {}
    for number, quotation in enumerate(text.quotations):
        first, last = bisect_left(starts, quotation.span.start), bisect_left(starts, quotation.span.end)
        if first >= last:
            continue
        if quotation.depth == 0:
            numbers[number] = len(outer)
            if quotation.closed:
                closed.add(len(outer))
            outer.append(Range(first, last))
        else:
            inner.append(Range(first, last))
    quoted = [numbers.get(q, -1) for q in described.quotation.tolist()]
    blocks = tuple(block for block in text.paragraphs if block.tokens.first < block.tokens.last)
    return Page(
        text, described.sentence.tolist(), described.paragraph.tolist(), blocks, quoted, tuple(outer), tuple(inner),
        frozenset(closed),
    )  # fmt: skip
