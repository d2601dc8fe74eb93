"""What a page is: where it stands, what may be asked of it, what makes its context, and which template shows it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from onrecord.desk import Record
from onrecord.record.accounts import Role
from onrecord.web.asked import Asked

Make = Callable[[Record, Asked], Any]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the reading room.

    `path` may have named parts (`/s/{id}`). `make` gives the context: a frozen dataclass, which the template gets as
    `page` and which is also the page's data under `data_path`. `known` are the parameters it takes, all others are
    refused; with `steady` its context is remembered for a while as long as the record does not change, for all readers of one
    language: what it shows must not depend on who asks; with `lagging` too it may tell counts of a large record some seconds late; `cost` is in tokens of the rate limit; `role` is what its reader has to be; `nav` which entry of the menu is lit.
    """

    path: str
    make: Make
    template: str
    known: frozenset[str] = frozenset()
    cost: float = 1.0
    role: Role = "reader"
    nav: str = ""
    steady: bool = False
    lagging: bool = False

    @property
    def data_path(self) -> str:
        """The same path as data: with `.json`; that of `/` is `/start.json`."""
        return "/start.json" if self.path == "/" else self.path + ".json"

    @property
    def start(self) -> str:
        """What every path of the page begins with."""
        return self.path.partition("{")[0]
