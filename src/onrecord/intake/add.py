"""Articles into the record, each whole or not at all: what was told to be added is there, whatever happens next."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from onrecord.errors import InputError, NoSpace, OnRecordError, RecordBusy, UnkeepableText
from onrecord.intake import actors, blocking, identity, processes, renew
from onrecord.intake.reading import prepare
from onrecord.issues import default_codebook
from onrecord.model.actor import Actor
from onrecord.model.article import Article, Skipped
from onrecord.model.entry import Entry, ReadingEntry
from onrecord.model.issue import Codebook
from onrecord.record import Session, Store, codebook, keep
from onrecord.record.known import known_actors
from onrecord.record.upkeep import settle

Outcome = Literal["added", "changed", "unchanged"]
TOLD = ("id", "text", "outlet", "story", "url", "title")
"""What an article tells in words."""
MANY = 1000
"""After more articles than this were kept, the record is settled."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one article: its id in the record, the id it was given, and how many statements it has."""

    id: str
    name: str
    outcome: Outcome
    statements: int = 0
    number: int = 0


def add(store: Store, items: Iterable[Article | Skipped], *, jobs: int | None = None) -> Iterator[Added | Skipped]:
    """Read articles and keep them, in their order. Each one that comes out is in the record for good.

    An article that is there already with the same text is left alone; with another text it becomes a new version. One
    that cannot be read comes out as Skipped and stops nothing. Nothing is compared with other articles: see `match`.
    `jobs` processes read, and this one writes; None chooses by how many articles there are. After many, the database is
    told how its values are distributed now.
    """
    with store.write() as session:
        book = codebook.used(session)
        if not book.issues:
            codebook.load(session, default_codebook())
            book = codebook.used(session)
        known = known_actors(session)
    checked = (_checked(store, item) for item in items)
    read = partial(_read, known=known, book=book)
    many = 0
    for done in processes.spread(checked, read, _size, jobs, before=store.let_go):
        kept = _kept(store, done)
        many += sum(isinstance(one, Added) and one.outcome != "unchanged" for one in kept)
        yield from kept
    if many > MANY:
        with suppress(RecordBusy, NoSpace):  # everything is kept; this only makes questions quicker
            settle(store)


def keep_entry(session: Session, entry: ReadingEntry) -> Added:
    """Keep one reading in an open transaction: as a new article, as a new version, or not at all."""
    article = entry.reading.article
    key, there = identity.key_of(session, article)
    name = keep.article_id(key)
    if there is None:
        number = keep.new_article(session, with_actors(session, entry), key)
        return Added(name, article.id, "added", len(entry.entries), number)
    if there.sha256 == article.sha256 or blocking.is_same(session, there.number, article.text):
        return Added(name, article.id, "unchanged", number=there.number)
    blocking.must_be_blocked(session, there.number, article)
    renew.text(session, there, with_actors(session, entry))
    return Added(name, article.id, "changed", len(entry.entries), there.number)


def with_actors(session: Session, entry: ReadingEntry) -> ReadingEntry:
    """The entry with the actor of each statement, found or made."""
    article = entry.reading.article
    setting = actors.Setting(entry.reading.language, article.published, article.story, article.outlet)
    placed = actors.place_all(session, [one.statement.mention for one in entry.entries], setting)
    return replace(entry, entries=tuple(map(_placed, entry.entries, placed)))


def _checked(store: Store, item: Article | Skipped) -> Article | Added | Skipped:
    """What is to be read, or why it is not."""
    if isinstance(item, Skipped):
        return item
    try:
        _must_be_keepable(item)
    except InputError as error:
        return Skipped(_shown(item.id), type(error).__name__, error.reason)
    with store.read() as session:
        key, there = identity.key_of(session, item)
        if there is None:
            return item
        if there.sha256 != item.sha256 and not blocking.is_same(session, there.number, item.text):
            return _blocked(session, there.number, item)
    return Added(keep.article_id(key), item.id, "unchanged", number=there.number)


def _read(item: Article | Added | Skipped, known: Sequence[Actor], book: Codebook) -> ReadingEntry | Added | Skipped:
    """The reading of an article, in whatever process."""
    if not isinstance(item, Article):
        return item
    try:
        return prepare(item, known, book)
    except OnRecordError as error:
        return Skipped(item.id, type(error).__name__, error.reason if isinstance(error, InputError) else str(error))
    except Exception as error:
        error.add_note(f"while reading the article {item.id!r}; please report this")
        raise


def _kept(store: Store, done: Sequence[ReadingEntry | Added | Skipped]) -> list[Added | Skipped]:
    """Keep what was read together in one transaction."""
    if not any(isinstance(one, ReadingEntry) for one in done):
        return [one for one in done if not isinstance(one, ReadingEntry)]
    with store.write() as session:
        return [_keep_one(session, one) if isinstance(one, ReadingEntry) else one for one in done]


def _keep_one(session: Session, entry: ReadingEntry) -> Added | Skipped:
    try:
        return keep_entry(session, entry)
    except InputError as error:
        return Skipped(entry.reading.article.id, type(error).__name__, error.reason)


def _blocked(session: Session, number: int, article: Article) -> Article | Skipped:
    """A changed text, without the words that were taken out of the ones before."""
    try:
        return blocking.without_redacted(session, number, article)
    except InputError as error:
        return Skipped(article.id, type(error).__name__, error.reason)


def _size(item: Article | Added | Skipped) -> int:
    return len(item.text) if isinstance(item, Article) else 0


def _placed(entry: Entry, placing: actors.Placing) -> Entry:
    mention = entry.statement.mention
    told = replace(mention, reasons=(*mention.reasons, placing.rule)) if placing.rule != "actor.unknown" else mention
    return replace(entry, statement=replace(entry.statement, mention=told), actor=placing.actor)


def _must_be_keepable(article: Article) -> None:
    for name in TOLD:
        told = getattr(article, name) or ""
        if "\x00" in told or not _is_whole(told):
            raise UnkeepableText(
                f"its {name} holds a NUL or half a character, which no database keeps; mend the file's encoding"
            )


def _is_whole(text: str) -> bool:
    return text.isascii() or not any("\ud800" <= c <= "\udfff" for c in text)


def _shown(name: str) -> str:
    return name.replace("\x00", "\\x00").encode("utf-8", "backslashreplace").decode()
