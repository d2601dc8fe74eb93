"""Cues of several words, found in a text: за словами, по мнению, according to."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from onrecord.attribution import words
from onrecord.lexicon import load
from onrecord.model.text import Language, Text

SLOT = "_"
_SLOT_TOKENS = 4


class Phrase(NamedTuple):
    """The words of a cue (lemmas or forms in lower case; SLOT stands for the source) and its features."""

    parts: tuple[str, ...]
    features: tuple[str, ...]


def features(text: Text, languages: Sequence[Language]) -> Iterator[tuple[int, str]]:
    """(token index, feature name) for every token of a phrase of the lexicon."""
    for i, token in enumerate(text.tokens):
        if token.kind != "word":
            continue
        index = _phrases(languages[i])
        for word in _words(text, i):
            for phrase in index.get(word, ()):
                places = _match(text, phrase.parts, i)
                for number, place in enumerate(places):
                    yield place, f"phrase={'B' if number == 0 else 'I'}"
                    for name in phrase.features:
                        yield place, name


def _words(text: Text, i: int) -> set[str]:
    """The lower-case form and the lemmas of a token."""
    return {text.tokens[i].form.lower(), *(analysis.lemma for analysis in text.analyses[i])}


def _match(text: Text, parts: Sequence[str], first: int) -> list[int]:
    """The token indices of a phrase that begins at `first`, without those of the slot; empty where it does not match."""
    places, i, slot = [first], first + 1, False
    for part in parts[1:]:
        if part == SLOT:
            slot = True
            continue
        reach = range(i + 1, min(i + 1 + _SLOT_TOKENS, len(text.tokens))) if slot else range(i, min(i + 1, len(text.tokens)))
        place = next((j for j in reach if part in _words(text, j)), None)
        if place is None:
            return []
        places.append(place)
        i, slot = place + 1, False
    return places


@cache
def _phrases(language: Language) -> dict[str, tuple[Phrase, ...]]:
    """The phrases of a language by their first word."""
    found: dict[str, list[Phrase]] = {}
    for entry in load.table(language, "cues"):
        parts = tuple(entry.entry.split())
        if len(parts) > 1:
            found.setdefault(parts[0], []).append(Phrase(parts, tuple(words.cue_features(entry, "phrase"))))
    return {word: tuple(phrases) for word, phrases in found.items()}
