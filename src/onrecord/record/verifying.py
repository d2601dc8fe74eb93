"""Whether a record is whole: the chain of decisions, the texts and their hashes, places, references, values, what is
filtered and counted by, full text.

Everything is streamed: a million statements take a few minutes and no more memory than a few thousand. Of each kind of
problem the first MOST are told one by one, and all are counted.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from onrecord.record import actor_replay, checks, marked, references, replay, trail
from onrecord.record.problem import Problem
from onrecord.record.store import Session

MOST = 20
"""Problems of one kind that are told one by one."""
SAMPLE = 500
"""Statements whose words are looked for in the full text, where not all are."""


@dataclass(frozen=True, slots=True)
class Report:
    """What `verify` found. `counts` tells how much was looked at (`decisions`, `versions`, `statements`, …) and how many
    problems of each kind there are (`problem: WHAT`); `head` is the hash of the last decision: note it elsewhere, and a
    chain that somebody made anew is found too."""

    problems: tuple[Problem, ...]
    counts: dict[str, int] = field(default_factory=dict)
    head: str = ""

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify(session: Session, *, whole: bool = False) -> Report:
    """Look at everything. With `whole` each statement's words are looked for in the full text, else a sample's.

    Damage that the database itself cannot read past raises DamagedRecord, as everywhere.
    """
    counts: Counter[str] = Counter()
    trail_ = trail.Trail()
    found = tuple(
        _first(
            counts,
            (
                references.of_file(session, counts),
                trail_.problems(session, counts),
                references.of_rows(session, counts),
                checks.problems(session, counts),
                replay.problems(session, counts),
                actor_replay.problems(session, counts),
                marked.problems(session, counts),
                checks.full_text(session, counts, None if whole else SAMPLE),
            ),
        )
    )
    return Report(found, dict(counts), trail_.head)


def _first(counts: Counter[str], kinds: Iterable[Iterator[Problem]]) -> Iterator[Problem]:
    for kind in kinds:
        for problem in kind:
            counts[f"problem: {problem.what}"] += 1
            if counts[f"problem: {problem.what}"] <= MOST:
                yield problem
