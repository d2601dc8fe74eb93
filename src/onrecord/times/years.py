"""Years, decades and seasons: 2029 року, the 1990s, до весни."""

from onrecord.times.atoms import Stream
from onrecord.times.piece import Match, Piece, duration, listed, plural, year_in


def year(s: Stream, m: Match) -> Piece | None:
    """2029 року, 2019-го, in 2029."""
    first, last = m.span()
    value = int(s.atoms[first].value)
    if s.kinds[first] == "y" and last == first + 1 and not _year_stands(s, first):
        return None
    if s.kinds[last - 1] == "U" and s.kinds[first] == "y" and plural(s, last - 1) and value % 100 == 0:
        return Piece(first, last, "value", "time.duration", recipe=duration(value, "Y"))
    return Piece(first, last, "year", "time.year", year=value)


def _year_stands(s: Stream, at: int) -> bool:
    """A bare number is a year after a preposition of time, between 1500 and 2150, with no word that it would count."""
    value = int(s.atoms[at].value)
    if not 1500 <= value <= 2150 or not listed(s, at - 1, "before_year"):
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
    if "+" in s.kinds[first:last] and not (listed(s, first - 1, "from") or s.kinds[first - 1 : first] == "i"):
        return None
    return Piece(first, last, "value", "time.years", recipe=f"{low}/{high}")


_FOUR_DIGITS, _TENS = 1000, 10


def decade(s: Stream, m: Match) -> Piece | None:
    """1990-х, the 1990s, дев'яностих."""
    first, last = m.span()
    value = int(s.atoms[first].value)
    if s.kinds[first] == "o":
        cases = [a for a in s.text.analyses[first] if a.number == "plur" and a.case in ("gen", "loc")]
        if s.words.language == "en" or value < 20 or value % 10 or not cases or s.kinds[first - 1 : first] != "i":
            return None
    if value % 10 or value == _TENS:
        return None
    full = value if value >= _FOUR_DIGITS else 1900 + value % 100
    return Piece(first, last, "value", "time.decade", recipe=str(full // 10))


def season(s: Stream, m: Match) -> Piece | None:
    """до весни, осенью, last summer, літо 2031 року."""
    first, last = m.span()
    at = next(i for i in range(first, last) if s.kinds[i] == "s")
    mod = s.kinds[first] if s.kinds[first] in "LNT" else ""
    told = year_in(s, first, last)
    if s.kinds[last - 1] == "U" and told is None:  # осени прошлого года
        shift = {"L": -1, "N": 1, "T": 0}[s.kinds[last - 2]]
        return Piece(first, last, "season", "time.season", season=str(s.atoms[at].value), mod="Y", number=shift)
    before = first - 1 - (s.kinds[first - 1 : first] == "e")
    alone = s.words.has("seasons_alone", s.form(at))
    timed = before >= 0 and s.kinds[before] in "ib" and not listed(s, before, "amid")
    if s.words.language == "en":
        timed = timed and not listed(s, before, "per")
    if not (mod or told or alone or timed):
        return None
    return Piece(first, last, "season", "time.season", year=told, season=str(s.atoms[at].value), mod=mod)
