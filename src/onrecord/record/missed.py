"""A statement that a person adds, as rows: a place in its article, an id, words that are found."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from onrecord.errors import Refused
from onrecord.model.kept import KeptArticle
from onrecord.model.span import Span
from onrecord.model.text import Zone
from onrecord.record import fulltext, keep, numbers, pack
from onrecord.record.store import Session
from onrecord.record.tables import statements, wordings

REASON = "person"
"""The one reason of a statement that a person added."""


def make(
    session: Session,
    kept: KeptArticle,
    spans: Mapping[str, Sequence[Sequence[int]]],
    zone: Zone,
    lemmas: tuple[Sequence[str], frozenset[int]],
    paragraph: str,
) -> tuple[int, str]:
    """Make the rows of a statement without a speaker; its number and id. Raises Refused where its very spans stand."""
    roles = tuple(tuple(Span(*place) for place in spans[role]) for role in pack.ROLES)
    packed = pack.spans(roles)
    _must_be_new(session, kept, packed)
    number = numbers.take(session, statements)
    plain = numbers.identifier("s", kept.key, kept.version, "person", packed)
    narrow = {
        "number": number,
        "id": keep.free_ids(session, [plain])[0],
        "article": kept.number,
        "version": kept.version,
        "place": _place(session, kept, roles[pack.ROLES.index("cue")]),
        "outlet": numbers.outlet(session, kept.outlet),
        "language": kept.language,
        "state": "current",
        "verdict": "none",
        "utterance": None,
        "actor": None,
        "issue": None,
        "stance": None,
        "act": "assert",
        "kind": "indirect",
        "zone": zone,
        "hedged": False,
        "day": kept.published,
        "confidence": 1.0,
    }
    session.execute(sa.insert(statements), narrow)
    session.execute(sa.insert(wordings), _wide(session, kept, number, packed, lemmas, paragraph))
    content = pack.words(kept.text, roles[pack.ROLES.index("content")])
    fulltext.insert(session, [(number, content, lemmas[0])])
    return number, str(narrow["id"])


def _wide(
    session: Session,
    kept: KeptArticle,
    number: int,
    packed: str,
    lemmas: tuple[Sequence[str], frozenset[int]],
    paragraph: str,
) -> dict[str, object]:
    return {
        "statement": number,
        "local": _local(session, kept),
        "spans": packed,
        "speaker": "?",
        "speaker_type": "unknown",
        "key": "",
        "role": "",
        "stands_for": "",
        "within": None,
        "said_on": None,
        "said_on_rule": "",
        "reasons": str(numbers.rule(session, REASON)),
        "lemmas": pack.lemmas(*lemmas),
        "paragraph": paragraph,
        "detail": None,
        "machine": None,
        "became": None,
    }


def _must_be_new(session: Session, kept: KeptArticle, packed: str) -> None:
    same = (
        sa.select(statements.c.id)
        .join(wordings, wordings.c.statement == statements.c.number)
        .where(statements.c.article == kept.number, statements.c.version == kept.version)
        .where(statements.c.state == "current", wordings.c.spans == packed)
    )
    found = session.execute(same).scalar()
    if found:
        raise Refused(f"{found}: stands at this very place; edit it instead", "stands_here", id=found)


def _place(session: Session, kept: KeptArticle, cue: Sequence[Span]) -> int:
    """That of the last statement whose cue begins before: among equals the number decides."""
    query = (
        sa.select(statements.c.place, wordings.c.spans)
        .join(wordings, wordings.c.statement == statements.c.number)
        .where(statements.c.article == kept.number, statements.c.version == kept.version)
    )
    places = [
        row.place
        for row in session.execute(query)
        if cue and (there := pack.unpack_spans(row.spans)[pack.ROLES.index("cue")]) and there[0].start < cue[0].start
    ]
    return max(places, default=-1)


def _local(session: Session, kept: KeptArticle) -> str:
    """`p1`, `p2`, …: its id in the article, apart from those of a reading."""
    query = (
        sa.select(sa.func.count())
        .select_from(statements)
        .join(wordings, wordings.c.statement == statements.c.number)
        .where(statements.c.article == kept.number, wordings.c.local.startswith("p"))
    )
    return f"p{session.execute(query).scalar_one() + 1}"
