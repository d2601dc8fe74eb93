"""Why a machine-made field has its value: the rules and models that acted, who else could have been meant, what chances."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.model.kept import KeptStatement
from onrecord.web.pages.labels import Labels
from onrecord.web.words.load import Words

FIELDS: Mapping[str, tuple[str, ...]] = {
    "content": ("cue", "link", "content", "source", "within", "turn", "floating"),
    "kind": ("kind",),
    "act": ("act",),
    "hedged": ("hedge",),
    "speaker": ("speaker", "actor"),
    "said_on": ("said", "time"),
}
"""Fields -> how the names of the rules begin that had a part in them. Rules of other names stand with the content."""


@dataclass(frozen=True, slots=True)
class Why:
    """One field: what it holds, what the rules say in words, the rules in their order, what spoke against others (name, what
    it lost by), and the machine's value where a person gave another one."""

    field: str
    value: str
    told: tuple[str, ...]
    rules: tuple[str, ...]
    others: tuple[tuple[str, str], ...] = ()
    machine: str | None = None


def reasons(one: KeptStatement, labels: Labels) -> tuple[Why, ...]:
    """What can be told of each field of a statement, issues and stances too."""
    words = labels.words
    by_field = _by_field((*one.reasons, *((one.said_on_rule,) if one.said_on_rule else ())))
    lost = tuple((c.name, words.of("lost", c.lost)) for c in one.candidates if c.lost)
    values = {
        "content": words.share(one.confidence),
        "kind": words.of("kind", one.kind),
        "act": words.of("act", one.act),
        "hedged": words("hedged.yes" if one.hedged else "hedged.no"),
        "speaker": one.actor_name or one.speaker if one.speaker == "?" else one.speaker,
        "said_on": words.told(one.said_on),
    }
    found = [
        Why(
            name,
            value,
            told(words, by_field[name]),
            by_field[name],
            lost if name == "speaker" else (),
            _machine(one, name),
        )
        for name, value in values.items()
        if by_field[name] or name in one.machine
    ]
    for touch in one.issues:
        value = f"{labels.issue(touch.issue)}: {words.of('stance', touch.stance)} ({words.share(touch.confidence)})"
        found.append(Why("issue", value, told(words, touch.reasons), touch.reasons, machine=_machine(one, "issue")))
    return tuple(found)


def told(words: Words, rules: Iterable[str]) -> tuple[str, ...]:
    """What rules say, each sentence once: that of the rule's own name, else that of the longest part it begins with."""
    found: dict[str, None] = {}
    for rule in rules:
        name = rule.partition("=")[0]
        while name and f"rule.{name}" not in words.known:
            name = name.rpartition(".")[0]
        if name:
            found[words(f"rule.{name}")] = None
    return tuple(found)


def _by_field(rules: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {name: [] for name in FIELDS}
    for rule in rules:
        start = rule.partition(".")[0]
        name = next((field for field, starts in FIELDS.items() if start in starts), "content")
        if rule not in found[name]:
            found[name].append(rule)
    return {name: tuple(held) for name, held in found.items()}


def _machine(one: KeptStatement, field: str) -> str | None:
    if field not in one.machine:
        return None
    value: Any = one.machine[field]
    return "–" if value in (None, "", []) else str(value)
