"""All endpoints in one table: path, what makes the answer, what may be asked and sent, who may, and which schema it has."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from onrecord.record.accounts import Role
from onrecord.web.api import ask, bodies, change
from onrecord.web.api import parameters as p
from onrecord.web.api.calls import Call, Told
from onrecord.web.api.parameters import Parameter

TEXT, JSON = "text/plain", "application/json"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`answer` names a schema of `schemas.json`; `body` is the schema of the JSON that is sent. With `plain` text may be sent
    as it is, and `parameters` tell the rest of it (they may not stand beside JSON)."""

    path: str
    make: Callable[[Call], Told]
    told: str
    answer: str
    parameters: tuple[Parameter, ...] = ()
    method: Literal["GET", "POST"] = "GET"
    role: Role = "reader"
    body: Mapping[str, Any] | None = None
    plain: int = 0

    @property
    def known(self) -> frozenset[str]:
        """The names of its parameters."""
        return frozenset(one.name for one in self.parameters)


def _size(usual: int, most: int) -> Parameter:
    return p.number("limit", "How many of them.", usual, most)


ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint("/statements", ask.statements, "Search statements.", "Statements", (*p.WANTED, p.SORT, *p.PAGED)),
    Endpoint("/statements/{id}", ask.statement, "One statement.", "OneStatement"),
    Endpoint("/articles", ask.articles, "List articles, the newest first.", "Articles", (*p.ARTICLES, *p.PAGED)),
    Endpoint("/articles/{id}", ask.article, "One article with its text and statements.", "OneArticle", (p.VERSION,)),
    Endpoint("/actors", ask.actors, "List actors.", "Actors", (*p.ACTORS, *p.PAGED)),
    Endpoint("/actors/{id}", ask.actor, "One actor.", "OneActor"),
    Endpoint("/issues", ask.issues, "The codebook, with counts of the statements asked for.", "Issues", p.WANTED),
    Endpoint("/issues/{id}", ask.issue, "One issue.", "OneIssue"),
    Endpoint("/utterances", ask.utterances, "Utterances that several articles report.", "Utterances", p.PAGED),
    Endpoint("/utterances/{id}", ask.utterance, "One utterance, its renderings compared.", "OneUtterance"),
    Endpoint("/tensions", ask.tensions, "Statements that do not go together.", "Tensions", (*p.TENSIONS, *p.PAGED)),
    Endpoint("/tensions/{id}", ask.tension, "One tension.", "OneTension"),
    Endpoint("/positions", ask.positions, "Actors by issues.", "Positions", (*p.WANTED, _size(50, ask.CELLS), p.EACH)),
    Endpoint(
        "/timeline",
        ask.timeline,
        "What was said, day by day.",
        "Timeline",
        (*p.WANTED, p.DAYS_SORT, *p.PAGED, p.EACH),
    ),
    Endpoint("/facets", ask.facets, "How a search could be narrowed down.", "Facets", p.WANTED),
    Endpoint("/decisions", ask.decisions, "What people decided on something.", "Decisions", (p.TARGET,)),
    Endpoint(
        "/read",
        change.read,
        "Read a text; nothing is kept.",
        "OneReading",
        p.TOLD,
        "POST",
        body=bodies.READ,
        plain=bodies.MOST_READ,
    ),
    Endpoint(
        "/articles",
        change.articles,
        "Keep articles: texts, or the address of a page.",
        "Taken",
        p.KEPT,
        "POST",
        "reviewer",
        bodies.ARTICLES,
        bodies.MOST_KEPT,
    ),
    Endpoint(
        "/decisions",
        change.decide,
        "Accept, reject, edit, or undo.",
        "Made",
        (),
        "POST",
        "reviewer",
        bodies.DECISION,
    ),
)
