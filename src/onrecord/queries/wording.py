"""Why two statements are shown as a tension: the rule's name and a neutral sentence. What was said, never who is right."""

import re
from collections.abc import Mapping

from onrecord.model.sighting import TensionKind
from onrecord.queries.said import Said
from onrecord.queries.sketch import Sketch

_LONGEST = 160

_PAIR_RULES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "shift": (("stance:opposed", "stance"), ("negation:differ", "negation"), ("condition:differ", "condition"),
              ("numbers:differ", "numbers"), ("stance:changed", "stance")),
    "contradiction": (("numbers:differ", "numbers"), ("stance:opposed", "stance"), ("negation:differ", "negation"),
                      ("denies", "denies")),
    "denial": (("nested", "nested"), ("deny", "act"), ("falsehood", "words"), ("denies", "act")),
}  # fmt: skip

_DRIFT_RULES = (
    ("lost:condition", "condition_dropped", "the condition that other reports give is not there"),
    ("lost:doubt", "hedge_dropped", "the reservation that other reports give is not there"),
    ("hedged:lost", "hearsay_made_fact", "other reports mark doubt about the claim, this one does not"),
    ("number:new", "number_changed", "a number stands here that no other report has"),
    ("lost:negation", "negation_flipped", "other reports negate, this one does not"),
    ("gained:negation", "negation_flipped", "this report negates, others do not"),
    ("stronger", "stronger_act", "the act is a stronger one than in other reports"),
    ("gained:force", "stronger_words", "words stand here that no other report has"),
    ("gained:absolute", "absolute", "it is said without exception here, not so in other reports"),
    ("gained:duty", "ultimatum", "a demand stands here that other reports do not have"),
    ("stance:new", "stance_changed", "the position is another one than in other reports"),
    ("shorter", "cut", "a part that other reports give is left out"),
    ("new", "other_words", "it is told in words that no other report has"),
)
_DETAIL = re.compile(r"\((?:numbers: )?(?P<words>(?!on )[^()]*)\)[.:]\s*$")
_AT_LEAST = 0.5
_SHOWN = 0.3


def of_pair(kind: TensionKind, a: Said, b: Said, features: Mapping[str, float]) -> tuple[str, str]:
    """The rule that a pair of utterances is shown by, and a sentence."""
    rules = _PAIR_RULES[kind]
    name = next((rule for feature, rule in rules if features.get(feature, 0.0) >= _AT_LEAST), "")
    name = name or next((rule for feature, rule in rules if features.get(feature, 0.0) > 0), "words")
    return f"{kind}.{name}", " ".join((_head(kind, a, b), _about(a, b, name), f"{_told(a)} | {_told(b)}")).strip()


def of_drift(one: Sketch, rest: Said, features: Mapping[str, float]) -> tuple[str, str]:
    """The rule that a rendering is shown by, and a sentence."""
    found = [(name, told) for feature, name, told in _DRIFT_RULES if features.get(feature, 0.0) >= _AT_LEAST]
    name, told = found[0] if found else ("other_words", "it is told in other words")
    where = one.sighting.outlet or "one report"
    more = _words(one) if name in ("stronger_words", "absolute", "number_changed") else ""
    return f"drift.{name}", f"{where}: {told}{more}. {_told(rest)} | {_quote(one)}"


def rules() -> tuple[str, ...]:
    """The names of all rules, as `of_pair` and `of_drift` give them."""
    pairs = {f"{kind}.{name}" for kind, told in _PAIR_RULES.items() for _, name in (*told, ("", "words"))}
    return tuple(sorted(pairs | {f"drift.{name}" for _, name, _ in _DRIFT_RULES}))


def detail(why: str) -> str:
    """The numbers or words that a sentence of `of_pair` or `of_drift` names in brackets, before it quotes; empty without."""
    found = _DETAIL.search(why.partition("[")[0])
    return found["words"] if found else ""


def shows(kind: TensionKind, features: Mapping[str, float]) -> bool:
    """Whether anything beside the words themselves tells that a pair is at odds: stance, a negation, numbers, a denial."""
    return any(features.get(feature, 0.0) >= _SHOWN for feature, _ in _PAIR_RULES[kind])


def _head(kind: TensionKind, a: Said, b: Said) -> str:
    if kind == "shift":
        return f"{_who(a)} on {a.first} and on {b.first}"
    if kind == "denial":
        return f"{_who(b)} denies what {_who(a)} said or was reported to say"
    return f"{_who(a)} and {_who(b)} say what does not go together"


def _about(a: Said, b: Said, name: str) -> str:
    if name == "numbers":
        return f"(numbers: {', '.join(sorted(a.numbers))}; {', '.join(sorted(b.numbers))}):"
    if a.issue is not None and a.issue == b.issue:
        return f"(on {a.issue}: {_stance(a)}, then {_stance(b)}):" if name == "stance" else f"(on {a.issue}):"
    return ":"


def _stance(one: Said) -> str:
    return max(one.stances, key=lambda stance: one.stances[stance])


def _who(one: Said) -> str:
    """The speaker of the statement that is shown, as it names it."""
    speaker = one.one.sighting.speaker
    return "somebody unnamed" if speaker == "?" else speaker


def _told(one: Said) -> str:
    return _quote(one.one)


def _quote(one: Sketch) -> str:
    content = " ".join(one.sighting.content.split())
    short = content if len(content) <= _LONGEST else content[: _LONGEST - 1].rstrip() + "…"
    return f"[{short}]"


def _words(one: Sketch) -> str:
    found = [*one.signs["force"], *one.signs["absolute"], *sorted(one.numbers)]
    return f" ({', '.join(found[:4])})" if found else ""
