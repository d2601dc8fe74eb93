"""What ties statements of different articles: utterances and tensions, at rest."""

from collections.abc import Iterable, Mapping, Sequence

import sqlalchemy as sa

from onrecord.model.sighting import Tension
from onrecord.record import numbers
from onrecord.record.portions import portions
from onrecord.record.store import Session
from onrecord.record.tables import articles, statements, tensions, utterances, wordings


def unmatched(session: Session) -> list[int]:
    """The numbers of the articles that were not compared with everything else in the record yet."""
    query = sa.select(articles.c.number).where(articles.c.matched.is_(False), articles.c.state == "kept")
    return list(session.execute(query.order_by(articles.c.published, articles.c.number)).scalars())


def mark_matched(session: Session, wanted: Sequence[int], *, matched: bool = True) -> None:
    """Keep that articles were compared with the rest, or have to be again."""
    session.execute(sa.update(articles).where(articles.c.number.in_(wanted)).values(matched=matched))


def tie(session: Session, groups: Iterable[Sequence[int]]) -> None:
    """Keep that the statements of each group report one utterance: the group's earliest utterance, else a new one."""
    for told in groups:
        group = _open(session, told)
        if not group:
            continue
        query = sa.select(statements.c.utterance).where(statements.c.number.in_(told))
        there = [n for n in session.execute(query).scalars() if n is not None]
        number = min(there) if there else _new_utterance(session, group)
        session.execute(sa.update(statements).where(statements.c.number.in_(group)).values(utterance=number))


def join(session: Session, joined: Mapping[int, int]) -> None:
    """Keep that statements report utterances that are there (numbers)."""
    by_utterance: dict[int, list[int]] = {}
    for statement, utterance in joined.items():
        by_utterance.setdefault(utterance, []).append(statement)
    for utterance, told in by_utterance.items():
        group = _open(session, told)
        session.execute(sa.update(statements).where(statements.c.number.in_(group)).values(utterance=utterance))


def untie(session: Session, wanted: Sequence[int]) -> None:
    """Forget the utterances of statements, but for those that a person gave."""
    free = _open(session, wanted)
    session.execute(sa.update(statements).where(statements.c.number.in_(free)).values(utterance=None))


def keep_tensions(session: Session, found: Iterable[Tension]) -> None:
    """Keep tensions that are new; those that are known keep their ids and get the new confidence and words."""
    for tension in found:
        same = (tensions.c.kind == tension.kind) & (tensions.c.a == tension.a) & (tensions.c.b == tension.b)
        values = {"rule": tension.rule, "why": tension.why, "confidence": round(tension.confidence, 4)}
        if session.execute(sa.update(tensions).where(same).values(**values)).rowcount == 0:
            session.execute(
                sa.insert(tensions),
                {
                    "number": numbers.take(session, tensions),
                    "id": numbers.identifier("t", tension.kind, *_ids(session, tension.a, tension.b)),
                    "kind": tension.kind,
                    "a": tension.a,
                    "b": tension.b,
                    **values,
                },
            )


def drop_tensions(session: Session, wanted: Sequence[int]) -> None:
    """Forget the tensions in which one of these statements stands."""
    for chunk in portions(wanted):
        session.execute(sa.delete(tensions).where(tensions.c.a.in_(chunk) | tensions.c.b.in_(chunk)))


def renderings(session: Session, id: str) -> list[int]:
    """The numbers of the statements that report an utterance, in the order of their days; empty where there is none."""
    query = (
        sa.select(statements.c.number)
        .join(utterances, utterances.c.number == statements.c.utterance)
        .where(utterances.c.id == id, statements.c.state == "current")
        .order_by(statements.c.day, statements.c.number)
    )
    return list(session.execute(query).scalars())


def most_reported(
    session: Session, limit: int, offset: int = 0, among: sa.Select[tuple[int]] | None = None
) -> tuple[list[str], int]:
    """The ids of the utterances with the most reports (0: of all) from the `offset`th on, and how many there are; of those
    alone of which one report is `among` some statements (their numbers, as a question)."""
    query = (
        sa.select(utterances.c.id, sa.func.count().label("reports"))
        .join(statements, statements.c.utterance == utterances.c.number)
        .where(statements.c.state == "current")
        .group_by(utterances.c.number, utterances.c.id)
        .having(sa.func.count() > 1)
    )
    if among is not None:
        asked = sa.select(statements.c.utterance).where(statements.c.number.in_(among))
        query = query.where(utterances.c.number.in_(asked))
    total = session.execute(sa.select(sa.func.count()).select_from(query.subquery())).scalar_one()
    shown = query.order_by(sa.desc("reports"), utterances.c.number).limit(limit or None).offset(offset)
    return [row.id for row in session.execute(shown)], total


def groups_of(session: Session, wanted: Sequence[int]) -> Mapping[int, int]:
    """The utterance (its number) of each of these statements that has one."""
    found: dict[int, int] = {}
    for chunk in portions(wanted):
        query = sa.select(statements.c.number, statements.c.utterance).where(
            statements.c.number.in_(chunk), statements.c.utterance.is_not(None)
        )
        found.update((row.number, row.utterance) for row in session.execute(query))
    return found


def _open(session: Session, wanted: Sequence[int]) -> list[int]:
    """Those of these statements whose utterance no person decided."""
    query = sa.select(wordings.c.statement).where(
        wordings.c.statement.in_(wanted), wordings.c.machine.contains('"utterance":', autoescape=True)
    )
    decided = set(session.execute(query).scalars())
    return [number for number in wanted if number not in decided]


def _new_utterance(session: Session, group: Sequence[int]) -> int:
    """An utterance for a group: named by its first statement, so that it is the same one where it is found again."""
    first = _ids(session, min(group))
    plain = numbers.identifier("u", *first)
    there = session.execute(sa.select(utterances.c.number).where(utterances.c.id == plain)).scalar()
    if there is not None and session.execute(_reports(there)).first() is None:
        return int(there)
    number = numbers.take(session, utterances)
    made = plain if there is None else numbers.identifier("u", *first, number)
    session.execute(sa.insert(utterances), {"number": number, "id": made})
    return number


def _reports(utterance: int) -> sa.Select[tuple[int]]:
    return sa.select(statements.c.number).where(statements.c.utterance == utterance).limit(1)


def _ids(session: Session, *wanted: int) -> list[str]:
    rows = session.execute(sa.select(statements.c.number, statements.c.id).where(statements.c.number.in_(wanted)))
    by_number = {row.number: row.id for row in rows}
    return [by_number[number] for number in wanted]
