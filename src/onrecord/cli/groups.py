"""Options that several verbs take, declared once: a verb asks for them as one value."""

import getpass
from collections.abc import Callable
from dataclasses import dataclass, is_dataclass
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Any

from onrecord.cli import options


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which statements are meant, as told on the command line; the fields are those of `Wanted`, checked by `ask.wanted`."""

    speaker: options.Speaker = None
    side: options.Side = None
    issue: options.IssueIs = None
    stance: options.StanceIs = None
    act: options.Act = None
    zone: options.ZoneIs = None
    outlet: options.Outlet = None
    language: options.Lang = None
    story: options.Story = None
    since: options.Since = None
    until: options.Until = None
    hedged: options.Hedged = None
    verdict: options.Verdict = None


@dataclass(frozen=True, slots=True)
class Filters(Narrowed):
    """The same with the kind of a statement, where no verb has another `--kind`."""

    kind: options.KindIs = None


@dataclass(frozen=True, slots=True)
class Decider:
    """Who decides and why, in which record, and how the decision is shown."""

    record: options.Where = options.DEFAULT
    coder: options.Coder = ""
    why: options.Why = ""
    form: options.Shape = "table"

    @property
    def name(self) -> str:
        """The coder as told, else the name of the login."""
        return decider_name(self.coder)


@dataclass(frozen=True, slots=True)
class Coding(Decider):
    """The same for decisions that a blind pass may hold apart."""

    pass_name: options.Pass = ""


def decider_name(coder: str) -> str:
    """Who decides: as told, else the name of the login."""
    return coder or getpass.getuser()


def grouped(verb: Callable[..., None]) -> Callable[..., None]:
    """The verb as typer is to see it: in place of each parameter that is one of the values above stand its fields."""
    groups: dict[str, type[Any]] = {}
    shown: list[Parameter] = []
    for parameter in signature(verb).parameters.values():
        group = parameter.annotation
        if isinstance(group, type) and is_dataclass(group):
            groups[parameter.name] = group
            shown += signature(group).parameters.values()
        else:
            shown.append(parameter)

    @wraps(verb)
    def run(**given: Any) -> None:
        values = {
            name: group(**{field: given.pop(field) for field in signature(group).parameters})
            for name, group in groups.items()
        }
        verb(**given, **values)

    apart = [one.replace(kind=Parameter.KEYWORD_ONLY) for one in shown]
    run.__signature__ = Signature(apart)  # type: ignore[attr-defined]
    return run
