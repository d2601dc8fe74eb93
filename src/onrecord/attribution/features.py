"""What the network is told of a text: where each token stands, as numbers in a few columns.

What depends on the word form alone is in `words`; what a phrase of the lexicon tells is in `phrases`. Nothing here looks
at names, outlets or ids.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.attribution import agreement, phrases
from onrecord.model.text import ZONES, Language, Range, Text

Ints = npt.NDArray[np.int64]

_PLACES = ("mid", "first", "second", "last")
_QUOTED = ("none", "open1", "in1", "close1", "open2", "in2", "close2")
_BREAKS = frozenset("-–—―−:;()")
_RANKS = ("0", "1", "2", "3")

COLUMNS: tuple[tuple[str, ...], ...] = (
    tuple(f"zone={zone}" for zone in ZONES),
    tuple(f"quoted={state}" for state in _QUOTED),
    tuple(f"sentence={place}" for place in _PLACES),
    tuple(f"paragraph={place}" for place in _PLACES),
    tuple(f"rank={rank}" for rank in _RANKS),
)
"""The names of the values of each context column; `Described.context` holds indices into them."""


@dataclass(frozen=True, slots=True)
class Described:
    """The tokens of one text in numbers; all arrays have one row a token.

    `forms` are the (language, form) pairs to look up in `words`. `context[i, c]` is an index into `COLUMNS[c]`.
    `extras` are further (token index, feature name) pairs. `sentence` and `paragraph` count from 0 (paragraphs without tokens are not counted); `quotation` is the
    number of the outermost quotation that holds the token, or -1. `commas` and `breaks` count the commas, and the dashes,
    colons, semicolons and brackets, up to a token. `subject` and `predicate` are bits of number and gender: what a
    token could be as a nominative subject, and what subject it would take as a predicate (0: cannot be one).
    """

    forms: tuple[tuple[Language, str], ...]
    context: Ints
    extras: tuple[tuple[int, str], ...]
    sentence: Ints
    paragraph: Ints
    quotation: Ints
    commas: Ints
    breaks: Ints
    subject: Ints
    predicate: Ints


def describe(text: Text) -> Described:
    """The features of every token of a text."""
    count = len(text.tokens)
    context = np.zeros((count, len(COLUMNS)), np.int64)
    paragraph = np.zeros(count, np.int64)
    languages: list[Language] = [text.language] * count
    number = -1
    for block in text.paragraphs:
        first, last = block.tokens
        if first == last:
            continue  # boilerplate: it is not there
        number += 1
        paragraph[first:last] = number
        context[first:last, 0] = ZONES.index(block.zone)
        context[first:last, 4] = min(number, len(_RANKS) - 1)
        if block.language != text.language:
            languages[first:last] = [block.language] * (last - first)
    sentence = np.zeros(count, np.int64)
    for number, part in enumerate(text.sentences):
        sentence[part.first : part.last] = number
    context[:, 1], quotation = _quoted(text)
    context[:, 2] = _placed(text.sentences, count)
    context[:, 3] = _placed([block.tokens for block in text.paragraphs], count)
    words = [token.form for token in text.tokens]
    forms = tuple(zip(languages, words, strict=True))
    extras = tuple(phrases.features(text, languages))
    commas = np.cumsum([word == "," for word in words], dtype=np.int64)
    breaks = np.cumsum([word in _BREAKS for word in words], dtype=np.int64)
    subject, predicate = agreement.bits(forms, text.analyses)
    return Described(forms, context, extras, sentence, paragraph, quotation, commas, breaks, subject, predicate)


def _quoted(text: Text) -> tuple[Ints, Ints]:
    """The state of each token (an index into `_QUOTED`) and the number of its outermost quotation."""
    starts = [token.start for token in text.tokens]
    state = np.zeros(len(starts), np.int64)
    outer = np.full(len(starts), -1, np.int64)
    for number, quotation in enumerate(text.quotations):
        first = bisect_left(starts, quotation.span.start)
        last = bisect_left(starts, quotation.span.end)
        if first >= last:
            continue
        base = 1 + 3 * min(quotation.depth, 1)
        state[first:last] = base + 1
        state[first] = base
        if quotation.closed:
            state[last - 1] = base + 2
        if quotation.depth == 0:
            outer[first:last] = number
    return state, outer


def _placed(ranges: Sequence[Range], count: int) -> Ints:
    """Where each token stands in its part of a partition (an index into `_PLACES`)."""
    places = np.zeros(count, np.int64)
    for first, last in ranges:
        if last - first > 1:
            places[first + 1] = 2
        if last > first:
            places[last - 1] = 3
            places[first] = 1
    return places
