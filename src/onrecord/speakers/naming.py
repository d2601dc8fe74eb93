"""One place where a person is named, and what the words of a name can be."""

from dataclasses import dataclass
from functools import cache

from onrecord.model.text import LANGUAGES
from onrecord.speakers import lexica
from onrecord.speakers.inflect import Reading, readings
from onrecord.speakers.titles import Title
from onrecord.speakers.view import View

GIVEN_RANK = 2.3
_MOST = 50_000  # forms that are remembered per process
_READINGS: dict[tuple[str, str, str], list[Reading]] = {}


@dataclass(frozen=True, slots=True)
class Naming:
    """One place where a person is named: tokens `[first, last)`, the words in the nominative, and the case read.

    `given` tells whether a given name (or an initial) is part of it; `sure` whether more than the capitals speaks for
    a person: a given name, a title, or a surname of the dictionary."""

    first: int
    last: int
    words: tuple[str, ...]
    case: str
    gender: str
    given: bool
    sure: bool
    title: Title | None = None


def is_initial(view: View, i: int) -> bool:
    """Whether the token is one capital before a full stop, or capitals with full stops."""
    form = view.tokens[i].form
    if len(form) == 1 and form.isupper():
        return i + 1 < len(view.tokens) and view.tokens[i + 1].form == "."
    return len(form) <= 4 and form.endswith(".") and form[0].isupper() and form[1:2] in ".-"


def is_acronym(form: str) -> bool:
    """Two to five capitals (digits and hyphens allowed after them)."""
    letters = [c for c in form if c.isalpha()]
    return 2 <= len(letters) <= 5 and all(c.isupper() for c in letters)


def bare_surname(word: str) -> str:
    """A surname in lower case, without the particle that a hyphen ties to it: аль-Верба and Верба are one."""
    head, hyphen, rest = word.partition("-")
    if not hyphen or not rest[:1].isupper():
        return word.lower()
    return rest.lower() if head.islower() or head.lower() in _particles() else word.lower()


@cache
def _particles() -> frozenset[str]:
    """The particles of names in all languages."""
    return frozenset().union(*(lexica.naming(language, "particle") for language in LANGUAGES))


def word_readings(view: View, i: int) -> list[Reading]:
    """The readings of a name's word."""
    form, analyses = view.forms[i], view.analyses(i)
    key = (view.language, form, analyses[0].lemma if analyses else "")
    known = _READINGS.get(key)
    if known is None:
        if len(_READINGS) > _MOST:
            _READINGS.clear()
        known = _READINGS[key] = readings(form, analyses, view.language)
    return known


def is_given(view: View, i: int) -> str:
    """The gender of a given name at this place, or empty where it is none."""
    if view.language == "en":
        return lexica.given_names("en").get(view.forms[i].removesuffix("'s"), "")
    return next((r.gender for r in word_readings(view, i) if r.rank >= GIVEN_RANK), "")
