"""What of a sighting is compared: concepts, numbers, names and signs, found once for each sighting."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.lexicon import load
from onrecord.model.sighting import Sighting
from onrecord.model.text import Language
from onrecord.text.concepts import SKELETON, concepts_of, fold, skeleton

SIGNS = ("negation", "absolute", "condition", "doubt", "duty", "falsehood", "force")
_WORD = re.compile(r"[^\W_]+(?:['’ʼ`\-][^\W_]+)*")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_ROOT_LETTERS = 4


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a content that counts: the concepts it may stand for, and its root, by which related words meet."""

    concepts: frozenset[str]
    root: str
    name: bool


@dataclass(frozen=True, slots=True)
class Sketch:
    """A sighting made comparable. `words` are in order, and `places` tells where each stands in `lemmas`; `numbers` as plain
    digits; `signs` by the groups of `SIGNS`, each with the words that gave them; `forms` are the folded forms of the
    content; `speaker` the concepts of its name, `last` the last part of its key.
    """

    sighting: Sighting
    words: tuple[Word, ...]
    places: tuple[int, ...]
    concepts: frozenset[str]
    roots: frozenset[str]
    numbers: frozenset[str]
    names: frozenset[str]
    signs: Mapping[str, tuple[str, ...]]
    forms: tuple[str, ...]
    speaker: frozenset[str]
    last: str


@lru_cache(maxsize=50_000)
def sketch(sighting: Sighting) -> Sketch:
    """The sketch of a sighting; kept, so that it is made once a process."""
    language = sighting.language
    numbers: set[str] = set()
    words: list[Word] = []
    places: list[int] = []
    for place, lemma in enumerate(sighting.lemmas):
        number = number_of(lemma, language)
        if number:
            numbers.add(number)
            words.append(Word(frozenset(("#" + number,)), "#" + number, False))
        elif lemma not in _idle(language):
            words.append(_word(lemma, language, place in sighting.named))
        else:
            continue
        places.append(place)
    forms = tuple(fold(form) for form in _WORD.findall(sighting.content))
    return Sketch(
        sighting=sighting,
        words=tuple(words),
        places=tuple(places),
        concepts=frozenset(concept for word in words for concept in word.concepts),
        roots=frozenset(word.root for word in words),
        numbers=frozenset(numbers),
        names=frozenset(word.root for word in words if word.name),
        signs=_signs(frozenset(sighting.lemmas) | frozenset(forms), language),
        forms=forms,
        speaker=said_of(sighting.speaker, sighting.language),
        last=sighting.key.split()[-1] if sighting.key else "",
    )


@lru_cache(maxsize=100_000)
def concepts(lemma: str, language: Language) -> frozenset[str]:
    """The concepts that a lemma brings into a sketch; none where it says nothing by itself."""
    number = number_of(lemma, language)
    if number:
        return frozenset(("#" + number,))
    return frozenset() if lemma in _idle(language) else _word(lemma, language, False).concepts


@lru_cache(maxsize=100_000)
def _word(lemma: str, language: Language, name: bool) -> Word:
    root = _root(lemma)
    return Word(concepts_of(lemma, language) | {"^" + root}, root, name)


def _root(lemma: str) -> str:
    return skeleton(lemma)[: _ROOT_LETTERS + len(SKELETON)]


@lru_cache(maxsize=20_000)
def number_of(lemma: str, language: Language) -> str:
    """A number as plain digits, whether it stands in digits or as a word; empty for what is no number."""
    if _DIGITS.fullmatch(lemma):
        return re.sub(r"[.,](?=\d{3}\b)", "", lemma).replace(",", ".")
    return _numbers(language).get(lemma, "")


@cache
def _numbers(language: Language) -> Mapping[str, str]:
    """Words of numbers from two up; one, hundreds and thousands are too often no number, or a part of one."""
    told = load.frames(language, "times")["numbers"]
    return {fold(str(word)): str(value) for word, value in told.items() if 2 <= value <= 99}


@cache
def _idle(language: Language) -> frozenset[str]:
    """Words that say nothing by themselves: function words and pronouns."""
    lists = ("function", "pronouns", "language")
    return frozenset(fold(entry.entry) for name in lists for entry in load.table(language, name))


def is_idle(word: str, language: Language) -> bool:
    """Whether a folded word says nothing by itself."""
    return word in _idle(language)


@cache
def _groups(language: Language) -> Mapping[str, frozenset[str]]:
    told = load.frames(language, "signs")
    return {group: frozenset(fold(str(word)) for word in told[group]) for group in SIGNS}


def _signs(words: frozenset[str], language: Language) -> Mapping[str, tuple[str, ...]]:
    return {group: tuple(sorted(words & listed)) for group, listed in _groups(language).items()}


def said_of(name: str, language: Language) -> frozenset[str]:
    """The concepts of the words of a speaker's name or role."""
    words = (fold(word) for word in _WORD.findall(name))
    idle = _idle(language)
    return frozenset(key for word in words if word not in idle for key in _word(word, language, True).concepts)
