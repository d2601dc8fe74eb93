"""A statement as a card: its words, and where everything on it leads."""

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model.actor import UNKNOWN
from onrecord.model.issue import Stance
from onrecord.model.kept import KeptStatement
from onrecord.web import links
from onrecord.web.pages.labels import Labels

UNSURE = 0.5
"""A statement that a guide-reading person would mark with a lower chance is called unsure."""


@dataclass(frozen=True, slots=True)
class Tag:
    """An issue that a statement touches, its label, and the stance to it."""

    id: str
    label: str
    stance: Stance
    url: str


@dataclass(frozen=True, slots=True)
class Card:
    """A statement with its links. `speaker` is the name that the article gives, empty where it gives none; `also` the
    actor's name where that is another one."""

    statement: KeptStatement
    speaker: str
    also: str
    issues: tuple[Tag, ...]
    url: str
    article_url: str
    actor_url: str | None
    utterance_url: str | None
    unsure: bool


def card(one: KeptStatement, labels: Labels) -> Card:
    """The card of a statement."""
    speaker = "" if one.speaker == UNKNOWN else one.speaker
    tags = tuple(Tag(t.issue, labels.issue(t.issue), t.stance, links.issue(t.issue)) for t in one.issues)
    return Card(
        statement=one,
        speaker=speaker or one.actor_name or "",
        also=one.actor_name if one.actor_name and speaker and one.actor_name != speaker else "",
        issues=tags,
        url=links.statement(one.id),
        article_url=links.article(one.article, statement=one.id),
        actor_url=links.actor(one.actor) if one.actor else None,
        utterance_url=links.utterance(one.utterance) if one.utterance else None,
        unsure=one.confidence < UNSURE and one.verdict == "none",
    )


def cards(found: Iterable[KeptStatement], labels: Labels) -> tuple[Card, ...]:
    """The cards of statements, in their order."""
    return tuple(card(one, labels) for one in found)
