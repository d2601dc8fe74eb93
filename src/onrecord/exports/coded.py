"""A statement as each of its coders has it: the machine, and every person who decided on it.

The record keeps the values that hold, and beside them what the machine said and who decided what; formats that know coders
get one version of the statement for each.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from onrecord.model.attribution import ROLES
from onrecord.model.issue import Touch
from onrecord.model.kept import Decision, KeptStatement, Verdict
from onrecord.model.span import Span
from onrecord.record import decisions

_PLAIN = ("kind", "act", "zone", "hedged", "said_on", "speaker", "speaker_type", "role", "key", "stands_for")


class Version(NamedTuple):
    """A statement with the values of one coder. `values` are those that the coder told, apart from the machine's;
    `added` is whether the coder found the statement and the machine did not."""

    coder: str
    statement: KeptStatement
    verdict: Verdict
    values: Mapping[str, Any]
    added: bool = False
    pass_name: str = ""

    @property
    def name(self) -> str:
        """What the coder is called where there are no passes: a named pass is a coder of its own."""
        return f"{self.coder} ({self.pass_name})" if self.pass_name else self.coder


def machine(one: KeptStatement, text: str) -> KeptStatement | None:
    """The statement as the machine has it; None where only a person found it. `text` is that of its version."""
    if "act" in one.machine and one.machine["act"] is None:
        return None
    return with_values(one, one.machine, text)


def people(one: KeptStatement, text: str, told: Sequence[Decision]) -> Iterator[Version]:
    """The statement as each person has it who decided on it and did not reject it, in the order of their first decision."""
    first = machine(one, text) or one
    for coder, pass_name in dict.fromkeys((d.coder, d.pass_name) for d in told):
        found = decisions.overlay(told, pass_name=pass_name, coder=coder)
        if found.verdict in ("accepted", "edited"):
            said = with_values(first, found.values, text)
            yield Version(coder, said, found.verdict, found.values, found.added, pass_name)


def with_values(one: KeptStatement, values: Mapping[str, Any], text: str) -> KeptStatement:
    """The statement with other values in some fields, named and written as decisions have them."""
    told: dict[str, Any] = {name: values[name] for name in _PLAIN if name in values}
    for role in ROLES:
        if values.get(role) is not None:
            spans = tuple(Span(*span) for span in values[role])
            told |= {role: spans, f"{role}_words": " … ".join(span.of(text) for span in spans)}
    if "actor" in values and values["actor"] != one.actor:
        told |= {"actor": values["actor"], "actor_name": None, "side": None}
    if "touches" in values:
        told["issues"] = tuple(
            Touch(issue, stance, confidence, tuple(reasons))
            for issue, stance, confidence, reasons in values["touches"] or ()
        )
    return replace(one, **told) if told else one
