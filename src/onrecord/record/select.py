"""From what is wanted to conditions on `statements`: the one place where a filter becomes SQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from onrecord.model.wanted import UNTOLD, Match, Wanted
from onrecord.record import fulltext
from onrecord.record.store import Session
from onrecord.record.tables import actors, articles, issues, outlets, statements, touches, utterances

Condition = sa.ColumnElement[bool]
s = statements.c


@dataclass(frozen=True, slots=True)
class Selection:
    """What is wanted, made ready: `match` for its text, `speakers` the numbers of the actors that its speakers mean (those
    merged into them too; None: everybody). `unknown` asks for statements whose speaker is nobody known."""

    wanted: Wanted
    match: Match | None = None
    speakers: tuple[int, ...] | None = None
    unknown: bool = False

    @property
    def has_words(self) -> bool:
        """Whether some word must be there, by which statements can be ranked."""
        return self.match is not None and bool(self.match.all)

    @property
    def is_empty(self) -> bool:
        """Whether the words can find nothing: a text without a word in it."""
        return self.match is not None and not self.match.all and not self.match.none


def conditions(session: Session, selection: Selection) -> list[Condition]:
    """All that must hold of a row of `statements`, words included."""
    return [*filters(session, selection), *words(session, selection)]


def filters(session: Session, selection: Selection) -> list[Condition]:
    """All that must hold but the words."""
    wanted = selection.wanted
    found: list[Condition] = [*_speakers(selection), *_issues(session, wanted), *_places(session, wanted)]
    for column, values in (
        (s.act, wanted.act),
        (s.kind, wanted.kind),
        (s.zone, wanted.zone),
        (s.language, wanted.language),
        (s.verdict, wanted.verdict),
        (s.state, wanted.state),
    ):
        if values:
            found.append(_any(column, values))
    if wanted.hedged is not None:
        found.append(s.hedged.is_(wanted.hedged))
    if wanted.since:
        found.append(s.day >= wanted.since)
    if wanted.until:
        found.append(s.day <= wanted.until)
    if wanted.side:
        found.append(_sides(wanted.side))
    return found


def words(session: Session, selection: Selection) -> list[Condition]:
    """What must hold of the words."""
    match = selection.match
    if match is None:
        return []
    if selection.is_empty:
        return [sa.false()]
    if match.all:
        return [s.number.in_(hits(session, fulltext.expression(match, sqlite=session.sqlite)))]
    return [s.number.not_in(hits(session, fulltext.without(match, sqlite=session.sqlite)))]


def hits(session: Session, expression: str) -> sa.Select[Any]:
    """The numbers of the statements in which an expression of full text is found."""
    return sa.select(hit(session)).select_from(SEARCH).where(found_by(session, expression))


def hit(session: Session) -> sa.ColumnElement[Any]:
    """The number of the statement of a row of full text."""
    return sa.literal_column("search.rowid" if session.sqlite else "search.statement")


def found_by(session: Session, expression: str) -> sa.TextClause:
    """Whether an expression is found in a row of full text."""
    told = "search MATCH :words" if session.sqlite else "search.words @@ CAST(:words AS tsquery)"
    return sa.text(told).bindparams(words=expression)


SEARCH = sa.table("search")
"""The full text of either database; see `fulltext`."""


def _any(column: sa.ColumnElement[Any], values: Sequence[Any]) -> Condition:
    return column == values[0] if len(values) == 1 else column.in_(values)


def _speakers(selection: Selection) -> list[Condition]:
    if selection.speakers is None and not selection.unknown:
        return []
    known: Condition | None = s.actor.in_(selection.speakers) if selection.speakers else None
    if not selection.unknown:
        return [known if known is not None else sa.false()]
    nobody = s.actor.is_(None)
    return [nobody if known is None else sa.or_(known, nobody)]


def _sides(sides: Sequence[str]) -> Condition:
    """Statements keep their own actor; a side is its root's."""
    told = [side for side in sides if side != UNTOLD]
    root = sa.select(actors.c.number).where(actors.c.merged_into.is_(None))
    asked = actors.c.side.in_(told)
    if UNTOLD in sides:
        asked = sa.or_(asked, actors.c.side.is_(None))
    group = root.where(asked).cte("of_side", recursive=True)
    group = group.union(sa.select(actors.c.number).join(group, actors.c.merged_into == group.c.number))
    found: Condition = s.actor.in_(sa.select(group.c.number))
    return sa.or_(found, s.actor.is_(None)) if UNTOLD in sides else found


def _issues(session: Session, wanted: Wanted) -> list[Condition]:
    if not wanted.issue:
        return [_or_none(s.stance, wanted.stance)] if wanted.stance else []
    told = [issue for issue in wanted.issue if issue != UNTOLD]
    numbers = session.execute(sa.select(issues.c.number).where(issues.c.id.in_(told))).scalars().all()
    touching = sa.select(touches.c.statement).where(_any(touches.c.issue, numbers) if numbers else sa.false())
    if wanted.stance:
        touching = touching.where(touches.c.stance.in_(wanted.stance))
    found: Condition = s.number.in_(touching)
    return [sa.or_(found, s.issue.is_(None)) if UNTOLD in wanted.issue else found]


def _or_none(column: sa.ColumnElement[Any], values: Sequence[Any]) -> Condition:
    found = _any(column, values)
    return sa.or_(found, column.is_(None)) if UNTOLD in values else found


def _places(session: Session, wanted: Wanted) -> list[Condition]:
    found: list[Condition] = []
    if wanted.outlet:
        query = sa.select(outlets.c.number).where(outlets.c.name.in_(wanted.outlet))
        numbers = session.execute(query).scalars().all()
        found.append(_any(s.outlet, numbers) if numbers else sa.false())
    if wanted.story:
        found.append(s.article.in_(sa.select(articles.c.number).where(articles.c.story.in_(wanted.story))))
    if wanted.article:
        names = wanted.article
        named = sa.or_(*(column.in_(names) for column in (articles.c.id, articles.c.name, articles.c.url)))
        found.append(s.article.in_(sa.select(articles.c.number).where(named)))
    if wanted.utterance:
        query = sa.select(utterances.c.number).where(utterances.c.id.in_(wanted.utterance))
        found.append(s.utterance.in_(query))
    return found
