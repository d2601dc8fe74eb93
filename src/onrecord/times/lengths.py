"""How long, how often, how long ago: шість днів, a year, три роки тому, цього тижня."""

import re

from onrecord.times.atoms import Stream
from onrecord.times.piece import LONG, Match, Piece, duration, genitive, listed, number, plural


def adjective(s: Stream, m: Match) -> Piece | None:
    """120-денний, one-year."""
    if s.kinds[m.end() : m.end() + 1] == "-" and s.text.tokens[m.end()].start == s.text.tokens[m.start()].end:
        return None  # an age: 58-year-old
    amount, unit = s.atoms[m.start()].value
    return Piece(m.start(), m.end(), "value", "time.duration", recipe=duration(amount, unit))


def ago(s: Stream, m: Match) -> Piece | None:
    """два роки тому, год назад, three weeks ago."""
    first, last = m.span()
    if s.kinds[last - 1] == "Q" and s.atoms[last - 1].value.rule != "time.earlier":
        return None  # двумя днями ранее is meant, not: два дня теперь
    at = next(i for i in range(first, last) if s.kinds[i] in "uU")
    amount = number(s.atoms[first:at]) or 1
    unit = str(s.atoms[at].value)
    if amount % 1 or not re.fullmatch(r"[DWMY]", unit):
        return Piece(first, last, "value", "time.duration", recipe=duration(amount, unit))
    return Piece(first, last, "recipe", "time.ago", recipe=f"{LONG[unit]} -{int(amount)}")


def length(s: Stream, m: Match) -> Piece | None:
    """шість днів, сорок хвилин, півтора року, last two weeks."""
    first, last = m.span()
    unit = str(s.atoms[last - 1].value)
    amount = number(s.atoms[first : last - 1])
    if not amount:
        return None
    if (
        unit == "TH"
        and listed(s, first - 1, "clock_on")
        and s.kinds[first] in "nvo"
        and amount <= 24
        and not amount % 1
    ):
        return Piece(first, last, "clock", "time.clock", clock=f"{int(amount) % 24:02}:00")
    return Piece(first, last, "value", "time.duration", recipe=duration(amount, unit))


def ordinal_length(s: Stream, m: Match) -> Piece | None:
    """четверту добу, third week; о шостій годині is a time of day."""
    first, last = m.span()
    unit, count = str(s.atoms[last - 1].value), int(s.atoms[first].value)
    if unit == "TH":
        if not listed(s, first - 1, "clock_on") or count > 24:
            return None
        return Piece(first, last, "clock", "time.clock", clock=f"{count % 24:02}:00")
    if count < 2 or unit not in ("D", "W", "M", "Y"):
        return None
    return Piece(first, last, "value", "time.duration", recipe=duration(count, unit))


def every(s: Stream, m: Match) -> Piece | None:
    """каждый день, every week."""
    unit = str(s.atoms[m.end() - 1].value)
    return Piece(m.start(), m.end(), "value", "time.every", recipe=duration(1, unit))


def unit_of(s: Stream, m: Match) -> Piece | None:
    """цього тижня, last month, в прошлом году; with a plural it is only past or future (последние дни)."""
    first, last = m.span()
    mod, unit = s.kinds[first], str(s.atoms[last - 1].value)
    if plural(s, last - 1):
        if mod == "T":
            return None
        value = "PAST_REF" if mod == "L" else "FUTURE_REF"
        return Piece(first, last, "value", "time.days-around", recipe=value)
    if unit == "D":
        return Piece(first, last, "recipe", "time.next-day", recipe="same 1") if mod == "N" else None
    if unit not in LONG:
        return None
    shift = {"L": -1, "N": 1, "T": 0}[mod]
    return Piece(first, last, "recipe", f"time.{LONG[unit]}", recipe=f"{LONG[unit]} {shift}", mod=mod)


def bounded_unit(s: Stream, m: Match) -> Piece | None:
    """кінця місяця, начале недели, end of month: the month, week or year that it is now."""
    first, last = m.span()
    unit = str(s.atoms[last - 1].value)
    if unit not in ("W", "M", "Y") or plural(s, last - 1):
        return None
    return Piece(first, last, "recipe", f"time.{LONG[unit]}", recipe=f"{LONG[unit]} 0")


def bare_unit(s: Stream, m: Match) -> Piece | None:
    """за день, на добу, a year, хранится год: one of it."""
    at = m.start()
    unit, before = str(s.atoms[at].value), at - 1
    if plural(s, at) or (unit == "D" and listed(s, before, "on") and genitive(s, at + 1)):
        return None  # на день виборів
    alone = s.words.has("whole_units", s.form(at)) or bool(
        {a.lemma for a in s.text.analyses[at]} & s.words.sets["whole_units"]
    )
    if not (alone or _measured(s, before)):
        return None
    first = at - (s.words.language == "en" and listed(s, before, "per"))
    return Piece(first, at + 1, "value", "time.one", recipe=duration(1, unit))


def _measured(s: Stream, before: int) -> bool:
    if before < 0:
        return False
    if listed(s, before, "per", "still") or listed(s, before, "ago"):
        return True
    row = f"{s.form(before - 1)} {s.form(before)}"
    if s.words.has("per", row):
        return True
    if listed(s, before, "per_with_number"):
        return any(kind in "nvy" for kind in s.kinds[max(0, before - 4) : before])
    lemmas = {a.lemma for a in s.text.analyses[before]}
    return bool(lemmas & s.words.sets["lasting"])
