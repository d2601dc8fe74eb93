"""Take what is kept out of the record again, as values."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from onrecord.errors import NotFound
from onrecord.model.issue import Touch
from onrecord.model.kept import KeptArticle, KeptStatement
from onrecord.record import numbers, pack
from onrecord.record.portions import portions
from onrecord.record.store import Session
from onrecord.record.tables import (
    actors,
    articles,
    issues,
    outlets,
    statements,
    touches,
    utterances,
    versions,
    wordings,
)


def article(session: Session, id: str, version: int | None = None) -> KeptArticle:
    """One article by its id, or by the id or url that the input gave it; its newest version where none is named.

    Raises NotFound.
    """
    number = article_number(session, id)
    found = articles_by_number(session, [number], version)
    if number not in found:
        raise NotFound(f"{id}: no version {version}", "no_version", id=id, value=version)
    return found[number]


def article_number(session: Session, id: str) -> int:
    """The number of an article by its id, given id or url. Raises NotFound, also where more than one has the given id."""
    for column in (articles.c.id, articles.c.url, articles.c.name):
        found = session.execute(sa.select(articles.c.number).where(column == id).limit(2)).scalars().all()
        if len(found) == 1:
            return int(found[0])
        if found:
            raise NotFound(
                f"{id}: more than one article was given this id; name one by the record's own id",
                "many_articles",
                id=id,
            )
    raise NotFound(f"{id}: no such article", "no_article", id=id)


def articles_by_number(session: Session, wanted: Iterable[int], version: int | None = None) -> dict[int, KeptArticle]:
    """Articles by their numbers, in one version or each in its newest."""
    which = articles.c.version if version is None else sa.literal(version)
    query = (
        sa.select(articles, outlets.c.name.label("outlet_name"), versions)
        .outerjoin(outlets, outlets.c.number == articles.c.outlet)
        .join(versions, (versions.c.article == articles.c.number) & (versions.c.version == which))
    )
    found = {}
    for chunk in portions(wanted):
        for row in session.execute(query.where(articles.c.number.in_(chunk))).mappings():
            found[row[articles.c.number]] = _article(row)
    return found


def all_articles(session: Session) -> list[int]:
    """The numbers of all articles, in the order they were added."""
    kept = sa.select(articles.c.number).where(articles.c.state == "kept").order_by(articles.c.number)
    return list(session.execute(kept).scalars())


def any_article(session: Session) -> bool:
    """Whether the record has an article."""
    return session.execute(sa.select(articles.c.number).limit(1)).first() is not None


def statement(session: Session, id: str) -> KeptStatement:
    """One statement by its id, whatever its state. Raises NotFound."""
    return statements_by_number(session, [statement_number(session, id)])[0]


def statement_number(session: Session, id: str) -> int:
    """The number of a statement by its id, or by `ARTICLE/sN` (given id of the article, id in its reading).

    Raises NotFound.
    """
    found = session.execute(sa.select(statements.c.number).where(statements.c.id == id)).scalar()
    if found is None and "/" in id:
        name, local = id.rsplit("/", 1)
        query = (
            sa.select(statements.c.number)
            .join(wordings, wordings.c.statement == statements.c.number)
            .where(statements.c.article == article_number(session, name))
            .where(wordings.c.local == local, statements.c.state == "current")
        )
        found = session.execute(query).scalar()
    if found is None:
        raise NotFound(f"{id}: no such statement", "no_statement", id=id)
    return int(found)


def statements_of(session: Session, article: int, *, states: Sequence[str] = ("current",)) -> list[KeptStatement]:
    """The statements of an article in the order of their places."""
    query = (
        sa.select(statements.c.number)
        .where(statements.c.article == article, statements.c.state.in_(states))
        .order_by(statements.c.version, statements.c.place, statements.c.number)
    )
    return statements_by_number(session, session.execute(query).scalars().all())


def statements_in(session: Session, wanted: Sequence[int], *, states: Sequence[str]) -> dict[int, list[KeptStatement]]:
    """The same of several articles, by their numbers."""
    query = (
        sa.select(statements.c.number)
        .where(statements.c.article.in_(wanted), statements.c.state.in_(states))
        .order_by(statements.c.article, statements.c.version, statements.c.place, statements.c.number)
    )
    found: dict[int, list[KeptStatement]] = {number: [] for number in wanted}
    for one in statements_by_number(session, session.execute(query).scalars().all()):
        found[one.article_number].append(one)
    return found


def articles_of(session: Session, wanted: Iterable[int]) -> list[int]:
    """The numbers of the articles in which statements stand, in the order they were added."""
    found: set[int] = set()
    for chunk in portions(wanted):
        query = sa.select(statements.c.article).where(statements.c.number.in_(chunk))
        found.update(session.execute(query).scalars())
    return sorted(found)


def statements_by_number(session: Session, wanted: Sequence[int]) -> list[KeptStatement]:
    """Statements by their numbers, in that order. Numbers that nothing has are left out."""
    found: dict[int, KeptStatement] = {}
    for chunk in portions(wanted):
        found.update(_statements(session, chunk))
    return [found[number] for number in wanted if number in found]


def text_of(session: Session, article: int, version: int) -> str:
    """The text of one version of an article."""
    query = sa.select(versions.c.text).where(versions.c.article == article, versions.c.version == version)
    return str(session.execute(query).scalar_one())


def actor_roots(session: Session, wanted: Iterable[int]) -> dict[int, sa.RowMapping]:
    """For each actor's number the row of the actor that it was found to be (itself where it was merged into none)."""
    rows: dict[int, sa.RowMapping] = {}
    asked = set(wanted)
    while asked:
        for chunk in portions(asked):
            for row in session.execute(sa.select(actors).where(actors.c.number.in_(chunk))).mappings():
                rows[row["number"]] = row
        asked = {row["merged_into"] for row in rows.values() if row["merged_into"]} - rows.keys()
    return {number: _root(number, rows) for number in rows}


def _root(number: int, rows: Mapping[int, sa.RowMapping]) -> sa.RowMapping:
    seen = set()
    while rows[number]["merged_into"] and number not in seen:
        seen.add(number)
        number = rows[number]["merged_into"]
    return rows[number]


def _article(row: Mapping[Any, Any]) -> KeptArticle:
    return KeptArticle(
        number=row[articles.c.number],
        id=row[articles.c.id],
        key=row[articles.c.key],
        name=row[articles.c.name],
        text=row[versions.c.text],
        language=row[articles.c.language],
        published=row[articles.c.published],
        outlet=row["outlet_name"],
        story=row[articles.c.story],
        url=row[articles.c.url],
        title=row[articles.c.title],
        fetched=row[articles.c.fetched],
        added=row[articles.c.added],
        version=row[versions.c.version],
        newest=row[articles.c.version],
        sha256=row[versions.c.sha256],
        raw_sha256=row[versions.c.raw_sha256],
        reader=row[versions.c.reader],
        layout=pack.unpack_layout(row[versions.c.layout]),
        times=pack.unpack_times(row[versions.c.times]),
    )


def _statements(session: Session, chunk: Sequence[int]) -> Iterator[tuple[int, KeptStatement]]:
    outer, heir = statements.alias(), statements.alias()
    query = (
        sa.select(
            statements,
            wordings,
            utterances.c.id.label("utterance_id"),
            outer.c.id.label("outer_id"),
            heir.c.id.label("heir_id"),
        )
        .join(wordings, wordings.c.statement == statements.c.number)
        .outerjoin(utterances, utterances.c.number == statements.c.utterance)
        .outerjoin(outer, outer.c.number == wordings.c.within)
        .outerjoin(heir, heir.c.number == wordings.c.became)
        .where(statements.c.number.in_(chunk))
    )
    rows = session.execute(query).mappings().all()
    found = _articles_of(session, rows)
    roots = actor_roots(session, {row["actor"] for row in rows if row["actor"]})
    touched = _touches(session, chunk)
    for row in rows:
        article = found[row[statements.c.article], row[statements.c.version]]
        yield (
            row[statements.c.number],
            _statement(session, row, article, roots.get(row["actor"]), touched.get(row[statements.c.number], ())),
        )


def _articles_of(session: Session, rows: Sequence[sa.RowMapping]) -> dict[tuple[int, int], KeptArticle]:
    by_version: dict[int, set[int]] = {}
    for row in rows:
        by_version.setdefault(row[statements.c.version], set()).add(row[statements.c.article])
    return {
        (number, version): article
        for version, wanted in by_version.items()
        for number, article in articles_by_number(session, wanted, version).items()
    }


def _touches(session: Session, chunk: Sequence[int]) -> dict[int, tuple[Touch, ...]]:
    query = (
        sa.select(touches, issues.c.id.label("issue_id"))
        .join(issues, issues.c.number == touches.c.issue)
        .where(touches.c.statement.in_(chunk))
        .order_by(touches.c.statement, touches.c.rank)
    )
    found: dict[int, tuple[Touch, ...]] = {}
    for row in session.execute(query):
        touch = Touch(row.issue_id, row.stance, row.confidence, numbers.rules_unpacked(session, row.reasons))
        found[row.statement] = (*found.get(row.statement, ()), touch)
    return found


def _of_article(article: KeptArticle) -> dict[str, Any]:
    """What a statement has from its article."""
    return {
        "article": article.id,
        "article_name": article.name,
        "article_number": article.number,
        "outlet": article.outlet,
        "url": article.url,
        "story": article.story,
        "title": article.title,
        "published": article.published,
        "text_sha256": article.sha256,
    }


def _roles(packed: str, text: str) -> dict[str, Any]:
    """The spans of a statement, and the words there."""
    spans = dict(zip(pack.ROLES, pack.unpack_spans(packed), strict=True))
    return {**spans, **{f"{role}_words": pack.words(text, held) for role, held in spans.items()}}


def _statement(
    session: Session,
    row: sa.RowMapping,
    article: KeptArticle,
    actor: sa.RowMapping | None,
    touched: tuple[Touch, ...],
) -> KeptStatement:
    romanised, antecedent, candidates = pack.unpack_detail(row["detail"])
    return KeptStatement(
        **_of_article(article),
        **_roles(row["spans"], article.text),
        number=row[statements.c.number],
        id=row[statements.c.id],
        version=row[statements.c.version],
        local=row["local"],
        language=row["language"],
        speaker=row["speaker"],
        speaker_type=row["speaker_type"],
        key=row["key"],
        romanised=romanised,
        role=row["role"],
        stands_for=row["stands_for"],
        actor=actor["id"] if actor else None,
        actor_name=actor["name"] if actor else None,
        side=actor["side"] if actor else None,
        kind=row["kind"],
        act=row["act"],
        zone=row["zone"],
        hedged=row["hedged"],
        within=row["outer_id"],
        said_on=row["said_on"],
        said_on_rule=row["said_on_rule"],
        day=row["day"],
        issues=touched,
        utterance=row["utterance_id"],
        confidence=row["confidence"],
        reasons=numbers.rules_unpacked(session, row["reasons"]),
        antecedent=antecedent,
        candidates=candidates,
        state=row["state"],
        verdict=row["verdict"],
        machine=json.loads(row["machine"]) if row["machine"] else {},
        became=row["heir_id"],
    )
