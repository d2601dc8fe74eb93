"""`Record`: everything that can be done with a record, as methods. The command line and the web are thin over it.

What only some methods need is imported inside them: a question is answered before the reader's dictionaries were loaded.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO, Self

from onrecord.desk.people import People
from onrecord.desk.review import Review
from onrecord.errors import NotFound
from onrecord.model.article import Article, Skipped
from onrecord.model.issue import Codebook
from onrecord.model.kept import Decision, KeptActor, KeptArticle, KeptStatement, Tense, Utterance
from onrecord.model.sighting import TensionKind
from onrecord.model.wanted import Facet, Order, Page, Positions, Timeline, Wanted
from onrecord.record import Store, actors, codebook, create_store, fetch, open_store, tense, voices

if TYPE_CHECKING:
    from onrecord.exports.formats import Exported
    from onrecord.intake.add import Added
    from onrecord.intake.arrive import Arrived
    from onrecord.intake.match import Matched
    from onrecord.queries.course import Course
    from onrecord.queries.networks import OneModeNorm
    from onrecord.queries.renderings import Comparison
    from onrecord.queries.ties import Ties
    from onrecord.queries.unmet import Unmet
    from onrecord.record.verifying import Report

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
        self,
        wanted: Wanted | str = "",
        *,
        order: Order = "relevance",
        limit: int = 20,
        cursor: str | None = None,
        total: int | None = None,
    ) -> Page[KeptStatement]:
        """The statements that are wanted, with their exact total (`total`, where they were counted just before); a string
        is a text query alone."""
        from onrecord.queries import search

        with self.store.read() as session:
            return search.find(session, _wanted(wanted), order=order, limit=limit, cursor=cursor, total=total)

    def facets(self, wanted: Wanted | str = "", *, most: int | None = 50) -> Mapping[str, tuple[Facet, ...]]:
        """How many of the wanted statements have each value of each filter; of speakers the `most` frequent (None: all)."""
        from onrecord.queries.facets import facets

        with self.store.read() as session:
            return facets(session, _wanted(wanted), most=most)

    def unmet(self, wanted: Wanted) -> "tuple[Unmet, ...]":
        """The values of its open filters (speaker, side, outlet, story) that nothing in the record has."""
        from onrecord.queries.unmet import unmet

        with self.store.read() as session:
            return unmet(session, wanted)

    def heard(self, most: int = 8) -> tuple[Facet, ...]:
        """The actors with the most statements."""
        from onrecord.queries import leading

        with self.store.read() as session:
            return leading.actors(session, most)

    def touched(self, most: int = 8) -> tuple[Facet, ...]:
        """The issues that most statements touch."""
        from onrecord.queries import leading

        with self.store.read() as session:
            return leading.issues(session, most)

    def timeline(
        self,
        wanted: Wanted | str = "",
        *,
        order: Order = "newest",
        limit: int = 50,
        each: int = 3,
        cursor: str | None = None,
    ) -> Timeline:
        """What was said, by day: of each day the first `each` statements."""
        from onrecord.queries import timeline

        with self.store.read() as session:
            return timeline.timeline(session, _wanted(wanted), order=order, limit=limit, each=each, cursor=cursor)

    def course(self, wanted: Wanted | str = "", *, most: int = 0, sides: bool = True) -> "Course":
        """How much was said when, by stance and side, over all days; and by the `most` actors who are heard most. With one
        wanted issue stances are those to it."""
        from onrecord.queries import course

        with self.store.read() as session:
            return course.course(session, _wanted(wanted), most=most, sides=sides)

    def positions(self, wanted: Wanted | str = "", *, limit: int | None = 50, each: int = 5) -> Positions:
        """Actors by issues, each cell with its `each` newest statements; `limit` None: all actors."""
        from onrecord.queries import positions

        with self.store.read() as session:
            return positions.positions(session, _wanted(wanted), limit=limit, each=each)

    def network(self, wanted: Wanted | str = "", *, limit: int = 40, normalization: "OneModeNorm" = "no") -> "Ties":
        """Who goes with whom, and against whom, among the `limit` actors heard most."""
        from onrecord.queries import ties

        with self.store.read() as session:
            return ties.ties(session, _wanted(wanted), limit=limit, normalization=normalization)

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
        from onrecord.queries import reports

        with self.store.read() as session:
            return reports.utterance(session, id)

    def utterances(self, wanted: Wanted | str = "", *, limit: int = 20, offset: int = 0) -> Page[Utterance]:
        """Utterances that two or more articles report and of which a report is wanted, those with most reports first, from
        the `offset`th on."""
        from onrecord.queries import reports

        with self.store.read() as session:
            return reports.utterances(session, _wanted(wanted), limit=limit, offset=offset)

    def compare(self, id: str) -> "tuple[Utterance, Comparison]":
        """An utterance's renderings side by side: by its id, or by that of a statement that reports it."""
        from onrecord.queries import reports

        with self.store.read() as session:
            return reports.compare(session, id)

    def beside(self, utterance: str, base: str = "") -> "tuple[Utterance, Comparison]":
        """An utterance's renderings, each beside the first of its own language, and these beside `base` (a statement's id;
        else the first of all). Raises NotFound."""
        from onrecord.queries import reports

        with self.store.read() as session:
            return reports.beside(session, utterance, base)

    def tensions(
        self, kinds: Sequence[TensionKind] = (), wanted: Wanted | str = "", *, limit: int = 20, offset: int = 0
    ) -> Page[Tense]:
        """Shifts, contradictions, denials and drifts of which a statement is wanted, the surest first, from the `offset`th
        on."""
        from onrecord.queries import tied

        with self.store.read() as session:
            return tied.tensions(session, _wanted(wanted), kinds, limit=limit, offset=offset)

    def newest_tensions(self, kinds: Sequence[TensionKind] = (), *, limit: int = 20) -> tuple[Tense, ...]:
        """The tensions that were found last, the last one first."""
        with self.store.read() as session:
            return tense.page(session, kinds, limit=limit, order="newest")

    def tension_kinds(self) -> Mapping[TensionKind, int]:
        """How many tensions there are of each kind."""
        with self.store.read() as session:
            return tense.counts(session)

    def tension(self, id: str) -> Tense:
        """One tension. Raises NotFound, also where one of its statements stands no more."""
        with self.store.read() as session:
            found = tense.one(session, id)
        if found is None:
            raise NotFound(f"{id}: no such tension; `onrecord tensions` shows those there are", "no_tension", id=id)
        return found

    def tensions_of(self, statement: str) -> tuple[Tense, ...]:
        """The tensions in which a statement stands. Raises NotFound."""
        with self.store.read() as session:
            return tense.of_statement(session, fetch.statement_number(session, statement))

    # -- the codebook -------------------------------------------------------------------------------------------------

    def issues(self) -> Codebook:
        """The codebook that is used."""
        with self.store.read() as session:
            return codebook.used(session)

    def knows_issue(self, id: str) -> bool:
        """Whether any codebook that was used had an issue of this id."""
        with self.store.read() as session:
            return id in voices.issue_ids(session)

    def issue_stances(self, wanted: Wanted | str = "") -> Mapping[str, Mapping[str, int]]:
        """How many of the wanted statements touch each issue, with which stance to it."""
        from onrecord.queries.course import issue_stances

        with self.store.read() as session:
            return issue_stances(session, _wanted(wanted))

    def load_issues(self, book: Codebook | str, *, add: bool = False) -> Codebook:
        """Take a codebook (a value, or the path of a TOML, CSV or JSON file with `issues`) in the place of the one that is
        used, or beside it. What is in the record has to be read again: `reread(everything=True)`."""
        from onrecord.issues import load_codebook

        book = load_codebook(book) if isinstance(book, str) else book
        with self.store.write() as session:
            codebook.load(session, book, add=add)
            return codebook.used(session)

    # -- taking out, and looking whether it is whole ------------------------------------------------------------------

    def export(
        self,
        format: str,
        target: "str | BinaryIO",
        wanted: Wanted | str = "",
        options: Mapping[str, Any] | None = None,
    ) -> "Exported":
        """Write the wanted statements, or all, in a format of `exports.formats.FORMATS` to a path or a stream of bytes."""
        from onrecord.exports.formats import export
        from onrecord.exports.view import view

        with view(self.store, _wanted(wanted)) as seen:
            return export(seen, format, target, options)

    def import_file(self, format: str, path: str, *, coder: str | None = None) -> "Iterator[Arrived | Skipped]":
        """Keep the articles and statements of a file as it tells them, as `coder`'s where one is named."""
        from onrecord.intake.imports import import_file

        yield from import_file(self.store, format, path, coder=coder)

    def redact(self, statement: str, *, roles: Sequence[str] = ("content",), coder: str, why: str = "") -> Decision:
        """Take the words of a statement out of all texts, the search and the decisions. It cannot be undone."""
        from onrecord.intake.erase import redact

        return redact(self.store, statement, roles=roles, coder=coder, why=why)

    def forget(self, actor: str, *, coder: str, why: str = "") -> Decision:
        """Take a person out: names, roles, and their name wherever a text has it. It cannot be undone."""
        from onrecord.intake.erase import forget

        return forget(self.store, actor, coder=coder, why=why)

    def verify(self, *, whole: bool = False) -> "Report":
        """Whether the record is whole and nobody changed it behind its back."""
        from onrecord.record.verifying import verify

        with self.store.read() as session:
            return verify(session, whole=whole)


def _articles(items: Iterable[Article | Skipped | str]) -> Iterator[Article | Skipped]:
    from onrecord.articles import files

    for item in items:
        if isinstance(item, str):
            yield from files.articles([item])
        else:
            yield item


def _wanted(wanted: Wanted | str) -> Wanted:
    return Wanted(text=wanted) if isinstance(wanted, str) else wanted
