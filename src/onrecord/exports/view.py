"""What of a record goes out: articles with those of their statements that are wanted, and what is known beside.

The formats take these values and nothing else; everything is read in one view of the record, article by article.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from onrecord.model.issue import Codebook
from onrecord.model.kept import STATES, Decision, KeptActor, KeptArticle, KeptStatement
from onrecord.model.wanted import Wanted
from onrecord.queries import search
from onrecord.queries.selection import select
from onrecord.record import Session, Store, actors, codebook, decisions, fetch

EVERYTHING = Wanted()
"""All statements that stand in the newest text and that nobody rejected."""
MACHINE = "onrecord"
"""What the machine is called where coders have names."""


class Sheet(NamedTuple):
    """One version of an article and those of its statements that go out. Spans count code points of `article.text`."""

    article: KeptArticle
    statements: tuple[KeptStatement, ...]


@dataclass(frozen=True)
class View:
    """A part of a record, to be gone through as often as a format needs. Lives as long as the `view` it came from."""

    session: Session
    wanted: Wanted = EVERYTHING
    _numbers: list[frozenset[int]] = field(default_factory=list)

    def sheets(self) -> Iterator[Sheet]:
        """Articles in the order they were added. Where nothing is filtered those without statements too."""
        numbers = self._selected()
        for number in fetch.all_articles(self.session):
            yield from self._sheets(number, numbers)

    def statements(self) -> Iterator[KeptStatement]:
        """All statements, article by article."""
        for sheet in self.sheets():
            yield from sheet.statements

    def codebook(self) -> Codebook:
        """The issues that are used."""
        return codebook.used(self.session)

    def actors(self, ids: Iterable[str]) -> Mapping[str, KeptActor]:
        """Actors by their ids."""
        numbers = [actors.number_of(self.session, one) for one in sorted(set(ids))]
        return {one.id: one for one in actors.kept(self.session, numbers).values()}

    def decided(self) -> Mapping[str, list[Decision]]:
        """What people decided on statements, by the statement's id: decisions that stand, in their order."""
        found = {}
        for target, told in decisions.histories(self.session, decisions.STATEMENT):
            standing = decisions.standing(told)
            if standing:
                found[target.removeprefix(decisions.STATEMENT)] = standing
        return found

    @property
    def filtered(self) -> bool:
        """Whether anything narrower than EVERYTHING is wanted."""
        return self.wanted != EVERYTHING

    def _sheets(self, number: int, numbers: frozenset[int] | None) -> Iterator[Sheet]:
        held = fetch.statements_of(self.session, number, states=self.wanted.state or STATES)
        chosen = [one for one in held if (one.number in numbers if numbers is not None else one.verdict != "rejected")]
        newest = fetch.articles_by_number(self.session, [number])[number]
        if not chosen and numbers is None:
            yield Sheet(newest, ())
        for version in sorted({one.version for one in chosen}):
            article = (
                newest
                if version == newest.version
                else fetch.articles_by_number(self.session, [number], version)[number]
            )
            yield Sheet(article, tuple(one for one in chosen if one.version == version))

    def _selected(self) -> frozenset[int] | None:
        """The numbers of the statements that are wanted; None where no filter was given."""
        if not self.filtered:
            return None
        if not self._numbers:
            found: set[int] = set()
            cursor = None
            while True:
                page = search.find(self.session, self.wanted, order="oldest", limit=search.MOST, cursor=cursor)
                found.update(one.number for one in page.items)
                cursor = page.next
                if cursor is None:
                    break
            self._numbers.append(frozenset(found))
        return self._numbers[0]


@contextmanager
def view(store: Store, wanted: Wanted = EVERYTHING) -> Iterator[View]:
    """What is wanted of a record, unchanging as long as the block lasts. Raises BadFilter for what cannot be asked."""
    with store.read() as session:
        if wanted != EVERYTHING:
            select(session, wanted)
        yield View(session, wanted)
