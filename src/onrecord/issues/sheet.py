"""A reading laid out for looking up issues: its words, where they stand, and which terms of the codebook they meet."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.issues.stance_words import Lexeme, lexemes
from onrecord.issues.terms import Hit, Index
from onrecord.issues.words import Word, word
from onrecord.model.span import Span
from onrecord.model.statement import Reading, Statement
from onrecord.model.text import Analysis, Language, Text

_LEMMAS = 2


@dataclass(frozen=True)
class Place:
    """The tokens of one statement: of its content, its cue, its source, all roles but the content, and the sentences (their
    numbers) it stands in and the paragraph of its cue."""

    content: frozenset[int]
    cue: frozenset[int]
    source: frozenset[int]
    roles: frozenset[int]
    sentences: tuple[int, ...]
    paragraph: int


@dataclass(frozen=True)
class Sheet:
    """`words[i]` are the words that token `i` may be (none for marks and small words), `hits[i]` the terms it meets,
    `lexemes[i]` what the list of stances knows of it;
    `sentence[i]` and `paragraph[i]` its numbers; `places` are those of the statements, in their order,
    `inner` by a statement's id the numbers of those that stand inside its content."""

    reading: Reading
    index: Index
    words: tuple[tuple[Word, ...], ...]
    hits: tuple[tuple[Hit, ...], ...]
    lexemes: tuple[Lexeme, ...]
    sentence: tuple[int, ...]
    paragraph: tuple[int, ...]
    places: tuple[Place, ...]
    inner: Mapping[str, tuple[int, ...]]

    def sentence_tokens(self, number: int) -> range:
        """The tokens of a sentence; none outside the text."""
        sentences = self.reading.text.sentences
        return range(*sentences[number]) if 0 <= number < len(sentences) else range(0)

    def paragraph_tokens(self, number: int) -> range:
        """The tokens of a paragraph."""
        return range(*self.reading.text.paragraphs[number].tokens)


def sheet(reading: Reading, index: Index) -> Sheet:
    """The sheet of a reading for a codebook."""
    text = reading.text
    sentence, paragraph = [0] * len(text.tokens), [0] * len(text.tokens)
    for number, bounds in enumerate(text.sentences):
        sentence[bounds.first : bounds.last] = [number] * (bounds.last - bounds.first)
    words: list[tuple[Word, ...]] = []
    for number, block in enumerate(text.paragraphs):
        first, last = block.tokens
        paragraph[first:last] = [number] * (last - first)
        words.extend(_words(text, i, block.language) for i in range(first, last))
    looked_up: dict[tuple[Word, ...], tuple[Hit, ...]] = {(): ()}
    hits: list[tuple[Hit, ...]] = []
    for mine in words:
        known = looked_up.get(mine)
        if known is None:
            known = looked_up[mine] = _hits(mine, index, text.language)
        hits.append(known)
    starts = [token.start for token in text.tokens]
    places = tuple(_place(s, starts, text, sentence, paragraph) for s in reading.statements)
    inner: dict[str, tuple[int, ...]] = {}
    for n, s in enumerate(reading.statements):
        if s.attribution.within:
            inner[s.attribution.within] = (*inner.get(s.attribution.within, ()), n)
    return Sheet(
        reading, index, tuple(words), tuple(hits), lexemes(text), tuple(sentence), tuple(paragraph), places, inner
    )


def _words(text: Text, i: int, language: Language) -> tuple[Word, ...]:
    token = text.tokens[i]
    if token.kind == "mark":
        return ()
    readings: Sequence[Analysis] = text.analyses[i] or (Analysis(token.form.lower()),)
    top = word(readings[0].lemma, language)
    if top is None:
        return ()
    other = next((r.lemma for r in readings if r.lemma != readings[0].lemma), None)
    second = word(other, language) if other else None
    return (top,) if second is None or second == top else (top, second)


def _hits(words: tuple[Word, ...], index: Index, language: Language) -> tuple[Hit, ...]:
    if len(words) == 1:
        return index.hits(words[0], language)
    best: dict[tuple[int, int], Hit] = {}
    for each in words:
        for hit in index.hits(each, language):
            known = best.get((hit.term, hit.place))
            if known is None or hit.like > known.like:
                best[hit.term, hit.place] = hit
    return tuple(best.values())


def _place(s: Statement, starts: Sequence[int], text: Text, sentence: Sequence[int], paragraph: Sequence[int]) -> Place:
    a = s.attribution
    content, cue, source = (frozenset(_tokens(spans, starts, text)) for spans in (a.content, a.cue, a.source))
    roles = cue | source | frozenset(_tokens((*a.addressee, *a.venue), starts, text))
    every = content | roles
    touched = tuple(sorted({sentence[i] for i in every}))
    return Place(
        content, cue, source, roles - content, touched, paragraph[min(cue or every or {0})] if paragraph else 0
    )


def _tokens(spans: Iterable[Span], starts: Sequence[int], text: Text) -> list[int]:
    found: list[int] = []
    for start, end in spans:
        first = bisect_left(starts, start)
        if first and text.tokens[first - 1].end > start:
            first -= 1
        found.extend(range(first, bisect_left(starts, end)))
    return found
