"""The words of time of a language, as the rules want them: every form and lemma with what it is.

`KINDS` gives each section of `times.yaml` one letter; a text becomes a string of such letters, one a token, over which
the patterns of `pieces` run.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from onrecord.lexicon import load
from onrecord.model.text import Language

KINDS = {
    "amid": "x", "decade_endings": "S", "of": "g", "articles": "e", "and": "+", "suffixes": "h", "hour_marks": "q", "abbreviated_year": "R",
    "from": "i", "to": "i", "on": "i", "until": "i", "since": "i", "per": "i",
    "ago": "A", "last": "L", "next": "N", "this": "T", "every": "E", "bounds": "b",
    "seasons": "s", "parts": "p", "ordinals": "o", "numbers": "v", "units": "u", "month_adjectives": "j",
    "weekday_adjectives": "k", "months": "m", "weekdays": "w", "clocks": "c", "holidays": "H",
}  # fmt: skip
"""Later sections win where a word stands in more than one."""

OTHER, PHRASE, GOES_ON = "x", "Q", "~"


class Atom(NamedTuple):
    """What one token is: its letter and the value that belongs to it (a month's number, a unit, …)."""

    kind: str
    value: Any = None


class Phrase(NamedTuple):
    """Words in a row that are one expression: the name of the rule and the recipe of the value."""

    words: tuple[str, ...]
    rule: str
    value: str


@dataclass(frozen=True, slots=True)
class Words:
    """One language. `atoms` by form or lemma, `phrases` by their first word (the longest first), `sets` by section."""

    language: Language
    atoms: Mapping[str, Atom]
    phrases: Mapping[str, tuple[Phrase, ...]]
    sets: Mapping[str, frozenset[str]]
    adjectives: Mapping[str, str]
    forms: dict[str, Atom | None]

    def has(self, section: str, word: str) -> bool:
        """Whether the section lists the word."""
        return word in self.sets[section]


@cache
def words(language: Language) -> Words:
    """The words of a language, read once a process."""
    frames = load.frames(language, "times")
    atoms: dict[str, Atom] = {}
    for section, kind in KINDS.items():
        for word, value in _pairs(frames[section]):
            if " " not in word:
                atoms[word.lower()] = Atom("U" if kind == "u" and value == "Y" else kind, value)
    phrases = _phrases(frames)
    sets = {name: frozenset(w for w, _ in _pairs(part)) for name, part in frames.items() if name != "relative"}
    return Words(language, atoms, phrases, sets, frames["day_adjectives"], {})


def _pairs(part: Any) -> list[tuple[str, Any]]:
    return [(str(w), v) for w, v in part.items()] if isinstance(part, dict) else [(str(w), None) for w in part]


def _phrases(frames: Mapping[str, Any]) -> dict[str, tuple[Phrase, ...]]:
    """Relative expressions, and the entries of several words in the other sections, by their first word."""
    known: dict[str, list[Phrase]] = {}
    for line in frames["relative"]:
        row = tuple(str(line["words"]).split())
        known.setdefault(row[0], []).append(Phrase(row, f"time.{line['rule']}", str(line["value"])))
    for word, value in frames["holidays"].items():
        if " " in word and value:
            row = tuple(word.lower().split())
            known.setdefault(row[0], []).append(Phrase(row, "time.holiday", f"holiday {value}"))
    return {first: tuple(sorted(rows, key=lambda p: -len(p.words))) for first, rows in known.items()}
