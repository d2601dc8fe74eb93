"""What a page says of itself in its head: title, date, address, outlet."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lxml.etree import _Element

_DAY = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_JSON_DAY = re.compile(r'"datePublished"\s*:\s*"([^"]+)"')
_DATE_NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date.created",
    "article.published", "pubdate", "publishdate", "publish_date", "publish-date", "published-date",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created", "dc.date", "dcterms.date", "cxenseparse:recs:publishtime", "date",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """What a page tells of its article; None or empty where it does not."""

    title: str = ""
    published: date | None = None
    url: str | None = None
    outlet: str | None = None
    body: str = ""


def head(tree: _Element) -> Head:
    """Read JSON-LD first, then `meta`, then `link` and `time`."""
    told = list(_json_ld(tree))
    meta = _meta(tree)
    return Head(
        title=_title(tree, meta, told),
        published=_published(tree, meta, told),
        url=_url(tree, meta),
        outlet=meta.get("og:site_name") or _publisher(told) or None,
        body=next((b for t in told if isinstance(b := t.get("articleBody"), str)), ""),
    )


def _meta(tree: _Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.lower(), " ".join(content.split()))
    return found


def _json_ld(tree: _Element) -> Iterator[dict[str, object]]:
    """Every object of the page's JSON-LD that is an article."""
    for element in tree.iter("script"):
        if (element.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        source = (element.text or "").strip()
        try:
            value = json.loads(source, strict=False)
        except (ValueError, RecursionError):  # broken JSON is common there; the date can still be told
            day = _JSON_DAY.search(source)
            value = {"@type": "Article", "datePublished": day[1]} if day else None
        yield from _article_objects(value)


def _article_objects(value: object) -> Iterator[dict[str, object]]:
    todo = [value]
    while todo:
        item = todo.pop(0)
        if isinstance(item, list):
            todo.extend(item)
        elif isinstance(item, dict):
            kinds = item.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(n, str) and n.endswith(("Article", "Posting", "Report")) for n in names):
                yield item
            todo.extend(v for k, v in item.items() if k in ("@graph", "mainEntity", "mainEntityOfPage"))


def _title(tree: _Element, meta: dict[str, str], told: list[dict[str, object]]) -> str:
    named = next((h for t in told if isinstance(h := t.get("headline"), str)), "")
    element = tree.find(".//title")
    page = " ".join((element.text or "").split()) if element is not None else ""
    return meta.get("og:title") or " ".join(named.split()) or page


def _published(tree: _Element, meta: dict[str, str], told: list[dict[str, object]]) -> date | None:
    values = [v for t in told if isinstance(v := t.get("datePublished"), str)]
    values += [meta[name] for name in _DATE_NAMES if name in meta]
    for element in tree.iter():
        if element.get("itemprop") == "datePublished" or (element.tag == "time" and element.get("pubdate") is not None):
            values.append(element.get("datetime") or element.get("content") or "")
    values += [t.get("datetime") or "" for h in tree.iterfind(".//article//header") for t in h.iter("time")]
    return next((d for v in values if (d := day(v))), None)


def day(value: str) -> date | None:
    """The date that an ISO string begins with (as written: the day where the outlet is), or None."""
    found = _DAY.match(value)
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _url(tree: _Element, meta: dict[str, str]) -> str | None:
    for element in tree.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split() and _is_web(element.get("href")):
            return str(element.get("href")).strip()
    return meta["og:url"] if _is_web(meta.get("og:url")) else None


def _is_web(address: str | None) -> bool:
    return bool(address) and str(address).strip().lower().startswith(("http://", "https://"))


def _publisher(told: list[dict[str, object]]) -> str:
    for item in told:
        publisher = item.get("publisher")
        if isinstance(publisher, dict) and isinstance(name := publisher.get("name"), str):
            return name.strip()
    return ""
