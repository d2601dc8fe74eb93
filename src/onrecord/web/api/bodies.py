"""What may be sent: the schemas of bodies, by which they are checked and described."""

from typing import Any

from onrecord.model.attribution import ROLES
from onrecord.model.text import LANGUAGES
from onrecord.web import taking
from onrecord.web.api.parameters import WHOLE_DAY
from onrecord.web.asked import LONGEST

MOST_READ = 200_000
"""Characters of a text that is read and not kept."""
MOST_KEPT = taking.LONGEST
MANY = 500

_SHORT = {"type": "string", "minLength": 1, "maxLength": LONGEST}
_DATE = {"type": "string", "pattern": WHOLE_DAY, "description": "When it was published, YYYY-MM-DD."}
_LANG = {"type": "string", "enum": list(LANGUAGES), "description": "Found out where it is not told."}
_WHY = {"type": "string", "maxLength": 2000}
_PASS = {"type": "string", "maxLength": 100, "description": "A second opinion: it changes nothing and is compared."}


def _object(required: tuple[str, ...], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": properties, "additionalProperties": False}


def _text(most: int) -> dict[str, Any]:
    return {"type": "string", "minLength": 1, "maxLength": most}


READ = _object(("text",), text=_text(MOST_READ), id=_SHORT, date=_DATE, lang=_LANG, outlet=_SHORT, title=_SHORT)
ARTICLE = _object(
    ("text",),
    text=_text(MOST_KEPT),
    id=_SHORT,
    date=_DATE,
    lang=_LANG,
    outlet=_SHORT,
    title=_SHORT,
    story=_SHORT,
    url={**_SHORT, "maxLength": 2048},
)
FETCH = _object(
    ("fetch",),
    fetch={"type": "string", "minLength": 1, "maxLength": 2048, "description": "The address of a page (http, https)."},
    date=_DATE,
    lang=_LANG,
    outlet=_SHORT,
    title=_SHORT,
    story=_SHORT,
)
ARTICLES = {
    "oneOf": [
        ARTICLE,
        FETCH,
        _object(("articles",), articles={"type": "array", "minItems": 1, "maxItems": MANY, "items": ARTICLE}),
    ]
}
_IDS = {"type": "array", "minItems": 1, "maxItems": MANY, "items": _SHORT}
_NUMBER = {"type": "integer", "minimum": 0, "maximum": 2**31}
_PAIR = {"type": "array", "minItems": 2, "maxItems": 2, "items": _NUMBER}
_VALUES: tuple[tuple[tuple[str, ...], dict[str, Any]], ...] = (
    (("hedged",), {"type": "boolean"}),
    (ROLES, {"type": "array", "maxItems": 100, "items": _PAIR, "description": "[start, end) in code points."}),
    (("kind", "act", "zone", "speaker", "speaker_type"), _SHORT),
    (("role",), {"type": "string", "maxLength": LONGEST}),
    (("said_on", "actor", "issue", "stance", "utterance"), {**_SHORT, "type": ["string", "null"]}),
)
"""What the fields of a statement can be: together all of EDITABLE."""


def _edit(fields: tuple[str, ...], value: dict[str, Any]) -> dict[str, Any]:
    return _object(
        ("action", "statement", "field", "value"),
        action={"const": "edit"},
        statement=_SHORT,
        field={"type": "string", "enum": list(fields)},
        value=value,
        expects={**value, "description": "The value that was seen: refused (409) where another came first."},
        why=_WHY,
        **{"pass": _PASS},
    )


DECISION = {
    "oneOf": [
        _object(("action", "statements"), action={"const": "accept"}, statements=_IDS, why=_WHY, **{"pass": _PASS}),
        _object(("action", "statements"), action={"const": "reject"}, statements=_IDS, why=_WHY, **{"pass": _PASS}),
        *(_edit(fields, value) for fields, value in _VALUES),
        _object(
            ("action", "decision"),
            action={"const": "undo"},
            decision={**_SHORT, "description": "A decision's id, or a batch's."},
            why=_WHY,
        ),
    ]
}
