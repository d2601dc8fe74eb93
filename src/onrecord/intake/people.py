"""What people decide on actors: that two are one, or are not, that one is two; names, roles, sides. Every decision stands
in the chain and can be taken back (`intake.undo`).

All functions work in an open transaction (`store.write()`); actors are named by their ids; `coder` is who decides. They
raise NotFound for an actor that is not there, and Refused where what is there does not allow it.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from onrecord.errors import Refused
from onrecord.intake import decide
from onrecord.intake.naming import name_in
from onrecord.model.actor import ACTOR_TYPES, BODIES, ActorType
from onrecord.model.kept import Action, Decision, KeptActor
from onrecord.record import Session, actor_changes, actors, chain, decisions, splitting
from onrecord.record.actor_changes import Change
from onrecord.record.actors import Name
from onrecord.record.chain import Deed
from onrecord.record.decisions import ACTOR

Judgement = Literal["same", "not-same", "unsure"]
PERSON = "person"
LANGUAGES_OF_NAMES = ("uk", "ru", "en", "")
"""A name's language; empty where it is told for none."""


def merge(
    session: Session, into: str, other: str, *, coder: str, why: str = "", batch: str = "", action: Action = "merge"
) -> Decision:
    """Keep that `other` is the same as `into`: its statements and names count as those of `into` from now on."""
    first, second = _pair(session, into, other)
    stands = _judged(session, first, second)
    if stands and stands.action == "not-same":
        raise Refused(
            f"{other}: {stands.coder} judged it not the same as {into} ({stands.id}); undo that first",
            "judged_apart",
            coder=stands.coder,
            decision=stands.id,
        )
    changes = actor_changes.column(session, second.id, "merged_into", first.id)
    field = f"as:{first.id}" if action == "same" else f"into:{first.id}"
    return _keep(session, second.id, action, changes, coder, why, batch, field=field)


def judge(
    session: Session, judgement: Judgement, one: str, other: str, *, coder: str, why: str = "", batch: str = ""
) -> Decision:
    """Keep what somebody thinks of two actors. `same` merges `other` into `one`; `not-same` refuses to merge them, and
    keeps the machine from joining the names of one to the other; `unsure` is kept and changes nothing."""
    if judgement == "same":
        return merge(session, one, other, coder=coder, why=why, batch=batch, action="same")
    first, second = _pair(session, one, other)
    stands = _judged(session, first, second)
    if stands and stands.action != "unsure":
        raise Refused(
            f"{one} and {other}: judged {stands.action} by {stands.coder} ({stands.id}); undo that first",
            "judged",
            action=stands.action,
            coder=stands.coder,
            decision=stands.id,
        )
    changes: list[Change] = []
    if judgement == "not-same":
        changes = [*_bars(session, first, second), *_bars(session, second, first)]
    elif judgement != "unsure":
        raise Refused(f"{judgement}: a judgement is same, not-same or unsure", "no_judgement", value=judgement)
    return _keep(session, first.id, judgement, changes, coder, why, batch, field=f"as:{second.id}")


def split(
    session: Session,
    actor: str,
    *,
    names: Sequence[str] = (),
    statements: Sequence[str] = (),
    name: str = "",
    coder: str,
    why: str = "",
) -> tuple[str, list[Decision]]:
    """Take a part of an actor out, as a new one: its id, and the decisions, one batch.

    `names` go over with all statements whose speaker is told by them, and never come back by themselves; `statements`
    (ids) go over one by one, as edits of their actor. `name` is what the new one is called: else the first of `names`.
    """
    one = _root(session, actor)
    mine = [told for told in one.names if told[0] in names]
    strange = sorted(set(names) - {told[0] for told in mine})
    if strange:
        raise Refused(
            f"{', '.join(strange)}: no name of {one.id} ({', '.join(told[0] for told in one.names)})",
            "no_name",
            value=", ".join(strange),
            known=", ".join(told[0] for told in one.names),
        )
    if not names and not statements:
        raise Refused("split: tell the names or the statements that are somebody else's", "nothing_split")
    called = name or (names[0] if names else one.name)
    batch = chain.new_batch(session)
    number = actors.new_row(session, called, one.type, PERSON, key=name_in(called, "", person=_is_person(one)).key)
    new = actors.id_of(session, number)
    changes = list(_moved_names(session, one, new, mine))
    moved = splitting.spoken(session, one.number, names) if names else {}
    changes += [["moved", new, member, None, told] for member, told in moved.items()]
    if not mine:
        changes += actor_changes.name(session, new, name_in(called, "", person=_is_person(one)), PERSON)
    made = [_keep(session, one.id, "split", changes, coder, why, batch, field=f"into:{new}")]
    taken = {told for one_of in moved.values() for told in one_of}
    made += [
        decide.edit(session, told, "actor", new, coder=coder, why=why, batch=batch)
        for told in statements
        if told not in taken
    ]
    return new, made


def rename(session: Session, actor: str, name: str, *, language: str = "", coder: str, why: str = "") -> Decision:
    """What an actor is called from now on; the name is found like its other names."""
    one = _root(session, actor)
    told = _name(one, name, language)
    known = any(there[0] == told.name for there in one.names)
    changes = [
        *actor_changes.column(session, one.id, "name", told.name),
        *([] if known else actor_changes.name(session, one.id, told, PERSON)),
        *actor_changes.column(session, one.id, "origin", PERSON),
    ]
    return _keep(session, one.id, "rename", changes, coder, why, field="name")


def side(session: Session, actor: str, side: str | None, *, coder: str, why: str = "") -> Decision:
    """Which side an actor is on, in the words of who codes; None for none."""
    one = _root(session, actor)
    changes = actor_changes.column(session, one.id, "side", side or None)
    return _keep(session, one.id, "side", changes, coder, why, field="side")


def retype(session: Session, actor: str, type: ActorType, *, coder: str, why: str = "") -> Decision:
    """What kind of actor it is (see `model.actor.ACTOR_TYPES`)."""
    if type not in ACTOR_TYPES:
        raise Refused(
            f"{type}: an actor is one of {', '.join(ACTOR_TYPES)}",
            "not_among",
            field="type",
            value=type,
            known=", ".join(ACTOR_TYPES),
        )
    one = _root(session, actor)
    changes = actor_changes.column(session, one.id, "type", type)
    return _keep(session, one.id, "edit", changes, coder, why, field="type")


def stands_for(session: Session, actor: str, whom: str | None, *, coder: str, why: str = "") -> Decision:
    """For whom a capital or building speaks; None for itself."""
    one = _root(session, actor)
    other = _root(session, whom).id if whom else None
    if other == one.id:
        raise Refused(f"{one.id}: cannot stand for itself", "stands_itself")
    changes = [
        *actor_changes.column(session, one.id, "stands_for", other),
        *actor_changes.column(session, one.id, "origin", PERSON),
    ]
    return _keep(session, one.id, "stands-for", changes, coder, why, field="stands_for")


def add_name(session: Session, actor: str, name: str, language: str = "", *, coder: str, why: str = "") -> Decision:
    """Give an actor a name in a language (`uk`, `ru`, `en`, or none): statements read from now on find it."""
    one = _root(session, actor)
    changes = actor_changes.name(session, one.id, _name(one, name, language), PERSON)
    return _keep(session, one.id, "name", changes, coder, why, field=f"name:{name}")


def remove_name(session: Session, actor: str, name: str, *, coder: str, why: str = "") -> Decision:
    """Take a name from an actor, in all languages; the machine does not join it to this actor again."""
    one = _root(session, actor)
    held = [told for told in one.names if told[0] == name]
    if not held:
        raise Refused(
            f"{name}: no name of {one.id} ({', '.join(told[0] for told in one.names)})",
            "no_name",
            value=name,
            known=", ".join(told[0] for told in one.names),
        )
    if len({told[0] for told in one.names}) == 1:
        raise Refused(f"{name}: the only name of {one.id}; rename it first", "only_name", value=name)
    changes: list[Change] = []
    for member in actors.members(session, one.number):
        for told in held:
            changes += actor_changes.name(session, member, _name(one, *told[:2]), None)
    changes += actor_changes.bar(session, one.id, _name(one, name, "").key)
    if one.name == name:
        other = next(told[0] for told in one.names if told[0] != name)
        changes += actor_changes.column(session, one.id, "name", other)
    return _keep(session, one.id, "name", changes, coder, why, field=f"name:{name}")


def add_role(
    session: Session,
    actor: str,
    role: str,
    since: date | None = None,
    until: date | None = None,
    *,
    coder: str,
    why: str = "",
) -> Decision:
    """Give an actor a role from one day to another (both count; None: open)."""
    one = _root(session, actor)
    changes = actor_changes.role(session, one.id, _role(role, since, until), since, until, PERSON)
    return _keep(session, one.id, "role", changes, coder, why, field=f"role:{role}")


def remove_role(
    session: Session,
    actor: str,
    role: str,
    since: date | None = None,
    until: date | None = None,
    *,
    coder: str,
    why: str = "",
) -> Decision:
    """Take a role in just these days from an actor."""
    one = _root(session, actor)
    changes = [
        change
        for member in actors.members(session, one.number)
        for change in actor_changes.role(session, member, role, since, until, None)
    ]
    return _keep(session, one.id, "role", changes, coder, why, field=f"role:{role}")


def judgements(session: Session, actor: str) -> list[Decision]:
    """The judgements (same, not-same, unsure) on an actor that stand, the first one first."""
    told = decisions.history(session, ACTOR + actor)
    return [one for one in decisions.standing(told) if one.action in ("same", "not-same", "unsure")]


def _keep(
    session: Session,
    actor: str,
    action: Action,
    changes: list[Change],
    coder: str,
    why: str,
    batch: str = "",
    *,
    field: str,
) -> Decision:
    if not coder.strip():
        raise Refused("a decision needs its coder: give a name with --coder or $ONRECORD_CODER", "no_coder")
    if not changes and action not in ("not-same", "unsure", "split"):
        raise Refused(f"{actor}: {field} is so already; nothing to change", "so_already")
    made = chain.append(session, Deed(coder, action, ACTOR + actor, {"changes": changes}, field, why, batch))
    actor_changes.apply(session, changes)
    return made


def _pair(session: Session, one: str, other: str) -> tuple[KeptActor, KeptActor]:
    first, second = _root(session, one), _root(session, other)
    if first.id == second.id:
        raise Refused(f"{one} and {other}: are one already ({first.id} {first.name})", "one_already", name=first.name)
    return first, second


def _root(session: Session, actor: str) -> KeptActor:
    return actors.root(session, actors.number_of(session, actor))


def _judged(session: Session, first: KeptActor, second: KeptActor) -> Decision | None:
    """The last judgement that stands between any of two groups; one that parts them counts most."""
    mine, theirs = actors.members(session, first.number), set(actors.members(session, second.number))
    found = [
        told
        for member in mine
        for told in judgements(session, member)
        if {told.target.removeprefix(ACTOR), told.field.removeprefix("as:")} - {member} <= theirs
    ]
    parting = [told for told in found if told.action == "not-same"]
    return max(parting or found, key=lambda told: told.number, default=None)


def _bars(session: Session, one: KeptActor, other: KeptActor) -> Iterable[Change]:
    """The names of the other that are not this one's own."""
    own = {_name(one, *told[:2]).key for told in one.names}
    for key in dict.fromkeys(_name(other, *told[:2]).key for told in other.names):
        if key not in own:
            yield from actor_changes.bar(session, one.id, key)


def _moved_names(session: Session, one: KeptActor, new: str, names: Iterable[tuple[str, str, str]]) -> Iterable[Change]:
    members = actors.members(session, one.number)
    moved = set()
    for told, language, _ in names:
        name = _name(one, told, language)
        for member in members:
            yield from actor_changes.name(session, member, name, None)
        yield from actor_changes.name(session, new, name, PERSON)
        if name.key not in moved:
            yield from actor_changes.bar(session, one.id, name.key)
            moved.add(name.key)


def _name(one: KeptActor, told: str, language: str) -> Name:
    if not told.strip():
        raise Refused("a name may not be empty", "empty_name")
    if language not in LANGUAGES_OF_NAMES:
        raise Refused(f"{language}: a name is in uk, ru or en, or in no language", "name_language", value=language)
    return name_in(told.strip(), language, person=_is_person(one))


def _role(role: str, since: date | None, until: date | None) -> str:
    if not role.strip():
        raise Refused("a role may not be empty", "empty_role")
    if since and until and until < since:
        raise Refused(f"{role}: ends ({until}) before it begins ({since})", "role_days", since=since, until=until)
    return role.strip()


def _is_person(one: KeptActor) -> bool:
    return one.type not in BODIES
