"""What reviewers do to statements: accept, reject, edit, settle, add, and take any of it back. Each is a form; the pages that
have them say by `next` where to go on."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, cast

from onrecord.desk import Record
from onrecord.model.kept import Decision, Verdict
from onrecord.record.pack import ROLES
from onrecord.web import links
from onrecord.web.action import Action, Done, Form
from onrecord.web.asked import Asked
from onrecord.web.guard.refusal import Refusal
from onrecord.web.pages.marking import context_of
from onrecord.web.pages.spots import spots

PLAIN = (
    "act", "kind", "zone", "hedged", "said_on", "speaker_type", "role", "actor", "speaker", "issue", "stance", "utterance",
)  # fmt: skip
"""Fields that one value makes up, in the order in which they are changed: a stance follows its issue."""
NONE = ("said_on", "actor", "issue", "utterance")
"""Fields that may be none: where nothing stands in the form."""


def accept(record: Record, asked: Asked, form: Form) -> Done:
    """Statements are right as they stand. Raises NotFound, Refused, Refusal."""
    return _judged(form, record.review.accept(_statements(form), **_who(asked, form), expects=_verdict(form)))


def reject(record: Record, asked: Asked, form: Form) -> Done:
    """Statements are none."""
    return _judged(form, record.review.reject(_statements(form), **_who(asked, form), expects=_verdict(form)))


def edit(record: Record, asked: Asked, form: Form) -> Done:
    """Fields of a statement hold other values. The form has the fields that it changes, `choice` (`FIELD:VALUE`), and for
    each role `places.ROLE` or `quoted.ROLE`; `expects` is JSON of the values that its reader saw."""
    statement = form.must("statement")
    who = _who(asked, form)
    told = _told(form)
    seen = _expected(form)
    told |= _spans(record, form, statement, who["pass_name"])
    made = record.review.edit_many(statement, told, **who, expects={name: seen[name] for name in told if name in seen})
    return _judged(form, made)


def settle(record: Record, asked: Asked, form: Form) -> Done:
    """An orphan's decisions go over to a statement that stands, or are dropped."""
    onto = links.last_part(form.one("onto")) or links.last_part(form.one("other"))
    if not onto and form.one("drop") != "yes":
        raise Refusal(400, "missing", {"name": "onto"})
    made = record.review.settle(form.must("statement"), onto or None, coder=asked.person.name, why=form.one("why"))
    return _judged(form, made)


def undo(record: Record, asked: Asked, form: Form) -> Done:
    """A decision, or a batch of them, is taken back."""
    made = record.review.undo(form.must("decision"), coder=asked.person.name, why=form.one("why"))
    return _judged(form, made)


def add(record: Record, asked: Asked, form: Form) -> Done:
    """A statement that the machine missed, by its places in the newest text of an article."""
    article, _ = record.article(form.must("article"))
    if form.one("version") and form.one("version") != str(article.version):
        raise Refusal(409, "version", {"n": article.version})
    found = {role: spots(article.text, role, *_given(form, role)) for role in ROLES}
    for role in ("content", "cue"):
        if not found[role]:
            raise Refusal(400, "missing", {"name": role})
    told: dict[str, Any] = {name: form.one(name) for name in ("speaker", "act", "kind") if form.one(name)}
    told |= {"said_on": form.one("said_on")} if form.one("said_on") else {}
    told |= {"hedged": True} if form.one("hedged") == "yes" else {}
    told |= {"issue": form.one("issue"), "stance": form.one("stance") or "neutral"} if form.one("issue") else {}
    made = record.review.add(article.id, found, told, coder=asked.person.name, why=form.one("why"))
    one = made.target.partition(":")[2]
    return Done(links.article(article.id, statement=one), {"statement": one, "decisions": [made.id]})


def _told(form: Form) -> dict[str, Any]:
    """The plain fields of a form with their values."""
    given = {name: form.one(name) for name, _ in form.pairs if name in PLAIN}
    name, colon, value = form.one("choice").partition(":")
    if colon and name in PLAIN:
        given[name] = value
    told: dict[str, Any] = {}
    for field in sorted(given, key=PLAIN.index):
        value = given[field].strip()
        if field == "hedged":
            told[field] = value == "yes"
        elif field == "stance" and not value:
            continue
        else:
            told[field] = value or (None if field in NONE else value)
    if told.get("issue", "") is None:
        told.pop("stance", None)
    return told


def _spans(record: Record, form: Form, statement: str, pass_name: str) -> dict[str, Any]:
    roles = [role for role in ROLES if any(form.one(f"{how}.{role}").strip() for how in ("places", "quoted"))]
    cleared = {role: list[list[int]]() for role in form.values("clear") if role in ROLES}
    if not roles:
        return cleared
    one = record.review.seen(statement, pass_name=pass_name, coder="")
    article, _ = record.article(one.article, one.version)
    near = context_of(article, one)
    return {role: spots(article.text, role, *_given(form, role), near) for role in roles} | cleared


def _given(form: Form, role: str) -> tuple[str, str]:
    return form.one(f"places.{role}"), form.one(f"quoted.{role}")


def _statements(form: Form) -> tuple[str, ...]:
    form.must("statement")
    return form.values("statement")


def _verdict(form: Form) -> Verdict | None:
    return cast("Verdict", form.one("verdict")) if form.one("verdict") else None  # any other is no statement's


def _who(asked: Asked, form: Form) -> dict[str, Any]:
    return {"coder": asked.person.name, "why": form.one("why"), "pass_name": form.one("pass")}


def _expected(form: Form) -> Mapping[str, Any]:
    try:
        found = json.loads(form.one("expects") or "{}")
    except (ValueError, RecursionError) as error:
        raise Refusal(400, "form") from error
    if not isinstance(found, dict):
        raise Refusal(400, "form")
    return found


def _judged(form: Form, made: Iterable[Decision]) -> Done:
    decided = list(made)
    shown = decided[0].batch if len(decided) > 1 else decided[0].id
    to = links.own(form.one("next"), "/review")
    return Done(
        to.put("done", shown).url if to.path == "/review" else to.url, {"decisions": [one.id for one in decided]}
    )


ACTIONS = tuple(
    Action(f"/review/{name}", do)
    for name, do in (
        ("accept", accept), ("reject", reject), ("edit", edit), ("settle", settle), ("undo", undo), ("add", add),
    )
)  # fmt: skip
