"""What the name of a body tells: what it means in any language, and whether it names one body at all.

"The Foreign Ministry" is said of as many bodies as there are states, "journalists" of anybody. Such a name is *general*:
it says who speaks only together with the text around it. A name is told to be one body's own by a word that no other has:
a name, a word that no dictionary knows, the adjective of a state, an acronym.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from onrecord.lexicon import load
from onrecord.model.actor import ActorType
from onrecord.model.text import LANGUAGES, Analysis, Language
from onrecord.text.concepts import SKELETON, concepts_of, fold
from onrecord.text.morphology import analyser

_WORD = re.compile(r"[^\W_]+(?:['’ʼ`-][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_OWN_FROM = 3
"""Words of a name that together are a body's own (`Committee of Prisoners' Families`), if no state has to have one."""


class Meaning(NamedTuple):
    """What a body's name means: the same `sense` for translations of it, empty where it says too little; the
    `institution` that it is where every state has one; `general` where it may be said of many bodies."""

    sense: str
    institution: str
    general: bool


class _Word(NamedTuple):
    form: str
    lemma: str
    known: bool
    first: bool


@lru_cache(maxsize=50_000)
def meaning(name: str, language: str, kind: ActorType = "organization") -> Meaning:
    """What a body's name means. `kind` counts: a state or outlet with a capital is named by it, a group never is."""
    place = _place(name, language, kind)
    if place:
        return Meaning(place, "", False)
    words = _words(name, language)
    found, start, end = _institution(words, language)
    rest = [word for i, word in enumerate(words) if not start <= i < end]
    told = {_sense(word.lemma, language) for word in rest} - {""}
    sense = " ".join(sorted({*told, found} - {""}))
    general = _general(name, rest, found, language, kind)
    return Meaning(sense if general or len(rest) + (end - start) > 1 else "", found, general)


def _general(name: str, rest: Sequence[_Word], institution: str, language: str, kind: ActorType) -> bool:
    if any(_is_own(word, language) for word in rest):
        return False
    if institution or name[:1].islower() and kind != "organization" or kind == "group":
        return True
    if kind in ("state", "outlet"):
        return False
    return len(rest) < _OWN_FROM and all(not _is_telling(word, language) for word in rest)


def _is_own(word: _Word, language: str) -> bool:
    """Whether a word belongs to one body alone: an acronym, a name, the word of a place, a word of no dictionary."""
    if word.form.isupper() and len(word.form) > 1:
        return True
    if word.form[0].isupper() and not word.first:
        return True
    if concepts_of(word.lemma, language) & _of_places():
        return True
    return not word.known


def _is_telling(word: _Word, language: str) -> bool:
    """A capital and no dictionary's meaning: `Corvus`."""
    return word.form[0].isupper() and _sense(word.lemma, language).startswith(SKELETON)


def _words(name: str, language: str) -> list[_Word]:
    small = _small(language)
    found = []
    forms = _WORD.findall(name)
    for place, form in enumerate(forms):
        bare = _POSSESSIVE.sub("", form) if language == "en" else form
        analysis = analyser(_language(language)).analyse(bare.lower())[0]
        if bare.lower() not in small and analysis.lemma not in small:
            found.append(_Word(bare, fold(analysis.lemma), _is_known(bare, analysis, language), place == 0))
    return found


def _is_known(form: str, analysis: Analysis, language: str) -> bool:
    """English is read by a dictionary that guesses without a word: there the concepts tell, and only of a capital."""
    if language != "en":
        return analysis.known
    return form[0].islower() or not _sense(analysis.lemma, language).startswith(SKELETON)


def _institution(words: Sequence[_Word], language: str) -> tuple[str, int, int]:
    """The longest institution among the words, and its place; the first of two that are as long."""
    known = _institutions(language)
    lemmas = [word.lemma for word in words]
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            found = known.get(tuple(lemmas[start : start + length]))
            if found:
                return found, start, start + length
    return "", 0, 0


def _sense(lemma: str, language: str) -> str:
    return min(concepts_of(lemma, language), default="")


def _place(name: str, language: str, kind: ActorType) -> str:
    """The concept of a state, or of a place that stands in the lists by this very name (Germany, Німеччина)."""
    if name[:1].islower() or fold(name) not in _places(language) and kind != "state":
        return ""
    return min((one for one in concepts_of(name, language) if not one.startswith(SKELETON)), default="")


@cache
def _institutions(language: str) -> Mapping[tuple[str, ...], str]:
    """The lemmas of each institution's words -> what it is in all languages."""
    return {
        tuple(word.lemma for word in _words(entry.entry, language)): entry.properties["is"]
        for entry in load.table(language, "institutions")
    }


@cache
def _places(language: str) -> frozenset[str]:
    return frozenset(fold(entry.entry) for entry in load.table(language, "places"))


@cache
def _of_places() -> frozenset[str]:
    """The concepts of states and capitals, which their adjectives and peoples have too."""
    told = {
        concept
        for language in LANGUAGES
        for entry in load.table(language, "places")
        for concept in concepts_of(entry.entry, language)
    }
    return frozenset(concept for concept in told if not concept.startswith(SKELETON))


@cache
def _small(language: str) -> frozenset[str]:
    return frozenset(entry.entry for entry in load.table(language, "function"))


def _language(language: str) -> Language:
    return language if language in LANGUAGES else "en"
