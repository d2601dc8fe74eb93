"""What the record holds as JSON: statements, articles, actors, tensions as objects, and articles as lines of a gold set.

The lines are those of `lines` (the contract of `reading.schema.json`), with what only the record knows beside:
`utterance`, `issue`, `stance`, `issues`, and for each statement its permanent `permalink`.
"""

from collections.abc import Iterable, Mapping, Sequence

from onrecord.exports.lines import OFFSET_UNIT, SCHEMA_VERSION, dump, head, pairs
from onrecord.model.issue import Touch
from onrecord.model.kept import Decision, KeptActor, KeptArticle, KeptStatement, Tense

Object = dict[str, object]


def line(article: KeptArticle, statements: Sequence[KeptStatement]) -> Object:
    """One article with its statements as a line of a gold set: under the id it was given, with the ids of its reading."""
    local = {one.id: one.local for one in statements}
    return {
        **article_head(article),
        "schema_version": SCHEMA_VERSION,
        "offset_unit": OFFSET_UNIT,
        "text_sha256": article.sha256,
        "text": article.text,
        "times": [{"span": list(span), "value": value, "rule": rule} for span, value, rule in article.times],
        "statements": [_in_line(one, local) for one in statements],
    }


def article_head(article: KeptArticle) -> Object:
    """Where an article comes from, without its text."""
    return {
        **head(article.to_read(), article.language),
        "permalink": article.id,
        "version": article.version,
        "fetched": article.fetched.isoformat() if article.fetched else None,
        "raw_sha256": article.raw_sha256,
        "reader": article.reader,
    }


def statement(one: KeptStatement) -> Object:
    """One statement on its own: with its words, and its article's outlet, date and url."""
    return {
        "id": one.id,
        "article": one.article,
        "article_name": one.article_name,
        "local": one.local,
        "version": one.version,
        "lang": one.language,
        "outlet": one.outlet,
        "url": one.url,
        "date": one.published.isoformat() if one.published else None,
        "day": one.day.isoformat() if one.day else None,
        "said_on": one.said_on,
        "said_on_rule": one.said_on_rule,
        "actor": one.actor,
        "actor_name": one.actor_name,
        "side": one.side,
        **_speaker(one),
        "source": one.source_words,
        "cue": one.cue_words,
        "content": one.content_words,
        "addressee": one.addressee_words,
        "venue": one.venue_words,
        "spans": {
            "source": pairs(one.source),
            "cue": pairs(one.cue),
            "content": pairs(one.content),
            "addressee": pairs(one.addressee),
            "venue": pairs(one.venue),
        },
        "offset_unit": OFFSET_UNIT,
        "text_sha256": one.text_sha256,
        "kind": one.kind,
        "act": one.act,
        "zone": one.zone,
        "hedged": one.hedged,
        "within": one.within,
        "utterance": one.utterance,
        "issue": one.issue,
        "stance": one.stance,
        "issues": _issues(one.issues),
        "confidence": one.confidence,
        "reasons": list(one.reasons),
        "state": one.state,
        "verdict": one.verdict,
        "machine": dict(one.machine),
        "became": one.became,
    }


def actor(one: KeptActor) -> Object:
    """One actor with names and dated roles."""
    return {
        "id": one.id,
        "name": one.name,
        "type": one.type,
        "side": one.side,
        "stands_for": one.stands_for,
        "merged_into": one.merged_into,
        "names": [{"name": name, "lang": language, "origin": origin} for name, language, origin in one.names],
        "roles": [
            {
                "role": role,
                "since": since.isoformat() if since else None,
                "until": until.isoformat() if until else None,
                "origin": origin,
            }
            for role, since, until, origin in one.roles
        ],
        "statements": one.statements,
    }


def decision(one: Decision) -> Object:
    """One decision with its place in the chain."""
    return {
        "id": one.id,
        "at": one.at.isoformat() + "Z",
        "coder": one.coder,
        "action": one.action,
        "target": one.target,
        "field": one.field,
        "payload": dict(one.payload) if one.payload is not None else None,
        "why": one.why,
        "batch": one.batch,
        "pass": one.pass_name,
        "undoes": one.undoes,
        "hash": one.hash,
    }


def tension(one: Tense) -> Object:
    """One tension: the places of both statements as the gold sets name them, their words, the rule, and why."""
    return {
        "a": _end(one.a),
        "b": _end(one.b),
        "kind": one.kind,
        "id": one.id,
        "rule": one.rule,
        "why": one.why,
        "confidence": one.confidence,
    }


def jsonl(objects: Iterable[Object]) -> Iterable[str]:
    """Each object as a line with its line end."""
    return (dump(one) + "\n" for one in objects)


def _in_line(one: KeptStatement, local: Mapping[str, str]) -> Object:
    return {
        "id": one.local,
        "permalink": one.id,
        "source": pairs(one.source),
        "cue": pairs(one.cue),
        "content": pairs(one.content),
        "addressee": pairs(one.addressee),
        "venue": pairs(one.venue),
        "kind": one.kind,
        **_speaker(one),
        "actor": one.actor,
        "act": one.act,
        "hedged": one.hedged,
        "within": local.get(one.within) if one.within else None,
        "zone": one.zone,
        "said_on": one.said_on,
        "said_on_rule": one.said_on_rule,
        "utterance": one.utterance,
        "issue": one.issue,
        "stance": one.stance,
        "issues": _issues(one.issues),
        "confidence": one.confidence,
        "reasons": list(one.reasons),
        "verdict": one.verdict,
        "machine": dict(one.machine),
    }


def _speaker(one: KeptStatement) -> Object:
    return {
        "speaker": one.speaker,
        "speaker_type": one.speaker_type,
        "speaker_key": one.key,
        "speaker_romanised": one.romanised,
        "role": one.role,
        "stands_for": one.stands_for,
        "antecedent": list(one.antecedent) if one.antecedent else None,
        "candidates": [{"name": c.name, "score": c.score, "lost": c.lost} for c in one.candidates],
    }


def _issues(touched: Iterable[Touch]) -> list[Object]:
    return [
        {"issue": t.issue, "stance": t.stance, "confidence": t.confidence, "reasons": list(t.reasons)} for t in touched
    ]


def _end(one: KeptStatement) -> Object:
    return {
        "article": one.article_name,
        "statement": one.local,
        "permalink": one.id,
        "speaker": one.actor_name or one.speaker,
        "day": one.day.isoformat() if one.day else None,
        "outlet": one.outlet,
        "lang": one.language,
        "cue": one.cue_words,
        "words": one.content_words,
    }
