"""What of a record goes out: articles with those of their statements that are wanted, and what is known beside.

The formats take these values and nothing else; everything is read in one view of the record, article by article.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from onrecord.model.issue import Codebook
from onrecord.model.kept import STATES, Decision, KeptActor, KeptArticle, KeptStatement
from onrecord.model.wanted import Wanted
from onrecord.queries import sealed
from onrecord.queries.selection import select
from onrecord.record import Session, Store, actors, codebook, decisions, fetch, find

EVERYTHING = Wanted()
"""All statements that stand in the newest text and that nobody rejected."""
AT_ONCE = 50
"""Articles that are read at once: a question for each takes most of its time to be asked."""
MACHINE = "onrecord"
"""What the machine is called where coders have names."""


class Sheet(NamedTuple):
    """One version of an article and those of its statements that go out. Spans count code points of `article.text`."""

    article: KeptArticle
    statements: tuple[KeptStatement, ...]


@dataclass(frozen=True)
class View:
    """A part of a record, to be gone through as often as a format needs. Lives as long as the `view` it came from. With
    `seen_by` decisions are told as that coder may see them (`queries.sealed`)."""

    session: Session
    wanted: Wanted = EVERYTHING
    seen_by: str | None = None
    _numbers: list[frozenset[int]] = field(default_factory=list)

    def sheets(self) -> Iterator[Sheet]:
        """Articles in the order they were added. Where nothing is filtered those without statements too."""
        chosen = self._selected()
        listed = fetch.all_articles(self.session) if chosen is None else fetch.articles_of(self.session, chosen)
        for start in range(0, len(listed), AT_ONCE):
            yield from self._sheets(listed[start : start + AT_ONCE], chosen)

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
        histories = decisions.histories(self.session, decisions.STATEMENT)
        standing = {target: decisions.standing(told) for target, told in histories}
        if self.seen_by is not None:
            every = [one for told in standing.values() for one in told]
            shown = {one.id for one in sealed.open_to(self.session, every, self.seen_by)}
            standing = {target: [one for one in told if one.id in shown] for target, told in standing.items()}
        return {target.removeprefix(decisions.STATEMENT): told for target, told in standing.items() if told}

    @property
    def filtered(self) -> bool:
        """Whether anything narrower than EVERYTHING is wanted."""
        return self.wanted != EVERYTHING

    def _sheets(self, articles: Sequence[int], chosen: frozenset[int] | None) -> Iterator[Sheet]:
        held = fetch.statements_in(self.session, articles, states=self.wanted.state or STATES)
        newest = fetch.articles_by_number(self.session, articles)
        for number in articles:
            out = [
                one for one in held[number] if (one.verdict != "rejected" if chosen is None else one.number in chosen)
            ]
            if not out and chosen is None:
                yield Sheet(newest[number], ())
            for version in sorted({one.version for one in out}):
                article = newest[number]
                if version != article.version:
                    article = fetch.articles_by_number(self.session, [number], version)[number]
                yield Sheet(article, tuple(one for one in out if one.version == version))

    def _selected(self) -> frozenset[int] | None:
        """The numbers of the statements that are wanted; None where no filter was given."""
        if not self.filtered:
            return None
        if not self._numbers:
            self._numbers.append(frozenset(find.numbers(self.session, select(self.session, self.wanted))))
        return self._numbers[0]


@contextmanager
def view(store: Store, wanted: Wanted = EVERYTHING, *, seen_by: str | None = None) -> Iterator[View]:
    """What is wanted of a record, unchanging as long as the block lasts; with `seen_by` without the decisions that are kept from
    this coder. Raises BadFilter for what cannot be asked."""
    with store.read() as session:
        if wanted != EVERYTHING:
            select(session, wanted)
        yield View(session, wanted, seen_by)
