"""Names as people ask for them, in any case: the nominatives that a form may be of."""

from collections.abc import Iterator
from itertools import islice, product

from onrecord.errors import MissingDictionary
from onrecord.model.text import Language
from onrecord.speakers.inflect import readings
from onrecord.text.morphology import analyser

_MOST = 32
"""Combinations of words that are tried."""


def nominatives(name: str) -> tuple[str, ...]:
    """Other names of which a Ukrainian or Russian name may be a form, word by word; names in Latin letters have none.

    Nothing tells which one is meant: whoever asks knows which of them there are.
    """
    words = name.split()
    found = dict.fromkeys(
        " ".join(one)
        for language in ("uk", "ru")
        for one in islice(product(*(list(_ways(word, language)) for word in words)), _MOST)
    )
    return tuple(one for one in found if one != name)


def _ways(word: str, language: Language) -> Iterator[str]:
    """The word itself, and what it may be a form of."""
    if word.isascii():
        yield word
        return
    try:
        analyses = analyser(language).analyse(word)
    except MissingDictionary:
        analyses = ()
    form = word[:1].upper() + word[1:]
    yield from dict.fromkeys((form, *(way.nominative for way in readings(form, analyses, language))))
