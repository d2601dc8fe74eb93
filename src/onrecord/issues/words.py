"""Words as a codebook's terms meet them: by lemma, by concept and sound, and by their stem."""

from functools import cache, lru_cache
from typing import NamedTuple

from onrecord.lexicon import load
from onrecord.model.text import Language
from onrecord.text.concepts import concepts_of, fold, sounds

_CONCEPT = 0.9
_STEM_LEAST, _STEM_SHARE, _STEM_WORTH = 4, 0.55, 0.8


class Word(NamedTuple):
    """A lemma made comparable, with the keys under which the same word of another language or spelling is found."""

    lemma: str
    keys: frozenset[str]
    sounds: str

    def __hash__(self) -> int:
        """By the lemma, which nearly always tells."""
        return hash(self.lemma)

    def like(self, other: "Word") -> float:
        """How far two words are one, 0 to 1: 1 one lemma, 0.9 one concept or skeleton, less for one stem."""
        if self.lemma == other.lemma:
            return 1.0
        if not self.keys.isdisjoint(other.keys):
            return _CONCEPT
        return _stem(self.sounds, other.sounds)


@lru_cache(maxsize=200_000)
def word(lemma: str, language: Language) -> Word | None:
    """The word of a lemma; None for one that says nothing of a subject (conjunctions, pronouns, particles, marks)."""
    plain = fold(lemma)
    if plain in _small(language) or not any(c.isalnum() for c in plain):
        return None
    if plain[0].isdigit():
        return Word(plain, frozenset((plain,)), "")
    return Word(plain, concepts_of(plain, language), sounds(plain))


@cache
def _small(language: str) -> frozenset[str]:
    lists = ("function", "language", "pronouns")
    return frozenset(fold(entry.entry) for name in lists for entry in load.table(language, name))


def _stem(one: str, other: str) -> float:
    """Up to 0.8 where two words begin alike and go on so past the middle (конфіскація, конфіскувати), else 0."""
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    share = shared / max(len(one), len(other), 1)
    return _STEM_WORTH * share if shared >= _STEM_LEAST and share >= _STEM_SHARE else 0.0
