"""Statement: one statement under its permanent address, with the words around it, and everything known of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.desk import Record
from onrecord.errors import NotFound
from onrecord.model.kept import Decision, KeptArticle, KeptStatement
from onrecord.web import links
from onrecord.web.asked import Asked
from onrecord.web.page import Page
from onrecord.web.pages.article import told_by
from onrecord.web.pages.cards import Card, card, cards
from onrecord.web.pages.labels import labels
from onrecord.web.pages.marking import Stretch, around
from onrecord.web.pages.reasons import Why, reasons
from onrecord.web.plain import VIEW
from onrecord.web.words.load import Words

OTHERS = 12


@dataclass(frozen=True, slots=True)
class Event:
    """A decision in the history of a statement, with the value that a person gave and the one before; empty where there is
    none."""

    decision: Decision
    value: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class StatementPage:
    """Context of a statement's page. `chain` leads from the outlet's own words inward, the outermost first, this statement
    left out; `others` are other reports of the same utterance, `others_total` how many there are."""

    card: Card
    article: KeptArticle = field(metadata=VIEW)
    why: tuple[Why, ...]
    chain: tuple[Card, ...]
    history: tuple[Event, ...]
    others: tuple[Card, ...]
    others_total: int
    citation: str
    outside: str | None
    became: str | None
    context: tuple[Stretch, ...] = field(metadata=VIEW)


def page(record: Record, asked: Asked) -> StatementPage:
    """One statement, whatever its state. Raises NotFound."""
    one = record.statement(asked.path["id"])
    named = labels(record, asked.words)
    article, beside = record.article(one.article, one.version)
    outer = told_by(one, {other.id: other for other in beside})
    others = _others(record, one)
    return StatementPage(
        card=card(one, named),
        article=article,
        why=reasons(one, named),
        chain=cards(reversed(outer), named),
        history=tuple(event(told, asked.words) for told in record.review.history(one.id)),
        others=cards(others[:OTHERS], named),
        others_total=len(others),
        citation=citation(one, asked.words),
        outside=links.outside(one.url),
        became=links.statement(one.became) if one.became else None,
        context=around(article, one) if one.state == "current" else (),
    )


def citation(one: KeptStatement, words: Words) -> str:
    """A line to copy: who, the exact words, where and when they were published, and where the record has them."""
    who = one.actor_name if one.speaker == "?" else one.speaker
    where = ", ".join(
        told for told in (one.outlet, words.date(one.published) if one.published else "", one.url) if told
    )
    parts = (f"{who or words('card.unknown')}: {one.content_words}", where, f"onrecord {one.id}", one.text_sha256[:16])
    return " — ".join(part for part in parts if part)


def _others(record: Record, one: KeptStatement) -> Sequence[KeptStatement]:
    if one.utterance is None:
        return ()
    try:
        return tuple(other for other in record.utterance(one.utterance).statements if other.id != one.id)
    except NotFound:  # a retired statement keeps the name of an utterance that nothing reports any more
        return ()


def event(told: Decision, words: Words) -> Event:
    """A decision with the values before and after, as they can be read."""
    payload = told.payload or {}
    return Event(told, _readable(payload.get("after"), told, words), _readable(payload.get("before"), told, words))


def _readable(values: object, told: Decision, words: Words) -> str:
    if told.action != "edit" or not isinstance(values, Mapping):
        return ""
    value = values.get(told.field)
    if told.field == "actor" and values.get("speaker"):
        return f"{values['speaker']} ({value})"
    if isinstance(value, bool):
        return words("hedged.yes" if value else "hedged.no")
    if isinstance(value, list):
        return ", ".join(f"{one[0]}-{one[1]}" for one in value if isinstance(one, list) and len(one) == 2) or "–"
    return words.of(told.field, value) if isinstance(value, str) else "–"


PAGE = Page("/s/{id}", page, "statement.html")
