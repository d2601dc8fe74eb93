"""What reviewers do to an actor: merge, keep apart, split, tell its names, type, side, roles and for whom it stands, and take any
of it back."""

import re
from datetime import date
from typing import TYPE_CHECKING, cast

from onrecord.desk import Record
from onrecord.model.actor import ActorType
from onrecord.web import links
from onrecord.web.action import Action, Done, Form
from onrecord.web.asked import Asked, day

if TYPE_CHECKING:
    from onrecord.intake.people import Judgement

_PERMALINK = re.compile(r"[\w-]+(?=/?\s*$)")


def merge(record: Record, asked: Asked, form: Form) -> Done:
    """Another actor is this one, or is not, or nobody can tell. Raises NotFound, Refused, Refusal."""
    judgement = cast("Judgement", form.one("judgement") or "same")  # any other is refused there
    made = record.people.judge(
        judgement, asked.path["id"], form.must("other"), coder=asked.person.name, why=form.one("why")
    )
    return _done(asked, made.id)


def split(record: Record, asked: Asked, form: Form) -> Done:
    """Names and statements are those of somebody else, who is made anew."""
    told = [found[0] for one in form.one("permalinks").split() if (found := _PERMALINK.search(one))]
    new, made = record.people.split(
        asked.path["id"], names=form.values("name"), statements=[*form.values("statement"), *told],
        name=form.one("called"), coder=asked.person.name, why=form.one("why"),
    )  # fmt: skip
    return Done(links.actor(new), {"actor": new, "decisions": [one.id for one in made]})


def rename(record: Record, asked: Asked, form: Form) -> Done:
    """What the actor is called."""
    made = record.people.rename(
        asked.path["id"], form.must("called"), language=form.one("language"), coder=asked.person.name,
        why=form.one("why"),
    )  # fmt: skip
    return _done(asked, made.id)


def side(record: Record, asked: Asked, form: Form) -> Done:
    """Which side the actor is on; empty for none."""
    made = record.people.side(
        asked.path["id"], form.one("side") or None, coder=asked.person.name, why=form.one("why")
    )  # fmt: skip
    return _done(asked, made.id)


def retype(record: Record, asked: Asked, form: Form) -> Done:
    """What kind of actor it is."""
    kind = cast("ActorType", form.must("type"))  # any other is refused there
    made = record.people.retype(asked.path["id"], kind, coder=asked.person.name, why=form.one("why"))
    return _done(asked, made.id)


def stands_for(record: Record, asked: Asked, form: Form) -> Done:
    """For whom it speaks, by an identifier; empty for itself."""
    whom = links.last_part(form.one("whom")) or None
    made = record.people.stands_for(asked.path["id"], whom, coder=asked.person.name, why=form.one("why"))
    return _done(asked, made.id)


def name(record: Record, asked: Asked, form: Form) -> Done:
    """One more name in a language, or with `remove` one less."""
    people, told, why = record.people, form.must("name"), form.one("why")
    if form.one("remove"):
        made = people.remove_name(asked.path["id"], told, coder=asked.person.name, why=why)
    else:
        made = people.add_name(asked.path["id"], told, form.one("language"), coder=asked.person.name, why=why)
    return _done(asked, made.id)


def role(record: Record, asked: Asked, form: Form) -> Done:
    """One more role between two days (a month or year is from its first day to its last), or with `remove` one less."""
    people = record.people
    change = people.remove_role if form.one("remove") else people.add_role
    made = change(
        asked.path["id"], form.must("role"), _day(form, "since"), _day(form, "until"), coder=asked.person.name,
        why=form.one("why"),
    )  # fmt: skip
    return _done(asked, made.id)


def undo(record: Record, asked: Asked, form: Form) -> Done:
    """Take a decision on the actor back."""
    made = record.review.undo(form.must("decision"), coder=asked.person.name)
    return _done(asked, *(one.id for one in made))


def _day(form: Form, name: str) -> date | None:
    return day(form.one(name).strip(), name)


def _done(asked: Asked, *made: str) -> Done:
    """On to the actor, where its history shows what was done and takes it back."""
    return Done(links.actor(asked.path["id"]) + "#history", {"actor": asked.path["id"], "decisions": list(made)})


ACTIONS = tuple(
    Action(f"/actors/{{id}}/{path}", do)
    for path, do in (
        ("merge", merge), ("split", split), ("rename", rename), ("side", side), ("type", retype), ("name", name),
        ("role", role), ("stands-for", stands_for), ("undo", undo),
    )
)  # fmt: skip
