"""Names that the article spells in Latin letters too: Кари Ларто (Kari Larto). The Latin spelling is a nominative."""

from collections.abc import Sequence

from onrecord.speakers.inflect import ANY, Reading
from onrecord.speakers.keys import speaker_key
from onrecord.speakers.view import View

_MOST = 5  # words in the brackets
_BONUS = 3.0


def latin_keys(view: View) -> frozenset[str]:
    """The phonetic keys of all words in Latin letters that stand in brackets right behind a capitalised word."""
    if view.language == "en":
        return frozenset()
    found: set[str] = set()
    for i, token in enumerate(view.tokens):
        if token.form == "(" and i and view.capital(i - 1) and not view.forms[i - 1].isascii():
            words = _latin_words(view, i + 1)
            if len(words) > 1:
                found.update(speaker_key(view.forms[j]) for j in words)
    return frozenset(found - {""})


def _latin_words(view: View, first: int) -> list[int]:
    """The capitalised Latin words from a token up to the closing bracket, a comma or anything else."""
    words: list[int] = []
    for i in range(first, min(first + _MOST, len(view.tokens))):
        if view.tokens[i].kind != "word" or not view.forms[i].isascii() and not _wide_latin(view.forms[i]):
            break
        words.append(i)
    return [i for i in words if view.capital(i)]


def _wide_latin(form: str) -> bool:
    return all(c < "\u0370" for c in form)


def as_spelled(ways: Sequence[Reading], keys: frozenset[str]) -> list[Reading]:
    """The readings of a name's word with those first that the Latin spelling speaks for; the form itself then stands in
    any case, as a name does that is not inflected."""
    fitting = [w for w in ways if speaker_key(w.nominative) in keys] if keys else []
    if not fitting:
        return list(ways)
    itself = ways[0].nominative
    kept = [
        Reading(w.nominative, ANY, "com", w.rank + _BONUS)
        if w.nominative == itself
        else w._replace(rank=w.rank + _BONUS)
        for w in fitting
    ]
    return [*ways, *kept]
