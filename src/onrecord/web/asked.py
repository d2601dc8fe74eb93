"""What a browser asks a page for, made ready: parameters of its address, whose names and values are checked."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from onrecord.model.kept import STATES, VERDICTS
from onrecord.model.wanted import ORDERS, Order, Wanted
from onrecord.web.guard.people import NOBODY, Person
from onrecord.web.guard.refusal import Refusal
from onrecord.web.links import Link, Pair
from onrecord.web.whole import unkept
from onrecord.web.words.load import Words

FILTERS: Mapping[str, str] = {
    "speaker": "speaker",
    "side": "side",
    "issue": "issue",
    "stance": "stance",
    "act": "act",
    "kind": "kind",
    "zone": "zone",
    "outlet": "outlet",
    "lang": "language",
    "verdict": "verdict",
    "state": "state",
    "story": "story",
    "article": "article",
    "utterance": "utterance",
}
"""Parameters that may stand more than once -> fields of Wanted."""
WANTED = frozenset((*FILTERS, "q", "since", "until", "hedged"))
"""The parameters of a page that shows what is wanted."""
PAGED = frozenset(("sort", "after", "limit"))
EVERYWHERE = frozenset(("ui", "theme"))
"""Parameters that every page takes: they choose how it looks, and are remembered by a cookie."""
LIMIT, MOST = 20, 100
ANY = "any"
"""As a verdict or state: all of them."""
MANY = 50
"""Parameters of an address: each is a condition of the question, and stands in every link of its page."""
LONGEST = 500
"""Characters of a value: more is no question of a person's."""
_FIELDS = {name: parameter for parameter, name in FILTERS.items()}
_SINGLE = frozenset(("q", "since", "until", "hedged", "sort", "after", "limit", "version", "part", *EVERYWHERE))


@dataclass(frozen=True, slots=True)
class Asked:
    """`link` is the page with its parameters (those of EVERYWHERE left out), `path` the named parts of its path, `words`
    speak the reader's language, `person` is the reader."""

    link: Link
    words: Words
    path: Mapping[str, str] = field(default_factory=dict)
    person: Person = NOBODY

    def one(self, name: str) -> str:
        """The value of a parameter, empty where it is not there."""
        return next(iter(self.link.values(name)), "")

    def number(self, name: str, usual: int, least: int, most: int) -> int:
        """A whole number in its bounds. Raises Refusal where it is none."""
        told = self.one(name)
        if not told:
            return usual
        if not (told.isascii() and told.isdigit() and len(told) < 10 and least <= int(told) <= most):
            raise Refusal(400, "number", {"name": name, "value": told, "least": least, "most": most})
        return int(told)

    def order(self, usual: Order = "newest") -> Order:
        """How what is found is sorted."""
        told = self.one("sort") or usual
        if told not in ORDERS:
            raise Refusal(400, "value", {"name": "sort", "value": told, "known": ", ".join(ORDERS)})
        return told

    def limit(self) -> int:
        """How many items a page has."""
        return self.number("limit", LIMIT, 1, MOST)

    def cursor(self) -> str | None:
        """Where the page begins."""
        return self.one("after") or None

    def wanted(self) -> Wanted:
        """Which statements are asked for. Raises Refusal, and later the record may raise BadFilter."""
        told: dict[str, Any] = {}
        for parameter, name in FILTERS.items():
            values = self.link.values(parameter)
            if values:
                told[name] = () if ANY in values and name in ("verdict", "state") else values
        return Wanted(
            **told,
            text=self.one("q"),
            since=day(self.one("since"), "since"),
            until=day(self.one("until"), "until"),
            hedged=_yes(self.one("hedged")),
        )


def checked(pairs: list[Pair], known: frozenset[str], most: int = MANY) -> tuple[Pair, ...]:
    """The parameters of an address without those of EVERYWHERE and without empty ones (a form sends them). Raises Refusal
    where there are too many, a name is unknown, stands twice but may not, or a value is too long or holds characters that nothing keeps."""
    if len(pairs) > most:
        raise Refusal(400, "many", {"most": most})
    found: list[Pair] = []
    seen: set[str] = set()
    for name, value in pairs:
        if name not in known and name not in EVERYWHERE:
            raise Refusal(400, "parameter", {"name": name[:100], "known": ", ".join(sorted(known)) or "–"})
        if name in _SINGLE and name in seen:
            raise Refusal(400, "twice", {"name": name})
        if len(value) > LONGEST or unkept(value):
            raise Refusal(400, "long", {"name": name, "most": LONGEST})
        seen.add(name)
        if value.strip() and name not in EVERYWHERE:
            found.append((name, value.strip()))
    return tuple(found)


def pairs_of(wanted: Wanted) -> tuple[Pair, ...]:
    """The parameters by which these statements are asked for."""
    usual = Wanted()
    found: list[Pair] = [("q", wanted.text)] if wanted.text else []
    for one in fields(Wanted):
        value = getattr(wanted, one.name)
        if one.name in _FIELDS and value != getattr(usual, one.name):
            found += [(_FIELDS[one.name], told) for told in value] or [(_FIELDS[one.name], ANY)]
    found += [(name, told.isoformat()) for name in ("since", "until") if (told := getattr(wanted, name)) is not None]
    return (*found, *((("hedged", "yes" if wanted.hedged else "no"),) if wanted.hedged is not None else ()))


def day(told: str, name: str) -> date | None:
    """A day; of a month or year the first day for `since`, the last for `until`. Raises Refusal."""
    if not told:
        return None
    parts = told.split("-")
    try:
        if [len(part) for part in parts] not in ([4], [4, 2], [4, 2, 2]) or not (
            told.isascii() and told.replace("-", "").isdigit()
        ):
            raise ValueError(told)
        numbers = [int(part) for part in parts]
        if len(numbers) == 3:
            return date(*numbers)
        last = name == "until"
        year, month = numbers[0], numbers[1] if len(numbers) == 2 else 12 if last else 1
        return date(year, month, calendar.monthrange(year, month)[1] if last else 1)
    except ValueError as error:
        raise Refusal(400, "day", {"name": name, "value": told}) from error


def _yes(told: str) -> bool | None:
    if told not in ("", "yes", "no"):
        raise Refusal(400, "value", {"name": "hedged", "value": told, "known": "yes, no"})
    return None if not told else told == "yes"


CLOSED: Mapping[str, tuple[str, ...]] = {"verdict": VERDICTS, "state": STATES, "sort": ORDERS, "hedged": ("yes", "no")}
"""Parameters with few values, for forms."""
