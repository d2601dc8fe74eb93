"""Actors of a file into the record, as one batch of decisions. What is there already is left alone: the same file loaded
twice changes nothing."""

from collections.abc import Sequence

from onrecord.errors import BadLine, Refused
from onrecord.intake.actor_files import Told, read
from onrecord.intake.naming import name_in
from onrecord.model.actor import BODIES
from onrecord.model.kept import Decision
from onrecord.record import Session, actor_changes, actors, chain
from onrecord.record.actor_changes import Change
from onrecord.record.chain import Deed
from onrecord.record.decisions import ACTOR

FILE = "file"


def load(session: Session, path: str, *, coder: str, why: str = "") -> list[Decision]:
    """Take the actors of a TOML or CSV file (see `intake.actor_files`) into the record; a decision for each that is new or
    changed, all of one batch.

    An entry means the actor with its id, else the one actor that has one of its names, else a new one. Where the id is new
    and the machine has found one such actor, that one is merged into the new one, so that what it said counts as the new
    one's. Names and roles are added, what the file does not say stays. Raises UnreadableFile, BadLine; Refused where a name
    may mean several actors, or two entries may mean the same one.
    """
    if not coder.strip():
        raise Refused("a decision needs its coder: give a name with --coder or $ONRECORD_CODER")
    told = read(path)
    batch = chain.new_batch(session)
    placed = [_actor(session, one) for one in told]
    found = [actor for actor, _ in placed]
    _must_be_one_each(told, placed)
    made = []
    for one, (actor, same) in zip(told, placed, strict=True):
        changes = _changes(
            session, one, actor, dict(zip((other.id or other.name for other in told), found, strict=True))
        )
        if same and same not in found:
            changes += actor_changes.column(session, same, "merged_into", actor)
        if changes:
            deed = Deed(coder, "load", ACTOR + actor, {"changes": changes}, "", why or one.where, batch)
            made.append(chain.append(session, deed))
            actor_changes.apply(session, changes)
    return made


def _must_be_one_each(told: Sequence[Told], placed: Sequence[tuple[str, str | None]]) -> None:
    """Refuse two entries that would both take over what the machine has found, unless an entry names it by its id."""
    named = {actor for actor, _ in placed}
    takers: dict[str, Told] = {}
    for one, (_, same) in zip(told, placed, strict=True):
        if same is None or same in named:
            continue
        other = takers.setdefault(same, one)
        if other is not one:
            raise Refused(
                f"{one.where}: {one.name} may be {same}, and so may {other.name} ({other.where}); "
                f'give `id = "{same}"` to the one that is meant'
            )


def _actor(session: Session, one: Told) -> tuple[str, str | None]:
    """The id of the actor that an entry means, made where there is none; and of the one of the machine's that is the same as
    one that was made under the entry's id."""
    if one.id and actors.find(session, one.id) is not None:
        return one.id, None
    meant = _meant(session, one)
    kept = actors.kept(session, meant)
    if len(meant) > 1 and not one.id:
        named = ", ".join(f"{other.id} ({other.name})" for other in kept.values())
        raise Refused(
            f"{one.where}: {one.name} may be any of {named}; give the entry the `id` of the one that is meant"
        )
    if len(meant) == 1 and not one.id:
        return kept[meant[0]].id, None
    key = name_in(one.name, "", person=_is_person(one)).key
    number = actors.new_row(session, one.name, one.type or "unknown", "machine", key=key, id=one.id or None)
    same = [other.id for other in kept.values() if all(origin == "machine" for *_, origin in other.names)]
    return actors.id_of(session, number), same[0] if len(meant) == len(same) == 1 else None


def _meant(session: Session, one: Told) -> list[int]:
    """The actors that have a name of the entry, as far as their types let them be the same."""
    found = {
        other.root
        for name, language in one.names
        for other in actors.by_key(session, name_in(name, language, person=_is_person(one)).key)
        if one.type is None or (other.type in BODIES) == (one.type in BODIES)
    }
    return sorted(found)


def _changes(session: Session, one: Told, actor: str, in_file: dict[str, str]) -> list[Change]:
    changes = [*_columns(session, one, actor)]
    for name, language in one.names:
        changes += actor_changes.name(session, actor, name_in(name, language, person=_is_person(one)), FILE)
    for role, since, until in one.roles:
        changes += actor_changes.role(session, actor, role, since, until, FILE)
    if one.stands_for:
        changes += actor_changes.column(session, actor, "stands_for", _whom(session, one, actor, in_file))
    if changes:
        changes += actor_changes.column(session, actor, "origin", FILE)
    return changes


def _columns(session: Session, one: Told, actor: str) -> list[Change]:
    changes = actor_changes.column(session, actor, "name", one.name)
    if one.type:
        changes += actor_changes.column(session, actor, "type", one.type)
    if one.side:
        changes += actor_changes.column(session, actor, "side", one.side)
    return changes


def _whom(session: Session, one: Told, actor: str, in_file: dict[str, str]) -> str:
    if one.stands_for in in_file:
        return in_file[one.stands_for]
    if actors.find(session, one.stands_for) is not None:
        return one.stands_for
    key = name_in(one.stands_for, "", person=False).key
    found = [other.root for other in actors.by_key(session, key) if actors.id_of(session, other.root) != actor]
    if len(found) != 1:
        raise BadLine(f"stands_for {one.stands_for}: no actor of this id or name, or more than one", where=one.where)
    return actors.id_of(session, found[0])


def _is_person(one: Told) -> bool:
    return one.type not in BODIES


def ids(made: Sequence[Decision]) -> list[str]:
    """The ids of the actors that were loaded."""
    return [one.target.removeprefix(ACTOR) for one in made]
