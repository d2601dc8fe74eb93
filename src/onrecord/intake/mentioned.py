"""Where a text names somebody: in any case, with or without given names and initials."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.model.span import Span, join
from onrecord.model.text import LANGUAGES, Language
from onrecord.speakers import speaker_key
from onrecord.text.morphology import analyser

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ](?!s\b)[^\W\d_]+)*")
_ENDING = 4
"""Letters that an ending may have behind the stem."""
_LEAST = 3
_SOFT = "аяоеєиіїуюьйыэёъ"
_GAP = re.compile(r"[\s.\u00a0-]{0,3}")


@dataclass(frozen=True, slots=True)
class Names:
    """What somebody is called, taken apart. `last` are the words that stand for them alone: surnames, and names of one
    word; `given` those that only stand beside these; `whole` are names of bodies, which count as wholes."""

    last: frozenset[str]
    given: frozenset[str]
    whole: tuple[tuple[str, ...], ...] = ()


def names_of(told: Iterable[str], *, person: bool) -> Names:
    """The words of names, in lower case."""
    apart = [[word.lower() for word in _WORD.findall(name)] for name in told]
    apart = [words for words in apart if words]
    if not person:
        single = frozenset(words[0] for words in apart if len(words) == 1)
        return Names(single, frozenset(), tuple(tuple(words) for words in apart if len(words) > 1))
    last = frozenset(words[-1] for words in apart)
    return Names(last, frozenset(word for words in apart for word in words[:-1]) - last)


def beginnings(names: Names) -> tuple[str, ...]:
    """Letters, in the capitals that a text may have, one of which stands in every text that names them."""
    words = {*names.last, *(words[0] for words in names.whole)}
    short = {word[: 3 if len(word) > _LEAST + 1 else 2] for word in words}
    return tuple(sorted({form for one in short for form in (one.capitalize(), one.upper())}))


def mentions(text: str, names: Names) -> tuple[Span, ...]:
    """The places where a text names them, with given names and initials beside; sorted, none overlaps another."""
    words = [Span(*found.span()) for found in _WORD.finditer(text)]
    found: list[Span] = []
    for place, span in enumerate(words):
        word = span.of(text)
        if word[0].isupper() and any(_is(word, last) for last in names.last):
            found.append(_wider(text, words, place, names))
        found.extend(_whole(text, words, place, names.whole))
    return join(found)


def _wider(text: str, words: Sequence[Span], place: int, names: Names) -> Span:
    """The surname with the given names and initials that stand right before or behind it."""
    first = last = place
    while first > 0 and _beside(text, words[first - 1], words[first]) and _is_given(words[first - 1].of(text), names):
        first -= 1
    while (
        last + 1 < len(words)
        and _beside(text, words[last], words[last + 1])
        and _is_given(words[last + 1].of(text), names)
    ):
        last += 1
    return Span(words[first].start, words[last].end)


def _whole(text: str, words: Sequence[Span], place: int, wholes: Iterable[tuple[str, ...]]) -> Iterator[Span]:
    for name in wholes:
        held = words[place : place + len(name)]
        if len(held) == len(name) and all(_is(s.of(text), w) for s, w in zip(held, name, strict=True)):
            yield Span(held[0].start, held[-1].end)


def _beside(text: str, a: Span, b: Span) -> bool:
    return _GAP.fullmatch(text[a.end : b.start]) is not None


def _is_given(word: str, names: Names) -> bool:
    if not word[0].isupper():
        return False
    if len(word) == 1:
        return any(given.startswith(word.lower()) for given in names.given)
    return any(_is(word, given) for given in names.given)


def _is(word: str, name: str) -> bool:
    """Whether a word of a text is a form of a name: by its letters, its sound, its stem, or the dictionary's lemma."""
    low = word.lower()
    if low == name or (low[0] == name[0] and speaker_key(low) == speaker_key(name)):
        return True
    stem = name.rstrip(_SOFT) if len(name.rstrip(_SOFT)) >= _LEAST else name
    ending = _ENDING if len(stem) > _LEAST else _ENDING - 2
    if len(stem) >= _LEAST and low.startswith(stem) and len(low) - len(stem) <= ending and not name.isascii():
        return True
    return low[:2] == name[:2] and any(_lemma(low, name, language) for language in LANGUAGES)


def _lemma(word: str, name: str, language: Language) -> bool:
    if word.isascii() != (language == "en"):
        return False
    return any(found.lemma.lower() == name for found in analyser(language).analyse(word))
