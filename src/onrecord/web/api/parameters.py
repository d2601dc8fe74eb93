"""What may stand behind `?` in the API: the parameters of the pages, each with its schema."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.model.actor import ACTOR_TYPES
from onrecord.model.attribution import ACTS, KINDS
from onrecord.model.issue import STANCES
from onrecord.model.kept import STATES, VERDICTS
from onrecord.model.sighting import TENSION_KINDS
from onrecord.model.text import LANGUAGES, ZONES
from onrecord.model.wanted import ORDERS, UNTOLD
from onrecord.web.asked import ANY, LIMIT, LONGEST, MOST
from onrecord.web.guard.refusal import Refusal
from onrecord.web.links import Pair

DAY = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
WHOLE_DAY = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
OFFSETS = 10**6
VALUES = 20
"""How often one parameter may stand."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter; with `many` it may stand more than once, and any of its values may hold."""

    name: str
    told: str
    schema: Mapping[str, Any]
    many: bool = False
    required: bool = False


def _text(name: str, told: str, *, many: bool = False, required: bool = False) -> Parameter:
    return Parameter(name, told, {"type": "string", "minLength": 1, "maxLength": LONGEST}, many, required)


def _choice(name: str, told: str, known: tuple[str, ...], *, many: bool = True) -> Parameter:
    return Parameter(name, told, {"type": "string", "enum": list(known)}, many)


def number(name: str, told: str, usual: int, most: int, least: int = 1) -> Parameter:
    """A whole number."""
    return Parameter(name, told, {"type": "integer", "minimum": least, "maximum": most, "default": usual})


def _day(name: str, told: str) -> Parameter:
    return Parameter(name, told, {"type": "string", "pattern": DAY, "examples": ["2031", "2031-05", "2031-05-14"]})


WANTED: tuple[Parameter, ...] = (
    _text(
        "q", 'Words, found in all their forms; "words together" stand as they are, -word is not there, begin* begins.'
    ),
    _text("speaker", "A name in any script, an actor's id, or ? for unknown.", many=True),
    _text("side", "A side, or ? for none.", many=True),
    _text("issue", "An issue's id.", many=True),
    _choice("stance", "The stance to the issue, or to the leading one.", (*STANCES, UNTOLD)),
    _choice("act", "What the speaker does with the words.", ACTS),
    _choice("kind", "Direct, indirect or mixed speech.", KINDS),
    _choice("zone", "Where in the article it stands.", ZONES),
    _text("outlet", "Where it was published.", many=True),
    _choice("lang", "The article's language.", LANGUAGES),
    _choice("verdict", "What people decided; rejected ones are left out unless asked for.", (*VERDICTS, ANY)),
    _choice("state", "Whether it stands in the newest text.", (*STATES, ANY)),
    _text("story", "A story's id, as articles name it.", many=True),
    _text("article", "An article's id.", many=True),
    _text("utterance", "An utterance's id.", many=True),
    _day("since", "From this day, month or year on."),
    _day("until", "To this day, month or year."),
    _choice("hedged", "Whether the words themselves are hedged.", ("yes", "no"), many=False),
)
AFTER = _text("after", "Where the page begins: `next` of the page before.")
SIZE = number("limit", "How many items a page has.", LIMIT, MOST)
PAGED: tuple[Parameter, ...] = (AFTER, SIZE)
SORT = _choice("sort", "The order; relevance where there are words, else newest.", ORDERS, many=False)
DAYS_SORT = _choice("sort", "Which days first.", ("newest", "oldest"), many=False)
EACH = number("each", "How many statements each day or cell names.", 3, 20, 0)
VERSION = number("version", "Which version of its text; the newest where none is named.", 1, OFFSETS)
ACTORS: tuple[Parameter, ...] = (
    _text("q", "Words that names begin with, in any script."),
    _choice("type", "What kind of actor.", ACTOR_TYPES, many=False),
    _text("side", "A side, or ? for none."),
    _choice("sort", "The order.", ("statements", "name"), many=False),
)
ARTICLES: tuple[Parameter, ...] = (
    _text("outlet", "Where it was published."),
    _choice("lang", "Its language.", LANGUAGES, many=False),
    _text("story", "A story's id."),
    _day("since", "Published from this day, month or year on."),
    _day("until", "Published to this day, month or year."),
)
TENSIONS: tuple[Parameter, ...] = (_choice("kind", "What kind of tension.", TENSION_KINDS),)
TARGET = _text("target", "A statement's id, or `actor:ID`.", required=True)
TOLD: tuple[Parameter, ...] = (
    Parameter("date", "When it was published.", {"type": "string", "pattern": WHOLE_DAY}),
    _choice("lang", "Its language; found out where it is not told.", LANGUAGES, many=False),
    _text("outlet", "Where it was published."),
)
"""Of a text that is sent as it is, what else is known."""
KEPT: tuple[Parameter, ...] = (
    *TOLD,
    _text("title", "Its title."),
    _text("url", "Its address."),
    _text("id", "Its id."),
)


def check(pairs: tuple[Pair, ...], parameters: tuple[Parameter, ...]) -> None:
    """Raises Refusal where a value is none that its parameter can have, stands too often, or is missing."""
    known = {one.name: one for one in parameters}
    seen: Counter[str] = Counter()
    for name, value in pairs:
        one = known[name]
        seen[name] += 1
        if seen[name] > 1 and not one.many:
            raise Refusal(400, "twice", {"name": name})
        if seen[name] > VALUES:
            raise Refusal(400, "values", {"name": name, "most": VALUES})
        if "enum" in one.schema and value not in one.schema["enum"]:
            raise Refusal(400, "value", {"name": name, "value": value, "known": ", ".join(one.schema["enum"])})
    for one in parameters:
        if one.required and one.name not in seen:
            raise Refusal(400, "missing", {"name": one.name})
