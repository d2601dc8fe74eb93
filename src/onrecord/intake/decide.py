"""What people decide on statements: accept, reject, edit. Every decision is kept for good; what holds follows from those
that stand (see `record.decisions`), and the machine's value stays beside the person's.

Decisions of the main pass (`pass_name` empty) change what holds. Those of a named pass are a coder's second opinion: they
are kept and compared (`queries.agreement`), and change nothing.

All functions work in an open transaction (`store.write()`); `statement` is an id or `ARTICLE/sN`; `coder` is who decides.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from onrecord.errors import Refused
from onrecord.intake import naming, passages, words
from onrecord.model.kept import EDITABLE, Action, Decision, Verdict
from onrecord.model.span import Span
from onrecord.record import Session, chain, decisions, fetch, pack, standing, values
from onrecord.record.chain import Deed
from onrecord.record.decisions import STATEMENT
from onrecord.record.standing import Standing

STALE = frozenset({"content", "actor", "speaker", "act", "issue", "stance", "said_on", "hedged", "kind"})
"""Fields by which statements are compared with others."""
MOVED = ("kind", "act", "zone", "hedged", "said_on", "speaker_type", "role", "actor", "speaker", "issue", "stance")
"""Fields that go over from an orphan, in this order: spans count in another text."""
_ANY: Any = object()


def accept(
    session: Session,
    statement: str,
    *,
    coder: str,
    why: str = "",
    expects: Verdict | None = None,
    batch: str = "",
    pass_name: str = "",
) -> Decision:
    """Say that a statement is right as it stands. The same said twice by one coder is kept once.

    `expects` is the verdict that the coder saw. Raises NotFound; Refused where another came first, or where the statement
    was retired or redacted.
    """
    return _judge(session, "accept", statement, coder, why, expects, batch, pass_name)


def reject(
    session: Session,
    statement: str,
    *,
    coder: str,
    why: str = "",
    expects: Verdict | None = None,
    batch: str = "",
    pass_name: str = "",
) -> Decision:
    """Say that a statement is none, or not worth keeping: it is no longer found or counted. As `accept`."""
    return _judge(session, "reject", statement, coder, why, expects, batch, pass_name)


def judge_many(
    session: Session, action: Action, wanted: Iterable[str], *, coder: str, why: str = "", pass_name: str = ""
) -> list[Decision]:
    """Accept or reject many statements as one batch, whole or not at all."""
    if action not in ("accept", "reject"):
        raise Refused(
            f"{action}: many statements can be accepted or rejected at once, nothing else", "many", action=action
        )
    batch = chain.new_batch(session)
    return [_judge(session, action, one, coder, why, None, batch, pass_name) for one in wanted]


def edit(
    session: Session,
    statement: str,
    field: str,
    value: Any,
    *,
    coder: str,
    why: str = "",
    expects: Any = _ANY,
    batch: str = "",
    pass_name: str = "",
) -> Decision:
    """Change one field (see `model.kept.EDITABLE`); spans are lists of `[start, end]` in the text of the statement's version.

    A speaker's name finds or makes its actor, an actor's id brings its name, an issue its stance (kept, or neutral).
    `expects` is the value that the coder saw and replaces. Raises NotFound; Refused for a field or value that cannot be,
    where another came first, where the value is there already, or where the statement was retired or redacted.
    """
    one = _open(session, statement)
    if field not in EDITABLE:
        raise Refused(
            f"{field}: not a field that can be edited; these can: {', '.join(EDITABLE)}",
            "no_field",
            field=field,
            known=", ".join(EDITABLE),
        )
    value = _plain(value)
    held = view(session, one, coder=coder, pass_name=pass_name)
    if expects is not _ANY and _plain(expects) != held[field]:
        raise Refused(
            f"{field}: is {held[field]!r} by now, not {expects!r}; another came first: look again",
            "changed",
            field=field,
            now=held[field],
            then=expects,
        )
    values.check(session, one.number, {field: value}, alone=False)
    after = {
        name: new
        for name, new in naming.with_followers(session, one, field, value, held).items()
        if name == field or new != held[name]
    }
    if after[field] == held[field] and len(after) == 1:
        raise Refused(
            f"{field}: is {value!r} already; accept the statement instead", "same_value", field=field, value=value
        )
    values.check(session, one.number, after)
    payload: dict[str, Any] = {
        "before": {name: held[name] for name in after},
        "after": after,
        "machine": {name: _machine(session, one.number, name) for name in after},
    }
    if field in pack.ROLES:
        payload |= passages.told({**held, **after}, one.version)
    return _keep(session, one, Deed(coder, "edit", STATEMENT + one.id, payload, field, why, batch, pass_name))


def edit_many(
    session: Session,
    statement: str,
    told: Mapping[str, Any],
    *,
    coder: str,
    why: str = "",
    expects: Mapping[str, Any],
    pass_name: str = "",
) -> list[Decision]:
    """Change several fields, in the order in which they are given, as one batch; those that hold the value already are left
    alone. `expects` are the values that the coder saw, all looked at before anything is changed. Raises as `edit` does."""
    one = _open(session, statement)
    seen = view(session, one, coder=coder, pass_name=pass_name)
    for field, value in expects.items():
        if field in seen and _plain(value) != seen[field]:
            raise Refused(
                f"{field}: is {seen[field]!r} by now, not {value!r}; another came first: look again",
                "changed",
                field=field,
                now=seen[field],
                then=value,
            )
    batch = chain.new_batch(session)
    made = []
    for field, value in told.items():
        if field in EDITABLE and _plain(value) == view(session, one, coder=coder, pass_name=pass_name)[field]:
            continue
        made.append(edit(session, statement, field, value, coder=coder, why=why, batch=batch, pass_name=pass_name))
    if not made:
        raise Refused(f"{one.id}: nothing was changed; accept the statement instead", "same_all")
    return made


def settle(session: Session, orphan: str, onto: str | None, *, coder: str, why: str = "") -> list[Decision]:
    """Settle an orphan: its decisions go over to the statement `onto` (values of fields, but for spans, and the verdict),
    or, with None, it is dropped. It is retired, and its permalink names `onto`. One batch, so `undo_batch` brings it back.

    Raises NotFound; Refused where it is no orphan, or where `onto` does not stand.
    """
    one = standing.of(session, orphan)
    if one.state != "orphan":
        raise Refused(f"{one.id}: {one.state}, not an orphan; there is nothing to settle", "no_orphan", state=one.state)
    heir = _open(session, onto) if onto else None
    if heir and heir.state != "current":
        raise Refused(
            f"{heir.id}: {heir.state} itself; name a statement that stands in the newest text",
            "heir_gone",
            id=heir.id,
            state=heir.state,
        )
    batch = chain.new_batch(session)
    found = decisions.overlay(decisions.history(session, STATEMENT + one.id))
    payload = {
        "before": {"state": "orphan", "became": one.became},
        "after": {"state": "retired", "became": heir.id if heir else None},
    }
    made = [chain.append(session, Deed(coder, "settle", STATEMENT + one.id, payload, "state", why, batch))]
    standing.retire(session, one.number, heir.number if heir else None)
    if heir is None:
        return made
    held = values.holding(session, heir.number)
    told = f"moved from {one.id}" + (f": {why}" if why else "")
    moved = {name: found.values[name] for name in MOVED if name in found.values and found.values[name] != held[name]}
    for name, value in moved.items():
        if value != values.holding(session, heir.number)[name]:
            made.append(edit(session, heir.id, name, value, coder=coder, why=told, batch=batch))
    if found.verdict in ("accepted", "rejected"):
        action: Action = "accept" if found.verdict == "accepted" else "reject"
        made.append(_judge(session, action, heir.id, coder, told, None, batch, ""))
    return made


def view(session: Session, one: Standing, *, coder: str = "", pass_name: str = "") -> dict[str, Any]:
    """The values of a statement as a coder sees them: those that hold, or in a named pass the machine's under the coder's
    own, without anybody else's."""
    held = values.holding(session, one.number)
    if not pass_name:
        return held
    own = decisions.overlay(decisions.history(session, STATEMENT + one.id), pass_name=pass_name, coder=coder)
    moved = passages.now(session, one, own)
    return {**held, **values.machine(session, one.number), **own.values, **moved}


def unsettle(session: Session, settled: Decision, *, again: bool) -> None:
    """Bring a settled orphan back, or, with `again`, settle it as it was. Raises Refused where it stands otherwise by now."""
    one = standing.of(session, settled.target.removeprefix(STATEMENT))
    if one.state != ("orphan" if again else "retired"):
        raise Refused(f"{one.id}: is {one.state} by now; it cannot be brought back", "not_back", state=one.state)
    told = settled.payload or {}
    became = told["after" if again else "before"]["became"]
    heir = standing.by_id(session, became) if became else None
    if again:
        standing.retire(session, one.number, heir.number if heir else None)
    else:
        standing.restore(session, one.number, "orphan", heir.number if heir else None)


def resettle(session: Session, id: str) -> None:
    """Make those values hold that follow from the decisions that stand."""
    one = standing.of(session, id)
    found = decisions.overlay(decisions.history(session, STATEMENT + one.id))
    machine, held = values.machine(session, one.number), values.holding(session, one.number)
    standing.rule(session, one.number, found.verdict)
    if was_added(machine) and not found.added:
        if one.state == "current":
            standing.retire(session, one.number, None)
        return
    if was_added(machine) and one.state == "retired":
        standing.restore(session, one.number, "current")
    gone = {name: held[name] for name in machine if name in found.erased}
    wanted = {**machine, **gone, **found.values, **passages.now(session, one, found)}
    changed = {name: value for name, value in wanted.items() if held[name] != value}
    values.keep_machine(session, one.number, {name: machine.get(name, held[name]) for name in (*found.values, *gone)})
    if changed:
        _put(session, one, changed)


def was_added(machine: Mapping[str, Any]) -> bool:
    """Whether a person added the statement and the machine has never found it: its values are all None."""
    return "act" in machine and machine["act"] is None


def _put(session: Session, one: Standing, changed: Mapping[str, Any]) -> None:
    lemmas = None
    if "content" in changed:
        kept = fetch.articles_by_number(session, [one.article], one.version)[one.article]
        found = words.of(kept, [Span(*span) for span in changed["content"]])
        lemmas = (found.lemmas, found.named)
    values.put(session, one.number, changed, lemmas)
    if STALE & changed.keys():
        standing.stale(session, one.number)


def _judge(
    session: Session,
    action: Action,
    statement: str,
    coder: str,
    why: str,
    expects: Verdict | None,
    batch: str,
    pass_name: str,
) -> Decision:
    one = _open(session, statement)
    if expects is not None and expects != one.verdict and not pass_name:
        raise Refused(
            f"{one.id}: is {one.verdict} by now, not {expects}; another came first: look again",
            "decided",
            verdict=one.verdict,
        )
    told = decisions.history(session, STATEMENT + one.id)
    mine = [other for other in decisions.standing(told) if other.pass_name == pass_name]
    if mine and (mine[-1].action, mine[-1].coder) == (action, coder):
        return mine[-1]
    own = decisions.overlay(told, pass_name=pass_name, coder=coder) if pass_name else None
    before = own.verdict if own else one.verdict
    payload = {"before": {"verdict": before}, "after": {"verdict": f"{action}ed"}}
    return _keep(session, one, Deed(coder, action, STATEMENT + one.id, payload, "", why, batch, pass_name))


def _keep(session: Session, one: Standing, deed: Deed) -> Decision:
    if not deed.coder.strip():
        raise Refused("a decision needs its coder: give a name with --coder or $ONRECORD_CODER", "no_coder")
    made = chain.append(session, deed)
    if not deed.pass_name:
        resettle(session, one.id)
        if deed.action in ("accept", "reject"):
            standing.stale(session, one.number)
    return made


def _open(session: Session, statement: str) -> Standing:
    one = standing.of(session, statement)
    if one.state == "retired":
        told = f"; {one.became} stands in its place" if one.became else ""
        raise Refused(f"{one.id}: retired, a newer reading no longer has it{told}", "retired")
    if one.state == "redacted":
        raise Refused(f"{one.id}: its words were taken out of the record", "redacted")
    return one


def _machine(session: Session, number: int, name: str) -> Any:
    machine = values.machine(session, number)
    return machine[name] if name in machine else values.holding(session, number)[name]


def _plain(value: Any) -> Any:
    """A value as JSON holds it."""
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value
