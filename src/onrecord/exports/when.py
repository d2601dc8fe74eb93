"""When something was said, for the eyes: what a TIMEX3 value means, in English."""

import re
from datetime import date

_PARTS = {"MO": "in the morning", "MI": "at noon", "AF": "in the afternoon", "EV": "in the evening", "NI": "at night"}
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_LESS = re.compile(r"(?P<year>\d{4})-(?:W(?P<week>\d\d)|Q(?P<quarter>\d)|H(?P<half>\d)|(?P<season>SP|SU|FA|WI))")
_CLOCK = re.compile(r"\d\d(?::\d\d)+")


def when(value: str) -> str:
    """`2031-10-14TNI` as `2031-10-14, at night`, `2031-W42` as `week of 2031-10-13`; days, months and years stand as
    they are, and so does what is not known here."""
    day, _, rest = value.partition("T")
    if rest in _PARTS:
        return f"{day}, {_PARTS[rest]}"
    if _CLOCK.fullmatch(rest):
        return f"{day}, {rest}"
    less = _LESS.fullmatch(value)
    return _of_year(less) if less else value


def _of_year(told: re.Match[str]) -> str:
    """A part of a year that is no month."""
    year = told["year"]
    if told["season"]:
        return f"{_SEASONS[told['season']]} of {year}"
    if told["quarter"] or told["half"]:
        return f"quarter {told['quarter']} of {year}" if told["quarter"] else f"half {told['half']} of {year}"
    try:
        return f"week of {date.fromisocalendar(int(year), int(told['week']), 1)}"
    except ValueError:  # no year has so many weeks
        return told[0]
