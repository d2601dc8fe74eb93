"""A Reading as JSON: the contract of this project (`reading.schema.json`), which `score.py` of the gold sets reads."""

import importlib.resources
import json
import re
from collections.abc import Iterable

from onrecord.model.article import Article
from onrecord.model.span import Span
from onrecord.model.statement import Reading, Statement
from onrecord.model.text import Language

SCHEMA_VERSION = "1.0"
OFFSET_UNIT = "codepoint"

_LONE = re.compile("[\ud800-\udfff]")


def record(reading: Reading) -> dict[str, object]:
    """All fields of one article, in the order of the contract; offsets are code points of its `text`, half-open."""
    article = reading.article
    return {
        **head(article, reading.language),
        "schema_version": SCHEMA_VERSION,
        "offset_unit": OFFSET_UNIT,
        "text_sha256": article.sha256,
        "text": article.text,
        "times": [{"span": list(t.span), "value": t.value, "rule": t.rule} for t in reading.times],
        "statements": [statement(s) for s in reading.statements],
    }


def head(article: Article, language: Language) -> dict[str, object]:
    """Where an article comes from."""
    return {
        "id": article.id,
        "lang": language,
        "date": article.published.isoformat() if article.published else None,
        "outlet": article.outlet,
        "story": article.story,
        "url": article.url,
        "title": article.title,
    }


def statement(s: Statement) -> dict[str, object]:
    """All fields of one statement."""
    a, who = s.attribution, s.mention
    return {
        "id": a.id,
        "source": pairs(a.source),
        "cue": pairs(a.cue),
        "content": pairs(a.content),
        "addressee": pairs(a.addressee),
        "venue": pairs(a.venue),
        "kind": a.kind,
        "speaker": who.speaker,
        "speaker_type": who.speaker_type,
        "act": a.act,
        "hedged": a.hedged,
        "within": a.within,
        "zone": a.zone,
        "said_on": s.said_on,
        "confidence": round(a.confidence, 4),
        "reasons": list(s.reasons),
        "speaker_key": who.key,
        "speaker_romanised": who.romanised,
        "role": who.role,
        "stands_for": who.stands_for,
        "antecedent": list(who.antecedent) if who.antecedent else None,
        "candidates": [{"name": c.name, "score": round(c.score, 4), "lost": c.lost} for c in who.candidates],
        "said_on_rule": s.said_on_rule,
    }


def jsonl(reading: Reading) -> str:
    """One article as one line, with its line end."""
    return dump(record(reading)) + "\n"


def json_object(reading: Reading) -> str:
    """One article for reading: a field a line, a statement a line; no line end behind it."""
    fields = []
    for name, value in record(reading).items():
        if name in ("times", "statements") and isinstance(value, list) and value:
            items = ",\n".join(f"    {dump(item)}" for item in value)
            fields.append(f"  {dump(name)}: [\n{items}\n  ]")
        else:
            fields.append(f"  {dump(name)}: {dump(value)}")
    return "{\n" + ",\n".join(fields) + "\n}"


def schema() -> dict[str, object]:
    """The JSON Schema (draft 2020-12) that `record` keeps to."""
    source = importlib.resources.files(__package__).joinpath("reading.schema.json").read_text(encoding="utf-8")
    value: dict[str, object] = json.loads(source)
    return value


def pairs(spans: Iterable[Span]) -> list[list[int]]:
    """Spans as JSON has them."""
    return [[s.start, s.end] for s in spans]


def dump(value: object) -> str:
    """JSON that is valid UTF-8 whatever the text holds: a lone surrogate is escaped."""
    return _LONE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))
