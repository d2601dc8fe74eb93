"""The chain of decisions: each one's hash covers the one before, so that a change to any of them is found.

A decision's hash is SHA-256 over canonical JSON of its fields. Payload and reason enter by hashes of their own, salted
with a random salt that stands beside them: where words have to go, their salt goes too, the chain stays
whole, and nobody can guess the words back from the hash. The last number and hash also stand in `settings`, so that a
tail that was cut off is missed.
"""

import hashlib
import json
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import sqlalchemy as sa

from onrecord.errors import DamagedRecord
from onrecord.model.kept import Action, Decision
from onrecord.record import keep, numbers, pack
from onrecord.record.store import Session
from onrecord.record.tables import coders, decisions, payloads, settings

GENESIS = "0" * 64
"""What the first decision names as the one before it."""
HEAD = "chain.head"
"""The setting that holds number and hash of the last decision."""
ROWS = 1000

_COLUMNS = (
    "number", "id", "at", "coder", "action", "target", "field", "payload_sha256", "why_sha256", "batch", "pass_name",
    "undoes", "previous",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Deed:
    """A decision on its way into the chain: everything but its place in the chain (see `model.kept.Decision`)."""

    coder: str
    action: Action
    target: str
    payload: Mapping[str, Any]
    field: str = ""
    why: str = ""
    batch: str = ""
    pass_name: str = ""
    undoes: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A decision as it stands in the tables, with all that its hashes are checked by."""

    fields: Mapping[str, Any]
    hash: str
    payload: str | None
    why: str | None
    salt: str | None

    @property
    def erased(self) -> bool:
        """Whether its words were taken out: salt, payload and reason are gone together."""
        return self.salt is None and self.payload is None and self.why is None

    def right_hash(self) -> str:
        """What the hash has to be."""
        return seal(self.fields)

    def holds_words(self) -> bool:
        """Whether payload and reason are those that were decided."""
        if self.salt is None or self.payload is None or self.why is None:
            return False
        told = (salted(self.salt, "payload", self.payload), salted(self.salt, "why", self.why))
        return told == (self.fields["payload_sha256"], self.fields["why_sha256"])


def append(session: Session, deed: Deed) -> Decision:
    """Put a decision behind all others. `at` is this moment in UTC where the deed does not tell it."""
    number, previous = head(session)
    number += 1
    salt = secrets.token_hex(16)
    payload = pack.dump(dict(deed.payload))
    fields: dict[str, Any] = {
        "number": number,
        "id": numbers.identifier("d", previous, number),
        "at": deed.at or keep.now(),
        "coder": deed.coder,
        "action": deed.action,
        "target": deed.target,
        "field": deed.field,
        "payload_sha256": salted(salt, "payload", payload),
        "why_sha256": salted(salt, "why", deed.why),
        "batch": deed.batch or numbers.identifier("b", previous, number),
        "pass_name": deed.pass_name,
        "undoes": deed.undoes,
        "previous": previous,
    }
    row = {**fields, "hash": seal(fields)}
    session.execute(sa.insert(decisions), row)
    session.execute(sa.insert(payloads), {"decision": number, "payload": payload, "why": deed.why, "salt": salt})
    _set_head(session, number, row["hash"])
    know_coder(session, deed.coder)
    return decision({**row, "payload": payload, "why": deed.why})


def new_batch(session: Session) -> str:
    """A name for decisions that are about to be made together."""
    number, previous = head(session)
    return numbers.identifier("b", previous, number + 1)


def head(session: Session) -> tuple[int, str]:
    """Number and hash of the last decision; (0, GENESIS) before there is any."""
    told = session.execute(sa.select(settings.c.value).where(settings.c.name == HEAD)).scalar()
    if told is None:
        return 0, GENESIS
    try:
        number, hash_ = json.loads(told)
        return int(number), str(hash_)
    except (TypeError, ValueError) as error:
        raise DamagedRecord(f"the setting {HEAD} is broken ({told!r}); run `onrecord verify`") from error


def know_coder(session: Session, name: str, kind: str = "person") -> None:
    """Keep that somebody codes in this record; `kind` is `person` or `machine`."""
    known = session.execute(sa.select(coders.c.name).where(coders.c.name == name)).first()
    if known is None:
        session.execute(sa.insert(coders), {"name": name, "kind": kind})


def walk(session: Session) -> Iterator[Link]:
    """The whole chain in its order, a thousand rows at a time."""
    query = (
        sa.select(decisions, payloads.c.payload, payloads.c.why, payloads.c.salt)
        .outerjoin(payloads, payloads.c.decision == decisions.c.number)
        .order_by(decisions.c.number)
        .execution_options(yield_per=ROWS)
    )
    for row in session.execute(query).mappings():
        yield Link({name: row[name] for name in _COLUMNS}, row["hash"], row["payload"], row["why"], row["salt"])


def decision(row: Mapping[Any, Any], *, broken: bool = False) -> Decision:
    """A decision from its columns, payload and reason. A payload that is no JSON raises DamagedRecord, or, with `broken`,
    is None."""
    return Decision(
        number=row["number"],
        id=row["id"],
        at=row["at"],
        coder=row["coder"],
        action=cast("Action", row["action"]),
        target=row["target"],
        field=row["field"],
        payload=_payload(row, broken=broken),
        why=row["why"],
        batch=row["batch"],
        pass_name=row["pass_name"],
        undoes=row["undoes"],
        previous=row["previous"],
        hash=row["hash"],
    )


def _payload(row: Mapping[Any, Any], *, broken: bool) -> Mapping[str, Any] | None:
    if row["payload"] is None:
        return None
    try:
        return cast("Mapping[str, Any]", json.loads(row["payload"]))
    except ValueError as error:
        if broken:
            return None
        raise DamagedRecord(f"decision {row['id']}: its words are broken; run `onrecord verify`") from error


def seal(fields: Mapping[str, Any]) -> str:
    """The hash of a decision: SHA-256 over canonical JSON of its fields, the moment in ISO form."""
    told = {**fields, "at": fields["at"].isoformat()}
    return hashlib.sha256(json.dumps(told, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def salted(salt: str, what: str, words: str) -> str:
    """The hash by which payload or reason enter the chain."""
    return hashlib.sha256(f"{salt}\x1f{what}\x1f{words}".encode("utf-8", "surrogatepass")).hexdigest()


def _set_head(session: Session, number: int, hash_: str) -> None:
    told = pack.dump([number, hash_])
    changed = session.execute(sa.update(settings).where(settings.c.name == HEAD).values(value=told)).rowcount
    if not changed:
        session.execute(sa.insert(settings), {"name": HEAD, "value": told})
