"""Articles into the record, one transaction each: what was told to be added is there, whatever happens next."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.errors import InputError, OnRecordError, RecordError, UnkeepableText
from onrecord.intake import actors, renew
from onrecord.intake.reading import prepare
from onrecord.issues import default_codebook
from onrecord.model.actor import Actor
from onrecord.model.article import Article, Skipped
from onrecord.model.entry import Entry, ReadingEntry
from onrecord.model.issue import Codebook
from onrecord.record import Session, Store, codebook, keep
from onrecord.record.known import known_actors

Outcome = Literal["added", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one article: its id in the record, the id it was given, and how many statements it has."""

    id: str
    name: str
    outcome: Outcome
    statements: int = 0
    number: int = 0


def add(store: Store, items: Iterable[Article | Skipped]) -> Iterator[Added | Skipped]:
    """Read articles and keep them, in their order. Each one that comes out is in the record for good.

    An article that is there already with the same text is left alone; with another text it becomes a new version. One
    that cannot be read comes out as Skipped and stops nothing. Nothing is compared with other articles: see `match`.
    """
    with store.write() as session:
        book = codebook.used(session)
        if not book.issues:
            codebook.load(session, default_codebook())
            book = codebook.used(session)
        known = known_actors(session)
    for item in items:
        yield item if isinstance(item, Skipped) else _one(store, item, known, book)


def keep_entry(session: Session, entry: ReadingEntry) -> Added:
    """Keep one reading in an open transaction: as a new article, as a new version, or not at all."""
    article = entry.reading.article
    key = keep.article_key(article)
    there = keep.known(session, key)
    name = keep.article_id(key)
    if there is None:
        number = keep.new_article(session, with_actors(session, entry))
        return Added(name, article.id, "added", len(entry.entries), number)
    if there.sha256 == article.sha256:
        return Added(name, article.id, "unchanged", number=there.number)
    renew.text(session, there, with_actors(session, entry))
    return Added(name, article.id, "changed", len(entry.entries), there.number)


def with_actors(session: Session, entry: ReadingEntry) -> ReadingEntry:
    """The entry with the actor of each statement, found or made."""
    article = entry.reading.article
    setting = actors.Setting(entry.reading.language, article.published, article.story, article.outlet)
    placed = actors.place_all(session, [one.statement.mention for one in entry.entries], setting)
    return replace(entry, entries=tuple(map(_placed, entry.entries, placed)))


def _one(store: Store, article: Article, known: Sequence[Actor], book: Codebook) -> Added | Skipped:
    try:
        _must_be_keepable(article)
        unchanged = _unchanged(store, article)
        if unchanged:
            return unchanged
        entry = prepare(article, known, book)
        with store.write() as session:
            return keep_entry(session, entry)
    except RecordError:
        raise
    except InputError as error:
        return Skipped(article.id, type(error).__name__, error.reason)
    except OnRecordError as error:
        return Skipped(article.id, type(error).__name__, str(error))


def _unchanged(store: Store, article: Article) -> Added | None:
    key = keep.article_key(article)
    with store.read() as session:
        there = keep.known(session, key)
    if there is None or there.sha256 != article.sha256:
        return None
    return Added(keep.article_id(key), article.id, "unchanged", number=there.number)


def _placed(entry: Entry, placing: actors.Placing) -> Entry:
    mention = entry.statement.mention
    told = replace(mention, reasons=(*mention.reasons, placing.rule)) if placing.rule != "actor.unknown" else mention
    return replace(entry, statement=replace(entry.statement, mention=told), actor=placing.actor)


def _must_be_keepable(article: Article) -> None:
    if "\x00" in article.text or any("\ud800" <= c <= "\udfff" for c in article.text):
        raise UnkeepableText(
            "the text holds a NUL or half a character, which no database keeps; mend the file's encoding"
        )
