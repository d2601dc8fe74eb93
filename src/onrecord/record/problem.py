"""One thing that is wrong with a record."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """`what` is wrong, `where` (a kind of thing and its id), and what to do `next`."""

    what: str
    where: str
    next: str


RESTORE = "restore a copy of the record that `verify` found clean"
HAND = f"changed by hand: {RESTORE}"
