"""The chain of decisions looked through: changed, removed, inserted, forged, cut off."""

import json
from collections import Counter
from collections.abc import Iterator

import sqlalchemy as sa

from onrecord.errors import DamagedRecord
from onrecord.model.kept import ACTIONS
from onrecord.record import chain
from onrecord.record.chain import Link
from onrecord.record.problem import RESTORE, Problem
from onrecord.record.store import Session
from onrecord.record.tables import decisions, payloads

ERASERS = ("redact", "forget")
TAMPERED = f"somebody changed the record by hand: {RESTORE}"


class Trail:
    """One look through the chain; `head` is the hash of its last decision."""

    def __init__(self) -> None:
        self.head = chain.GENESIS
        self._number = 0

    def problems(self, session: Session, counts: Counter[str]) -> Iterator[Problem]:
        """Everything that is wrong with the chain, in its order."""
        erased: set[str] = set()
        empty: set[str] = set()
        for link in chain.walk(session):
            counts["decisions"] += 1
            yield from self._link(link)
            if link.fields["action"] in ERASERS:
                erased.update(_erased(link))
            if link.erased:
                empty.add(str(link.fields["id"]))
        for name in sorted(empty - erased):
            yield Problem("words of a decision are gone that nobody redacted", f"decision {name}", TAMPERED)
        if _head(session) != (self._number, self.head):
            yield Problem("the chain does not end where it did", f"decision {self._number}", f"cut off: {RESTORE}")
        for left in session.execute(_orphaned()).scalars():
            yield Problem("words of a decision that is gone", f"decision {left}", TAMPERED)

    def _link(self, link: Link) -> Iterator[Problem]:
        where = f"decision {link.fields['id']} (number {link.fields['number']})"
        if link.fields["number"] != self._number + 1:
            yield Problem("decisions are missing from the chain", f"before {where}", TAMPERED)
        if link.fields["previous"] != self.head:
            yield Problem("a decision does not follow from the one before", where, TAMPERED)
        if link.right_hash() != link.hash:
            yield Problem("a decision was changed", where, TAMPERED)
        if not link.erased and not link.holds_words():
            yield Problem("what was decided, or why, was changed", where, TAMPERED)
        if link.fields["action"] not in ACTIONS:
            yield Problem("an unknown action", where, "update onrecord")
        self._number, self.head = int(link.fields["number"]), link.hash


def _erased(link: Link) -> list[str]:
    """The decisions whose words this one took out; none where it was tampered with, which is told beside."""
    return list(json.loads(link.payload).get("erased", ())) if link.payload and link.holds_words() else []


def _head(session: Session) -> tuple[int, str]:
    try:
        return chain.head(session)
    except DamagedRecord:
        return -1, ""


def _orphaned() -> sa.Select[tuple[int]]:
    there = sa.select(decisions.c.number).where(decisions.c.number == payloads.c.decision)
    return sa.select(payloads.c.decision).where(~there.exists()).order_by(payloads.c.decision)
