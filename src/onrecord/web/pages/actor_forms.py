"""What reviewers do to an actor: merge, keep apart, split, rename, tell the side, and take any of it back."""

import re
from typing import TYPE_CHECKING, cast

from onrecord.desk import Record
from onrecord.web import links
from onrecord.web.action import Action, Done, Form
from onrecord.web.asked import Asked

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


def undo(record: Record, asked: Asked, form: Form) -> Done:
    """Take a decision on the actor back."""
    made = record.review.undo(form.must("decision"), coder=asked.person.name)
    return _done(asked, *(one.id for one in made))


def _done(asked: Asked, *made: str) -> Done:
    return Done(links.actor(asked.path["id"]), {"actor": asked.path["id"], "decisions": list(made)})


ACTIONS = tuple(
    Action(f"/actors/{{id}}/{name}", do)
    for name, do in (("merge", merge), ("split", split), ("rename", rename), ("side", side), ("undo", undo))
)
