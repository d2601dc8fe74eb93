"""Words, numbers and dates of the interface in the reader's language."""

import importlib.resources
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from string import Formatter
from typing import Any

LANGUAGES = ("en", "uk")
"""Those that the interface has; the first is for readers who ask for none of them."""


def _english(number: int) -> str:
    return "one" if number == 1 else "other"


def _ukrainian(number: int) -> str:
    if number % 10 == 1 and number % 100 != 11:
        return "one"
    return "few" if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else "other"


FORMS: Mapping[str, Callable[[int], str]] = {"en": _english, "uk": _ukrainian}
"""Which form a number takes (CLDR's rules for whole numbers; `many` is `other`, as there are no fractions here)."""
PLURALS: Mapping[str, tuple[str, ...]] = {"en": ("one", "other"), "uk": ("one", "few", "other")}


@dataclass(frozen=True, slots=True)
class Words:
    """The interface in one language. `known` are its words by key: `start.title`, and for counted things
    `count.statements.one` and so on."""

    language: str
    known: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The words of a key, with values put in. Raises KeyError where there is no such key: a page's bug."""
        return _put(self.known[key], values)

    def of(self, group: str, value: str) -> str:
        """What a value of a closed list is called (`act`, `deny`); the value itself where it is not in the list."""
        return self.known.get(f"{group}.{value}", value)

    def count(self, key: str, number: int) -> str:
        """So many things: `5 тверджень`."""
        return _put(self.known[f"count.{key}.{FORMS[self.language](number)}"], {"n": self.number(number)})

    def number(self, number: int) -> str:
        """A whole number, its thousands parted: with a comma in English, with a narrow space in Ukrainian."""
        return f"{number:,}" if self.language == "en" else f"{number:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")

    def share(self, part: float) -> str:
        """A share of 1 in percent."""
        return f"{part:.0%}" if self.language == "en" else f"{part * 100:.0f}\N{NO-BREAK SPACE}%"

    def date(self, day: date | None) -> str:
        """A day with its month in words."""
        if day is None:
            return self.known["date.none"]
        return _put(
            self.known["date.day"], {"day": day.day, "month": self.known[f"month.{day.month}"], "year": day.year}
        )

    def time(self, at: datetime) -> str:
        """A day and time, in UTC."""
        return f"{self.date(at.date())}, {at:%H:%M} UTC"

    def told(self, value: str | None) -> str:
        """A TIMEX3 value for people: a day or month in words, everything else as it stands."""
        if not value:
            return ""
        parts = value.split("T")[0].split("-")
        try:
            if len(parts) == 3:
                rest = value.partition("T")[2]
                return self.date(date(*map(int, parts))) + (f", {self.of('daytime', rest)}" if rest else "")
            if len(parts) == 2 and "T" not in value:
                return f"{self.known[f'month.alone.{int(parts[1])}']} {parts[0]}"
        except (ValueError, KeyError):
            return value
        return value


def words(language: str) -> Words:
    """The interface in a language of LANGUAGES."""
    return _loaded(language)


@cache
def _loaded(language: str) -> Words:
    text = importlib.resources.files(__package__).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return Words(language, dict(_flat("", tomllib.loads(text))))


def _flat(start: str, table: Mapping[str, Any]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in table.items():
        found += _flat(f"{start}{key}.", value) if isinstance(value, dict) else [(f"{start}{key}", str(value))]
    return found


def _put(pattern: str, values: Mapping[str, object]) -> str:
    """Put values in by name alone: `{n}`. Never `str.format`, which would look inside them."""
    return "".join(before + (str(values[name]) if name else "") for before, name, _, _ in Formatter().parse(pattern))


def chosen(asked: str, remembered: str, accepted: str) -> str:
    """The interface's language: the one asked for, else the one remembered, else the best of Accept-Language. Readers of
    Russian who name no other language are shown the first one."""
    for told in (asked, remembered):
        if told in LANGUAGES:
            return told
    ranked: list[tuple[float, int, str]] = []
    for place, part in enumerate(accepted.split(",")[:20]):
        name, _, quality = part.strip().partition(";q=")
        ranked.append((-_quality(quality), place, name.strip().lower().partition("-")[0]))
    return next((name for weight, _, name in sorted(ranked) if name in LANGUAGES and weight < 0), LANGUAGES[0])


def _quality(told: str) -> float:
    try:
        return float(told) if told else 1.0
    except ValueError:
        return 0.0
