"""How often the machine was right, wrong and silent, by what people decided (the main pass), overall, by outlet and by
language.

The line `statement` tells of statements themselves: right are those that people accepted or edited, wrong those that they
rejected, silent those that they added. The other lines tell of one field of the statements that were not rejected: right
where the machine's value stands, silent where it gave none (speaker `?`, no issue) and a person did, wrong otherwise.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.model.kept import KeptStatement
from onrecord.queries.reliability import wilson
from onrecord.record import codings
from onrecord.record.store import Session

STATEMENT = "statement"
FIELDS = ("speaker", "act", "kind", "issue", "stance", "hedged", "said_on", "content", "source", "cue")
SILENT: dict[str, tuple[Any, ...]] = {"speaker": ("?",), "issue": (None,), "stance": (None,), "said_on": (None,)}
"""What a field holds where the machine says nothing of it."""
RIGHT, WRONG, MISSED = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the figures. `by` is `all`, `outlet` or `language`, `group` which one. `precision` is the share of right
    ones among those on which the machine spoke, `silence` the share of those on which it did not; each with its
    95 % interval, None where there is nothing to count."""

    by: str
    group: str
    field: str
    right: int
    wrong: int
    silent: int

    @property
    def total(self) -> int:
        """All that were looked at."""
        return self.right + self.wrong + self.silent

    @property
    def precision(self) -> float | None:
        """Right ones of those on which the machine spoke."""
        spoken = self.right + self.wrong
        return self.right / spoken if spoken else None

    @property
    def precision_interval(self) -> tuple[float, float]:
        """Where the precision lies."""
        return wilson(self.right, self.right + self.wrong)

    @property
    def silence(self) -> float | None:
        """Silent ones of all."""
        return self.silent / self.total if self.total else None

    @property
    def silence_interval(self) -> tuple[float, float]:
        """Where the share of silent ones lies."""
        return wilson(self.silent, self.total)


def accuracy(session: Session) -> tuple[Line, ...]:
    """The figures, overall first, then by outlet and by language in the order of their names."""
    counts: dict[tuple[str, str, str], list[int]] = {}
    for one in codings.decided(session):
        groups = (("all", ""), ("outlet", one.outlet or "?"), ("language", one.language))
        for name, outcome in _outcomes(one):
            for by, group in groups:
                counts.setdefault((by, group, name), [0, 0, 0])[outcome] += 1
    order = {name: place for place, name in enumerate((STATEMENT, *FIELDS))}
    keys = sorted(counts, key=lambda key: (("all", "outlet", "language").index(key[0]), key[1], order[key[2]]))
    return tuple(Line(*key, *counts[key]) for key in keys)


def _outcomes(one: KeptStatement) -> Iterator[tuple[str, int]]:
    if one.machine.get("act", "") is None:
        yield STATEMENT, MISSED
        return
    yield STATEMENT, WRONG if one.verdict == "rejected" else RIGHT
    if one.verdict == "rejected":
        return
    for name in FIELDS:
        if _stands(one, name):
            yield name, RIGHT
        else:
            yield name, MISSED if one.machine[name] in SILENT.get(name, ()) else WRONG


def _stands(one: KeptStatement, name: str) -> bool:
    """Whether the machine's value is the one that holds. A speaker is right by whoever it is, whatever the spelling."""
    if name == "speaker" and "speaker" in one.machine:
        return bool(one.actor) and one.machine.get("actor", one.actor) == one.actor
    if name not in one.machine:
        return True
    holds = getattr(one, name)
    return bool(one.machine[name] == ([list(span) for span in holds] if isinstance(holds, tuple) else holds))
