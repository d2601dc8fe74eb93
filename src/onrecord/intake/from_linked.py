"""W3C Web Annotations -> what they tell: passages of articles that the file holds or the record knows.

Any tool's annotations are taken, as JSON-LD in the standard's own names: a target with a TextPositionSelector, a
TextQuoteSelector or both. Where the place and the words do not agree, the words have to stand once in the text.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from onrecord.errors import BadLine
from onrecord.intake import told
from onrecord.intake.from_lines import Find, parsed
from onrecord.intake.told import Said, Told
from onrecord.model.article import Skipped
from onrecord.model.attribution import ROLES
from onrecord.model.kept import KeptArticle
from onrecord.model.span import Span

_URN = "urn:onrecord:"


def annotations(path: Path, coder: str | None, find: Find) -> Iterator[Told | Skipped]:
    """The annotations of a page, collection, list or single object, by article."""
    try:
        items = list(_items(parsed(b'{"items": ' + path.read_bytes() + b"}", path.name)["items"]))
    except RecursionError as error:
        raise BadLine("nested too deeply", where=path.name) from error
    found = _Sources(items, find)
    by_source: dict[str, list[tuple[str, Mapping[str, Any]]]] = {}
    for place, one in enumerate(items, 1):
        by_source.setdefault(_source_of(one), []).append((f"{path.name} annotation {place}", one))
    for source, many in by_source.items():
        article = found.get(source)
        if article is None:
            missing = "neither the file nor the record has its text; export with `texts`, or import the articles first"
            yield from (Skipped(where, "NoText", missing) for where, _ in many)
            continue
        head, text = article
        said: list[Said] = []
        for where, one in many:
            try:
                said.append(_statement(one, text, where, coder, len(said) + 1))
            except BadLine as error:
                yield Skipped(where, "BadLine", error.reason)
        try:
            yield told.whole(head, text, said, source)
        except BadLine as error:
            yield Skipped(source, "BadLine", error.reason)


class _Sources:
    """The articles that annotations point to."""

    def __init__(self, items: Iterable[Mapping[str, Any]], find: Find) -> None:
        self.find = find
        self.sources: dict[str, dict[str, Any]] = {}
        self.heads: dict[str, Mapping[str, Any]] = {}
        for one in items:
            for target in _many(one.get("target")):
                source = target.get("source") if isinstance(target, dict) else target
                if isinstance(source, dict):
                    self.sources.setdefault(str(source.get("id")), {}).update(source)
            details = (_body(one).get("details") or {}).get("article")
            if isinstance(details, dict):
                self.heads.setdefault(_source_of(one), details)

    def get(self, source: str) -> tuple[Mapping[str, Any], str] | None:
        """Head and text of an article; None where nobody has the text."""
        told_ = self.sources.get(source, {})
        sha = str(told_.get("textSha256") or "")
        text = told_.get("plainText")
        if isinstance(text, str):
            return self.heads.get(source, {"id": source, "url": _url(source), "lang": told_.get("language")}), text
        for name in (source.removeprefix(_URN).partition(":v")[0], str(told_.get("isVersionOf") or ""), source):
            kept = self.find(name, sha) if name else None
            if kept is not None:
                return _head(kept), kept.text
        return None


def _statement(one: Mapping[str, Any], text: str, where: str, coder: str | None, place: int) -> Said:
    roles = {role: _spans(_body(one).get(f"{role}At"), text, where) for role in ROLES}
    roles["content"] = _spans(one.get("target"), text, where)
    body = _body(one)
    details = body.get("details")
    if isinstance(details, dict):
        found = told.statement(details, where, coder)
        return found if told.roles(details, where) == roles else replace(found, roles=roles)
    values = {name: body[name] for name in ("speaker", "kind", "act") if isinstance(body.get(name), str)}
    return Said(where, f"s{place}", roles, {"speaker": "?", **values}, told.touches(body, where), coder=coder)


def _spans(targets: object, text: str, where: str) -> tuple[Span, ...]:
    return tuple(_place(one, text, where) for one in _many(targets) if isinstance(one, dict))


def _place(target: Mapping[str, Any], text: str, where: str) -> Span:
    """Where a target stands: at its place, if its words stand there; else where its words stand once, told apart by those
    around them. Raises BadLine."""
    selectors = [one for one in _many(target.get("selector")) if isinstance(one, dict)]
    position = next((one for one in selectors if one.get("type") == "TextPositionSelector"), None)
    quote = next((one for one in selectors if one.get("type") == "TextQuoteSelector"), None)
    if position is not None:
        try:
            span = Span(int(position["start"]), int(position["end"]))
        except (KeyError, TypeError, ValueError) as error:
            raise BadLine("a TextPositionSelector has start and end", where=where) from error
        if quote is None or span.of(text) == quote.get("exact"):
            return span
    if quote is None:
        raise BadLine("a target with neither a TextPositionSelector nor a TextQuoteSelector", where=where)
    exact, prefix = str(quote.get("exact") or ""), str(quote.get("prefix") or "")
    for words, before in ((prefix + exact + str(quote.get("suffix") or ""), len(prefix)), (exact, 0)):
        first = text.find(words) if exact else -1
        if first >= 0 and text.find(words, first + 1) < 0:
            return Span(first + before, first + before + len(exact))
    raise BadLine(f"its words do not stand once in the text: {exact!r:.60}", where=where)


def _items(value: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list):
        for one in value:
            yield from _items(one)
    elif isinstance(value, dict):
        if "items" in value:
            yield from _items(value["items"])
        elif "first" in value:
            yield from _items(value["first"])
        elif "target" in value:
            yield value


def _source_of(one: Mapping[str, Any]) -> str:
    first = next(iter(_many(one.get("target"))), None)
    source = first.get("source") if isinstance(first, dict) else first
    return str(source.get("id") if isinstance(source, dict) else source)


def _body(one: Mapping[str, Any]) -> Mapping[str, Any]:
    return next((body for body in _many(one.get("body")) if isinstance(body, dict)), {})


def _many(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _url(source: str) -> str | None:
    return source if source.startswith(("http://", "https://")) else None


def _head(kept: KeptArticle) -> dict[str, Any]:
    return {
        "id": kept.name, "lang": kept.language, "date": kept.published, "outlet": kept.outlet, "story": kept.story,
        "url": kept.url, "title": kept.title,
    }  # fmt: skip
