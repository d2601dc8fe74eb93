"""Neighbouring pieces that tell one moment together: `четвер, 8 травня, о 12:30`, `9 a.m. Monday`."""

from collections.abc import Iterable
from dataclasses import replace

from onrecord.times.atoms import Stream
from onrecord.times.piece import Piece

_GAP = 3
_DAYS = ("day", "weekday")


def joined(s: Stream, found: Iterable[Piece]) -> list[Piece]:
    """The pieces of a sentence with neighbours put together where their words belong together."""
    done: list[Piece] = []
    for piece in found:
        grown = piece
        while done and _near(s, done[-1], grown):
            both = _pair(s, done[-1], grown)
            if both is None:
                break
            done.pop()
            grown = both
        done.append(grown)
    return done


def _near(s: Stream, left: Piece, right: Piece) -> bool:
    """At most a comma, a preposition and an article between them."""
    gap = s.kinds[left.last : right.first]
    return len(gap) <= _GAP and all(kind in ",-iegx+" for kind in gap) and gap.count("x") <= ("ig" in gap)


def _pair(s: Stream, left: Piece, right: Piece) -> Piece | None:
    gap = s.kinds[left.last : right.first]
    for rule in (_weekday_and_date, _clock_and_part, _day_and_clock, _part_and_day, _range):
        both = rule(s, left, right, gap)
        if both is not None:
            return both
    return None


def _is_day(piece: Piece) -> bool:
    return piece.kind in _DAYS or (piece.kind == "recipe" and piece.recipe.split()[0] in ("day", "same", "holiday"))


def _weekday_and_date(_s: Stream, left: Piece, right: Piece, gap: str) -> Piece | None:
    """у середу, 15 жовтня; сьогодні, 5 червня: the date counts."""
    if not (_is_day(left) and _is_day(right)) or left.clock or gap.strip(",i") or not gap.startswith((",", "")):
        return None
    if right.kind == "day" and left.kind != "day" and (gap[:1] == "," or not gap):
        return replace(right, first=left.first, part=left.part or right.part)
    if left.kind == "day" and right.kind == "weekday" and gap == ",":
        return replace(left, last=right.last)
    return None


def _day_and_clock(_s: Stream, left: Piece, right: Piece, gap: str) -> Piece | None:
    """в четвер об 11:00; 10 a.m. on Thursday; шостої ранку п'ятниці; seven o'clock this morning."""
    if "-" in gap or "+" in gap:
        return None
    if _is_day(left) and right.kind == "clock" and not left.clock:
        return replace(left, last=right.last, clock=right.clock, rule="time.clock")
    if left.kind == "clock" and _is_day(right) and not right.clock and "," not in gap:
        return replace(right, first=left.first, clock=left.clock, rule="time.clock")
    return None


def _clock_and_part(_s: Stream, left: Piece, right: Piece, gap: str) -> Piece | None:
    if left.kind == "clock" and right.kind == "part" and "," not in gap and "+" not in gap and "-" not in gap:
        late = right.part in ("TEV", "TAF") or (right.part == "TNI" and left.clock > "06:00")
        hour = int(left.clock[:2])
        hour = hour + 12 if late and hour < 12 else hour
        return replace(left, last=right.last, clock=f"{hour:02}{left.clock[2:]}")
    return None


def _part_and_day(s: Stream, left: Piece, right: Piece, gap: str) -> Piece | None:
    """вечером в среду, ніч на вівторок, the night of 15 September; Tuesday night, вчора ввечері."""
    if "," in gap or "-" in gap or "+" in gap:
        return None
    if left.kind == "part" and not left.mod and _is_day(right) and not right.part:
        return replace(right, first=left.first, part=left.part, rule=_rule(right))
    if _is_day(left) and right.kind == "part" and not right.mod and not left.part:
        english = s.words.language == "en"
        if not gap or (gap == "i" and not english):
            return replace(left, last=right.last, part=right.part, rule=_rule(left))
    return None


def _rule(piece: Piece) -> str:
    return piece.rule if piece.rule.endswith("-part") else f"{piece.rule}-part"


def _range(s: Stream, left: Piece, right: Piece, gap: str) -> Piece | None:
    """As in "from Monday to Friday, 28 лютого – 3 березня, between March 2028 and April 2030"."""
    if left.kind != right.kind or left.kind not in (*_DAYS, "month") or len(gap) != 1 or left.end or right.end:
        return None
    opened = s.words.has("from", s.form(left.first - 1))
    word = s.form(left.last)
    if gap == "-" or (opened and (gap == "+" or s.words.has("to", word))):
        return replace(left, last=right.last, kind="range", end=right, rule="time.range")
    return None
