"""Put readings into the record: articles, versions, statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

from onrecord.model.article import Article
from onrecord.model.entry import Entry, ReadingEntry
from onrecord.model.issue import Touch
from onrecord.record import fulltext, numbers, pack
from onrecord.record.store import Session
from onrecord.record.tables import articles, issues, statements, touches, versions, wordings


@dataclass(frozen=True, slots=True)
class Known:
    """An article that is in the record already: its number, newest version and the hash of that version's text."""

    number: int
    version: int
    sha256: str
    reader: str


def article_key(article: Article) -> str:
    """What makes an article the same one: its url; else outlet and id; else the hash of its text."""
    if article.url:
        return f"url:{article.url}"
    if article.outlet and article.id:
        return f"outlet:{article.outlet}\x1f{article.id}"
    return f"sha256:{article.sha256}"


def article_id(key: str) -> str:
    """The record's own id of the article under a key: the same in every record."""
    return numbers.identifier("a", key)


def known(session: Session, key: str) -> Known | None:
    """The article under a key, if the record has it."""
    row = session.execute(
        sa.select(articles.c.number, articles.c.version, versions.c.sha256, versions.c.reader)
        .join(versions, (versions.c.article == articles.c.number) & (versions.c.version == articles.c.version))
        .where(articles.c.key == key)
    ).first()
    return Known(row.number, row.version, row.sha256, row.reader) if row else None


def new_article(session: Session, entry: ReadingEntry, key: str | None = None) -> int:
    """Keep an article that the record does not have, with its statements; its number. `key` stands in for its own."""
    article = entry.reading.article
    key = key or article_key(article)
    number = numbers.take(session, articles)
    session.execute(
        sa.insert(articles),
        {
            "number": number,
            "id": article_id(key),
            "key": key,
            "name": article.id,
            "url": article.url,
            "outlet": numbers.outlet(session, article.outlet),
            "story": article.story,
            "title": article.title,
            "language": entry.reading.language,
            "published": article.published,
            "fetched": entry.fetched,
            "added": now(),
            "version": 1,
            "matched": False,
            "state": "kept",
        },
    )
    new_version(session, number, 1, entry)
    new_statements(session, number, 1, entry, entry.entries)
    return number


def new_version(session: Session, number: int, version: int, entry: ReadingEntry) -> None:
    """Keep a text of an article; `articles.version` is the caller's to move."""
    reading = entry.reading
    session.execute(
        sa.insert(versions),
        {
            "article": number,
            "version": version,
            "text": reading.article.text,
            "sha256": reading.article.sha256,
            "raw_sha256": entry.raw_sha256,
            "added": now(),
            "reader": entry.reader,
            "layout": pack.layout(reading.text.paragraphs),
            "times": pack.times(reading.times),
        },
    )


def new_statements(
    session: Session, article: int, version: int, whole: ReadingEntry, entries: Sequence[Entry]
) -> dict[str, int]:
    """Keep statements of a version that are new; their numbers by their ids in the reading (`s1`, …).

    `within` points at statements of the same call; the caller sets it where the outer one is kept already.
    """
    if not entries:
        return {}
    first = numbers.take(session, statements, len(entries))
    given = {entry.statement.id: first + place for place, entry in enumerate(entries)}
    places = {statement.id: place for place, statement in enumerate(whole.reading.statements)}
    key = session.execute(sa.select(articles.c.key).where(articles.c.number == article)).scalar_one()
    narrow = []
    for entry in entries:
        place, at = places[entry.statement.id], entry.statement.attribution
        row = _narrow(session, given[entry.statement.id], article, version, place, whole, entry)
        narrow.append({"id": numbers.identifier("s", key, version, place, at.cue, at.content, at.source), **row})
    wide = [_wide(session, given[e.statement.id], e, given) for e in entries]
    for row, free in zip(narrow, free_ids(session, [row["id"] for row in narrow]), strict=True):
        row["id"] = free
    session.execute(sa.insert(statements), narrow)
    session.execute(sa.insert(wordings), wide)
    keep_touches(session, [(given[entry.statement.id], entry) for entry in entries])
    fulltext.insert(session, [(given[e.statement.id], e.statement.content, e.lemmas) for e in entries])
    return given


def free_ids(session: Session, wanted: Sequence[str]) -> list[str]:
    """Ids of statements, each with a number behind it where one that was retired has it: what it said may come back."""
    taken = set(session.execute(sa.select(statements.c.id).where(statements.c.id.in_(wanted))).scalars())
    found = []
    for plain in wanted:
        free, count = plain, 2
        while free in taken or count > 2 and _is_taken(session, free):
            free, count = f"{plain}-{count}", count + 1
        taken.add(free)
        found.append(free)
    return found


def _is_taken(session: Session, id: str) -> bool:
    return session.execute(sa.select(statements.c.number).where(statements.c.id == id)).first() is not None


def stand_within(session: Session, number: int, outer: int | None) -> None:
    """Keep inside which statement another one stands."""
    session.execute(sa.update(wordings).where(wordings.c.statement == number).values(within=outer))


def keep_touches(session: Session, entries: Sequence[tuple[int, Entry]]) -> None:
    """Keep the issues of statements (number, entry); issues that the codebook lacks are an error of the caller's."""
    keep_rows(session, [(number, entry.touches) for number, entry in entries])


def keep_rows(session: Session, held: Sequence[tuple[int, Sequence[Touch]]]) -> None:
    """Keep the touches of statements (number, touches), the leading one first."""
    rows = [
        {
            "statement": number,
            "issue": issue_number(session, touch.issue),
            "rank": rank,
            "stance": touch.stance,
            "confidence": round(touch.confidence, 4),
            "reasons": numbers.rules_packed(session, touch.reasons),
        }
        for number, found in held
        for rank, touch in enumerate(found)
    ]
    if rows:
        session.execute(sa.insert(touches), rows)


def narrow_values(session: Session, entry: Entry, published: date | None) -> dict[str, Any]:
    """The values of `statements` that a reading decides."""
    a = entry.statement.attribution
    leading = entry.touches[0] if entry.touches else None
    return {
        "actor": entry.actor,
        "issue": issue_number(session, leading.issue) if leading else None,
        "stance": leading.stance if leading else None,
        "act": a.act,
        "kind": a.kind,
        "zone": a.zone,
        "hedged": a.hedged,
        "day": day_of(entry.statement.said_on, published),
        "confidence": round(a.confidence, 4),
    }


def wide_values(session: Session, entry: Entry) -> dict[str, Any]:
    """The values of `wordings` that a reading decides, but for `within`."""
    s = entry.statement
    a, who = s.attribution, s.mention
    return {
        "local": a.id,
        "spans": pack.spans((a.source, a.cue, a.content, a.addressee, a.venue)),
        "speaker": who.speaker,
        "speaker_type": who.speaker_type,
        "key": who.key,
        "role": who.role,
        "stands_for": who.stands_for,
        "said_on": s.said_on,
        "said_on_rule": s.said_on_rule,
        "reasons": numbers.rules_packed(session, s.reasons),
        "lemmas": pack.lemmas(entry.lemmas, entry.named),
        "paragraph": entry.paragraph,
        "detail": pack.detail(who),
    }


def day_of(said_on: str | None, published: date | None) -> date | None:
    """The day by which a statement is sorted: that of `said_on` where it tells one, else that of publication."""
    if said_on:
        try:
            return date.fromisoformat(said_on.split("/")[0][:10])
        except ValueError:  # a month, a season, a reference: no day
            return published
    return published


def issue_number(session: Session, id: str) -> int:
    """The number of an issue of the codebook. KeyError where the codebook has none under this id."""
    known = session.numbers.get("issues")
    if known is None:
        rows = session.execute(sa.select(issues.c.id, issues.c.number))
        known = session.numbers["issues"] = {row.id: row.number for row in rows}
    return known[id]


def now() -> datetime:
    """This moment in UTC, without a zone, as the tables hold it."""
    return datetime.now(UTC).replace(tzinfo=None)


def _narrow(
    session: Session, number: int, article: int, version: int, place: int, whole: ReadingEntry, entry: Entry
) -> dict[str, Any]:
    told = whole.reading.article
    return {
        "number": number,
        "article": article,
        "version": version,
        "place": place,
        "outlet": numbers.outlet(session, told.outlet),
        "language": whole.reading.language,
        "state": "current",
        "verdict": "none",
        "utterance": None,
        **narrow_values(session, entry, told.published),
    }


def _wide(session: Session, number: int, entry: Entry, given: dict[str, int]) -> dict[str, Any]:
    outer = entry.statement.attribution.within
    return {
        "statement": number,
        "within": given.get(outer) if outer else None,
        "machine": None,
        "became": None,
        **wide_values(session, entry),
    }
