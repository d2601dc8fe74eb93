"""Put a newer reading in the place of an older one: statements replaced, moved, retired, orphaned."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from onrecord.model.entry import Entry, ReadingEntry
from onrecord.model.span import Span
from onrecord.record import decisions, fulltext, keep, numbers, pack, values
from onrecord.record.store import Session
from onrecord.record.tables import actors, articles, statements, touches, versions, wordings

PLACED = "actor."
"""How the rules begin by which a speaker's actor was found."""


@dataclass(frozen=True, slots=True)
class Held:
    """A statement that stands in an article: its spans by role count in the text of `version`. `roles` are the machine's,
    `now` those that hold (a person may have changed them); `decided` is whether a person decided anything on it, `added`
    whether a person found it and not the machine. `said` is the key of the machine's speaker, and when it was said; `speaker` its
    name and type, `actor` the actor that the machine took for it and `placed` the rule by which."""

    number: int
    version: int
    roles: tuple[tuple[Span, ...], ...]
    decided: bool
    now: tuple[tuple[Span, ...], ...]
    added: bool = False
    said: tuple[str, str | None] = ("", None)
    speaker: tuple[str, str] = ("", "")
    actor: int | None = None
    placed: str = ""

    @property
    def edited(self) -> bool:
        """Whether a person changed its spans."""
        return self.roles != self.now


def held(session: Session, article: int) -> list[Held]:
    """The statements of an article that stand or are orphans, in their order."""
    query = (
        sa.select(statements, wordings)
        .join(wordings, wordings.c.statement == statements.c.number)
        .where(statements.c.article == article, statements.c.state.in_(("current", "orphan")))
        .order_by(statements.c.version, statements.c.place)
    )
    found = []
    for row in session.execute(query):
        changed = json.loads(row.machine) if row.machine else {}
        now = pack.unpack_spans(row.spans)
        roles = list(now)
        for place, role in enumerate(pack.ROLES):
            if changed.get(role) is not None:
                roles[place] = tuple(Span(*span) for span in changed[role])
        decided = row.verdict != "none"
        added = decided and decisions.is_added(session, row.id)
        said = (changed.get("key") or row.key, changed.get("said_on", row.said_on))
        speaker = (changed.get("speaker", row.speaker), changed.get("speaker_type", row.speaker_type))
        actor = row.actor if "actor" not in changed else None
        rules = numbers.rules_unpacked(session, row.reasons)
        placed = next((rule for rule in rules if rule.startswith(PLACED)), "")
        found.append(Held(row.number, row.version, tuple(roles), decided, now, added, said, speaker, actor, placed))
    return found


def next_version(session: Session, known: keep.Known, entry: ReadingEntry) -> int:
    """Keep a new text of an article as its newest version; its number."""
    version = known.version + 1
    keep.new_version(session, known.number, version, entry)
    article = entry.reading.article
    told = {
        "version": version,
        "matched": False,
        "language": entry.reading.language,
        "title": article.title,
        "published": article.published,
        "fetched": entry.fetched,
    }
    session.execute(sa.update(articles).where(articles.c.number == known.number).values(**told))
    return version


def read_by(session: Session, known: keep.Known, entry: ReadingEntry, *, changed: bool = True) -> None:
    """Keep that the newest version was read again, by which reader, and what it found of the text itself; where its
    statements are `changed`, they have to be compared with others anew."""
    told = {
        "reader": entry.reader,
        "layout": pack.layout(entry.reading.text.paragraphs),
        "times": pack.times(entry.reading.times),
    }
    newest = (versions.c.article == known.number) & (versions.c.version == known.version)
    session.execute(sa.update(versions).where(newest).values(**told))
    if changed:
        session.execute(sa.update(articles).where(articles.c.number == known.number).values(matched=False))


def told_actors(session: Session, wanted: Sequence[int]) -> frozenset[int]:
    """Those of these actors that a file or a person put into the record."""
    query = sa.select(actors.c.number).where(actors.c.number.in_(wanted), actors.c.origin != "machine")
    return frozenset(session.execute(query).scalars())


def is_same(session: Session, number: int, whole: ReadingEntry, entry: Entry, outer: int | None) -> bool:
    """Whether a new reading of a statement says nothing that is not kept already. A statement of which a person changed
    anything is never the same: what the machine says of it stands elsewhere."""
    query = sa.select(statements, wordings).join(wordings, wordings.c.statement == statements.c.number)
    row = session.execute(query.where(statements.c.number == number)).mappings().one()
    if row["machine"]:
        return False
    place = [s.id for s in whole.reading.statements].index(entry.statement.id)
    told = {
        **keep.narrow_values(session, entry, whole.reading.article.published),
        **keep.wide_values(session, entry),
        "place": place,
        "within": outer,
        "state": "current",
    }
    touched = [[t.issue, t.stance, round(t.confidence, 4), list(t.reasons)] for t in entry.touches]
    return all(row[name] == value for name, value in told.items()) and values.touched(session, number) == touched


def replace(
    session: Session,
    number: int,
    version: int,
    whole: ReadingEntry,
    entry: Entry,
    outer: int | None,
    now: Sequence[Sequence[Span]] | None = None,
) -> None:
    """Put a new reading of a statement in the place of its old one; what a person decided still holds, and the machine's
    new values of those fields are kept beside it. `outer` is the number of the statement that it stands within; `now` are
    the spans that a person gave it, as they stand in a new text."""
    changed = values.machine(session, number)
    fulltext.remove(session, [values.searched(session, number)])
    holding = values.holding(session, number)
    moved = _as_lists(now) if now is not None else {}
    human = {name: moved.get(name, holding[name]) for name in changed}
    lemmas = session.execute(sa.select(wordings.c.lemmas).where(wordings.c.statement == number)).scalar_one()
    published = whole.reading.article.published
    place = [s.id for s in whole.reading.statements].index(entry.statement.id)
    narrow = {**keep.narrow_values(session, entry, published), "version": version, "place": place, "state": "current"}
    wide = {**keep.wide_values(session, entry), "within": outer, "became": None}
    session.execute(sa.update(statements).where(statements.c.number == number).values(**narrow))
    session.execute(sa.update(wordings).where(wordings.c.statement == number).values(**wide))
    session.execute(sa.delete(touches).where(touches.c.statement == number))
    keep.keep_touches(session, [(number, entry)])
    fulltext.insert(session, [(number, entry.statement.content, entry.lemmas)])
    if changed:
        read = values.holding(session, number)
        values.keep_machine(session, number, {name: read[name] for name in changed})
        values.put(session, number, human, pack.unpack_lemmas(lemmas) if "content" in human else None)


def move(
    session: Session, number: int, version: int, roles: Sequence[Sequence[Span]], now: Sequence[Sequence[Span]]
) -> None:
    """Anchor a statement anew in another version, where its exact words stand: the machine's spans and those that hold."""
    session.execute(sa.update(statements).where(statements.c.number == number).values(version=version, state="current"))
    session.execute(sa.update(wordings).where(wordings.c.statement == number).values(spans=pack.spans(now)))
    changed, there = values.machine(session, number), _as_lists(roles)
    if any(changed.get(role) is not None for role in pack.ROLES):
        kept = {name: there[name] if name in there and value is not None else value for name, value in changed.items()}
        values.keep_machine(session, number, kept)


def retire(session: Session, number: int, became: int | None, *, orphan: bool) -> None:
    """Take a statement out of the present: as an orphan where a person decided on it, else retired."""
    if not orphan:
        fulltext.remove(session, [values.searched(session, number)])
    state: dict[str, Any] = {"state": "orphan" if orphan else "retired", "utterance": None}
    session.execute(sa.update(statements).where(statements.c.number == number).values(**state))
    session.execute(sa.update(wordings).where(wordings.c.statement == number).values(became=became))


def _as_lists(roles: Sequence[Sequence[Span]]) -> dict[str, list[list[int]]]:
    return {role: [list(span) for span in spans] for role, spans in zip(pack.ROLES, roles, strict=True)}


def reread_wanted(session: Session, reader: str) -> list[int]:
    """The numbers of the articles whose newest version was read by another reader than this one."""
    query = (
        sa.select(articles.c.number)
        .join(versions, (versions.c.article == articles.c.number) & (versions.c.version == articles.c.version))
        .where(versions.c.reader != reader, articles.c.state == "kept")
        .order_by(articles.c.number)
    )
    return list(session.execute(query).scalars())
