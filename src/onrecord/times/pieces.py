"""Patterns over atoms: each finds one piece of a time expression (a date, a weekday, a clock time, a duration, …).

A piece holds what its words say and nothing more; `joining` puts neighbours together, `resolve` gives the value. The
patterns are tried in their order, and a rule that finds its match to be something else gives None.
"""

import re
from collections.abc import Iterator

from onrecord.times.atoms import Stream
from onrecord.times.days import date, date_range, full_date, month, month_of, month_of_century, month_year, weekday
from onrecord.times.hours import clock, hour_of_part, part_of_day
from onrecord.times.lengths import adjective, ago, bare_unit, bounded_unit, every, length, ordinal_length, unit_of
from onrecord.times.phrases import holiday, relative
from onrecord.times.piece import Piece, Rule
from onrecord.times.years import decade, season, year, years

DAYS = r"(?:n|o|vo|v|r)"
YEAR = r"(?:,?[yz][UR]?)"
RULES: tuple[tuple[str, str, Rule], ...] = (
    ("d", r"d", full_date),
    ("norm", rf"(?:[no][-i][no]|r)m{YEAR}?|mn[-i]n(?!m){YEAR}?|mr{YEAR}?", date_range),
    ("norvm", rf"{DAYS}h?g?m(?:\.?{YEAR})?|m\.?n(?!u|U|m)h?{YEAR}?|me?(?:o|nh)", date),
    ("m", r"m\.?g?[yz][UR]?", month_year),
    ("m", r"m(?:vo|o)U?", month_of_century),
    ("mj", r"[mj][LNT]U", month_of),
    ("LNTEmj", r"[LNTE]?m|j", month),
    ("LNTwk", r"[LNT]?w|k", weekday),
    ("Q", r"Q~*", relative),
    ("H", r"H", holiday),
    ("G", r"G", adjective),
    ("nvuU", r"(?:[nv][nv]?[nv]?)?[uU]A|[nv][nv]?[uU]Q", ago),
    ("yZ", r"y[-+][yz][UR]?|Z[UR]?", years),
    ("yDo", r"yS|D[uU]?|o[U]", decade),
    ("yz", r"y[UR]|z[UR]?|y(?![.,]?[nyuvm])", year),
    ("onv", r"o(?:[uU])?p|[nv]u?p", hour_of_part),
    ("cnv", r"cq?|[nv]q", clock),
    ("LNEnv", r"[LNE]?[nv][nv]?[nv]?h?[uU]", length),
    ("o", r"o[uU]", ordinal_length),
    ("E", r"E[uU]", every),
    ("LNT", r"[LNT][uU]", unit_of),
    ("b", r"bg?e?[uU]", bounded_unit),
    ("uU", r"[uU]", bare_unit),
    ("LNTs", rf"[LNT]?s(?:g?{YEAR}|[LNT]U)?", season),
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
