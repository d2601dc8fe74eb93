"""Words by which a stance is told, found among tokens: their classes (`stances.tsv`) and whether they are negated."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from onrecord.lexicon import load
from onrecord.model.text import Language, Text
from onrecord.text.concepts import fold

_REACH = 2
"""How many tokens after a negation it still holds."""

_TURN = 6
"""How soon after "not" a "but" follows that turns it: "not the interest but the whole account"."""

_HANG = frozenset({"only", "if"})
_QUOTES = frozenset("\"«»“”„'’")

_Entries = Mapping[str, Sequence[tuple[tuple[str, ...], frozenset[str]]]]


class Told(NamedTuple):
    """Classes of the entry that begins at a place among the tokens looked at, and whether it stands under a negation.
    A negation itself has the class `not` or `none`; one that a "but" turns has `turned` beside it. `hangs`: it stands in
    a clause on which the rest hangs ("until the toll is lifted")."""

    place: int
    classes: frozenset[str]
    negated: bool
    hangs: bool = False


def told(text: Text, tokens: Sequence[int], language: Language) -> list[Told]:
    """The entries of the list among tokens of a text, in their order; at one place the longest alone."""
    entries = _entries(language)
    names = [lemmas(text, i) for i in tokens]
    found: list[Told] = []
    hanging = conditions(text, tokens, language)
    last = -_REACH - 1
    for place in range(len(tokens)):
        classes = _longest(entries, names, place)
        if not classes:
            continue
        if classes & {"not", "none"}:
            turned = _turned(names, place, language)
            if not turned:
                last = place
            found.append(Told(place, classes | {"turned"} if turned else classes, False, place in hanging))
        else:
            found.append(Told(place, classes, place - last <= _REACH, place in hanging))
    return found


def conditions(text: Text, tokens: Sequence[int], language: Language) -> frozenset[int]:
    """The places among the tokens that stand in a clause on which the rest hangs: from its conjunction to a mark."""
    entries = _entries(language)
    found: set[int] = set()
    inside = False
    for place, i in enumerate(tokens):
        if text.tokens[i].kind == "mark":
            inside = inside and text.tokens[i].form in _QUOTES
        elif not inside:
            inside = any(
                len(words) == 1 and not classes.isdisjoint(_HANG)
                for lemma in lemmas(text, i)
                for words, classes in entries.get(lemma, ())
            )
        if inside:
            found.add(place)
    return frozenset(found)


def lemmas(text: Text, i: int) -> frozenset[str]:
    """The form and the two likeliest lemmas of a token, comparable."""
    return _folded(text.tokens[i].form, tuple(reading.lemma for reading in text.analyses[i][:2]))


@cache
def _folded(form: str, readings: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, (form, *readings)))


def _turned(names: Sequence[frozenset[str]], place: int, language: Language) -> bool:
    after = names[place + 1 : place + _TURN]
    return any(
        "contrast" in classes for each in after for word in each for _, classes in _entries(language).get(word, ())
    )


def _longest(entries: _Entries, names: Sequence[frozenset[str]], place: int) -> frozenset[str]:
    best: frozenset[str] = frozenset()
    length = 0
    for lemma in names[place]:
        for words, classes in entries.get(lemma, ()):
            if len(words) > length and _stand(words, names, place):
                best, length = classes, len(words)
            elif len(words) == length == 1:
                best |= classes
    return best


def _stand(words: Sequence[str], names: Sequence[frozenset[str]], place: int) -> bool:
    return place + len(words) <= len(names) and all(word in names[place + n] for n, word in enumerate(words))


@cache
def _entries(language: Language) -> _Entries:
    found: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
    for entry in load.table(language, "stances"):
        words = tuple(fold(entry.entry).split())
        found.setdefault(words[0], []).append((words, frozenset(entry.values("class"))))
    return found
