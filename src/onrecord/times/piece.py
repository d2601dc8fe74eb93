"""What one match of a pattern tells, and the small readings that the patterns share."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from onrecord.times.atoms import Stream
from onrecord.times.words import Atom

ABBREVIATED = 100
MOST_DAYS = 31


@dataclass(frozen=True, slots=True)
class Piece:
    """Tokens `[first, last)`. `kind`: day, weekday, month, year, unit, season, part, clock, holiday, range or value.

    `mod` is L (last), N (next), T (this) or S (same); `recipe` is a value of its own (P3D, PAST_REF) or, for kind
    `recipe`, how to count it (`day -1`). `end` is the later end of a range.
    """

    first: int
    last: int
    kind: str
    rule: str
    year: int | None = None
    month: int = 0
    day: int = 0
    number: int = 0
    mod: str = ""
    unit: str = ""
    part: str = ""
    clock: str = ""
    recipe: str = ""
    season: str = ""
    end: "Piece | None" = None


Match = re.Match[str]
Rule = Callable[[Stream, Match], Piece | None]


def number(atoms: tuple[Atom, ...]) -> float:
    """The number that a row of number atoms (with marks between) tells: двадцять п'ять, 40 million, два с половиной."""
    whole: float = 0
    for atom in atoms:
        if atom.kind not in "nvoy":
            continue
        if atom.value >= ABBREVIATED and atom.kind == "v" and whole and whole < atom.value:
            whole *= atom.value
        else:
            whole += atom.value
    return whole


def duration(amount: float, unit: str) -> str:
    """`P3D`, `PT40M`, `P18M`: an amount of a unit such as `D`, `TM`, `10Y`."""
    found = re.fullmatch(r"([\d.]*)(T?)([A-Z])", unit)
    if found is None:
        raise ValueError(f"no unit of time: {unit!r}")
    amount *= float(found[1] or 1)
    clock, letter = found[2], found[3]
    if amount % 1:
        finer = {
            ("", "Y"): (12, "", "M"),
            ("T", "H"): (60, "T", "M"),
            ("", "D"): (24, "T", "H"),
            ("", "M"): (30, "", "D"),
        }
        times, clock, letter = finer.get((clock, letter), (1, clock, letter))
        amount *= times
    return f"P{clock}{amount:g}{letter}" if amount < 1e6 else f"P{clock}{int(amount)}{letter}"


def listed(s: Stream, i: int, *sections: str) -> bool:
    """Whether the token at i is listed in one of the sections."""
    form = s.form(i)
    return bool(form) and any(s.words.has(section, form) for section in sections)


def year_in(s: Stream, first: int, last: int) -> int | None:
    """The year that stands in `[first, last)`."""
    return next((int(s.atoms[i].value) for i in range(first, last) if s.kinds[i] in "yz"), None)


def month_in(s: Stream, first: int, last: int) -> int:
    """The number of the month that stands in `[first, last)`, or 0."""
    return next((int(s.atoms[i].value) for i in range(first, last) if s.kinds[i] in "mj"), 0)


LONG = {"D": "day", "W": "week", "M": "month", "Y": "year"}


def genitive(s: Stream, i: int) -> bool:
    """Whether the token at i is likeliest a genitive, or can be one and no nominative, so that it hangs on the word before it."""
    analyses = s.text.analyses[i] if i < len(s.kinds) else ()
    if not analyses or analyses[0].pos not in ("noun", "adj", "num", "pron"):
        return False
    cases = {a.case for a in analyses}
    return analyses[0].case == "gen" or ("gen" in cases and "nom" not in cases)


def plural(s: Stream, i: int) -> bool:
    """Whether the unit at i is a plural by its form (and not one that has no singular)."""
    if s.words.language == "en":
        return s.form(i).endswith("s") and not s.form(i).endswith("'s")
    nouns = [a for a in s.text.analyses[i] if a.pos == "noun"]
    if any(a.lemma in s.words.sets["plural_only"] for a in nouns):
        return False
    return bool(nouns) and all(a.number == "plur" for a in nouns)
