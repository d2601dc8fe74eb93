"""Articles that people bring: taken out of what they send, read, kept and compared, and what became of each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.desk import Record
from onrecord.errors import TooLarge
from onrecord.model.article import Article, Skipped

LONGEST = 1_000_000
"""Characters of one article that is brought by a browser or program; longer ones are added on the command line."""
MOST = 2000
"""Articles that are brought at once; more are added on the command line."""


@dataclass(frozen=True, slots=True)
class One:
    """What became of one article: its id in the record, the name that it was brought under, its statements."""

    id: str
    name: str
    outcome: str
    statements: int


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of all that was brought together, and of the comparison with everything else."""

    items: tuple[One, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    utterances: int = 0
    tensions: int = 0
    counts: dict[str, int] = field(default_factory=dict)


def take(record: Record, items: Iterable[Article | Skipped]) -> Taken:
    """Read and keep articles, and compare them. How many do so at once is up to `guard.turns`."""
    added: list[One] = []
    skipped: list[Skipped] = []
    for one in record.add(map(_short, _few(items)), jobs=1):
        if isinstance(one, Skipped):
            skipped.append(one)
        else:
            added.append(One(one.id, one.name, one.outcome, one.statements))
    counts = {name: sum(one.outcome == name for one in added) for name in ("added", "changed", "unchanged")}
    found = list(record.match()) if counts["added"] or counts["changed"] else []
    return Taken(tuple(added), tuple(skipped), sum(m.utterances for m in found), sum(m.tensions for m in found), counts)


def reasons(skipped: Sequence[Skipped]) -> list[str]:
    """Why articles were not taken, each with its place."""
    return [f"{one.where}: {one.message.removeprefix(f'{one.where}: ')}" for one in skipped]


def _few(items: Iterable[Article | Skipped]) -> Iterator[Article | Skipped]:
    for place, one in enumerate(items):
        if place == MOST:
            yield Skipped("…", TooLarge.__name__, f"over {MOST:,} articles; add the rest with `onrecord add`")
            return
        yield one


def _short(item: Article | Skipped) -> Article | Skipped:
    if isinstance(item, Article) and len(item.text) > LONGEST:
        return Skipped(item.id, TooLarge.__name__, f"over {LONGEST:,} characters; add it with `onrecord add`")
    return item
