"""From what is wanted to conditions: the one place where a filter becomes SQL."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from onrecord.model.issue import STANCES
from onrecord.model.wanted import STANDING, UNTOLD, Match, Wanted
from onrecord.record import fulltext
from onrecord.record.marks import CODE, DAY, TALLIES, Condition, Marks
from onrecord.record.store import Session
from onrecord.record.tables import actors, articles, issues, outlets, statements, touches, utterances

CLOSED = ("act", "kind", "zone", "language", "verdict", "state")
"""Filters by fields with a closed list of values, each of them one of `Wanted`'s and of the record's marks; stances have
more to them."""
FEW = 200
"""Up to so many actors their statements are looked up; of more, every statement is asked for its actor."""
PART = 5
"""Where days have less than this part of all statements, these are looked up; else every statement is asked for its day."""

SEARCH = sa.table("search")
"""The full text of either database; see `fulltext`."""


_BESIDE = sa.text("(SELECT statement AS number, actor, outlet, day, code, doubt, touched, words FROM search) AS marks")
"""PostgreSQL has the marks beside the words: nothing is joined."""


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
    def is_narrowed(self) -> bool:
        """Whether more is asked for than words."""
        return self.speakers is not None or self.unknown or self.wanted != Wanted(self.wanted.text)

    @property
    def is_tallied(self) -> bool:
        """Whether nothing is asked for but values of closed fields, among what stands: of these there are tallies."""
        wanted = self.wanted
        plain = replace(wanted, act=(), kind=(), zone=(), language=(), stance=(), hedged=None, verdict=STANDING)
        stands = bool(wanted.verdict) and "rejected" not in wanted.verdict
        return stands and plain == Wanted() and self.speakers is None and not self.unknown

    @property
    def is_everything(self) -> bool:
        """Whether nothing is asked for but what stands."""
        return self.wanted == Wanted() and self.speakers is None and not self.unknown


def conditions(session: Session, selection: Selection, *, singly: bool = False) -> list[Condition]:
    """All that must hold of a row of `Marks.rows`, but the words that must be there. `singly`: rows are looked at one by one
    until there are enough, so nothing is listed first."""
    wanted = selection.wanted
    marks = Marks(session)
    listed = marks.sqlite and not selection.has_words and not singly
    found = [*_unmatched(session, marks, selection), *_speakers(marks, selection, listed=listed)]
    found += [*_issues(session, selection, marks, listed=listed), *_places(session, marks, wanted)]
    found += _closed(marks, wanted)
    if wanted.since:
        found.append(marks.day >= marks.on(wanted.since))
    if wanted.until:
        found.append(marks.day <= marks.on(wanted.until))
    if listed and (wanted.since or wanted.until) and _are_few(session, marks, wanted):
        found.append(marks.number.in_(sa.select(statements.c.number).where(*between(wanted))))
    if wanted.side:
        found.append(_sides(session, marks, wanted.side))
    return found


def _closed(marks: Marks, wanted: Wanted) -> list[Condition]:
    found = [marks.is_any(field, getattr(wanted, field)) for field in CLOSED if getattr(wanted, field)]
    if wanted.stance and not wanted.issue:
        found.append(marks.is_any("stance", wanted.stance))
    if wanted.hedged is not None:
        found.append(marks.is_hedged(hedged=wanted.hedged))
    return found


def tallied(session: Session, selection: Selection) -> list[Condition]:
    """SQLite: the same of a row of `tallies` that counts a code, where the selection is one that these can answer."""
    return _closed(Marks(session, code="tallies.value"), selection.wanted)


def between(wanted: Wanted) -> list[Condition]:
    """The days that are wanted, as an index of `statements` knows them; however that is joined."""
    day: sa.ColumnElement[date] = sa.literal_column("statements.day", sa.Date())
    since = [day >= wanted.since] if wanted.since else []
    return [*since, *([day <= wanted.until] if wanted.until else [])]


def _are_few(session: Session, marks: Marks, wanted: Wanted) -> bool:
    """Whether looking up the statements of these days costs less than looking at the day of every statement."""
    value = TALLIES.c.value
    dated = [value >= (marks.on(wanted.since) if wanted.since else 1) << 2]
    dated += [value < (marks.on(wanted.until) + 1) << 2] if wanted.until else []
    counts = sa.select(sa.func.coalesce(sa.func.sum(TALLIES.c.count), 0))
    many = session.execute(counts.where(TALLIES.c.kind == DAY, *dated)).scalar_one()
    return bool(PART * many < session.execute(counts.where(TALLIES.c.kind == CODE)).scalar_one())


def rows(session: Session, selection: Selection) -> sa.FromClause:
    """Where the rows come from: those in which the words are, or all."""
    marks = Marks(session)
    if not selection.has_words:
        return marks.rows
    if session.sqlite:  # the planner keeps the order of a cross join: the words first
        return sa.text("search CROSS JOIN marks ON marks.number = search.rowid")  # type: ignore[return-value]
    return _BESIDE  # type: ignore[return-value]


def words(session: Session, selection: Selection) -> list[Condition]:
    """Whether the words that must be there are in a row of full text."""
    if not selection.has_words:
        return []
    match = selection.match or Match()
    return [
        found_by(session, fulltext.expression(match, sqlite=session.sqlite), "search" if session.sqlite else "marks")
    ]


def hit(session: Session) -> sa.ColumnElement[Any]:
    """The number of the statement of a row of full text."""
    return sa.literal_column("search.rowid" if session.sqlite else "search.statement")


def found_by(session: Session, expression: str, table: str = "search") -> Condition:
    """Whether an expression is found in a row of full text."""
    if session.sqlite:
        return sa.literal_column("search").op("MATCH", is_comparison=True)(expression)
    return sa.literal_column(f"{table}.words").op("@@", is_comparison=True)(
        sa.text("CAST(:words AS tsquery)").bindparams(words=expression)
    )


def _unmatched(session: Session, marks: Marks, selection: Selection) -> list[Condition]:
    """Words that must not be there, where none must be."""
    match = selection.match
    if match is None or match.all:
        return []
    if not match.none:
        return [sa.false()]
    there = sa.select(hit(session)).select_from(SEARCH)
    there = there.where(found_by(session, fulltext.without(match, sqlite=session.sqlite)))
    return [marks.number.not_in(there)]


def _speakers(marks: Marks, selection: Selection, *, listed: bool) -> list[Condition]:
    if selection.speakers is None:
        return [marks.actor.is_(None)] if selection.unknown else []
    if not selection.speakers:
        return [marks.actor.is_(None) if selection.unknown else sa.false()]
    known: Condition = marks.actor.in_(selection.speakers)
    if selection.unknown:
        return [sa.or_(known, marks.actor.is_(None))]
    if not listed or len(selection.speakers) > FEW:
        return [known]
    spoken = sa.select(statements.c.number).where(statements.c.actor.in_(selection.speakers))
    return [marks.number.in_(spoken)]


def _sides(session: Session, marks: Marks, sides: Sequence[str]) -> Condition:
    """Statements keep their own actor; a side is its root's."""
    asked: Condition = actors.c.side.in_([side for side in sides if side != UNTOLD])
    if UNTOLD in sides:
        asked = sa.or_(asked, actors.c.side.is_(None))
    root = sa.select(actors.c.number).where(actors.c.merged_into.is_(None))
    group = root.where(asked).cte("of_side", recursive=True)
    group = group.union(sa.select(actors.c.number).join(group, actors.c.merged_into == group.c.number))
    found: Condition = marks.actor.in_(sa.select(group.c.number))
    if marks.sqlite:
        found = _is_marked(marks.actor, session.execute(sa.select(group.c.number)).scalars().all())
    return sa.or_(found, marks.actor.is_(None)) if UNTOLD in sides else found


def _is_marked(number: sa.ColumnElement[int], among: Sequence[int]) -> Condition:
    """SQLite: whether a number is among these, by one byte a number: half the time of a list, where every row is asked."""
    bytes_ = bytearray(max(among, default=0) + 1)
    for one in among:
        bytes_[one] = 1
    return sa.func.substr(sa.literal(bytes(bytes_), sa.LargeBinary()), number + 1, 1) == sa.literal_column("x'01'")


def _issues(session: Session, selection: Selection, marks: Marks, *, listed: bool) -> list[Condition]:
    """Any issue that a statement touches; with a stance, the stance to that issue."""
    wanted = selection.wanted
    if not wanted.issue:
        return []
    query = sa.select(issues.c.number).where(issues.c.id.in_(wanted.issue))
    numbers = session.execute(query).scalars().all()
    stances = [stance for stance in wanted.stance if stance != UNTOLD]
    found: list[Condition] = []
    if not listed:
        found += marks.touches(numbers, stances or STANCES)
    elif numbers:
        touching = sa.select(touches.c.statement).where(touches.c.issue.in_(numbers))
        found.append(marks.number.in_(touching.where(touches.c.stance.in_(stances)) if wanted.stance else touching))
    if UNTOLD in wanted.issue and (not wanted.stance or UNTOLD in wanted.stance):
        found.append(marks.touches_none())
    return [sa.or_(sa.false(), *found)]


def _places(session: Session, marks: Marks, wanted: Wanted) -> list[Condition]:
    found: list[Condition] = []
    if wanted.outlet:
        query = sa.select(outlets.c.number).where(outlets.c.name.in_(wanted.outlet))
        numbers = session.execute(query).scalars().all()
        found.append(marks.outlet.in_(numbers) if numbers else sa.false())
    standing: list[Condition] = []
    if wanted.story:
        standing.append(
            statements.c.article.in_(sa.select(articles.c.number).where(articles.c.story.in_(wanted.story)))
        )
    if wanted.article:
        named = sa.or_(*(c.in_(wanted.article) for c in (articles.c.id, articles.c.name, articles.c.url)))
        standing.append(statements.c.article.in_(sa.select(articles.c.number).where(named)))
    if wanted.utterance:
        query = sa.select(utterances.c.number).where(utterances.c.id.in_(wanted.utterance))
        standing.append(statements.c.utterance.in_(query))
    if standing:
        found.append(marks.number.in_(sa.select(statements.c.number).where(*standing)))
    return found
