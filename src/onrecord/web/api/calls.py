"""A request of a program made ready, and the shapes of answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from onrecord.desk import Record
from onrecord.web.api import cursors
from onrecord.web.asked import Asked
from onrecord.web.settings import Settings

Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """What an endpoint is given. `body` is JSON that fits its schema, or a string where text was sent as it is; None for
    GET."""

    record: Record
    settings: Settings
    asked: Asked
    body: Any = None

    def values(self, name: str) -> tuple[str, ...]:
        """All values of a parameter."""
        return self.asked.link.values(name)

    def cursor(self) -> str | None:
        """The record's cursor."""
        return cursors.opened(self.asked.link)

    def listed(self, items: Iterable[Any], total: int, cursor: str | None = None) -> Told:
        """A page of items; `cursor` is the record's for the next one."""
        link = self.asked.link
        following = cursors.sealed(cursor, link) if cursor is not None else None
        return {
            "ok": True,
            "total": total,
            "items": list(items),
            "next": following,
            "next_url": link.put("after", following).url if following else None,
        }

    def counted(self, items: Iterable[Any], total: int) -> Told:
        """A page of what the record counts from the first item on."""
        found = list(items)
        after = cursors.offset(self.asked.link) + len(found)
        return self.listed(found, total, str(after) if found and after < total else None)


def single(item: Any) -> Told:
    """One thing."""
    return {"ok": True, "item": item}
