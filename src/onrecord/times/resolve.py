"""Pieces -> TIMEX3 values, by the article's date and by the last day that the text named.

Without an article's date only what a piece tells by itself has a value: full dates, months and seasons with their
year, years, durations and the three REFs. Nothing is guessed.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from onrecord.times import calendar
from onrecord.times.piece import Piece

Look = Callable[[], str]


@dataclass(slots=True)
class Context:
    """`published`: the article's date. `day` (none ahead of it), `month`, `year`: the last ones that the text named."""

    published: date | None
    orthodox: bool
    day: date | None = None
    month: str = ""
    year: int | None = None
    at: int = 0
    day_at: int = 0

    def remember(self, value: str, at: int) -> None:
        """Takes over the day, month and year of a value that was found."""
        if value[:4].isdecimal() and len(value) >= _YEAR and "/" not in value:
            self.year = int(value[:4])
            if len(value) >= _MONTH and value[5:7].isdecimal():
                self.month = value[:_MONTH]
            day = date.fromisoformat(value[:_DAY]) if len(value) >= _DAY and value[8:10].isdecimal() else None
            if day and (self.published is None or day <= self.published):
                self.day, self.day_at = day, at


_YEAR, _MONTH, _DAY = 4, 7, 10


def value(piece: Piece, context: Context, look: Look) -> str | None:
    """The value of a piece, or None where it has none. `look` tells the direction of its sentence, when asked."""
    return _BY_KIND[piece.kind](piece, context, look)


def _plain(piece: Piece, _context: Context, look: Look) -> str | None:
    """раніше, later: a sentence that looks the other way means something else by it."""
    if piece.rule == "time.later" and look() != "future" or piece.rule == "time.earlier" and look() == "future":
        return None
    return piece.recipe


def _dated(piece: Piece, context: Context, look: Look) -> str | None:
    """A day with what is told of its part or clock."""
    day = _day(piece, context, look)
    if day is None:
        return None
    return f"{day.isoformat()}T{piece.clock}" if piece.clock else f"{day.isoformat()}{piece.part}"


def _day(piece: Piece, context: Context, look: Look) -> date | None:
    if piece.kind == "recipe":
        return _counted_day(piece, context, look)
    if piece.kind != "weekday":
        if piece.year is not None:
            return calendar.real(piece.year, piece.month, piece.day)
        today = context.published
        return calendar.near(today, piece.month, piece.day, look()) if today else None
    if context.published is None:
        return None
    return _weekday(piece, context.published, look)


def _weekday(piece: Piece, today: date, look: Look) -> date | None:
    if piece.mod in ("L", "N"):
        return calendar.weekday(today, piece.number, piece.mod == "N", strict=True)
    if piece.mod == "T":
        return calendar.shifted(today, piece.number - today.isoweekday())
    return calendar.weekday(today, piece.number, look() in ("future", "present"))


def _counted_day(piece: Piece, context: Context, look: Look) -> date | None:
    """`day -1` from the article's date, `same 1` from the day that was named last, `holiday easter`."""
    words = piece.recipe.split()
    today = context.published
    if today is None:
        return None
    if words[0] == "day":
        return calendar.shifted(today, int(words[1]))
    if words[0] == "same":
        return calendar.shifted(context.day or today, int(words[1]))
    if words[1] == "easter":
        around = [calendar.easter(today.year + k, context.orthodox) for k in (-1, 0, 1)]
        return min((day for day in around if day), key=lambda day: abs((day - today).days), default=None)
    month, day = words[1].split("-")
    return calendar.near(today, int(month), int(day), look())


def _recipe(piece: Piece, context: Context, look: Look) -> str | None:
    words = piece.recipe.split()
    if words[0] in ("day", "same", "holiday"):
        found = _counted_day(piece, context, look)
        if found is None:
            return None
        part = piece.part or (words[2] if len(words) > 2 else "")
        return f"{found.isoformat()}T{piece.clock}" if piece.clock else f"{found.isoformat()}{part}"
    if context.published is None:
        return None
    return _UNITS[words[0].removeprefix("same-")](words[0].startswith("same-"), int(words[1]), context)


def _week(same: bool, shift: int, context: Context) -> str | None:
    start = (context.day if same else None) or context.published
    found = calendar.shifted(start, 7 * shift) if start else None
    return calendar.week(found) if found else None


def _month_shift(same: bool, shift: int, context: Context) -> str | None:
    today = context.published
    known = context.month if same and context.month else today.isoformat()[:_MONTH] if today else ""
    return calendar.month_after(int(known[:4]), int(known[5:7]), shift) if known else None


def _year_shift(same: bool, shift: int, context: Context) -> str | None:
    today = context.published
    start = context.year if same and context.year else today.year if today else None
    return f"{start + shift:04}" if start is not None and 0 < start + shift <= 9999 else None


_UNITS = {"week": _week, "month": _month_shift, "year": _year_shift}


def _month(piece: Piece, context: Context, look: Look) -> str | None:
    if piece.year is not None:
        return f"{piece.year:04}-{piece.month:02}"
    today = context.published
    if today is None:
        return None
    if piece.mod == "Y":
        return calendar.month_after(today.year, piece.month, 12 * piece.number)
    if piece.mod == "T":
        return f"{today.year:04}-{piece.month:02}"
    return calendar.near_month(today, piece.month, "" if piece.mod else look(), piece.mod)


def _year(piece: Piece, _context: Context, _look: Look) -> str | None:
    return str(piece.year)


def _season(piece: Piece, context: Context, look: Look) -> str | None:
    if piece.year is not None:
        return f"{piece.year:04}-{piece.season}"
    today = context.published
    if today is None:
        return None
    if piece.mod in ("T", "Y"):
        year = today.year + piece.number
        return f"{year:04}-{piece.season}" if year > 0 else None
    return calendar.near_season(today, piece.season, look(), piece.mod)


def _part(piece: Piece, context: Context, look: Look) -> str | None:
    """A part of a day alone belongs to the day named last, if that is not ahead; `this morning` to the article's."""
    today = context.published
    if today is None or not piece.rule:
        return None
    if piece.rule == "time.part" and not piece.mod and look() in ("present", ""):
        return None  # what is so every night
    day = today
    named = context.day if context.at - context.day_at < _NEAR else None
    if not piece.mod and named and 0 < (today - named).days <= _FRESH:
        day = named
    if piece.mod == "L":
        day = calendar.shifted(today, -1) or today
    return f"{day.isoformat()}{piece.part}"


_FRESH = 2
_NEAR = 60
"""How many tokens away the day that was named last may stand."""


def _clock(piece: Piece, context: Context, _look: Look) -> str | None:
    return f"{context.published.isoformat()}T{piece.clock}" if context.published else None


def _range(piece: Piece, context: Context, look: Look) -> str | None:
    """Both ends; where one has no year or month of its own, the other lends it."""
    late = piece.end
    if late is None:
        return None
    low = _end(piece, late, context, look)
    high = _end(late, piece, context, look)
    return f"{low}/{high}" if low and high and low < high else None


def _end(piece: Piece, other: Piece, context: Context, look: Look) -> str | None:
    kind = "month" if piece.month and not piece.day else "weekday" if piece.number and not piece.month else "day"
    year = piece.year if piece.year is not None else other.year
    return value(replace(piece, kind=kind, year=year, end=None), context, look)


_BY_KIND: dict[str, Callable[[Piece, Context, Look], str | None]] = {
    "value": _plain, "day": _dated, "weekday": _dated, "recipe": _recipe, "month": _month, "year": _year,
    "season": _season, "part": _part, "clock": _clock, "range": _range,
}  # fmt: skip
