"""Agreement: how far coders agree, field by field, and their codings of each statement side by side."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from onrecord.desk import Record
from onrecord.errors import NotFound
from onrecord.model.kept import KeptStatement
from onrecord.model.span import Span
from onrecord.queries.curation import STATES, Curated, CurationState
from onrecord.queries.reliability import Alpha
from onrecord.record.pack import ROLES
from onrecord.web import links
from onrecord.web.asked import Asked
from onrecord.web.guard.refusal import Refusal
from onrecord.web.links import Link
from onrecord.web.page import Page
from onrecord.web.pages.labels import Labels, labels
from onrecord.web.plain import VIEW

LIMIT = 20
MAIN = "main"
"""The main pass, as it stands in an address."""


@dataclass(frozen=True, slots=True)
class Row:
    """One field of a statement: its state, and what each coder says, in the order of the coders; None where one has not
    coded it."""

    field: str
    state: CurationState
    values: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A statement with its codings; `words` are empty where they were taken out."""

    id: str
    state: CurationState
    speaker: str
    words: str
    language: str
    rows: tuple[Row, ...]
    url: str
    review: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A link that shows a part: how many there are, and whether it is shown."""

    name: str
    label: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """Context of the agreement page: alpha by field (`verdict` first), and codings side by side; `sealed` counts the statements
    whose codings the reader may not see before they have coded them."""

    alphas: tuple[tuple[str, Alpha], ...]
    statements: int
    sealed: int
    coders: tuple[str, ...]
    units: tuple[Unit, ...]
    states: tuple[Choice, ...]
    passes: tuple[Choice, ...] = field(metadata=VIEW)
    people: tuple[Choice, ...] = field(metadata=VIEW)
    next: str | None = None
    first: str | None = None


def page(record: Record, asked: Asked) -> AgreementPage:
    """How far the coders that are asked for agree. Raises Refusal."""
    chosen = asked.link.values("pass")
    passes = ["" if one == MAIN else one for one in chosen] if chosen else None
    coders = asked.link.values("coder")
    state = asked.one("state")
    if state not in ("", *STATES):
        raise Refusal(400, "value", {"name": "state", "value": state, "known": ", ".join(STATES)})
    offset = asked.number("from", 0, 0, 10**6)
    named = labels(record, asked.words)
    found = record.review.agreement(passes=passes, coders=coders)
    side = record.review.curation(
        passes=passes, coders=coders, state=cast("CurationState | None", state or None), limit=LIMIT, offset=offset,
        seen_by=None if asked.person.may("admin") else asked.person.name,
    )  # fmt: skip
    teller = _Teller(record, named)
    return AgreementPage(
        alphas=tuple(found.fields.items()),
        statements=found.statements,
        sealed=side.sealed,
        coders=side.coders,
        units=tuple(teller.unit(one, side.coders) for one in side.items),
        states=tuple(_state(asked, name, side.counts) for name in STATES),
        passes=tuple(_chosen(asked, "pass", name, asked.words) for name in _passes(record)),
        people=tuple(_chosen(asked, "coder", name, asked.words) for name in _people(record)),
        next=asked.link.put("from", str(offset + LIMIT)).url if side.truncated else None,
        first=asked.link.drop("from").url if offset else None,
    )


def _state(asked: Asked, name: CurationState, counts: Mapping[str, int]) -> Choice:
    on = asked.one("state") == name
    link = asked.link.drop("from").put("state", None if on else name)
    return Choice(name, asked.words.of("curation", name), counts[name], link.url, on)


def _chosen(asked: Asked, parameter: str, name: str, words: Any) -> Choice:
    told = MAIN if parameter == "pass" and not name else name
    label = words("agreement.main") if told == MAIN and not name else name
    link = asked.link.drop("from").turn(parameter, told)
    return Choice(told, label, 0, link.url, (parameter, told) in asked.link.pairs)


def _passes(record: Record) -> list[str]:
    return sorted({name for _, name in record.review.decided_by()})


def _people(record: Record) -> list[str]:
    return sorted({coder for coder, _ in record.review.decided_by()})


class _Teller:
    """Values of codings as they can be read."""

    def __init__(self, record: Record, named: Labels) -> None:
        self.record = record
        self.named = named
        self.actors: dict[str, str] = {}

    def unit(self, one: Curated, coders: tuple[str, ...]) -> Unit:
        """A statement with what each coder says."""
        try:
            kept: KeptStatement | None = self.record.statement(one.statement)
        except NotFound:
            kept = None
        rows = [
            Row(name, state, tuple(self._told(kept, name, one.codings.get(coder, {})) for coder in coders))
            for name, state in one.fields.items()
        ]
        return Unit(
            id=one.statement,
            state=one.state,
            speaker=(kept.actor_name or kept.speaker) if kept else "?",
            words=kept.content_words if kept else "",
            language=kept.language if kept else "",
            rows=tuple(rows),
            url=links.statement(one.statement),
            review=Link("/review", (("at", one.statement),)).url,
        )

    def _told(self, one: KeptStatement | None, name: str, values: Mapping[str, Any]) -> str | None:
        if name not in values:
            return None
        value = values[name]
        if name in ROLES:
            return self._words(one, value)
        if isinstance(value, bool):
            return self.named.words("hedged.yes" if value else "hedged.no")
        if value is None:
            return "–"
        return self._actor(str(value)) if name == "speaker" else self.named.of(name, str(value))

    def _actor(self, told: str) -> str:
        if told not in self.actors:
            found = self.record.people.many([told])
            self.actors[told] = found[told].name if told in found else told
        return self.actors[told]

    def _words(self, one: KeptStatement | None, places: Any) -> str:
        if one is None or not isinstance(places, list):
            return "–"
        article, _ = self.record.article(one.article, one.version)
        spans = [Span(start, end) for start, end in places if end <= len(article.text)]
        return " … ".join(span.of(article.text) for span in spans) or "–"


PAGE = Page(
    "/review/agreement", page, "agreement.html", frozenset(("pass", "coder", "state", "from")), cost=10.0, nav="review",
    role="reviewer",
)  # fmt: skip
