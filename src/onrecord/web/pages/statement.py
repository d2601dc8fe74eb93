"""Statement: one statement under its permanent address, with the words around it, and everything known of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.desk import Record
from onrecord.errors import NotFound
from onrecord.model.kept import Decision, KeptArticle, KeptStatement
from onrecord.queries.review import main_pass
from onrecord.web import links
from onrecord.web.asked import Asked
from onrecord.web.links import Link
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
    left out; `others` are other reports of the same utterance, `others_total` how many there are. `revisions` are (number, link, whether
    shown): 0 is the machine's, every later one what held after so many decisions; `revision` is None for what holds now."""

    card: Card
    article: KeptArticle = field(metadata=VIEW)
    why: tuple[Why, ...]
    chain: tuple[Card, ...]
    history: tuple[Event, ...]
    others: tuple[Card, ...]
    others_total: int
    citation: str
    apa: str
    wiki: str
    outside: str | None
    became: str | None
    context: tuple[Stretch, ...] = field(metadata=VIEW)
    review: str | None = field(default=None, metadata=VIEW)
    revision: int | None = None
    revisions: tuple[tuple[int, str, bool], ...] = ()


def page(record: Record, asked: Asked) -> StatementPage:
    """One statement, whatever its state, or (`ID@3`) as it was after so many decisions. Raises NotFound."""
    id_, _, told = asked.path["id"].partition("@")
    one = record.statement(id_)
    history = record.review.history(one.id)
    revision = _revision(told, history) if told else None
    if revision is not None:
        one = record.review.as_of(one.id, revision)
    named = labels(record, asked.words)
    article, beside = record.article(one.article, one.version)
    outer = told_by(one, {other.id: other for other in beside})
    others = _others(record, one)
    return StatementPage(
        card=card(one, named),
        article=article,
        why=reasons(one, named),
        chain=cards(reversed(outer), named),
        history=tuple(event(told, asked.words) for told in _open(record, asked, history)),
        others=cards(others[:OTHERS], named),
        others_total=len(others),
        citation=citation(one, asked.words),
        apa=apa(one, asked.words),
        wiki=wiki(one),
        outside=links.outside(one.url),
        became=links.statement(one.became) if one.became else None,
        context=around(article, replace(one, verdict="none")) if one.state == "current" else (),
        review=Link("/review", (("at", one.id),)).url if asked.person.may("reviewer") else None,
        revision=revision,
        revisions=_revisions(one.id, history, revision),
    )


def _open(record: Record, asked: Asked, told: Sequence[Decision]) -> Sequence[Decision]:
    """What whoever asks may see: reviewers decide in named passes without having seen what others did."""
    return told if asked.person.may("admin") else record.review.open_to(told, asked.person.name)


def _revision(told: str, history: Sequence[Decision]) -> int:
    if told.isascii() and told.isdigit() and len(told) < 7 and int(told) <= len(main_pass(history)):
        return int(told)
    raise NotFound(
        f"@{told}: no such revision; the statement has 0 (the machine's) to {len(main_pass(history))}",
        "no_revision",
        value=told,
        most=len(main_pass(history)),
    )


def _revisions(id: str, history: Sequence[Decision], shown: int | None) -> tuple[tuple[int, str, bool], ...]:
    many = len(main_pass(history))
    return tuple((n, f"{links.statement(id)}@{n}", n == shown) for n in range(many + 1)) if many else ()


def citation(one: KeptStatement, words: Words) -> str:
    """A line to copy: who, the exact words, where and when they were published, and where the record has them."""
    who = one.actor_name if one.speaker == "?" else one.speaker
    where = ", ".join(
        told for told in (one.outlet, words.date(one.published) if one.published else "", one.url) if told
    )
    parts = (f"{who or words('card.unknown')}: {one.content_words}", where, f"onrecord {one.id}", one.text_sha256[:16])
    return " — ".join(part for part in parts if part)


def apa(one: KeptStatement, words: Words) -> str:
    """The article as a reference list has it, with who is quoted and the exact words."""
    day = one.published
    month = words.known[f"month.{day.month}"] if day else ""
    when = words("date.none") if day is None else (
        f"{day.year}, {month} {day.day}" if words.language == "en" else f"{day.year}, {day.day} {month}"
    )  # fmt: skip
    who = one.actor_name or one.speaker
    quoted = f"[{who if who != '?' else words('card.unknown')}: “{one.content_words}”]"
    parts = (one.outlet or words("card.no_outlet"), f"({when})", f"{one.title or ''} {quoted}".strip(), one.url)
    return ". ".join(part for part in parts if part)


def wiki(one: KeptStatement) -> str:
    """The article as a template of Wikipedia, with the exact words as its quotation."""
    told = {
        "title": one.title, "work": one.outlet, "date": one.published.isoformat() if one.published else "",
        "url": one.url, "language": one.language, "quote": one.content_words,
    }  # fmt: skip
    fields = "".join(f" |{name}={_wiki(value)}" for name, value in told.items() if value)
    return f"{{{{cite news{fields}}}}}"


def _wiki(value: str) -> str:
    """What would end a field or the template stands as its own sign."""
    signs = {"|": "{{!}}", "{": "&#123;", "}": "&#125;", "[": "&#91;", "]": "&#93;", "<": "&lt;"}
    return "".join(signs.get(char, char) for char in " ".join(value.split()))


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
