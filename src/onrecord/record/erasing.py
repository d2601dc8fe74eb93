"""Words taken out of the record for good. In their place stand blocks, one a code point, so that every offset holds; what
was decided keeps its place in the chain by its hashes.

What remains. In SQLite freed pages are overwritten (`secure_delete`), the full text is merged anew, and the log of pages
not yet in the file is emptied (`clean`); in PostgreSQL `clean` vacuums, but its write-ahead log keeps old pages until it
is recycled. Backups, copies and exports made before are out of reach. An article's key is its url, its outlet and id, or
else the hash of its first text; url, outlet and story stay.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from onrecord.model.span import Span
from onrecord.record import fulltext, links, pack, values
from onrecord.record.portions import portions
from onrecord.record.store import Session, Store
from onrecord.record.tables import (
    articles,
    decisions,
    payloads,
    statements,
    touches,
    versions,
    wordings,
)

BLOCK = "█"
FINDABLE = ("current", "orphan")


@dataclass(frozen=True, slots=True)
class Told:
    """A statement as far as words are taken out of it: its number, id and state, its spans by role."""

    number: int
    id: str
    state: str
    roles: tuple[tuple[Span, ...], ...]

    @property
    def content(self) -> tuple[Span, ...]:
        """The spans of its content."""
        return self.roles[pack.ROLES.index("content")]


def blocked(text: str, spans: Iterable[Span]) -> str:
    """The text with blocks in the place of every letter, figure and mark of these spans; blanks and line ends stay."""
    letters = list(text)
    for span in spans:
        for place in range(span.start, min(span.end, len(letters))):
            if not letters[place].isspace():
                letters[place] = BLOCK
    return "".join(letters)


def prepare(session: Session) -> None:
    """Have SQLite overwrite what it frees, on this connection, from now on."""
    if session.sqlite:
        session.execute(sa.text("PRAGMA secure_delete = ON"))


def finish(session: Session) -> None:
    """Take the words that are no longer there out of the full text's files too."""
    if session.sqlite:
        session.execute(sa.text("INSERT INTO search (search) VALUES ('optimize')"))


def clean(store: Store) -> None:
    """Empty what the database keeps beside the tables, after the change was committed."""
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if store.sqlite:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            connection.exec_driver_sql("VACUUM")


def texts(session: Session, article: int) -> dict[int, str]:
    """All texts of an article by version."""
    query = sa.select(versions.c.version, versions.c.text).where(versions.c.article == article)
    return {row.version: row.text for row in session.execute(query.order_by(versions.c.version))}


def articles_with(session: Session, beginnings: Sequence[str]) -> list[int]:
    """The numbers of the articles in whose texts or titles one of these stands, letter by letter."""
    if not beginnings:
        return []
    there = sa.or_(*(versions.c.text.contains(one, autoescape=True) for one in beginnings))
    titled = sa.or_(*(articles.c.title.contains(one, autoescape=True) for one in beginnings))
    query = sa.select(versions.c.article).where(there).union(sa.select(articles.c.number).where(titled))
    return sorted(session.execute(query).scalars())


def touched(session: Session, article: int, version: int, spans: Sequence[Span]) -> list[Told]:
    """The statements of a version of which a word stands in these spans."""
    return [one for one in _told(session, article, version) if _overlap([s for r in one.roles for s in r], spans)]


def unlist(session: Session, told: Iterable[Told]) -> None:
    """Make statements no longer findable; before their text changes."""
    for one in told:
        if one.state in FINDABLE:
            fulltext.remove(session, [values.searched(session, one.number)])


def relist(session: Session, one: Told, lemmas: tuple[Sequence[str], frozenset[int]]) -> None:
    """Make a statement findable again by the words that are left, and forget what was told of its paragraph and of how it
    goes with others."""
    new = {"lemmas": pack.lemmas(*lemmas), "paragraph": ""}
    session.execute(sa.update(wordings).where(wordings.c.statement == one.number).values(**new))
    links.drop_tensions(session, [one.number])
    if one.state in FINDABLE:
        fulltext.insert(session, [values.searched(session, one.number)])


def rewrite(session: Session, article: int, version: int, text: str, sha256: str) -> None:
    """Put a text with blocks in the place of a version's."""
    one = (versions.c.article == article) & (versions.c.version == version)
    session.execute(sa.update(versions).where(one).values(text=text, sha256=sha256, raw_sha256=None))


def title(session: Session, article: int) -> str | None:
    """The title of an article."""
    return session.execute(sa.select(articles.c.title).where(articles.c.number == article)).scalar()


def retitle(session: Session, article: int, told: str) -> None:
    """Put a title with blocks in the place of an article's."""
    session.execute(sa.update(articles).where(articles.c.number == article).values(title=told))


def redact(session: Session, one: Told, *, speaker: bool = False) -> None:
    """Leave of a statement only what is no word: its place, act, issue, actor's id; its speaker's name goes with `speaker`.
    It must not be findable any more."""
    words = {"lemmas": "", "paragraph": "", "detail": None, "machine": None}
    if speaker:
        words |= {"speaker": BLOCK, "key": "", "role": "", "stands_for": ""}
    session.execute(sa.update(wordings).where(wordings.c.statement == one.number).values(**words))
    session.execute(sa.update(touches).where(touches.c.statement == one.number).values(reasons=""))
    session.execute(
        sa.update(statements).where(statements.c.number == one.number).values(state="redacted", utterance=None)
    )
    links.drop_tensions(session, [one.number])


def of_decisions(session: Session, targets: Iterable[str]) -> list[str]:
    """The ids of the decisions on these targets."""
    found: set[str] = set()
    for chunk in portions(targets):
        about = decisions.c.target.in_(chunk)
        found.update(session.execute(sa.select(decisions.c.id).where(about)).scalars())
    return sorted(found)


def words_of_decisions(session: Session, beginnings: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The ids of the decisions in whose payload or reason one of these stands, each with all its words."""
    columns = (payloads.c.payload, payloads.c.why)
    there = sa.or_(sa.false(), *(column.contains(one, autoescape=True) for column in columns for one in beginnings))
    query = (
        sa.select(decisions.c.id, payloads.c.payload, payloads.c.why)
        .join(payloads, payloads.c.decision == decisions.c.number)
        .where(there)
    )
    for row in session.execute(query).all():
        yield row.id, f"{row.payload}\n{row.why}"


def erase(session: Session, wanted: Sequence[str]) -> list[str]:
    """Take payload, reason and salt from decisions; the ids of those that had any."""
    erased: list[str] = []
    for chunk in portions(wanted):
        query = (
            sa.select(decisions.c.number, decisions.c.id)
            .join(payloads, payloads.c.decision == decisions.c.number)
            .where(decisions.c.id.in_(chunk), payloads.c.salt.is_not(None))
            .where(decisions.c.action.not_in(("redact", "forget")))
        )
        rows = session.execute(query).all()
        erased += [row.id for row in rows]
        mine = payloads.c.decision.in_([row.number for row in rows])
        session.execute(sa.update(payloads).where(mine).values(payload=None, why=None, salt=None))
    return sorted(erased)


def _told(session: Session, article: int, version: int) -> Iterator[Told]:
    query = (
        sa.select(statements.c.number, statements.c.id, statements.c.state, wordings.c.spans)
        .join(wordings, wordings.c.statement == statements.c.number)
        .where(statements.c.article == article, statements.c.version == version)
        .order_by(statements.c.number)
    )
    for row in session.execute(query):
        yield Told(row.number, row.id, row.state, pack.unpack_spans(row.spans))


def _overlap(a: Iterable[Span], b: Sequence[Span]) -> bool:
    return any(one.overlaps(other) for one in a for other in b)
