"""Days, months and weekdays: 14 жовтня, в минувший вторник, November 2030."""

from dataclasses import replace

from onrecord.times.atoms import Stream
from onrecord.times.piece import ABBREVIATED, MOST_DAYS, Match, Piece, listed, month_in, number, year_in
from onrecord.times.words import Atom


def _day_number(atoms: tuple[Atom, ...]) -> int:
    amount = number(atoms)
    return int(amount) if amount == int(amount) and 1 <= amount <= 31 else 0


def full_date(s: Stream, m: Match) -> Piece | None:
    """09.02.2026"""
    day, month, year = s.atoms[m.start()].value
    return Piece(m.start(), m.end(), "day", "time.date", year=year, month=month, day=day)


def date_range(s: Stream, m: Match) -> Piece | None:
    """4–5 лютого, с 12 по 17 мая, May 4-5."""
    first, last = m.span()
    middle = next((i for i in range(first + 1, last) if s.kinds[i] in "-i"), None)
    joined = next((i for i in range(first, last) if s.kinds[i] == "r"), None)
    if joined is not None:
        low, high = s.atoms[joined].value
    elif middle is not None and (s.kinds[middle] == "-" or listed(s, middle, "to")):
        days = [int(s.atoms[i].value) for i in range(first, last) if s.kinds[i] in "no"]
        low, high = days[0], days[1]
    else:
        return None
    if not 1 <= low < high <= 31:
        return None
    year, month = year_in(s, first, last), month_in(s, first, last)
    end = Piece(first, last, "day", "time.date-range", year=year, month=month, day=high)
    return Piece(first, last, "range", "time.date-range", year=year, month=month, day=low, end=replace(end, day=high))


def date(s: Stream, m: Match) -> Piece | None:
    """14 жовтня, двадцять першого червня 2031 року, the first of September, Oct. 15, 2031."""
    first, last = m.span()
    day = _day_number(s.atoms[first:last]) if s.kinds[last - 1] not in "yzUR" else 0
    if not day:
        days = tuple(a for a in s.atoms[first:last] if a.kind in "nvo")
        day = _day_number(days)
    if not day:
        return None
    return Piece(first, last, "day", "time.date", year=year_in(s, first, last), month=month_in(s, first, last), day=day)


def month_year(s: Stream, m: Match) -> Piece | None:
    """травня 2029 року, November 2030."""
    first, last = m.span()
    year, month = year_in(s, first, last), month_in(s, first, last)
    return Piece(first, last, "month", "time.month-year", year=year, month=month)


def month_of_century(s: Stream, m: Match) -> Piece | None:
    """мая семьдесят девятого: the year of the last century, where it is no day."""
    first, last = m.span()
    told = int(number(s.atoms[first + 1 : last]))
    if not MOST_DAYS < told < ABBREVIATED:
        return None
    return Piece(first, last, "month", "time.month-year", year=1900 + told, month=month_in(s, first, first + 1))


def month_of(s: Stream, m: Match) -> Piece | None:
    """травня минулого року, August last year."""
    first, last = m.span()
    mod = next(kind for kind in s.kinds[first:last] if kind in "LNT")
    shift = {"L": -1, "N": 1, "T": 0}[mod]
    return Piece(first, last, "month", "time.month-of-year", month=month_in(s, first, last), number=shift, mod="Y")


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
    return Piece(first, last, "month", "time.month", month=month_in(s, first, last), mod=mod)


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
