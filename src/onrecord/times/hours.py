"""Times and parts of a day: 14:30, в шесть утра, this morning."""

from onrecord.times.atoms import Stream
from onrecord.times.piece import Match, Piece, listed, number


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
    return digits or s.words.has("clocks_alone", s.form(at)) or listed(s, at - 1, "clock_on", "until")


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
    timed = s.words.language != "en" and listed(s, first - 1, "until", "per")
    return Piece(
        first, last, "part", "time.part" if alone or mod or timed else "", part=str(s.atoms[at].value), mod=mod
    )
