"""What a lemma means, told alike for all languages: the concepts it stands for, or else its sound.

Ukrainian, Russian and English words meet in the tables of `lexicon/concepts`; a word that stands in none of them is
taken by its skeleton, the consonants that its spellings in both scripts share (гарантія, гарантия, guarantee).
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from onrecord.lexicon import load
from onrecord.model.text import LANGUAGES
from onrecord.text.normalize import word

SKELETON = "~"
"""What a skeleton begins with, so that it is never taken for a concept's name."""

_LEAST = 3
"""A skeleton of fewer consonants says too little: such a word keeps its vowels."""

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "h", "д": "d", "е": "e", "є": "e", "ё": "e", "ж": "zh", "з": "s",
    "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "h", "ц": "c", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "",
    "ы": "i", "ь": "", "э": "e", "ю": "u", "я": "a", "'": "",
}  # fmt: skip
# Order counts: each pattern works on what the ones before it have left.
_LATIN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"tion(?=s?$|al|ar|er|is)", "ci"),
        (r"(?<=s)sion(?=s?$|al|ar|er)", "i"),
        (r"sch", "sh"),
        (r"kh|gh", "h"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"ck|qu?", "k"),
        (r"ch", "\u0446"),
        (r"c(?![eiy])", "k"),
        (r"\u0446", "ch"),
        (r"tz|ts", "c"),
        (r"z", "s"),
        (r"w", "v"),
        (r"g|j", "h"),
        (r"x", "ks"),
    )
)
_SAME = re.compile(r"([a-z])\1+")
_VOWELS = re.compile(r"[aeiouy]")


@lru_cache(maxsize=200_000)
def concepts_of(lemma: str, language: str) -> frozenset[str]:
    """The names of the concepts that a lemma of a language stands for; where it stands for none, its skeleton alone.

    Letter case, the kind of apostrophe and ё do not count. A phrase is found where the tables have it word for word.
    Empty for a lemma without letters and digits.
    """
    plain = fold(lemma)
    found = _by_lemma().get((language, plain))
    if found is not None:
        return found
    bones = skeleton(plain)
    return frozenset((bones,)) if bones else frozenset()


def fold(lemma: str) -> str:
    """A lemma made comparable: lower case, one apostrophe, ё as е."""
    return word(lemma.lower(), yo=True)


def skeleton(lemma: str) -> str:
    """What the spellings of one word in both scripts share, behind `~`: its consonants, or with fewer than three of them
    all its sounds. Numbers stand for themselves. Empty where no letter or digit is left."""
    whole = sounds(lemma)
    bones = _SAME.sub(r"\1", _VOWELS.sub("", whole))
    kept = bones if len(bones) >= _LEAST else whole
    return SKELETON + kept if kept else ""


def sounds(lemma: str) -> str:
    """A lemma in lower-case Latin letters that its spellings in both scripts share as far as they can; marks fall away."""
    plain = lemma.lower()
    if any("\u0400" <= c <= "\u052f" for c in plain):
        plain = "".join(_CYRILLIC.get(c, c) for c in plain)
    else:
        bare = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in bare if not unicodedata.combining(c)).replace("ß", "ss")
        for pattern, to in _LATIN:
            plain = pattern.sub(to, plain)
    return _SAME.sub(r"\1", "".join(c for c in plain if c.isalnum()))


@cache
def _by_lemma() -> Mapping[tuple[str, str], frozenset[str]]:
    """(language, folded lemma) -> names of concepts."""
    found: dict[tuple[str, str], set[str]] = {}
    for concept in load.concepts():
        for language in LANGUAGES:
            for lemma in concept.words[language]:
                found.setdefault((language, fold(lemma)), set()).add(concept.name)
    return MappingProxyType({key: frozenset(names) for key, names in found.items()})
