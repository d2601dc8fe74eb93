"""What is asked of the record, and what comes back: filters, orders, pages, facets, days, cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, Literal, TypeVar

from onrecord.model.attribution import Act, Kind
from onrecord.model.issue import Stance
from onrecord.model.kept import KeptStatement, State, Verdict
from onrecord.model.text import Language, Zone

Item = TypeVar("Item")

Order = Literal["relevance", "newest", "oldest", "doubt"]
"""`doubt`: those that the machine is least sure of first. `relevance` without words is `newest`."""
ORDERS: tuple[Order, ...] = ("relevance", "newest", "oldest", "doubt")

STANDING: tuple[Verdict, ...] = ("none", "accepted", "edited")
"""The verdicts of statements that nobody rejected."""

UNTOLD = "?"
"""As a speaker, side, issue or stance: the statements that have none."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which statements are asked for: all conditions hold, and of several values in one field any may.

    `text` are words as a person types them: a word is found in all its forms, `"several words"` stand as they are,
    `-word` must not be there, `begin*` is the beginning of a word. `speaker` is a name in any script or case, an actor's
    id, or `?`. `issue` are issues that a statement touches, the leading one or not; `stance` is the stance to one of
    these, or to the leading one where no issue is named. `since` and `until` are days and count themselves. Without
    more ado the statements are meant that stand in the newest text and that nobody rejected; an empty `state` or
    `verdict` asks for all.
    """

    text: str = ""
    speaker: tuple[str, ...] = ()
    side: tuple[str, ...] = ()
    issue: tuple[str, ...] = ()
    stance: tuple[Stance | Literal["?"], ...] = ()
    act: tuple[Act, ...] = ()
    kind: tuple[Kind, ...] = ()
    zone: tuple[Zone, ...] = ()
    outlet: tuple[str, ...] = ()
    language: tuple[Language, ...] = ()
    since: date | None = None
    until: date | None = None
    hedged: bool | None = None
    verdict: tuple[Verdict, ...] = STANDING
    state: tuple[State, ...] = ("current",)
    story: tuple[str, ...] = ()
    article: tuple[str, ...] = ()
    utterance: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One word or phrase that is looked for; `surface` and each of `lemmas` are folded words parted by blanks. With lemmas
    it is found where any of these stands as it is or as a lemma; without, where `surface` stands as it is. With `prefix`
    the last word of `surface` is a beginning."""

    surface: str
    lemmas: tuple[str, ...] = ()
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """What a text query asks of the words: every term of `all` is there, none of `none`. With neither nothing is found."""

    all: tuple[Term, ...] = ()
    none: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Some of what was found. `total` is the exact number of all, `truncated` whether more follow after these; `next` is
    the cursor that gives them, None where nothing follows."""

    items: tuple[Item, ...]
    total: int
    truncated: bool
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """One value of a filter and how many of the statements found have it. `value` is what the filter takes, `label` what a
    person reads (the same where there is nothing better)."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Day:
    """A day (None: those whose day is not known), how many statements of it were found, by stance to the leading issue and
    by the speaker's side (`?` where there is none), and the first of them in the order of the record."""

    day: date | None
    count: int
    stances: Mapping[str, int] = field(default_factory=dict)
    sides: Mapping[str, int] = field(default_factory=dict)
    statements: tuple[KeptStatement, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """The days on which anything was found. `total` counts statements and `days_total` days in all; `truncated` and
    `next` are as in `Page`, in days."""

    days: tuple[Day, ...]
    total: int
    days_total: int
    truncated: bool
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What one actor said on one issue: how often with which stance, and the ids of the newest of these statements."""

    actor: str
    issue: str
    support: int
    oppose: int
    neutral: int
    statements: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """All statements of the cell."""
        return self.support + self.oppose + self.neutral


@dataclass(frozen=True, slots=True)
class Positions:
    """Actors by issues. `actors` and `issues` are (id, label) in the order of their counts; cells without statements are
    left out. `total` counts the actors in all; `truncated` tells whether some are left out."""

    actors: tuple[tuple[str, str], ...]
    issues: tuple[tuple[str, str], ...]
    cells: tuple[Cell, ...]
    total: int
    truncated: bool
