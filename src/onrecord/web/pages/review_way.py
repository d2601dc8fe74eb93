"""The way through the queue: which statement is shown, where next and previous lead, and what is listed beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model.actor import UNKNOWN
from onrecord.model.kept import KeptStatement
from onrecord.model.wanted import Page
from onrecord.web.asked import Asked
from onrecord.web.links import Link

WINDOW = 10
"""Statements of the queue that are listed at once."""
BACK = 20
"""Pages of the queue that can be gone back."""


@dataclass(frozen=True, slots=True)
class Line:
    """A statement of the queue as one line."""

    id: str
    speaker: str
    words: str
    language: str
    url: str
    here: bool


class Way:
    """Where next and previous lead."""

    def __init__(self, asked: Asked, window: Page[KeptStatement], one: KeptStatement | None) -> None:
        self.window = window
        self.one = one
        self.cursor = asked.one("after")
        self.back = asked.link.values("back")
        self.base = Link(
            "/review", tuple(p for p in asked.link.pairs if p[0] not in ("at", "done", "find", "after", "back"))
        )
        self.ids = [other.id for other in window.items]
        self.place = self.ids.index(one.id) if one and one.id in self.ids else None

    def at(self, id: str, *, cursor: str | None = None, back: Sequence[str] | None = None) -> str:
        """The page at a statement."""
        link = self.base.put("at", id) if id else self.base
        for told in self.back if back is None else back:
            link = link.add("back", told)
        return link.put("after", self.cursor if cursor is None else cursor).url

    @property
    def start(self) -> str:
        """The queue from its beginning."""
        return self.base.url

    @property
    def here(self) -> str:
        """This statement, wherever the queue goes."""
        return self.at(self.one.id) if self.one else self.start

    @property
    def next(self) -> str | None:
        """The statement behind this one."""
        if self.place is None:
            return self.at(self.ids[0]) if self.ids else None
        if self.place + 1 < len(self.ids):
            return self.at(self.ids[self.place + 1])
        if self.window.next is None:
            return None
        return self.at("", cursor=self.window.next, back=(*self.back, self.cursor or "0")[-BACK:])

    @property
    def previous(self) -> str | None:
        """The one before."""
        if self.place:
            return self.at(self.ids[self.place - 1])
        if self.place is None or not self.back:
            return None
        before = self.back[-1]
        return self.at("", cursor="" if before == "0" else before, back=self.back[:-1])

    def lines(self) -> tuple[Line, ...]:
        """What is listed of the queue: what stands around the statement."""
        begin = max(0, (self.place or 0) - WINDOW // 2) if len(self.ids) > WINDOW else 0
        shown = self.window.items[begin : begin + WINDOW]
        return tuple(
            Line(
                one.id, "" if one.speaker == UNKNOWN else one.speaker, one.content_words, one.language, self.at(one.id),
                self.one is not None and one.id == self.one.id,
            )
            for one in shown
        )  # fmt: skip
