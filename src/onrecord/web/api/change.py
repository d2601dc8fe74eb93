"""What is sent by POST: a text to be read, articles to be kept, decisions."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from onrecord.articles import plain, remote
from onrecord.errors import InputError
from onrecord.exports import kept, lines
from onrecord.model.article import Article, Skipped
from onrecord.pipeline import read as read_article
from onrecord.web import taking
from onrecord.web.apart import Apart
from onrecord.web.api.calls import Call, Told, single
from onrecord.web.asked import day

READ = "article"
"""The id of a text that was sent without one."""


def read(call: Call) -> Told:
    """A text's reading; nothing is kept."""
    return single(APART.read(_article(_fields(call))))


def reading(article: Article) -> Told:
    """The reading of an article as JSON."""
    return lines.record(read_article(article))


APART = Apart(reading)
"""One for all: reading needs the same dictionaries whatever the record."""


def articles(call: Call) -> Told:
    """Keep articles."""
    taken = taking.take(call.record, _articles(call))
    told: Told = {
        "ok": not taken.skipped or bool(taken.items),
        **{name: taken.counts[name] for name in ("added", "changed", "unchanged")},
        "items": [
            {"id": one.id, "name": one.name, "outcome": one.outcome, "statements": one.statements}
            for one in taken.items
        ],
        "skipped": [{"where": one.where, "reason": one.reason, "message": one.message} for one in taken.skipped],
        "utterances": taken.utterances,
        "tensions": taken.tensions,
    }
    if told["ok"]:
        return told
    errors = taking.reasons(taken.skipped)
    return {"ok": False, "error": errors[0], "errors": errors, "status": 422}


def decide(call: Call) -> Told:
    """Accept, reject, edit or undo, under the name of whoever asks."""
    told: Mapping[str, Any] = call.body
    review, coder, why = call.record.review, call.asked.person.name, told.get("why", "")
    if told["action"] == "undo":
        made = review.undo(told["decision"], coder=coder, why=why)
    elif told["action"] == "edit":
        expects = {"expects": told["expects"]} if "expects" in told else {}
        made = [
            review.edit(
                told["statement"],
                told["field"],
                told["value"],
                coder=coder,
                why=why,
                pass_name=told.get("pass", ""),
                **expects,
            )
        ]
    else:
        judge = review.accept if told["action"] == "accept" else review.reject
        made = judge(told["statements"], coder=coder, why=why, pass_name=told.get("pass", ""))
    return {"ok": True, "items": [kept.decision(one) for one in made]}


def _fields(call: Call) -> Mapping[str, Any]:
    """What is told of a text, in JSON or by parameters."""
    if not isinstance(call.body, str):
        return dict(call.body)
    return {"text": call.body, **dict(call.asked.link.pairs)}


def _articles(call: Call) -> Iterator[Article | Skipped]:
    told = _fields(call)
    for place, one in enumerate(told.get("articles", [told])):
        where = f"articles[{place}]" if "articles" in told else "body"
        try:
            if "fetch" in one:
                found = remote.article(one["fetch"], plain.Given(_day(one), one.get("lang"), one.get("outlet")))
                yield replace(found, story=one.get("story"), title=one.get("title") or found.title)
            else:
                found = _article(one)
                yield found if found.id_given else replace(found, id=f"sent-{found.sha256[:12]}")
        except InputError as error:
            yield Skipped(error.where or where, type(error).__name__, error.reason)


def _article(told: Mapping[str, Any]) -> Article:
    found = plain.article(told["text"], told.get("id") or READ, plain.Given(_day(told), told.get("lang")))
    return replace(
        found,
        outlet=told.get("outlet"),
        story=told.get("story"),
        url=told.get("url"),
        title=told.get("title") or found.title,
        id_given=bool(told.get("id")),
    )


def _day(told: Mapping[str, Any]) -> Any:
    return day(told.get("date") or "", "date")
