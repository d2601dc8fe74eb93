"""What speaks for two utterances not going together, by kind: named features of a pair."""

import math
from collections.abc import Mapping

from onrecord.model.sighting import Sighting
from onrecord.queries.pair import features, part_of, same_speaker
from onrecord.queries.rarity import Rarity
from onrecord.queries.said import UNNAMED, Said, overlap
from onrecord.queries.sketch import Sketch
from onrecord.queries.weights import shipped

_FIRST = 2
_NAMED = 0.3
_CLEAR = 0.5
_AGAINST = ("deny", "reject")
_FACTUAL = ("assert", "confirm", "deny", "accuse", "believe")


def ordered(a: Said, b: Said) -> tuple[Said, Said]:
    """The earlier first; of one day, the one that is denied first; else as they stand in the record."""
    key_a = (a.first is None, a.first or 0, _denies(a), min(one.sighting.statement for one in a.reports))
    key_b = (b.first is None, b.first or 0, _denies(b), min(one.sighting.statement for one in b.reports))
    return (a, b) if key_a <= key_b else (b, a)


def denier_last(a: Said, b: Said) -> tuple[Said, Said]:
    """The one that denies more at the end; where both do alike, the later one."""
    return (b, a) if _denies(a) > _denies(b) else (a, b)


def changes(features: Mapping[str, float]) -> bool:
    """Whether a change can be named between an earlier and a later position: stance, negation, numbers on one issue, or a
    condition where the speaker gives way or hardens too (`before` and `until` tell of time as often)."""
    numbers = features["numbers:differ"] * features["issue:same"]
    turned = features["stance:opposed"] + features["stance:changed"] >= _NAMED
    acts = features["gives"] + features["hardens"] >= _NAMED
    return turned or max(features["negation:differ"], numbers, acts * features["condition:differ"]) >= _CLEAR


def same_voice(a: Said, b: Said) -> bool:
    """Whether one actor said both."""
    return same_speaker(a.voice, b.voice)


def shift(a: Said, b: Said, rarity: Rarity) -> dict[str, float]:
    """One actor, `a` before `b`."""
    days = (b.first - a.first).days if a.first and b.first else 0
    found = _common(a, b, rarity)
    gives, hardens = _against(a) * _for(b), _for(a) * _against(b)
    return found | {
        "days": min(days, 4) / 4,
        "alike": alike(a, b, rarity),
        "gives": gives,
        "gives*same_issue": gives * found["issue:same"],
        "gives*shared": gives * found["shared"],
        "gives*opposed": gives * found["stance:opposed"],
        "hardens": hardens,
    }


def alike(a: Said, b: Said, rarity: Rarity) -> float:
    """How likely both are parts of one utterance, by the reports that stand for them."""
    weights = shipped()
    found = [
        weights.strength(part_of(one, two), features(one, two, rarity))
        for one in a.reports[:_FIRST]
        for two in b.reports[:_FIRST]
    ]
    return 1 / (1 + math.exp(-sum(found) / len(found)))


def conflict(a: Said, b: Said, rarity: Rarity) -> dict[str, float]:
    """Two actors; `b` is the one that denies more, if any does."""
    found = _common(a, b, rarity)
    factual, denies = _factual(a) * _factual(b), _denies(b)
    kind_a, kind_b = a.voice.sighting.speaker_type, b.voice.sighting.speaker_type
    named = float(kind_a not in UNNAMED and kind_b not in UNNAMED)
    return found | {
        "denies": denies,
        "denies*overlap": denies * found["overlap"],
        "denies*shared": denies * found["shared"],
        "denies*opposed": denies * found["stance:opposed"],
        "denies*same_issue": denies * found["issue:same"],
        "deny": b.acts.get("deny", 0.0),
        "falsehood": b.signs["falsehood"],
        "denied_denies": _denies(a),
        "denied_unnamed": float(kind_a in UNNAMED),
        "denied_nested": _nested_share(a),
        "denied_hedged": _hedged_share(a),
        "denied_body": float(kind_a != "person" and kind_b == "person"),
        "denier_unnamed": float(kind_b in UNNAMED),
        "both_named": named,
        "both_persons": float(kind_a == kind_b == "person"),
        "kin": float(bool(a.voice.speaker & b.voice.speaker) or _one_side(a.voice.sighting, b.voice.sighting)),
        "mentions": float(_mentions(b, a)),
        "mentioned": float(_mentions(a, b)),
        "nested": float(_nested(a, b)),
        "later": float(bool(a.first and b.first and b.first > a.first)),
        "earlier": float(bool(a.first and b.first and b.first < a.first)),
        "factual": factual,
        "factual*opposed": factual * found["stance:opposed"],
        "factual*named": factual * named,
        "factual*denies": factual * denies,
        "factual*shared": factual * found["shared"],
        "factual*same_issue": factual * found["issue:same"],
    }


def _common(a: Said, b: Said, rarity: Rarity) -> dict[str, float]:
    share, weight = overlap(a, b, rarity)
    shared = math.log1p(weight)
    same_issue = float(a.issue is not None and a.issue == b.issue)
    turned = float(_leading(a) != _leading(b))
    opposed = turned * (a.stances["support"] * b.stances["oppose"] + a.stances["oppose"] * b.stances["support"])
    changed = turned * (1 - sum(a.stances[s] * b.stances[s] for s in a.stances))
    negation = abs(a.signs["negation"] - b.signs["negation"])
    return {
        "bias": 1.0,
        "overlap": share,
        "shared": shared,
        "issue:same": same_issue,
        "issue:differ": float(a.issue is not None and b.issue is not None and a.issue != b.issue),
        "stance:opposed": same_issue * opposed,
        "stance:changed": same_issue * changed,
        "stance:opposed*shared": same_issue * opposed * shared,
        "negation:differ": negation,
        "negation*shared": negation * shared,
        "numbers:differ": float(bool(a.numbers) and bool(b.numbers) and not a.numbers & b.numbers),
        "numbers:shared": float(bool(a.numbers & b.numbers)),
        "absolute": max(a.signs["absolute"], b.signs["absolute"]),
        "condition:differ": abs(a.signs["condition"] - b.signs["condition"]),
        "reported": math.log(a.articles * b.articles) / 2,
        "alone": float(a.articles == 1) + float(b.articles == 1),
        "silent": max(one.acts.get("ask", 0.0) + one.acts.get("decline", 0.0) for one in (a, b)),
    }


def _leading(one: Said) -> str:
    """The stance that most reports tell."""
    return max(one.stances, key=lambda stance: one.stances[stance])


def _against(one: Said) -> float:
    """How many reports tell that the speaker stands against something."""
    return sum(one.acts.get(act, 0.0) for act in ("deny", "reject", "demand", "warn", "accuse"))


def _for(one: Said) -> float:
    """How many reports tell that the speaker goes along with something."""
    return sum(one.acts.get(act, 0.0) for act in ("accept", "promise", "propose", "confirm"))


def _one_side(a: Sighting, b: Sighting) -> bool:
    """Whether one speaks for the other, or both for one body."""
    return bool(a.stands_for and a.stands_for in (b.stands_for, b.speaker)) or b.stands_for == a.speaker


def _denies(one: Said) -> float:
    """How many reports deny or reject, or call something untrue."""
    told = sum(one.acts.get(act, 0.0) for act in _AGAINST)
    return max(one.acts.get("deny", 0.0), min(1.0, 0.5 * told + 0.5 * one.signs["falsehood"]))


def _nested_share(one: Said) -> float:
    return sum(report.sighting.within is not None for report in one.reports) / len(one.reports)


def _hedged_share(one: Said) -> float:
    return sum(report.sighting.hedged for report in one.reports) / len(one.reports)


def _factual(one: Said) -> float:
    """How many reports tell what is so, and not what is wanted or will be done."""
    return sum(one.acts.get(act, 0.0) for act in _FACTUAL)


def _mentions(a: Said, b: Said) -> bool:
    """Whether a report of `a` names the speaker of `b`."""
    return any("^" + root in b.voice.speaker for one in a.reports for root in one.names)


def _nested(a: Said, b: Said) -> bool:
    """Whether a report of `a` stands inside one of `b`."""
    outer = {one.sighting.statement for one in b.reports}
    return any(one.sighting.within in outer for one in a.reports)


_STRONG = {
    "ask": 0, "decline": 0, "believe": 1, "assert": 1, "confirm": 1, "propose": 1, "accept": 1, "promise": 2, "deny": 2,
    "demand": 2, "reject": 2, "accuse": 3, "warn": 3,
}  # fmt: skip


def drift(one: Sketch, rest: Said, rarity: Rarity) -> dict[str, float]:
    """What a rendering says that the other reports of the utterance do not, and what it leaves out."""
    sighting = one.sighting
    weight = sum(rarity.of(concept) for concept in one.concepts) or 1.0
    new = sum(rarity.of(concept) for concept in one.concepts if concept not in rest.concepts) / weight
    groups = ("condition", "doubt", "negation", "absolute", "force", "duty", "falsehood")
    lost = {f"lost:{g}": rest.signs[g] * float(not one.signs[g]) for g in groups}
    gained = {f"gained:{g}": (1 - rest.signs[g]) * float(bool(one.signs[g])) for g in groups}
    usual = sum(share * _STRONG[act] for act, share in rest.acts.items())
    issue = sighting.issue is not None and sighting.issue == rest.issue and sighting.stance is not None
    return (
        lost
        | gained
        | {
            "bias": 1.0,
            "new": new,
            "headline": float(sighting.zone in ("headline", "teaser", "subhead")),
            "indirect": float(sighting.kind == "indirect"),
            "direct": float(sighting.kind == "direct"),
            "stronger": max(0.0, _STRONG[sighting.act] - usual) / 3,
            "act:new": float(rest.acts.get(sighting.act, 0.0) == 0),
            "number:lost": float(bool(rest.numbers) and not one.numbers),
            "number:new": float(bool(one.numbers - rest.numbers)),
            "stance:new": float(issue and rest.stances.get(sighting.stance, 0.0) == 0) if sighting.stance else 0.0,
            "voice:other": float(not same_speaker(one, rest.voice)),
            "voice:unnamed": float(sighting.speaker_type in UNNAMED),
            "nested": float(sighting.within is not None),
            "hedged:lost": float(not sighting.hedged)
            * sum(r.sighting.hedged for r in rest.reports)
            / len(rest.reports),
            "background": float(sighting.zone == "background"),
            "short": 1 / (1 + len(one.words)),
            "shorter": max(0.0, 1 - len(one.words) / (1 + sum(len(r.words) for r in rest.reports) / len(rest.reports))),
            "reported": math.log(rest.articles),
        }
    )
