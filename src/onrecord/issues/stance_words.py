"""Words by which a stance is told, found among tokens: their classes (`stances.tsv`) and whether they are negated."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from onrecord.lexicon import load
from onrecord.model.text import Language, Text
from onrecord.text.concepts import fold

_REACH = 2
"""How many tokens after a negation it still holds."""

_TURN = 6
"""How soon after "not" a "but" follows that turns it: "not the interest but the whole account"."""

_HANG = frozenset({"only", "if"})
_NEGATION = frozenset({"not", "none"})
_QUOTES = frozenset("\"«»“”„'’")

_Longer = tuple[tuple[str, ...], frozenset[str]]


class Lexeme(NamedTuple):
    """What the list knows of a token: its form and likeliest lemmas, the classes of these, and the phrases they open."""

    names: frozenset[str]
    classes: frozenset[str]
    longer: tuple[_Longer, ...]


class Told(NamedTuple):
    """Classes of the entry that begins at a place among the tokens looked at, and whether it stands under a negation.
    A negation itself has the class `not` or `none`; one that a "but" turns has `turned` beside it. `hangs`: it stands in
    a clause on which the rest hangs ("until the toll is lifted")."""

    place: int
    classes: frozenset[str]
    negated: bool
    hangs: bool


MARK = Lexeme(frozenset(), frozenset(), ())


def lexemes(text: Text) -> tuple[Lexeme, ...]:
    """The lexeme of each token of a text; marks have an empty one."""
    found = []
    for token, readings in zip(text.tokens, text.analyses, strict=True):
        if token.kind == "mark" or not readings:
            found.append(MARK)
        else:
            other = readings[1].lemma if len(readings) > 1 else ""
            found.append(_lexeme(token.form, readings[0].lemma, other, text.language))
    return tuple(found)


@lru_cache(maxsize=200_000)
def _lexeme(form: str, lemma: str, other: str, language: Language) -> Lexeme:
    names = frozenset(fold(word) for word in (form, lemma, other) if word)
    known = [entry for name in sorted(names) for entry in _entries(language).get(name, ())]
    classes = frozenset().union(*(own for words, own in known if len(words) == 1))
    return Lexeme(names, classes, tuple(entry for entry in known if len(entry[0]) > 1))


def told(words: Sequence[Lexeme], hanging: frozenset[int]) -> list[Told]:
    """The entries of the list among the lexemes of some tokens, in their order; at one place the longest alone.
    `hanging` are the places that stand in a clause on which the rest hangs (`conditions`)."""
    found: list[Told] = []
    last = -_REACH - 1
    for place, lexeme in enumerate(words):
        classes = _longest(words, place) if lexeme.longer else lexeme.classes
        if not classes:
            continue
        if not classes.isdisjoint(_NEGATION):
            turned = any("contrast" in after.classes for after in words[place + 1 : place + _TURN])
            if not turned:
                last = place
            found.append(Told(place, classes | {"turned"} if turned else classes, False, place in hanging))
        else:
            found.append(Told(place, classes, place - last <= _REACH, place in hanging))
    return found


def conditions(text: Text, tokens: Sequence[int], words: Sequence[Lexeme]) -> frozenset[int]:
    """The places among the tokens that stand in a clause on which the rest hangs: from its conjunction to a mark."""
    found: set[int] = set()
    inside = False
    for place, i in enumerate(tokens):
        if text.tokens[i].kind == "mark":
            inside = inside and text.tokens[i].form in _QUOTES
        elif not inside:
            inside = not words[place].classes.isdisjoint(_HANG)
        if inside:
            found.add(place)
    return frozenset(found)


def _longest(words: Sequence[Lexeme], place: int) -> frozenset[str]:
    best, length = words[place].classes, 1
    for phrase, classes in words[place].longer:
        if len(phrase) > length and _stand(phrase, words, place):
            best, length = classes, len(phrase)
    return best


def _stand(phrase: Sequence[str], words: Sequence[Lexeme], place: int) -> bool:
    if place + len(phrase) > len(words):
        return False
    return all(word in words[place + n].names for n, word in enumerate(phrase))


@cache
def _entries(language: Language) -> Mapping[str, Sequence[_Longer]]:
    found: dict[str, list[_Longer]] = {}
    for entry in load.table(language, "stances"):
        words = tuple(fold(entry.entry).split())
        found.setdefault(words[0], []).append((words, frozenset(entry.values("class"))))
    return found
