"""What is asked by GET: each function gives the answer of one endpoint."""

from collections.abc import Mapping

from onrecord.exports import kept
from onrecord.model.actor import ActorType
from onrecord.model.issue import STANCES, Issue
from onrecord.model.kept import Utterance
from onrecord.model.sighting import TensionKind
from onrecord.queries.gaps import Gap
from onrecord.queries.renderings import Comparison
from onrecord.record import shelf
from onrecord.web.api import cursors
from onrecord.web.api.calls import Call, Told, single
from onrecord.web.api.parameters import OFFSETS
from onrecord.web.asked import MOST, day
from onrecord.web.guard.refusal import Refusal

CELLS = 200
"""Actors of a table of positions."""


def statements(call: Call) -> Told:
    """Search."""
    wanted = call.asked.wanted()
    order = call.asked.order("relevance" if wanted.text else "newest")
    found = call.record.find(wanted, order=order, limit=call.asked.limit(), cursor=call.cursor())
    return call.listed(map(kept.statement, found.items), found.total, found.next)


def statement(call: Call) -> Told:
    """One statement, whatever its state."""
    return single(kept.statement(call.record.statement(call.asked.path["id"])))


def articles(call: Call) -> Told:
    """Articles without their texts."""
    asked = call.asked
    wanted = shelf.Shelf(
        asked.one("outlet"),
        asked.one("lang"),
        asked.one("story"),
        day(asked.one("since"), "since"),
        day(asked.one("until"), "until"),
    )
    before = cursors.offset(asked.link) or None
    with call.record.store.read() as session:
        found, total, following = shelf.page(session, wanted, limit=asked.limit(), before=before)
    items = ({**kept.article_head(one), "newest": one.newest, "statements": count} for one, count in found)
    return call.listed(items, total, str(following) if following is not None else None)


def article(call: Call) -> Told:
    """One article with its text and the statements that stand in it."""
    version = call.asked.number("version", 0, 1, OFFSETS) or None
    found, held = call.record.article(call.asked.path["id"], version)
    head = {**kept.article_head(found), "newest": found.newest, "text": found.text, "text_sha256": found.sha256}
    zones = [{"span": [span.start, span.end], "zone": zone} for span, zone in found.layout]
    return single({**head, "zones": zones, "statements": [kept.statement(one) for one in held]})


def actors(call: Call) -> Told:
    """Actors, those heard most first."""
    asked = call.asked
    kind: ActorType | None = asked.one("type") or None  # type: ignore[assignment]
    found = call.record.people.all(
        asked.one("q"),
        type=kind,
        side=asked.one("side") or None,
        order=asked.one("sort") or "statements",
        limit=asked.limit(),
        cursor=call.cursor(),
    )
    return call.listed(map(kept.actor, found.items), found.total, found.next)


def actor(call: Call) -> Told:
    """One actor, and those who were found to be the same."""
    found = call.record.actor(call.asked.path["id"])
    merged = call.record.people.merged(found.id)
    return single({**kept.actor(found), "merged": [one.id for one in merged if one.id != found.id]})


def issues(call: Call) -> Told:
    """The codebook, with how often each issue is touched by what is asked for."""
    counted = call.record.issue_stances(call.asked.wanted())
    items = [_issue(one, counted.get(one.id, {})) for one in call.record.issues().issues]
    return call.listed(items, len(items))


def issue(call: Call) -> Told:
    """One issue."""
    wanted = call.asked.path["id"]
    for one in call.record.issues().issues:
        if one.id == wanted:
            return single(_issue(one, call.record.issue_stances().get(one.id, {})))
    raise Refusal(404, "not_found")


def utterances(call: Call) -> Told:
    """Utterances that two or more articles report."""
    found = call.record.utterances(limit=call.asked.limit(), offset=cursors.offset(call.asked.link))
    return call.counted(map(_utterance, found.items), found.total)


def utterance(call: Call) -> Told:
    """One utterance, its renderings compared."""
    wanted = call.asked.path["id"]
    if not wanted.startswith("u"):
        raise Refusal(404, "not_found")
    told, compared = call.record.compare(wanted)
    return single({**_utterance(told), "comparison": _comparison(told, compared)})


def tensions(call: Call) -> Told:
    """Tensions, the surest first."""
    kinds: tuple[TensionKind, ...] = call.values("kind")  # type: ignore[assignment]
    found = call.record.tensions(kinds, limit=call.asked.limit(), offset=cursors.offset(call.asked.link))
    return call.counted(map(kept.tension, found.items), found.total)


def tension(call: Call) -> Told:
    """One tension with both statements whole."""
    found = call.record.tension(call.asked.path["id"])
    return single({**kept.tension(found), "statements": [kept.statement(found.a), kept.statement(found.b)]})


def positions(call: Call) -> Told:
    """Actors by issues."""
    limit, each = call.asked.number("limit", 50, 1, CELLS), call.asked.number("each", 5, 0, 20)
    found = call.record.positions(call.asked.wanted(), limit=limit, each=each)
    cells = (
        {
            "actor": one.actor,
            "issue": one.issue,
            **{stance: getattr(one, stance) for stance in STANCES},
            "statements": list(one.statements),
        }
        for one in found.cells
    )
    return {
        **call.listed(cells, found.total),
        "truncated": found.truncated,
        "actors": [{"id": one, "label": label} for one, label in found.actors],
        "issues": [{"id": one, "label": label} for one, label in found.issues],
    }


def timeline(call: Call) -> Told:
    """What was said, day by day."""
    asked = call.asked
    found = call.record.timeline(
        asked.wanted(),
        order="oldest" if asked.one("sort") == "oldest" else "newest",
        limit=asked.number("limit", 20, 1, MOST),
        each=asked.number("each", 3, 0, 20),
        cursor=call.cursor(),
    )
    items = (
        {
            "day": one.day.isoformat() if one.day else None,
            "count": one.count,
            "stances": dict(one.stances),
            "sides": dict(one.sides),
            "statements": [kept.statement(held) for held in one.statements],
        }
        for one in found.days
    )
    return {**call.listed(items, found.days_total, found.next), "statements_total": found.total}


def facets(call: Call) -> Told:
    """How a result could be narrowed down."""
    found = call.record.facets(call.asked.wanted())
    return {
        "ok": True,
        "facets": {
            name: [{"value": one.value, "label": one.label, "count": one.count} for one in values]
            for name, values in found.items()
        },
    }


def decisions(call: Call) -> Told:
    """What people decided on one statement or actor, in its order; without what whoever asks is to decide on unseen."""
    found, person = call.record.review.history(call.asked.one("target")), call.asked.person
    found = found if person.may("admin") else call.record.review.open_to(found, person.name)
    return call.listed(map(kept.decision, found), len(found))


def _issue(one: Issue, stances: Mapping[str, int]) -> Told:
    told: dict[str, int] = {**dict.fromkeys(STANCES, 0), **stances}
    return {
        "id": one.id,
        "labels": dict(one.labels),
        "terms": {language: list(held) for language, held in one.terms.items()},
        "stances": told,
        "statements": sum(told.values()),
    }


def _utterance(one: Utterance) -> Told:
    return {
        "id": one.id,
        "independent": one.independent,
        "speakers": list(one.speakers),
        "statements": [kept.statement(held) for held in one.statements],
    }


def _comparison(told: Utterance, compared: Comparison) -> Told:
    ids = {one.number: one.id for one in told.statements}
    return {
        "independent": compared.independent,
        "copies": [[ids[number] for number in sorted(one)] for one in compared.copies],
        "differences": [
            {
                "a": ids[one.a],
                "b": ids[one.b],
                "alike": one.alike,
                "pieces": [{"change": p.change, "a": list(p.a), "b": list(p.b)} for p in one.pieces],
                "only_a": _gap(one.only_a),
                "only_b": _gap(one.only_b),
            }
            for one in compared.differences
        ],
    }


def _gap(one: Gap) -> Told:
    signs = {name: list(words) for name, words in one.signs}
    return {"concepts": list(one.concepts), "numbers": list(one.numbers), "names": list(one.names), "signs": signs}
