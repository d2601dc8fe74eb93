"""History: every decision on anything, the newest first, with what can be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from onrecord.desk import Record
from onrecord.errors import NotFound
from onrecord.model.kept import Decision
from onrecord.web import links
from onrecord.web.asked import Asked
from onrecord.web.page import Page
from onrecord.web.pages.statement import Event, event
from onrecord.web.plain import VIEW

LIMIT = 50


@dataclass(frozen=True, slots=True)
class Batch:
    """Decisions that were made at once. `who`, `words` and `url` tell what the first is about; `whole` the id by which all can be taken back,
    empty where there is one alone or nothing stands any more."""

    events: tuple[Event, ...]
    target: str
    who: str
    words: str
    language: str
    url: str | None
    only: str
    whole: str


@dataclass(frozen=True, slots=True)
class History:
    """Context of the history page. `target` is the one thing that it is about, empty for all; `sealed` counts the decisions left
    out because whoever asks is to decide without having seen them."""

    batches: tuple[Batch, ...]
    undone: frozenset[str]
    target: str
    older: str | None
    newest: str | None
    sealed: int
    pass_name: str
    here: str
    may: bool = field(metadata=VIEW)


def page(record: Record, asked: Asked) -> History:
    """The decisions that are asked for. Raises Refusal."""
    target = asked.one("target")
    before = asked.number("before", 0, 1, 10**9) or None
    limit = asked.number("limit", LIMIT, 1, 500)
    if target:
        held = sorted(record.review.history(target), key=lambda one: -one.number)
        found = [one for one in held if before is None or one.number < before][: limit + 1]
    else:
        found = record.review.history(limit=limit + 1, before=before)
    taken = found[:limit]
    shown = _open(record, asked, taken)
    undone = record.review.undone(one.id for one in shown)
    return History(
        batches=tuple(
            _batch(record, list(told), undone, asked) for _, told in groupby(shown, lambda one: one.batch or one.id)
        ),
        undone=undone,
        target=target,
        older=asked.link.put("before", str(taken[-1].number)).url if len(found) > limit else None,
        newest=asked.link.drop("before").url if before else None,
        sealed=len(taken) - len(shown),
        pass_name=asked.one("pass"),
        here=asked.link.url,
        may=asked.person.may("reviewer"),
    )


def _open(record: Record, asked: Asked, told: Sequence[Decision]) -> list[Decision]:
    """What whoever asks may see: in a named pass what they decided in it alone."""
    if asked.one("pass"):
        return [one for one in told if (one.coder, one.pass_name) == (asked.person.name, asked.one("pass"))]
    return list(told) if asked.person.may("admin") else record.review.open_to(told, asked.person.name)


def _batch(record: Record, told: Sequence[Decision], undone: frozenset[str], asked: Asked) -> Batch:
    target = told[0].target
    kind, _, name = target.partition(":")
    ways = {"statement": links.statement, "actor": links.actor, "article": links.article}
    who, words, language = _about(record, asked, kind, name)
    standing = [one for one in told if one.id not in undone]
    return Batch(
        events=tuple(event(one, asked.words) for one in told),
        target=target,
        who=who,
        words=words,
        language=language,
        url=ways[kind](name) if kind in ways else None,
        only=asked.link.drop("before").put("target", target).url,
        whole=told[0].batch if len(told) > 1 and standing else "",
    )


def _about(record: Record, asked: Asked, kind: str, id: str) -> tuple[str, str, str]:
    """Who and which words a decision is about, and the words' language; empty where nothing is left of it."""
    try:
        if kind == "actor":
            return record.actor(id).name, "", ""
        if kind == "statement":
            one = record.review.seen(id, coder=asked.person.name, pass_name=asked.one("pass"))
            return one.actor_name or one.speaker, one.content_words, one.language
    except NotFound:
        pass
    return "", "", ""


PAGE = Page(
    "/review/history", page, "history.html", frozenset(("target", "before", "limit", "pass")), cost=2.0, nav="review"
)
