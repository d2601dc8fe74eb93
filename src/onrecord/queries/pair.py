"""What speaks for and against two statements reporting the same words: named features of a pair."""

import math
from datetime import date

from onrecord.model.sighting import Sighting
from onrecord.queries.around import NOBODY, Around, voices
from onrecord.queries.rarity import Rarity
from onrecord.queries.sketch import Sketch

_SILENT = frozenset(("ask", "decline"))
_AGAINST = frozenset(("deny", "reject"))
_BODIES = frozenset(("organization", "state", "group"))
_LONG_RUN = 8
_RARE = 3.0
_LATE = 3
_VERY_RARE = 4.0


def features(a: Sketch, b: Sketch, rarity: Rarity, around: Around = NOBODY) -> dict[str, float]:
    """The features of a pair by name; symmetric. Those of value 0 are left out. `around` is all that is compared."""
    who = relation(a, b)
    tongue = "same_language" if a.sighting.language == b.sighting.language else "across"
    words = _words(a, b, rarity)
    found = {"bias": 1.0, f"speaker:{who}": 1.0, f"language:{tongue}": 1.0}
    for name, value in words.items():
        found[name] = value
        found[f"{who}*{name}"] = value
        if tongue == "across":
            found[f"{tongue}*{name}"] = value
    if a.sighting.article == b.sighting.article:
        found |= _beside(a.sighting, b.sighting, who)
    else:
        found |= _apart(a, b, who, rarity, around)
    found |= _counts(a, b) | _claims(a.sighting, b.sighting) | _days(a.sighting, b.sighting) | _signs(a, b)
    return {name: value for name, value in found.items() if value}


def part_of(a: Sketch, b: Sketch) -> str:
    """The part of the weights that judges a pair: `beside` in one article, `same` for one speaker in two, `apart`."""
    if a.sighting.article == b.sighting.article:
        return "beside"
    return "same" if same_speaker(a, b) else "apart"


def relation(a: Sketch, b: Sketch) -> str:
    """How the speakers stand: `same`, `kin` (a body and one who may speak for it), `unknown`, `hearsay` (one speaks of
    the other), `other`."""
    one, two = a.sighting, b.sighting
    if same_speaker(a, b):
        return "same"
    if one.speaker == "?" or two.speaker == "?":
        return "unknown"
    if a.speaker & b.speaker or one.stands_for and one.stands_for in (two.stands_for, two.speaker):
        return "kin"
    if _speaks_of(a, b) or _speaks_of(b, a):
        return "hearsay"
    if (one.speaker_type in _BODIES) != (two.speaker_type in _BODIES):
        return "kin"
    return "other"


def same_speaker(a: Sketch, b: Sketch) -> bool:
    """One actor of the record, or names of which one is a part of the other (or is it, where the record tells no two)."""
    one, two = a.sighting, b.sighting
    known = one.actor is not None and two.actor is not None
    if known and one.actor == two.actor:
        return True
    if not one.key or not two.key:
        return False
    if one.key == two.key:
        return not known
    short, long = sorted((one.key.split(), two.key.split()), key=len)
    person = one.speaker_type == two.speaker_type == "person"
    return person and short[-1] == long[-1] and set(short) <= set(long)


def _speaks_of(a: Sketch, b: Sketch) -> bool:
    return any("^" + root in b.speaker for root in a.names)


def _words(a: Sketch, b: Sketch, rarity: Rarity) -> dict[str, float]:
    """Overlap of concepts: of both (cover), of the shorter in the longer (held), its weight (shared); and of roots."""
    weights_a, weights_b = rarity.words(a), rarity.words(b)
    total_a, total_b = sum(weights_a), sum(weights_b)
    if not total_a or not total_b:
        return {}
    found = [rarity.shared(word, b.concepts) for word in a.words]
    shared_a = sum(map(min, found, weights_a))
    shared_b = sum(map(min, (rarity.shared(word, a.concepts) for word in b.words), weights_b))
    roots_a = sum(1 for word in a.words if word.root in b.roots) / len(a.words)
    roots_b = sum(1 for word in b.words if word.root in a.roots) / len(b.words)
    cover = (shared_a + shared_b) / (total_a + total_b)
    held = max(shared_a / total_a, shared_b / total_b)
    return {
        "cover": cover,
        "held": held,
        "shared": math.log1p(min(shared_a, shared_b)),
        "best": max(found) / 5,
        "roots": max(roots_a, roots_b),
        "run": min(_run(a, b), _LONG_RUN) / _LONG_RUN,
    }


def _apart(a: Sketch, b: Sketch, who: str, rarity: Rarity, around: Around) -> dict[str, float]:
    """How many rare concepts two statements of two articles share, and what is known of their speakers beside the names."""
    shared = sorted((rarity.of(concept) for concept in a.concepts & b.concepts if concept[0] != "^"), reverse=True)
    rare = {
        "rare": sum(weight > _RARE for weight in shared[:5]) / 5,
        "very_rare": sum(weight > _VERY_RARE for weight in shared[:4]) / 4,
        "second": shared[1] / 5 if len(shared) > 1 else 0.0,
        "third": shared[2] / 5 if len(shared) > 2 else 0.0,
        "names:lost": float(bool(a.names - b.roots)) + float(bool(b.names - a.roots)),
    }
    found = rare | voices(a, b, who)
    if who == "same":
        acts = "+".join(sorted((a.sighting.act, b.sighting.act)))
        return found | around.own_words(a, b) | _told_days(a.sighting, b.sighting) | {f"acts:{acts}": 1.0}
    found |= {f"{who}*{name}": rare[name] for name in ("rare", "very_rare")}
    inside = any(
        outer is not None and same_speaker(outer, other)
        for outer, other in ((around.outer(a), b), (around.outer(b), a))
    )
    return found | {"who:outer": float(inside)}


def _run(a: Sketch, b: Sketch) -> int:
    """The most words in a row that two contents share, by their roots."""
    if not a.roots & b.roots:
        return 0
    best = 0
    before: dict[int, int] = {}
    roots = [word.root for word in b.words]
    for word in a.words:
        now: dict[int, int] = {}
        for place, root in enumerate(roots):
            if root == word.root:
                now[place] = before.get(place - 1, 0) + 1
                best = max(best, now[place])
        before = now
    return best


def _beside(a: Sighting, b: Sighting, who: str) -> dict[str, float]:
    """How two statements of one article stand: nearness in their order, one paragraph, one inside the other."""
    apart = abs(a.statement - b.statement)
    place = "next" if apart == 1 else "near" if apart == 2 else "far"
    paragraph = float(bool(a.paragraph) and a.paragraph == b.paragraph)
    return {
        f"place:{place}": 1.0,
        f"{who}*place:{place}": 1.0,
        "paragraph": paragraph,
        f"{who}*paragraph": paragraph,
        "inside": float(a.within == b.statement or b.within == a.statement),
    }


def _counts(a: Sketch, b: Sketch) -> dict[str, float]:
    numbers, names = a.numbers & b.numbers, a.names & b.names
    short = min(len(a.words), len(b.words))
    return {
        "numbers:shared": min(len(numbers), 2),
        "numbers:differ": float(bool(a.numbers) and bool(b.numbers) and not numbers),
        "numbers:one_side": float(bool(a.numbers) != bool(b.numbers)),
        "names:shared": min(len(names), 2),
        "names:differ": float(bool(a.names) and bool(b.names) and not names),
        "short": 1 / (1 + short),
        "ratio": (1 + short) / (1 + max(len(a.words), len(b.words))),
    }


def _claims(a: Sighting, b: Sighting) -> dict[str, float]:
    acts = {a.act, b.act}
    same_issue = a.issue is not None and a.issue == b.issue
    return {
        "act:same": float(a.act == b.act),
        "act:silent": float(bool(acts & _SILENT)),
        "act:silent_both": float(acts <= _SILENT),
        "act:against_one": float((a.act in _AGAINST) != (b.act in _AGAINST)),
        "kind:both_direct": float(a.kind == b.kind == "direct"),
        "issue:same": float(same_issue),
        "issue:differ": float(a.issue is not None and b.issue is not None and not same_issue),
        "stance:same": float(same_issue and a.stance == b.stance),
        "stance:opposed": float(same_issue and {a.stance, b.stance} == {"support", "oppose"}),
        "zone:background": float("background" in (a.zone, b.zone)),
        "zone:headline": float("headline" in (a.zone, b.zone)),
        "outlet:one": float((a.speaker_type == "outlet") != (b.speaker_type == "outlet")),
        "outlet:both": float(a.speaker_type == b.speaker_type == "outlet"),
        "nested": float(a.within is not None) + float(b.within is not None),
        "hedged:differ": float(a.hedged != b.hedged),
    }


def _days(a: Sighting, b: Sighting) -> dict[str, float]:
    day_a, day_b = day(a), day(b)
    found = {"day:gap": float(abs((a.published - b.published).days)) if a.published and b.published else 0.0}
    found["day:gap"] = min(found["day:gap"], 5) / 5
    if day_a and day_b:
        found["day:same"] = float(day_a == day_b)
        found["day:differ"] = float(day_a != day_b)
    early = (day_a and b.published and day_a > b.published) or (day_b and a.published and day_b > a.published)
    found["day:impossible"] = float(bool(early))
    return found


def _told_days(a: Sighting, b: Sighting) -> dict[str, float]:
    """How many days after the day that one report tells the other one was published."""
    found = {"day:both": float(bool(day(a) and day(b)))}
    for one, other in ((a, b), (b, a)):
        told = day(one)
        if told and other.published:
            name = f"day:published:{max(-1, min((other.published - told).days, _LATE))}"
            found[name] = found.get(name, 0.0) + 1.0
    return found


def day(sighting: Sighting) -> date | None:
    """The day on which it was said, where the text tells one day."""
    try:
        return date.fromisoformat((sighting.said_on or "")[:10])
    except ValueError:
        return None


def _signs(a: Sketch, b: Sketch) -> dict[str, float]:
    return {
        "negation:differ": float(bool(a.signs["negation"]) != bool(b.signs["negation"])),
        "condition:both": float(bool(a.signs["condition"]) and bool(b.signs["condition"])),
        "falsehood:differ": float(bool(a.signs["falsehood"]) != bool(b.signs["falsehood"])),
        "duty:differ": float(bool(a.signs["duty"]) != bool(b.signs["duty"])),
        "long": math.log1p(min(len(a.words), len(b.words))),
    }
