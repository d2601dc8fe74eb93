"""Patterns over atoms: each finds one piece of a time expression (a date, a weekday, a clock time, a duration, …).

A piece holds what its words say and nothing more; `joining` puts neighbours together, `resolve` gives the value. The
patterns are tried in their order, and a function that finds its match to be something else gives None.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from onrecord.model.text import Range
from onrecord.times.atoms import Stream
from onrecord.times.words import Atom

_ABBREVIATED = 100
_MOST_DAYS = 31


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
        if atom.value >= _ABBREVIATED and atom.kind == "v" and whole and whole < atom.value:
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


def _form(s: Stream, i: int) -> str:
    return s.form(i)


def _in(s: Stream, i: int, *sections: str) -> bool:
    """Whether the token at i is listed in one of the sections."""
    form = s.form(i)
    return bool(form) and any(s.words.has(section, form) for section in sections)


def _day_number(atoms: tuple[Atom, ...]) -> int:
    amount = number(atoms)
    return int(amount) if amount == int(amount) and 1 <= amount <= 31 else 0


def _year_in(s: Stream, first: int, last: int) -> int | None:
    return next((int(s.atoms[i].value) for i in range(first, last) if s.kinds[i] in "yz"), None)


def _month_in(s: Stream, first: int, last: int) -> int:
    return next((int(s.atoms[i].value) for i in range(first, last) if s.kinds[i] in "mj"), 0)


def full_date(s: Stream, m: Match) -> Piece | None:
    """09.02.2026"""
    day, month, year = s.atoms[m.start()].value
    return Piece(m.start(), m.end(), "day", "time.date", year=year, month=month, day=day)


def date_range(s: Stream, m: Match) -> Piece | None:
    """4–5 лютого, с 13 по 15 мая, May 4-5."""
    first, last = m.span()
    middle = next((i for i in range(first + 1, last) if s.kinds[i] in "-i"), None)
    joined = next((i for i in range(first, last) if s.kinds[i] == "r"), None)
    if joined is not None:
        low, high = s.atoms[joined].value
    elif middle is not None and (s.kinds[middle] == "-" or _in(s, middle, "to")):
        days = [int(s.atoms[i].value) for i in range(first, last) if s.kinds[i] in "no"]
        low, high = days[0], days[1]
    else:
        return None
    if not 1 <= low < high <= 31:
        return None
    year, month = _year_in(s, first, last), _month_in(s, first, last)
    end = Piece(first, last, "day", "time.date-range", year=year, month=month, day=high)
    return Piece(first, last, "range", "time.date-range", year=year, month=month, day=low, end=replace(end, day=high))


def date(s: Stream, m: Match) -> Piece | None:
    """14 жовтня, двадцять першого червня 2031 року, the first of September, Oct. 15, 2031."""
    first, last = m.span()
    day = _day_number(s.atoms[first:last]) if s.kinds[last - 1] not in "yzU" else 0
    if not day:
        days = tuple(a for a in s.atoms[first:last] if a.kind in "nvo")
        day = _day_number(days)
    if not day:
        return None
    return Piece(
        first, last, "day", "time.date", year=_year_in(s, first, last), month=_month_in(s, first, last), day=day
    )


def month_year(s: Stream, m: Match) -> Piece | None:
    """травня 2029 року, November 2030."""
    first, last = m.span()
    year, month = _year_in(s, first, last), _month_in(s, first, last)
    return Piece(first, last, "month", "time.month-year", year=year, month=month)


def month_of_century(s: Stream, m: Match) -> Piece | None:
    """мая семьдесят девятого: the year of the last century, where it is no day."""
    first, last = m.span()
    told = int(number(s.atoms[first + 1 : last]))
    if not _MOST_DAYS < told < _ABBREVIATED:
        return None
    return Piece(first, last, "month", "time.month-year", year=1900 + told, month=_month_in(s, first, first + 1))


def month_of(s: Stream, m: Match) -> Piece | None:
    """травня минулого року, August last year."""
    first, last = m.span()
    mod = next(kind for kind in s.kinds[first:last] if kind in "LNT")
    shift = {"L": -1, "N": 1, "T": 0}[mod]
    return Piece(first, last, "month", "time.month-of-year", month=_month_in(s, first, last), number=shift, mod="Y")


def month(s: Stream, m: Match) -> Piece | None:
    """у липні, last September, липневий."""
    first, last = m.span()
    low = s.form(last - 1).removesuffix("'s")
    before = s.text.tokens[first - 1].form if first else ""
    named = s.words.has("months_that_are_names", low) and not before[:1].islower()
    if named and s.kinds[first] not in "LNTE" and s.kinds[first - 1 : first] not in ("i", "b", "g", "e"):
        return None
    if s.words.language != "en" and s.kinds[last - 1] == "m" and not _month_stands(s, first, last):
        return None
    mod = s.kinds[first] if s.kinds[first] in "LNT" else ""
    return Piece(first, last, "month", "time.month", month=_month_in(s, first, last), mod=mod)


def _month_stands(s: Stream, first: int, last: int) -> bool:
    """A capital makes it a name (Марта); a month that is a common word too (лютий, листопад) wants a preposition."""
    form = s.text.tokens[last - 1].form
    if form[0].isupper() and not form.isupper() and first and s.text.tokens[first - 1].kind != "mark":
        return False
    lemmas = {a.lemma for a in s.text.analyses[last - 1]}
    if lemmas & s.words.sets["months_that_are_words"]:
        return s.kinds[first - 1 : first] in ("i", "b", "L", "N", "T")
    return True


def weekday(s: Stream, m: Match) -> Piece | None:
    """у вівторок, next Thursday, в минувший вторник, понедельничный."""
    first, last = m.span()
    low = s.form(last - 1)
    lemmas = {a.lemma for a in s.text.analyses[last - 1]} | {low}
    if lemmas & s.words.sets["weekdays_that_are_words"] and not _weekday_stands(s, first, last):
        return None
    mod = s.kinds[first] if s.kinds[first] in "LNT" else ""
    return Piece(first, last, "weekday", "time.weekday", number=int(s.atoms[last - 1].value), mod=mod)


def _weekday_stands(s: Stream, first: int, last: int) -> bool:
    """в среду, до среды: singular and after a preposition of time, a part of the day or a comma."""
    case = {a.case for a in s.text.analyses[last - 1] if a.number == "sing"}
    before = s.kinds[first - 1 : first]
    return before in ("i", "p", "L", "N", "+") and not (case <= {"loc", "nom", "ins"})


def relative(s: Stream, m: Match) -> Piece | None:
    """напередодні, того ж дня, the following year: the phrases of times.yaml."""
    phrase = s.atoms[m.start()].value
    if phrase.value == "none" or (phrase.rule in _COMPARED and _compared(s, m.end())):
        return None
    if _named(s, m.start(), m.end()):
        return None
    if phrase.rule == "time.day-before" and _eve(s, m.end()):
        return None
    recipe = phrase.value
    kind = "recipe" if " " in recipe else "value"
    return Piece(m.start(), m.end(), kind, phrase.rule, recipe=recipe)


_COMPARED = ("time.earlier", "time.later")


def _compared(s: Stream, after: int) -> bool:
    """раніше, ніж …; earlier studies; earlier this month."""
    after += s.kinds[after : after + 1] == ","
    english = (
        s.words.language == "en" and s.kinds[after - 1] != "," and s.kinds[after : after + 1] in ("x", "T", "u", "i")
    )
    return s.words.has("than", s.form(after)) or (english and not s.text.tokens[after - 1].form[0].isupper())


def _named(s: Stream, first: int, last: int) -> bool:
    """«Сьогодні», USA Today, Тарва.Сьогодні: with a capital in mid-sentence, or alone in quotation marks, it is a name."""
    tokens = s.text.tokens
    if not tokens[first].form[0].isupper() or not first:
        return False
    before = tokens[first - 1]
    glued = before.end == tokens[first].start
    if glued and before.form == ".":
        return True
    if before.kind != "mark":
        return not any(sentence.first == first for sentence in _around(s, first))
    alone = last < len(tokens) and tokens[last].start == tokens[last - 1].end and tokens[last].form in "»”\"“’'"
    return glued and alone and before.form in "«“„\"‘'"


def _around(s: Stream, token: int) -> tuple[Range, ...]:
    """The sentence that holds a token."""
    at = bisect_right(s.text.sentences, token, key=lambda sentence: sentence.first) - 1
    return s.text.sentences[at : at + 1]


def _eve(s: Stream, after: int) -> bool:
    """напередодні зустрічі: with a genitive it is the eve of something else."""
    analyses = s.text.analyses[after] if after < len(s.kinds) else ()
    return bool(analyses) and analyses[0].pos in ("noun", "adj", "num", "pron") and analyses[0].case == "gen"


def holiday(s: Stream, m: Match) -> Piece | None:
    """на Великдень."""
    if not s.text.tokens[m.start()].form[0].isupper():
        return None
    return Piece(m.start(), m.end(), "recipe", "time.holiday", recipe=f"holiday {s.atoms[m.start()].value}")


def adjective(s: Stream, m: Match) -> Piece | None:
    """120-денний, one-year."""
    amount, unit = s.atoms[m.start()].value
    return Piece(m.start(), m.end(), "value", "time.duration", recipe=duration(amount, unit))


def ago(s: Stream, m: Match) -> Piece | None:
    """два роки тому, год назад, three weeks ago."""
    first, last = m.span()
    at = next(i for i in range(first, last) if s.kinds[i] in "uU")
    amount = number(s.atoms[first:at]) or 1
    unit = str(s.atoms[at].value)
    if amount % 1 or not re.fullmatch(r"[DWMY]", unit):
        return Piece(first, last, "value", "time.duration", recipe=duration(amount, unit))
    return Piece(first, last, "recipe", "time.ago", recipe=f"{_LONG[unit]} -{int(amount)}")


_LONG = {"D": "day", "W": "week", "M": "month", "Y": "year"}


def length(s: Stream, m: Match) -> Piece | None:
    """шість днів, сорок хвилин, півтора року, last two weeks."""
    first, last = m.span()
    unit = str(s.atoms[last - 1].value)
    amount = number(s.atoms[first : last - 1])
    if not amount:
        return None
    if unit == "TH" and _in(s, first - 1, "clock_on") and s.kinds[first] in "nvo" and amount <= 24 and not amount % 1:
        return Piece(first, last, "clock", "time.clock", clock=f"{int(amount) % 24:02}:00")
    return Piece(first, last, "value", "time.duration", recipe=duration(amount, unit))


def ordinal_length(s: Stream, m: Match) -> Piece | None:
    """четверту добу, third week; о шостій годині is a time of day."""
    first, last = m.span()
    unit, count = str(s.atoms[last - 1].value), int(s.atoms[first].value)
    if unit == "TH":
        if not _in(s, first - 1, "clock_on") or count > 24:
            return None
        return Piece(first, last, "clock", "time.clock", clock=f"{count % 24:02}:00")
    if count < 2 or unit not in ("D", "W", "M", "Y"):
        return None
    return Piece(first, last, "value", "time.duration", recipe=duration(count, unit))


def every(s: Stream, m: Match) -> Piece | None:
    """каждый день, every week."""
    unit = str(s.atoms[m.end() - 1].value)
    return Piece(m.start(), m.end(), "value", "time.every", recipe=duration(1, unit))


def _plural(s: Stream, i: int) -> bool:
    if s.words.language == "en":
        return s.form(i).endswith("s") and not s.form(i).endswith("'s")
    nouns = [a for a in s.text.analyses[i] if a.pos == "noun"]
    if any(a.lemma in s.words.sets["plural_only"] for a in nouns):
        return False
    return bool(nouns) and all(a.number == "plur" for a in nouns)


def unit_of(s: Stream, m: Match) -> Piece | None:
    """цього тижня, last month, в прошлом году; with a plural it is only past or future (последние дни)."""
    first, last = m.span()
    mod, unit = s.kinds[first], str(s.atoms[last - 1].value)
    if _plural(s, last - 1):
        if mod == "T":
            return None
        value = "PAST_REF" if mod == "L" else "FUTURE_REF"
        return Piece(first, last, "value", "time.days-around", recipe=value)
    if unit == "D":
        return Piece(first, last, "recipe", "time.next-day", recipe="same 1") if mod == "N" else None
    if unit not in _LONG:
        return None
    shift = {"L": -1, "N": 1, "T": 0}[mod]
    return Piece(first, last, "recipe", f"time.{_LONG[unit]}", recipe=f"{_LONG[unit]} {shift}", mod=mod)


def bounded_unit(s: Stream, m: Match) -> Piece | None:
    """кінця місяця, начале недели, the end of the year: the month, week or year that it is now."""
    first, last = m.span()
    unit = str(s.atoms[last - 1].value)
    if unit not in ("W", "M", "Y") or _plural(s, last - 1):
        return None
    return Piece(first, last, "recipe", f"time.{_LONG[unit]}", recipe=f"{_LONG[unit]} 0")


def bare_unit(s: Stream, m: Match) -> Piece | None:
    """за день, на добу, a year, хранится год: one of it."""
    at = m.start()
    unit, before = str(s.atoms[at].value), at - 1
    if _plural(s, at) or unit == "3M":
        return None
    alone = s.words.has("whole_units", s.form(at)) or bool(
        {a.lemma for a in s.text.analyses[at]} & s.words.sets["whole_units"]
    )
    if not (alone or _measured(s, before)):
        return None
    return Piece(at, at + 1, "value", "time.one", recipe=duration(1, unit))


def _measured(s: Stream, before: int) -> bool:
    if before < 0:
        return False
    if _in(s, before, "per", "still") or _in(s, before, "ago"):
        return True
    row = f"{s.form(before - 1)} {s.form(before)}"
    if s.words.has("per", row):
        return True
    if _in(s, before, "per_with_number"):
        return any(kind in "nvy" for kind in s.kinds[max(0, before - 4) : before])
    lemmas = {a.lemma for a in s.text.analyses[before]}
    return bool(lemmas & s.words.sets["lasting"])


def year(s: Stream, m: Match) -> Piece | None:
    """2029 року, 2019-го, in 2029."""
    first, last = m.span()
    value = int(s.atoms[first].value)
    if s.kinds[first] == "y" and last == first + 1 and not _year_stands(s, first):
        return None
    if s.kinds[last - 1] == "U" and s.kinds[first] == "y" and _plural(s, last - 1) and value % 100 == 0:
        return Piece(first, last, "value", "time.duration", recipe=duration(value, "Y"))
    return Piece(first, last, "year", "time.year", year=value)


def _year_stands(s: Stream, at: int) -> bool:
    """A bare number is a year after a preposition of time, between 1500 and 2150, with no word that it would count."""
    value = int(s.atoms[at].value)
    if not 1500 <= value <= 2150 or not _in(s, at - 1, "before_year"):
        return False
    after = at + 1
    if after >= len(s.kinds) or s.text.tokens[after].kind == "mark":
        return s.form(after) not in ("%", "$", "€", "£")
    return s.words.language == "en" and s.text.tokens[after].form.islower() and not s.form(after).endswith("s")


def years(s: Stream, m: Match) -> Piece | None:
    """2019–2021, between 2015 and 2028."""
    first, last = m.span()
    found = [i for i in range(first, last) if s.kinds[i] in "yz"]
    low, high = s.atoms[first].value if s.kinds[first] == "Z" else (s.atoms[i].value for i in found)
    if not 1500 <= low < high <= 2150:
        return None
    if "+" in s.kinds[first:last] and not (_in(s, first - 1, "from") or s.kinds[first - 1 : first] == "i"):
        return None
    return Piece(first, last, "value", "time.years", recipe=f"{low}/{high}")


def decade(s: Stream, m: Match) -> Piece | None:
    """1990-х, the 1990s, дев'яностих."""
    first, last = m.span()
    value = int(s.atoms[first].value)
    if s.kinds[first] == "o":
        cases = [a for a in s.text.analyses[first] if a.number == "plur" and a.case in ("gen", "loc")]
        if s.words.language == "en" or value < 20 or value % 10 or not cases or s.kinds[first - 1 : first] != "i":
            return None
    if value % 10:
        return None
    full = value if value >= _FOUR_DIGITS else 1900 + value % 100
    return Piece(first, last, "value", "time.decade", recipe=str(full // 10))


_FOUR_DIGITS = 1000


def season(s: Stream, m: Match) -> Piece | None:
    """до весни, осенью, last summer, літо 2031 року."""
    first, last = m.span()
    at = next(i for i in range(first, last) if s.kinds[i] == "s")
    mod = s.kinds[first] if s.kinds[first] in "LNT" else ""
    told = _year_in(s, first, last)
    before = first - 1 - (s.kinds[first - 1 : first] == "e")
    alone = s.words.has("seasons_alone", s.form(at))
    timed = before >= 0 and s.kinds[before] in "ib" and not _in(s, before, "amid")
    if s.words.language == "en":
        timed = timed and not _in(s, before, "per")
    if not (mod or told or alone or timed):
        return None
    return Piece(first, last, "season", "time.season", year=told, season=str(s.atoms[at].value), mod=mod)


def clock(s: Stream, m: Match) -> Piece | None:
    """14:30, 10 a.m., nine o'clock, noon."""
    first, last = m.span()
    if s.kinds[first] == "c":
        value = s.atoms[first].value if _clock_stands(s, first) else ""
        return Piece(first, last, "clock", "time.clock", clock=_halves(value, s.form(last - 1))) if value else None
    hour = int(number(s.atoms[first:last]))
    return (
        Piece(first, last, "clock", "time.clock", clock=_halves(f"{hour:02}:00", s.form(last - 1)))
        if hour <= 24
        else None
    )


def _clock_stands(s: Stream, at: int) -> bool:
    """Digits stand by themselves; noon and midnight want their preposition."""
    digits = s.text.tokens[at].kind == "number"
    return digits or s.words.has("clocks_alone", s.form(at)) or _in(s, at - 1, "clock_on", "until")


def _halves(value: str, mark: str) -> str:
    hour, minute = int(value[:2]), value[3:]
    if mark.startswith("p") and hour < 12:
        hour += 12
    elif mark.startswith("a") and hour == 12:
        hour = 0
    return f"{hour % 24:02}:{minute}"


def hour_of_part(s: Stream, m: Match) -> Piece | None:
    """в шесть утра, о шостій вечора, о шостій годині ранку."""
    first, last = m.span()
    hour, part = int(s.atoms[first].value), str(s.atoms[last - 1].value)
    if s.words.language == "en" or not (1 <= hour <= 12 and s.kinds[first - 1 : first] == "i"):
        return None
    late = part in ("TEV", "TAF") or (part == "TNI" and hour > 6)
    return Piece(first, last, "clock", "time.clock", clock=f"{(hour % 12 + 12 * late):02}:00")


def part_of_day(s: Stream, m: Match) -> Piece | None:
    """увечері, this morning; a part that needs a day beside it is kept for joining."""
    first, last = m.span()
    at = next(i for i in range(first, last) if s.kinds[i] == "p")
    mod = s.kinds[first] if s.kinds[first] in "LNT" else ""
    alone = s.words.has("parts_alone", s.form(at))
    timed = s.words.language != "en" and _in(s, first - 1, "until", "per")
    return Piece(
        first, last, "part", "time.part" if alone or mod or timed else "", part=str(s.atoms[at].value), mod=mod
    )


DAYS = r"(?:n|o|vo|v|r)"
YEAR = r"(?:,?[yz]U?)"
RULES: tuple[tuple[str, str, Rule], ...] = (
    ("d", r"d", full_date),
    ("norm", rf"(?:[no][-i][no]|r)m{YEAR}?|mn[-i]n(?!m){YEAR}?|mr{YEAR}?", date_range),
    ("norvm", rf"{DAYS}h?g?m(?:\.?{YEAR})?|m\.?n(?!u|U|m)h?{YEAR}?|me?(?:o|nh)", date),
    ("m", r"m\.?g?[yz]U?", month_year),
    ("m", r"m(?:vo|o)U?", month_of_century),
    ("mj", r"[mj][LNT]U", month_of),
    ("LNTEmj", r"[LNTE]?m|j", month),
    ("LNTwk", r"[LNT]?w|k", weekday),
    ("Q", r"Q~*", relative),
    ("H", r"H", holiday),
    ("G", r"G", adjective),
    ("nvuU", r"(?:[nv][nv]?[nv]?)?[uU]A", ago),
    ("yZ", r"y[-+][yz]U?|ZU?", years),
    ("yDo", r"yS|D[uU]?|o[U]", decade),
    ("yz", r"yU|zU?|y(?![.,]?[nyuvm])", year),
    ("ocnv", r"[oc](?:[uU])?p|[nv]u?p", hour_of_part),
    ("cnv", r"cq?|[nv]q", clock),
    ("LNEnv", r"[LNE]?[nv][nv]?[nv]?h?[uU]", length),
    ("o", r"o[uU]", ordinal_length),
    ("E", r"E[uU]", every),
    ("LNT", r"[LNT][uU]", unit_of),
    ("b", r"bg?e?[uU]", bounded_unit),
    ("uU", r"[uU]", bare_unit),
    ("LNTs", rf"[LNT]?s(?:g?{YEAR})?", season),
    ("LNTp", r"[LNT]?p", part_of_day),
    ("o", r"o", decade),
)
"""Letters that the pattern can begin with, the pattern, and what makes the piece; the first that speaks decides."""

_BY_LETTER: dict[str, list[tuple[re.Pattern[str], Rule]]] = {}
for _letters, _pattern, _rule in RULES:
    for _letter in _letters:
        _BY_LETTER.setdefault(_letter, []).append((re.compile(_pattern), _rule))
_OPENING = re.compile(f"[{''.join(sorted(_BY_LETTER))}]")


def pieces(s: Stream, first: int, last: int) -> Iterator[Piece]:
    """The pieces of one sentence, in order, without overlaps."""
    at = first
    while opening := _OPENING.search(s.kinds, at, last):
        at = opening.start()
        piece = _read(s, at, last)
        if piece is None:
            at += 1
        else:
            yield piece
            at = piece.last


def _read(s: Stream, at: int, last: int) -> Piece | None:
    """The first rule that speaks at this place."""
    for pattern, rule in _BY_LETTER[s.kinds[at]]:
        found = pattern.match(s.kinds, at, last)
        piece = rule(s, found) if found else None
        if piece is not None:
            return piece
    return None
