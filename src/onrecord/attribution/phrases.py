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


class Openings(NamedTuple):
    """The phrases that open with one word: by their second word, and those whose second part is the slot."""

    by_second: dict[str, tuple[Phrase, ...]]
    slotted: tuple[Phrase, ...]


def features(text: Text, languages: Sequence[Language]) -> Iterator[tuple[int, str]]:
    """(token index, feature name) for every token of a phrase of the lexicon."""
    seen: dict[tuple[Language, str], tuple[tuple[Analysis, ...], tuple[Openings, ...]]] = {}
    for i, token in enumerate(text.tokens):
        if token.kind != "word":
            continue
        key, readings = (languages[i], token.form), text.analyses[i]
        known = seen.get(key)
        if known is None or known[0] != readings:  # a quotation in another language reads the form otherwise
            index = _phrases(languages[i])
            known = seen[key] = (readings, tuple(index[word] for word in sorted(_words(text, i)) if word in index))
        for openings in known[1]:
            for phrase in _possible(text, openings, i + 1):
                for number, place in enumerate(_match(text, phrase.parts, i)):
                    yield place, f"phrase={'B' if number == 0 else 'I'}"
                    for name in phrase.features:
                        yield place, name


def _possible(text: Text, openings: Openings, following: int) -> Iterator[Phrase]:
    """The phrases whose second word is the next token's, and those that go on with a slot."""
    if openings.by_second and following < len(text.tokens):
        for word in sorted(_words(text, following)):
            yield from openings.by_second.get(word, ())
    yield from openings.slotted


def _words(text: Text, i: int) -> set[str]:
    """The lower-case form and the lemmas of a token."""
    return {text.tokens[i].form.lower(), *[analysis.lemma for analysis in text.analyses[i]]}


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
def _phrases(language: Language) -> dict[str, Openings]:
    """The phrases of a language by their first word."""
    found: dict[str, dict[str, list[Phrase]]] = {}
    for entry in load.table(language, "cues"):
        parts = tuple(entry.entry.split())
        if len(parts) > 1:
            phrase = Phrase(parts, tuple(words.cue_features(entry, "phrase")))
            found.setdefault(parts[0], {}).setdefault(parts[1], []).append(phrase)
    return {
        first: Openings(
            {second: tuple(held) for second, held in seconds.items() if second != SLOT}, tuple(seconds.get(SLOT, ()))
        )
        for first, seconds in found.items()
    }
