"""What one rendering of an utterance has and another lacks: told by its words as they stand.

In one language every word is held against the other's words. Across languages only what both can be asked for is claimed: names,
numbers, doubt, negation and conditions, and words whose concept has an entry in the other language (`lexicon/concepts`). A
word that stands in no table may well be there in words of its own, so nothing is said of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache

from onrecord.lexicon import load
from onrecord.model.text import LANGUAGES, Language
from onrecord.queries.sketch import SIGNS, Sketch, Word, is_idle
from onrecord.text.concepts import fold, sounds
from onrecord.text.segment import tokens

ACROSS = ("negation", "condition", "doubt")
"""The groups of signs that are claimed across languages: short lists that say the same in each."""
_SOUNDS_ALIKE = 0.6
"""Names are spelled by ear from one script to the other."""
_SCALES = (1_000, 1_000_000, 1_000_000_000)
"""`40,000` is `40 thousand` elsewhere: no number is missing where it stands in another scale."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What one content has and the other lacks: `concepts` (named by the words that stand in the text), `numbers`, `names`,
    and the words of each group of signs (`negation`, `condition`, `doubt`, …) of which the other has none."""

    concepts: tuple[str, ...]
    numbers: tuple[str, ...]
    names: tuple[str, ...]
    signs: tuple[tuple[str, tuple[str, ...]], ...]


def gap(one: Sketch, other: Sketch) -> Gap:
    """What `one` has and `other` lacks."""
    abroad = one.sighting.language != other.sighting.language
    forms, language = _forms(one), one.sighting.language
    missing = [
        (form, word)
        for form, word in zip(forms, one.words, strict=True)
        if not word.concepts & other.concepts and not is_number(word) and not is_idle(fold(form), language)
    ]
    names = [(form, word) for form, word in missing if word.name]
    rest = [(form, word) for form, word in missing if not word.name]
    if abroad:
        heard = _heard(other)
        names = [(form, word) for form, word in names if not any(_sounds_like(sounds(form), name) for name in heard)]
        rest = [(form, word) for form, word in rest if is_told_in(word, other.sighting.language)]
    groups = ACROSS if abroad else SIGNS
    return Gap(
        concepts=_each(form for form, _ in rest),
        numbers=tuple(sorted(n for n in one.numbers if not _stands(n, other.numbers))),
        names=_each(form for form, _ in names),
        signs=tuple((group, one.signs[group]) for group in groups if one.signs[group] and not other.signs[group]),
    )


def alike(one: Sketch, other: Sketch) -> float:
    """The share of words that mean the same (0 to 1) among those of two languages that can be compared; 0 where none can."""
    pairs = [(word, b) for a, b in ((one, other), (other, one)) for word in a.words]
    comparable = [
        (word, b) for word, b in pairs if word.name or is_number(word) or is_told_in(word, b.sighting.language)
    ]
    shared = sum(bool(word.concepts & b.concepts) for word, b in comparable)
    return shared / len(comparable) if comparable else 0.0


def is_number(word: Word) -> bool:
    """Whether a word is a number."""
    return word.root.startswith("#")


def is_told_in(word: Word, language: Language) -> bool:
    """Whether a concept that the word stands for has a word of this language."""
    told = _told()[language]
    return any(concept in told for concept in word.concepts)


@cache
def _told() -> Mapping[Language, frozenset[str]]:
    """By language the concepts that have a word of it."""
    return {
        language: frozenset(concept.name for concept in load.concepts() if concept.words[language])
        for language in LANGUAGES
    }


def _forms(one: Sketch) -> list[str]:
    """The words that count as they stand in the content; their lemmas where the content's words are parted otherwise."""
    found = _words(one.sighting.content)
    return [(found if len(found) == len(one.sighting.lemmas) else one.sighting.lemmas)[place] for place in one.places]


@lru_cache(maxsize=5_000)
def _words(content: str) -> tuple[str, ...]:
    """The words and numbers of a content; kept, for each rendering is held against many."""
    return tuple(token.form for token in tokens(content, 0, len(content)) if token.kind != "mark")


def _heard(one: Sketch) -> list[str]:
    """The sounds of all words, for names are not always known as such."""
    return [sounds(form) for form in _forms(one)]


@lru_cache(maxsize=100_000)
def _sounds_like(a: str, b: str) -> bool:
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= _SOUNDS_ALIKE


def _stands(number: str, others: frozenset[str]) -> bool:
    if number in others:
        return True
    value = _value(number)
    near = {_value(other) for other in others}
    return value is not None and any(value * scale in near or value / scale in near for scale in _SCALES)


def _value(number: str) -> float | None:
    try:
        return float(number)
    except ValueError:  # a date or a version in digits and dots
        return None


def _each(found: Iterable[str]) -> tuple[str, ...]:
    """Each word once, however it is written."""
    return tuple({fold(form): form for form in reversed(list(found))}.values())[::-1]
