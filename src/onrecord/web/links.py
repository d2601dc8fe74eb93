"""Addresses inside the reading room. A state of a page is an address, so every address is made here."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Link:
    """A path and its parameters; every change gives a new one. What changes what is shown leads back to the first page:
    `after` goes, unless it is what is set."""

    path: str
    pairs: tuple[Pair, ...] = ()

    @property
    def url(self) -> str:
        """As it stands in a page."""
        return f"{self.path}?{urlencode(self.pairs)}" if self.pairs else self.path

    def __str__(self) -> str:
        return self.url

    def values(self, name: str) -> tuple[str, ...]:
        """All values of a parameter."""
        return tuple(value for key, value in self.pairs if key == name)

    def put(self, name: str, value: str | None) -> "Link":
        """With this value alone; without the parameter where it is None or empty."""
        kept = [pair for pair in self._first() if pair[0] != name]
        return Link(self.path, (*kept, (name, value)) if value else tuple(kept))

    def add(self, name: str, value: str) -> "Link":
        """With this value besides those there are."""
        return Link(self.path, (*(p for p in self._first() if p != (name, value)), (name, value)))

    def drop(self, name: str, value: str | None = None) -> "Link":
        """Without this value, or without any of the parameter."""
        return Link(self.path, tuple(p for p in self._first() if p[0] != name or value not in (None, p[1])))

    def turn(self, name: str, value: str) -> "Link":
        """With the value where it was not there, without it where it was."""
        return self.drop(name, value) if (name, value) in self.pairs else self.add(name, value)

    def at(self, path: str) -> "Link":
        """The same parameters on another page."""
        return Link(path, self.pairs)

    def _first(self) -> Iterable[Pair]:
        return (pair for pair in self.pairs if pair[0] != "after")


def statement(id: str) -> str:
    """A statement's permalink."""
    return f"/s/{_part(id)}"


def article(id: str, *, version: int | None = None, statement: str = "") -> str:
    """An article, in its newest version or another, at one of its statements."""
    which = f"?version={version}" if version is not None else ""
    return f"/a/{_part(id)}{which}" + (f"#{_part(statement)}" if statement else "")


def actor(id: str) -> str:
    """An actor."""
    return f"/actors/{_part(id)}"


def issue(id: str) -> str:
    """An issue of the codebook."""
    return f"/issues/{_part(id)}"


def utterance(id: str) -> str:
    """An utterance with its renderings."""
    return f"/u/{_part(id)}"


def tension(id: str) -> str:
    """A tension with both its quotations."""
    return f"/tensions/{_part(id)}"


def search(*pairs: Pair) -> str:
    """What a search finds."""
    return Link("/search", pairs).url


def with_pass(path: str, name: str) -> str:
    """A page of the desk in a named pass."""
    return Link(path).put("pass", name).url


def own(told: str, usual: str) -> Link:
    """An address of the reading room that a form names, as a link; `usual` where it names none, or one elsewhere."""
    strange = not told.startswith("/") or told.startswith("//") or "\\" in told or any(one <= " " for one in told)
    parts = urlsplit(usual if strange else told)
    path = parts.path + (f"#{parts.fragment}" if parts.fragment and not parts.query else "")
    return Link(path, tuple(parse_qsl(parts.query)))


def last_part(told: str) -> str:
    """The id that ends a permalink, or an id as it is."""
    return told.strip().rstrip("/").rpartition("/")[2]


def outside(url: str | None) -> str | None:
    """An article's own address where a browser may be sent there; None where it is anything but http(s)."""
    return url if url and url.lower().startswith(("http://", "https://")) else None


def _part(id: str) -> str:
    return quote(id, safe="")
