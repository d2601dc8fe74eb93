"""The fields of a statement that a person can change: read as plain values, and written.

Plain values are what JSON holds: spans as lists of `[start, end]`, actors, issues and utterances by their ids. The value
that holds stands in the columns; where a person changed a field, `wordings.machine` holds the machine's. `FOLLOWING` are
fields that change with others: the key with the speaker, all issues (`[issue, stance, confidence, reasons]` each, the
leading one first) with the leading one.
"""

import json
import operator
from collections.abc import Mapping, Sequence
from typing import Any, cast

import sqlalchemy as sa

from onrecord.errors import Refused
from onrecord.model.actor import ACTOR_TYPES
from onrecord.model.attribution import ACTS, KINDS
from onrecord.model.issue import STANCES
from onrecord.model.kept import EDITABLE
from onrecord.model.span import Span
from onrecord.model.text import ZONES
from onrecord.record import fetch, fulltext, keep, numbers, pack
from onrecord.record.actors import number_of
from onrecord.record.store import Session
from onrecord.record.tables import actors, articles, issues, statements, touches, utterances, wordings

NARROW = ("kind", "act", "zone", "hedged")
WIDE = ("speaker", "speaker_type", "role", "key", "stands_for")
NAMED = ("said_on", "actor", "issue", "stance", "utterance")
"""Told in words too, or None."""
FOLLOWING = ("key", "stands_for", "touches")
CHOICES: Mapping[str, Sequence[str]] = {
    "kind": KINDS, "act": ACTS, "zone": ZONES, "speaker_type": ACTOR_TYPES, "stance": STANCES,
}  # fmt: skip


def holding(session: Session, number: int) -> dict[str, Any]:
    """The values that hold now, by the names of EDITABLE."""
    row = _row(session, number)
    roles = pack.unpack_spans(row["spans"])
    return {
        **{role: [list(span) for span in spans] for role, spans in zip(pack.ROLES, roles, strict=True)},
        **{name: row[name] for name in (*NARROW, *WIDE, "said_on", "stance")},
        "actor": _id(session, actors, row["actor"]),
        "issue": _id(session, issues, row["issue"]),
        "utterance": _id(session, utterances, row["utterance"]),
        "touches": touched(session, number),
    }


def touched(session: Session, number: int) -> list[list[Any]]:
    """All issues of a statement, the leading one first: `[issue, stance, confidence, reasons]` each."""
    query = (
        sa.select(issues.c.id, touches.c.stance, touches.c.confidence, touches.c.reasons)
        .join(issues, issues.c.number == touches.c.issue)
        .where(touches.c.statement == number)
        .order_by(touches.c.rank)
    )
    return [
        [row.id, row.stance, row.confidence, list(numbers.rules_unpacked(session, row.reasons))]
        for row in session.execute(query)
    ]


def machine(session: Session, number: int) -> dict[str, Any]:
    """The machine's values of the fields that a person changed."""
    packed = session.execute(sa.select(wordings.c.machine).where(wordings.c.statement == number)).scalar()
    return cast("dict[str, Any]", json.loads(packed)) if packed else {}


def keep_machine(session: Session, number: int, values: Mapping[str, Any]) -> None:
    """Keep the machine's values of the fields that a person changed; none where nothing is changed any more."""
    packed = pack.dump(dict(values)) if values else None
    session.execute(sa.update(wordings).where(wordings.c.statement == number).values(machine=packed))


def put(
    session: Session, number: int, values: Mapping[str, Any], lemmas: tuple[Sequence[str], frozenset[int]] | None = None
) -> None:
    """Make these values hold. With a new content its `lemmas` and the places of names among them have to come.

    Raises Refused for a value that cannot be, NotFound for an actor that is not there.
    """
    check(session, number, values)
    row = _row(session, number)
    narrow: dict[str, Any] = {name: values[name] for name in NARROW if name in values}
    wide: dict[str, Any] = {name: values[name] for name in WIDE if name in values}
    if "actor" in values:
        narrow["actor"] = number_of(session, values["actor"]) if values["actor"] else None
    if "utterance" in values:
        narrow["utterance"] = _number(session, utterances, values["utterance"], "utterance")
    if "said_on" in values:
        wide["said_on"] = values["said_on"]
        published = session.execute(sa.select(articles.c.published).where(articles.c.number == row["article"])).scalar()
        narrow["day"] = keep.day_of(values["said_on"], published)
    if "touches" in values:
        narrow |= _put_touches(session, number, values["touches"])
    if any(role in values for role in pack.ROLES):
        wide |= _put_spans(session, number, row, values, lemmas)
    if narrow:
        session.execute(sa.update(statements).where(statements.c.number == number).values(**narrow))
    if wide:
        session.execute(sa.update(wordings).where(wordings.c.statement == number).values(**wide))


def check(session: Session, number: int, values: Mapping[str, Any], *, alone: bool = True) -> None:
    """Whether these values can be; with `alone` they are all that changes. Raises Refused."""
    for name, value in values.items():
        if name not in EDITABLE and name not in FOLLOWING:
            raise Refused(
                f"{name}: not a field that can be edited; these can: {', '.join(EDITABLE)}",
                "no_field",
                field=name,
                known=", ".join(EDITABLE),
            )
        choices = CHOICES.get(name)
        if choices and value not in choices and not (name == "stance" and value is None):
            raise Refused(
                f"{name}: {value!r} is none of {', '.join(choices)}",
                "not_among",
                field=name,
                value=value,
                known=", ".join(choices),
            )
        if (name in WIDE and not isinstance(value, str)) or (name in NAMED and not isinstance(value, str | None)):
            raise Refused(f"{name}: words are wanted, not {value!r}")
        if name in pack.ROLES:
            _check_spans(session, number, name, value)
    if alone and ("issue" in values or "stance" in values) and "touches" not in values:
        raise Refused(
            "issue and stance change together with all issues of the statement: give `touches` too", "stance_alone"
        )
    if not isinstance(values.get("hedged", False), bool):
        raise Refused(
            f"hedged: true or false, not {values['hedged']!r}",
            "not_among",
            field="hedged",
            value=values["hedged"],
            known="true, false",
        )
    if values.get("speaker") == "":
        raise Refused("speaker: may not be empty; ? stands for somebody unknown", "no_speaker")


def searched(session: Session, number: int) -> tuple[int, str, tuple[str, ...]]:
    """What the full text holds of a statement: number, words of the content, lemmas."""
    row = _row(session, number)
    text = fetch.text_of(session, row["article"], row["version"])
    content = pack.unpack_spans(row["spans"])[pack.ROLES.index("content")]
    return number, pack.words(text, content), pack.unpack_lemmas(row["lemmas"])[0]


def _check_spans(session: Session, number: int, name: str, value: Any) -> None:
    row = _row(session, number)
    size = len(fetch.text_of(session, row["article"], row["version"]))
    try:
        spans = [Span(operator.index(start), operator.index(end)) for start, end in value]
    except (TypeError, ValueError) as error:
        raise Refused(
            f"{name}: spans are lists of [start, end], not {value!r}", "no_places", field=name, value=value
        ) from error
    if name in ("cue", "content") and not spans:
        raise Refused(f"{name}: a statement without one is none; reject it instead", "part_needed", field=name)
    for before, span in zip([Span(0, 0), *spans], spans, strict=False):
        if not before.end <= span.start < span.end <= size:
            raise Refused(
                f"{name}: [{span.start}, {span.end}) does not lie in order in a text of {size} code points",
                "out_of_text",
                field=name,
                value=f"{span.start}-{span.end}",
                length=size,
            )


def _put_spans(
    session: Session,
    number: int,
    row: sa.RowMapping,
    values: Mapping[str, Any],
    lemmas: tuple[Sequence[str], frozenset[int]] | None,
) -> dict[str, Any]:
    roles = list(pack.unpack_spans(row["spans"]))
    for place, role in enumerate(pack.ROLES):
        if role in values:
            roles[place] = tuple(Span(*span) for span in values[role])
    wide: dict[str, Any] = {"spans": pack.spans(roles)}
    if "content" in values:
        if lemmas is None:
            raise Refused("content: its lemmas have to come with it, or it would not be found again")
        fulltext.remove(session, [searched(session, number)])
        wide["lemmas"] = pack.lemmas(*lemmas)
        text = fetch.text_of(session, row["article"], row["version"])
        fulltext.insert(session, [(number, pack.words(text, roles[pack.ROLES.index("content")]), lemmas[0])])
    return wide


def _put_touches(session: Session, number: int, told: Sequence[Sequence[Any]]) -> dict[str, Any]:
    """Put these issues in the place of those that a statement has; the leading one's number and stance."""
    session.execute(sa.delete(touches).where(touches.c.statement == number))
    rows = [
        {
            "statement": number,
            "issue": _number(session, issues, issue, "issue"),
            "rank": rank,
            "stance": stance,
            "confidence": confidence,
            "reasons": numbers.rules_packed(session, reasons),
        }
        for rank, (issue, stance, confidence, reasons) in enumerate(told)
    ]
    if rows:
        session.execute(sa.insert(touches), rows)
    return {"issue": rows[0]["issue"] if rows else None, "stance": rows[0]["stance"] if rows else None}


def _row(session: Session, number: int) -> sa.RowMapping:
    query = (
        sa.select(statements, wordings)
        .join(wordings, wordings.c.statement == statements.c.number)
        .where(statements.c.number == number)
    )
    return session.execute(query).mappings().one()


def _id(session: Session, table: sa.Table, number: int | None) -> str | None:
    if number is None:
        return None
    return str(session.execute(sa.select(table.c.id).where(table.c.number == number)).scalar_one())


def _number(session: Session, table: sa.Table, id: str | None, what: str) -> int | None:
    if id is None:
        return None
    found = session.execute(sa.select(table.c.number).where(table.c.id == id)).scalar()
    if found is None:
        known = list(session.execute(sa.select(table.c.id).order_by(table.c.id).limit(40)).scalars())
        raise Refused(
            f"{id}: no such {what}; there are {', '.join(known)}",
            "not_among",
            field=what,
            value=id,
            known=", ".join(known),
        )
    return int(found)
