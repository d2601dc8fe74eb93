"""What a person types into the search box -> the words that are looked for. Nothing that can be typed is an error."""

import re
from collections.abc import Iterable

from onrecord.errors import MissingDictionary
from onrecord.model.text import Language
from onrecord.model.wanted import Match, Term
from onrecord.record.fulltext import fold
from onrecord.text.language import RUSSIAN, UKRAINIAN
from onrecord.text.morphology import analyser

_QUOTES = '"«»„“”'
_PIECE = re.compile(
    rf"(?P<minus>(?<!\S)-)?(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)(?:[{_QUOTES}]|$)|(?P<word>[^\s{_QUOTES}]+))"
)
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[a-z]")


def match(text: str) -> Match | None:
    """The words that a query asks for; None where it is empty. A query without any word in it finds nothing."""
    if not text.strip():
        return None
    wanted: list[Term] = []
    unwanted: list[Term] = []
    for piece in _PIECE.finditer(text):
        term = _phrase(piece["phrase"]) if piece["word"] is None else _word(piece["word"])
        if term:
            (unwanted if piece["minus"] else wanted).append(term)
    return Match(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(unwanted)))


def _phrase(words: str) -> Term | None:
    surface = fold(words)
    return Term(surface) if surface else None


def _word(word: str) -> Term | None:
    surface = fold(word)
    if not surface:
        return None
    if word.endswith("*"):
        return Term(surface, prefix=True)
    lemmas = (fold(lemma) for language in _languages(word.lower()) for lemma in _lemmas(word.strip("*"), language))
    return Term(surface, tuple(sorted({surface, *filter(None, lemmas)})))


def _languages(word: str) -> Iterable[Language]:
    """The languages that a word can be of, by its letters."""
    if _CYRILLIC.search(word):
        if not set(RUSSIAN) & set(word):
            yield "uk"
        if not set(UKRAINIAN) & set(word):
            yield "ru"
    elif _LATIN.search(word):
        yield "en"


def _lemmas(word: str, language: Language) -> Iterable[str]:
    """All lemmas that the dictionary gives a form; those that it only guesses where it does not know the form."""
    try:
        found = analyser(language).analyse(word.lower())
    except MissingDictionary:  # whoever reads without it asks without it: the words as they stand are found
        return ()
    return {one.lemma for one in found if one.known} or {one.lemma for one in found}
