"""What others decided, kept from a coder who is to decide on the same statement without having seen it.

A decision of a named pass is an opinion: another coder may see it once they have one of their own. Who codes in a named pass
sees of nobody, not of the main pass either, what was decided on a statement that they have not coded yet.
"""

from collections.abc import Iterable

from onrecord.model.kept import Decision
from onrecord.record import decisions
from onrecord.record.decisions import STATEMENT
from onrecord.record.store import Session


def own_passes(session: Session, coder: str) -> tuple[str, ...]:
    """The passes whose codings open a statement to a coder: the named ones that they take part in, else the main one."""
    held = {name for who, name in decisions.decided_by(session) if who == coder}
    return tuple(sorted(held - {""})) or ("",)


def opened(session: Session, ids: Iterable[str], coder: str) -> frozenset[str]:
    """Those statements on which this coder has an opinion of their own."""
    wanted = tuple(ids)
    told = (decisions.overlays(session, wanted, pass_name=name, coder=coder) for name in own_passes(session, coder))
    return frozenset(one for found in told for one in found)


def open_to(session: Session, told: Iterable[Decision], coder: str) -> list[Decision]:
    """The decisions that a coder may see: their own, what is about no statement, what holds for all (the main pass) unless they
    code in a named one, and all on statements that they have coded."""
    held = list(told)
    blind = own_passes(session, coder) != ("",)
    of = {one.id: one.target.removeprefix(STATEMENT) for one in held if one.target.startswith(STATEMENT)}
    sealed = [one for one in held if one.id in of and one.coder != coder and (one.pass_name or blind)]
    known = opened(session, {of[one.id] for one in sealed}, coder)
    hidden = {one.id for one in sealed if of[one.id] not in known}
    return [one for one in held if one.id not in hidden]
