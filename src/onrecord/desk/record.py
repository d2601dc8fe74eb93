"""`Record`: everything that can be done with a record, as methods. The command line and the web are thin over it.

What only some methods need is imported inside them: a question is answered before the reader's dictionaries were loaded.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from onrecord.desk.people import People
from onrecord.desk.review import Review
from onrecord.errors import NotFound
from onrecord.model.article import Article, Skipped
from onrecord.model.issue import Codebook
from onrecord.model.kept import KeptActor, KeptArticle, KeptStatement, Tense, Utterance
from onrecord.model.sighting import TensionKind
from onrecord.model.wanted import Facet, Order, Page, Positions, Timeline, Wanted
from onrecord.record import Store, actors, codebook, create_store, fetch, links, open_store, sightings

if TYPE_CHECKING:
    from onrecord.intake.add import Added
    from onrecord.intake.match import Matched
    from onrecord.queries.renderings import Comparison

NEW = "onrecord.db"
"""The record's file where none is named."""


class Record:
    """An open record. Use it as a context manager, or `close()` it.

    Every method raises errors of `onrecord.errors` with what to do next; none leaves a change half done.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    @classmethod
    def open(cls, where: str = NEW) -> Self:
        """Open a record that is there: a path, or `postgresql+psycopg://…`. Raises NoRecord and others of RecordError."""
        return cls(open_store(where))

    @classmethod
    def create(cls, where: str = NEW) -> Self:
        """Open a record, or make it where there is none."""
        return cls(create_store(where))

    def close(self) -> None:
        """Give back files and connections."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- putting in ---------------------------------------------------------------------------------------------------

    def add(self, items: Iterable[Article | Skipped | str], *, jobs: int | None = None) -> "Iterator[Added | Skipped]":
        """Read and keep articles; strings are paths, folders, globs. Each that comes out is kept for good; what could not
        be read comes out as Skipped. `jobs` processes read; None: one, or all cores for many articles. Call `match`
        afterwards."""
        from onrecord.intake.add import add

        yield from add(self.store, _articles(items), jobs=jobs)

    def match(self) -> "Iterator[Matched]":
        """Find the utterances and tensions of everything that was added and not compared yet."""
        from onrecord.intake.match import match

        yield from match(self.store)

    def reread(self, *, everything: bool = False) -> Iterator[str | Skipped]:
        """Read articles again that an older reader read, or all of them; then call `match`."""
        from onrecord.intake.reread import reread

        yield from reread(self.store, everything=everything)

    @property
    def review(self) -> Review:
        """What people decide on statements."""
        return Review(self.store)

    @property
    def people(self) -> People:
        """Actors, and what people decide on them."""
        return People(self.store)

    # -- asking -------------------------------------------------------------------------------------------------------

    def find(
        self, wanted: Wanted | str = "", *, order: Order = "relevance", limit: int = 20, cursor: str | None = None
    ) -> Page[KeptStatement]:
        """The statements that are wanted, with their exact total; a string is a text query alone."""
        from onrecord.queries import search

        with self.store.read() as session:
            return search.find(session, _wanted(wanted), order=order, limit=limit, cursor=cursor)

    def facets(self, wanted: Wanted | str = "") -> Mapping[str, tuple[Facet, ...]]:
        """How many of the wanted statements have each value of each filter."""
        from onrecord.queries.facets import facets

        with self.store.read() as session:
            return facets(session, _wanted(wanted))

    def timeline(self, wanted: Wanted | str = "", *, limit: int = 50) -> Timeline:
        """What was said, by day."""
        from onrecord.queries import timeline

        with self.store.read() as session:
            return timeline.timeline(session, _wanted(wanted), limit=limit)

    def positions(self, wanted: Wanted | str = "", *, limit: int = 50) -> Positions:
        """Actors by issues, each cell with its statements."""
        from onrecord.queries import positions

        with self.store.read() as session:
            return positions.positions(session, _wanted(wanted), limit=limit)

    def statement(self, id: str) -> KeptStatement:
        """One statement by its id, or by `ARTICLE/sN`. Raises NotFound."""
        with self.store.read() as session:
            return fetch.statement(session, id)

    def article(self, id: str, version: int | None = None) -> tuple[KeptArticle, tuple[KeptStatement, ...]]:
        """One article by its id, given id or url, with the statements that stand in that version. Raises NotFound."""
        with self.store.read() as session:
            found = fetch.article(session, id, version)
            held = fetch.statements_of(session, found.number, states=("current", "orphan", "redacted"))
            return found, tuple(one for one in held if one.version == found.version)

    def articles(self) -> Iterator[tuple[KeptArticle, tuple[KeptStatement, ...]]]:
        """Every article with the statements that stand in it and that nobody rejected, in the order they were added."""
        with self.store.read() as session:
            for number in fetch.all_articles(session):
                held = fetch.statements_of(session, number)
                yield (
                    fetch.articles_by_number(session, [number])[number],
                    tuple(one for one in held if one.verdict != "rejected"),
                )

    def has_articles(self) -> bool:
        """Whether anything is in the record."""
        with self.store.read() as session:
            return fetch.any_article(session)

    def actor(self, id: str) -> KeptActor:
        """One actor by its id. Raises NotFound."""
        with self.store.read() as session:
            number = actors.number_of(session, id)
            return actors.kept(session, [number])[number]

    def utterance(self, id: str) -> Utterance:
        """One utterance with all its reports. Raises NotFound."""
        with self.store.read() as session:
            found = fetch.statements_by_number(session, links.renderings(session, id))
            if not found:
                raise NotFound(f"{id}: no such utterance; `onrecord utterances` shows those there are")
            return self._utterance(session, id, found)

    def utterances(self, *, limit: int = 20) -> Page[Utterance]:
        """Utterances that two or more articles report, those with most reports first."""
        with self.store.read() as session:
            found, total = links.most_reported(session, limit)
            items = tuple(
                self._utterance(session, one, fetch.statements_by_number(session, links.renderings(session, one)))
                for one in found
            )
            return Page(items, total, len(items) < total)

    def compare(self, id: str) -> "tuple[Utterance, Comparison]":
        """An utterance's renderings side by side: by its id, or by that of a statement that reports it."""
        from onrecord.queries import renderings

        with self.store.read() as session:
            utterance = id if id.startswith("u") else fetch.statement(session, id).utterance
        if utterance is None:
            raise NotFound(
                f"{id}: no other article is known to report this; run `onrecord match` if any was added since"
            )
        found = self.utterance(utterance)
        with self.store.read() as session:
            seen = sightings.by_number(session, [one.number for one in found.statements])
        return found, renderings.compare(seen)

    def tensions(self, kinds: Sequence[TensionKind] = (), *, limit: int = 20) -> Page[Tense]:
        """Shifts, contradictions, denials and drifts, the surest first."""
        with self.store.read() as session:
            kept = links.tensions_kept(session, kinds)
            shown = kept[:limit] if limit else kept
            wanted = [number for one in shown for number in (one.a, one.b)]
            held = {one.number: one for one in fetch.statements_by_number(session, wanted)}
            items = tuple(
                Tense(one.id, one.kind, held[one.a], held[one.b], one.rule, one.why, one.confidence) for one in shown
            )
            return Page(items, len(kept), len(items) < len(kept))

    # -- the codebook -------------------------------------------------------------------------------------------------

    def issues(self) -> Codebook:
        """The codebook that is used."""
        with self.store.read() as session:
            return codebook.used(session)

    def load_issues(self, book: Codebook | str, *, add: bool = False) -> Codebook:
        """Take a codebook (a value, or the path of a TOML, CSV or JSON file with `issues`) in the place of the one that is
        used, or beside it. What is in the record has to be read again: `reread(everything=True)`."""
        from onrecord.issues import load_codebook

        book = load_codebook(book) if isinstance(book, str) else book
        with self.store.write() as session:
            codebook.load(session, book, add=add)
            return codebook.used(session)

    def _utterance(self, session: Any, id: str, found: Sequence[KeptStatement]) -> Utterance:
        from onrecord.queries import renderings

        speakers: dict[str, int] = {}
        for one in found:
            name = one.actor_name or one.speaker
            speakers[name] = speakers.get(name, 0) + (name != "?")
        seen = sightings.by_number(session, [one.number for one in found])
        named = sorted((name for name, count in speakers.items() if count), key=lambda name: -speakers[name])
        return Utterance(id, tuple(found), renderings.independent(seen), tuple(named))


def _articles(items: Iterable[Article | Skipped | str]) -> Iterator[Article | Skipped]:
    from onrecord.articles import files

    for item in items:
        if isinstance(item, str):
            yield from files.articles([item])
        else:
            yield item


def _wanted(wanted: Wanted | str) -> Wanted:
    return Wanted(text=wanted) if isinstance(wanted, str) else wanted
