"""Readings made by hand, without the reader: a few words a statement."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from onrecord.model.actor import ActorType, Mention
from onrecord.model.article import Article
from onrecord.model.attribution import Attribution
from onrecord.model.entry import Entry, ReadingEntry
from onrecord.model.issue import Codebook, Issue, Touch
from onrecord.model.span import Span
from onrecord.model.statement import Reading, Statement
from onrecord.model.text import Language, Paragraph, Range, Text
from onrecord.record import Session, actors, codebook, keep
from onrecord.speakers import speaker_key
from onrecord.text.morphology import analyser

ISSUES = ("ceasefire", "prisoners", "sanctions")


@dataclass(frozen=True)
class Said:
    """One statement to be made. `more` goes into the attribution (act, kind, hedged, …)."""

    speaker: str
    content: str
    touches: tuple[Touch, ...] = ()
    actor: int | None = None
    more: tuple[tuple[str, Any], ...] = ()
    said_on: str | None = None


def said(speaker: str, content: str, *touches: Touch, actor: int | None = None, **more: Any) -> Said:
    return Said(speaker, content, touches, actor, tuple(more.items()))


def about(issue: str, stance: str = "neutral") -> Touch:
    return Touch(issue, stance, 0.9, ("term",))  # type: ignore[arg-type]


def codebook_of(*ids: str) -> Codebook:
    return Codebook("test", tuple(Issue(name, {"en": name.title()}, {"en": (name,)}) for name in ids))


def with_issues(session: Session) -> None:
    codebook.load(session, codebook_of(*ISSUES))


def actor(
    session: Session, *names: str, type: ActorType = "person", side: str | None = None, into: int | None = None
) -> int:
    """A new actor with its names; its number."""
    import sqlalchemy as sa

    from onrecord.record.tables import actors as table

    first, *others = [actors.Name(name, "uk", speaker_key(name)) for name in names]
    number = actors.new(session, first, type, "file")
    for name in others:
        actors.add_name(session, number, name, "file")
    session.execute(sa.update(table).where(table.c.number == number).values(side=side, merged_into=into))
    return number


def entry(
    name: str,
    items: Sequence[Said],
    *,
    language: Language = "uk",
    published: date | None = date(2031, 3, 4),
    **article: Any,
) -> ReadingEntry:
    """A reading whose text is its statements, one a line: `content, cue speaker.`"""
    pieces: list[str] = []
    made: list[tuple[Said, Attribution]] = []
    at = 0
    for place, item in enumerate(items, 1):
        content = Span(at, at + len(item.content))
        cue = Span(content.end + 2, content.end + 6)
        source = Span(cue.end + 1, cue.end + 1 + len(item.speaker))
        attribution = Attribution(f"s{place}", (source,), (cue,), (content,), "indirect", "assert", "body")
        made.append((item, replace(attribution, **dict(item.more))))
        pieces.append(f"{item.content}, каже {item.speaker}.\n")
        at += len(pieces[-1])
    text = "".join(pieces)
    told = Article(name, text, published, language, **article)
    lines = (Paragraph(Span(0, len(text)), Range(0, 0), "body", language),)
    statements = tuple(
        Statement(a, Mention(a.id, i.speaker, "person", speaker_key(i.speaker)), text, i.said_on) for i, a in made
    )
    reading = Reading(told, language, Text(told, language, (), (), (), lines, ()), statements, ())
    entries = tuple(
        Entry(statement, item.touches, lemmas(item.content, language), frozenset(), "p", item.actor)
        for statement, (item, _) in zip(statements, made, strict=True)
    )
    return ReadingEntry(reading, entries, "test")


def lemmas(content: str, language: Language) -> tuple[str, ...]:
    """The likeliest lemma of each word."""
    words = (word.strip("«»\"',.!?…()") for word in content.split())
    return tuple(analyser(language).analyse(word.lower())[0].lemma for word in words if word)


def keep_all(session: Session, *entries: ReadingEntry) -> list[int]:
    """Keep new articles; their numbers."""
    return [keep.new_article(session, one) for one in entries]
