"""What a form or a script changes: a path that takes POST, does one thing to the record, and says where to go on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from onrecord.desk import Record
from onrecord.record.accounts import Role
from onrecord.web.asked import Asked
from onrecord.web.guard.refusal import Refusal


@dataclass(frozen=True, slots=True)
class File:
    """A file that was sent. `name` is what its sender says."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Form:
    """What was sent: fields in their order, and files by the names of their fields."""

    pairs: tuple[tuple[str, str], ...]
    files: Mapping[str, File] = field(default_factory=dict)

    def one(self, name: str) -> str:
        """The value of a field, empty where it is not there."""
        return next((value for key, value in self.pairs if key == name), "")

    def values(self, name: str) -> tuple[str, ...]:
        """All values of a field."""
        return tuple(value for key, value in self.pairs if key == name)

    def must(self, name: str) -> str:
        """The value of a field that has to be there. Raises Refusal."""
        if not self.one(name):
            raise Refusal(400, "missing", {"name": name})
        return self.one(name)


@dataclass(frozen=True, slots=True)
class Done:
    """What became of it: `next` is the address to go on to, `data` what a script is told instead."""

    next: str
    data: Any = None


Do = Callable[[Record, Asked, Form], Done]


@dataclass(frozen=True, slots=True)
class Action:
    """`do` runs in a thread, and whatever it changes is written down under the name of whoever asks (`asked.person`).
    A form is answered by 303 to `Done.next`; with `.json` behind the path, by `Done.data` as JSON."""

    path: str
    do: Do
    role: Role = "reviewer"
    known: frozenset[str] = frozenset()
    cost: float = 2.0
    fields: int = 200
    files: int = 0
