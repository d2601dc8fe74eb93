"""Cues of several words, found in a text: за словами, по мнению, according to."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from onrecord.attribution import words
from onrecord.lexicon import load
from onrecord.model.text import Analysis, Language, Text

SLOT = "_"
_SLOT_TOKENS = 4


class Phrase(NamedTuple):
    """The words of a cue (lemmas or forms in lower case; SLOT stands for the source) and its features."""

    parts: tuple[str, ...]
    features: tuple[str, ...]


def features(text: Text, languages: Sequence[Language]) -> Iterator[tuple[int, str]]:
    """(token index, feature name) for every token of a phrase of the lexicon."""
    seen: dict[tuple[Language, str], tuple[tuple[Analysis, ...], tuple[Phrase, ...]]] = {}
    for i, token in enumerate(text.tokens):
        if token.kind != "word":
            continue
        key, readings = (languages[i], token.form), text.analyses[i]
        known = seen.get(key)
        if known is None or known[0] != readings:  # a quotation in another language reads the form otherwise
            index = _phrases(languages[i])
            starting = tuple(phrase for word in sorted(_words(text, i)) for phrase in index.get(word, ()))
            known = seen[key] = (readings, starting)
        for phrase in known[1]:
            for number, place in enumerate(_match(text, phrase.parts, i)):
                yield place, f"phrase={'B' if number == 0 else 'I'}"
                for name in phrase.features:
                    yield place, name


def _words(text: Text, i: int) -> set[str]:
    """The lower-case form and the lemmas of a token."""
    return {text.tokens[i].form.lower(), *(analysis.lemma for analysis in text.analyses[i])}


def _match(text: Text, parts: Sequence[str], first: int) -> list[int]:
    """The token indices of a phrase that begins at `first`, without those of the slot; empty where it does not match."""
    places, i, reach = [first], first + 1, 1
    for part in parts[1:]:
        if part == SLOT:
            i, reach = i + 1, _SLOT_TOKENS
            continue
        place = next((j for j in range(i, min(i + reach, len(text.tokens))) if _is(text, j, part)), None)
        if place is None:
            return []
        places.append(place)
        i, reach = place + 1, 1
    return places


def _is(text: Text, i: int, part: str) -> bool:
    """Whether a token is a part of a phrase, by its form or a lemma."""
    if text.tokens[i].form.lower() == part:
        return True
    return any(analysis.lemma == part for analysis in text.analyses[i])


@cache
def _phrases(language: Language) -> dict[str, tuple[Phrase, ...]]:
    """The phrases of a language by their first word."""
    found: dict[str, list[Phrase]] = {}
    for entry in load.table(language, "cues"):
        parts = tuple(entry.entry.split())
        if len(parts) > 1:
            found.setdefault(parts[0], []).append(Phrase(parts, tuple(words.cue_features(entry, "phrase"))))
    return {word: tuple(phrases) for word, phrases in found.items()}
