"""A page's tree -> the paragraphs of its article, in order: headline, teaser, paragraphs, subheads, captions.

Extractors made for crawling drop short paragraphs (lines of dialogue, subheads, captions), and with them what people
said. Here every line inside the article is kept unless the markup, or its being nothing but a link, speaks against it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element

from onrecord.articles import markup

_BREAK = "\x00"
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_BREAKS = re.compile(rf" ?{_BREAK}(?: ?{_BREAK})+ ?")
_ENDS = re.compile(r"[.!?…:;\"»”“’)\]]\s*$")


@dataclass(slots=True)
class Block:
    """One line of a page: its words, how many of their characters are links, and the element that it stands in."""

    text: str
    linked: int
    element: _Element
    caption: bool = False
    lead: bool = False
    timed: bool = False
    region: str = "in"

    @property
    def density(self) -> float:
        """The share of the text that is links."""
        return self.linked / max(len(self.text), 1)

    @property
    def heading(self) -> bool:
        """Whether a heading holds it."""
        return self.element.tag in markup.HEADINGS


def paragraphs(tree: _Element, title: str = "") -> list[str]:
    """The article's paragraphs; empty where the page has none. `title` (from the page's head) tells its headline.
    The tree (parsed without comments) is changed: what is no part of the article is taken out of it."""
    headline = _headline(tree, title)
    markup.prune(tree, headline)
    body = _body(tree)
    if body is None:
        return []
    found = list(_blocks(tree))
    _mark_regions(found, body, headline)
    return _texts(_kept(found, body))


# --- where the article is -------------------------------------------------------------------------------------------


def _headline(tree: _Element, title: str) -> _Element | None:
    """The heading that is the article's: the one that shares most words with the page's title, else the first line of
    any kind that the title begins with, else the first `h1`."""
    wanted = set(_words(title))
    best, chosen = (0, 0), None
    for element in tree.iter("h1", "h2"):
        words = set(_words(_shown(element)))
        shared = len(words & wanted)
        rank = (shared, int(element.tag == "h1"))
        if len(words) > 1 and shared >= 0.6 * len(words) and shared >= 0.4 * len(wanted) and rank > best:
            best, chosen = rank, element
    if chosen is None:
        chosen = _titled(tree, title)
    return next((e for e in tree.iter("h1") if _words(_shown(e))), None) if chosen is None else chosen


def _titled(tree: _Element, title: str) -> _Element | None:
    begins = " ".join(title.casefold().split())
    for element in tree.iter(*sorted(markup.BLOCKS)):
        if any(child.tag in markup.BLOCKS for child in element):
            continue
        text = _shown(element).casefold()
        if len(text.split()) >= 3 and begins.startswith(text):
            return element
    return None


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _shown(element: _Element) -> str:
    return " ".join("".join(str(text) for text in element.itertext()).split())


def _body(tree: _Element) -> _Element | None:
    """The element that holds the article's paragraphs."""
    good = _goodness(tree)
    total = good.get(tree, 0.0)
    if not total:
        return None
    for is_named in (_is_article_body, _is_article, _is_main):
        named = [e for e in tree.iter() if is_named(e) and good.get(e, 0.0) > 0]
        if named:
            chosen = _chosen(named, good)
            if good[chosen] >= 0.3 * total:
                return _descend(chosen, good)
    return _descend(tree, good)


def _is_article_body(element: _Element) -> bool:
    return element.get("itemprop") == "articleBody"


def _is_article(element: _Element) -> bool:
    return element.tag == "article"


def _is_main(element: _Element) -> bool:
    return element.tag == "main" or element.get("role") == "main"


def _chosen(named: list[_Element], good: dict[_Element, float]) -> _Element:
    """The best of several; where none has most of the text (the entries of a live blog), what holds them all."""
    every = set(named)
    outer = [e for e in named if every.isdisjoint(e.iterancestors())]
    best = max(outer, key=lambda e: good[e])
    if len(outer) > 1 and good[best] < 0.6 * sum(good[e] for e in outer):
        for parent in best.iterancestors():
            if good.get(parent, 0.0) >= 0.9 * sum(good[e] for e in outer):
                return parent
    return best


def _descend(start: _Element, good: dict[_Element, float]) -> _Element:
    """As far down as one child holds nearly all of the text and is no mere paragraph."""
    here = start
    while True:
        inner = [c for c in here if c.tag in markup.BLOCKS and c.tag not in markup.PARAGRAPHS]
        best = max(inner, key=lambda e: good.get(e, 0.0), default=None)
        if best is None or good.get(best, 0.0) < 0.9 * good[here]:
            return here
        here = best


def _goodness(tree: _Element) -> dict[_Element, float]:
    """For each element how much running text it holds: long lines that are no links count, short ones hardly."""
    good: dict[_Element, float] = {}
    for block in _blocks(tree):
        size = len(block.text) - block.linked
        if block.density > 0.5 or not any(c.isalpha() for c in block.text):
            continue
        worth = size if size > 60 or (_ENDS.search(block.text) and size > 25) else size * 0.2
        for element in (block.element, *block.element.iterancestors()):
            good[element] = good.get(element, 0.0) + worth
    return good


# --- its lines ------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Line:
    """The line that is being put together."""

    pieces: list[tuple[str, bool]] = field(default_factory=list)
    timed: bool = False


def _blocks(tree: _Element) -> Iterator[Block]:
    """Every line of the page, in order: block elements end a line, one `br` breaks it, two end it."""
    line, links, times, pre = _Line(), 0, 0, 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag
        step = 1 if event == "start" else -1
        if tag in markup.BLOCKS:
            owner = element.getparent() if event == "start" else element
            yield from _flush(line, owner if owner is not None else element)
            line = _Line()
        links += step * (tag == "a")
        times += step * (tag == "time")
        pre += step * (tag == "pre")
        if event == "start":
            words = _BREAK if tag == "br" else "“" if tag == "q" else ""
            text = element.text or ""
        else:
            words, text = "”" if tag == "q" else "", element.tail or ""
            if tag in ("td", "th"):
                words = " "
        if event == "end" and element is tree:
            text = ""
        if words:
            line.pieces.append((words, links > 0))
        if text:
            line.timed |= times > 0 and bool(text.strip())
            line.pieces.append((text.replace("\n", _BREAK) if pre else text, links > 0))


def _flush(line: _Line, element: _Element) -> Iterator[Block]:
    """The line as blocks (more than one where it holds two breaks in a row)."""
    if not any(text.strip(" \t\r\n\f\v" + _BREAK) for text, _ in line.pieces):
        return
    whole = _BLANKS.sub(" ", "".join(text for text, _ in line.pieces)).replace("\u00ad", "")
    linked = "".join(_BLANKS.sub(" ", text) for text, is_link in line.pieces if is_link).strip()
    parts = [p for p in _BREAKS.split(whole) if p.strip(" " + _BREAK)]
    around = [element, *list(element.iterancestors())[:3]]
    caption = any(markup.is_caption(e) for e in around) or any(e.tag == "figure" for e in around)
    lead = any(markup.is_lead(e) for e in around[:2])
    for part in parts:
        text = "\n".join(piece.strip() for piece in part.split(_BREAK) if piece.strip())
        share = (
            len(linked) if len(parts) == 1 else sum(len(t.strip()) for t, k in line.pieces if k and t.strip() in part)
        )
        yield Block(text, share, element, caption, lead, line.timed)


def _mark_regions(found: list[Block], body: _Element, headline: _Element | None) -> None:
    """`above` the headline, `between` headline and body, `in` the body, `below` it."""
    seen_headline, seen_body = False, False
    inside = set(body.iter())
    if headline is not None and not any(b.element is headline or headline in b.element.iterancestors() for b in found):
        headline = None
    for block in found:
        is_headline = headline is not None and (block.element is headline or headline in block.element.iterancestors())
        seen_headline |= is_headline
        if is_headline:
            block.region = "headline"
        elif block.element in inside:
            seen_body = True
            block.region = "in" if seen_headline or headline is None or headline not in inside else "above"
        else:
            block.region = "below" if seen_body else "between" if seen_headline else "above"


def _kept(found: list[Block], body: _Element) -> list[Block]:
    inside = [b for b in found if b.region == "in"]
    in_p = sum(b.element.tag == "p" for b in inside)
    in_paragraphs = in_p >= 3 and in_p * 2 > len(inside)
    boxes = _link_boxes(inside, body)
    kept: list[Block] = []
    for number, block in enumerate(found):
        after = found[number + 1] if number + 1 < len(found) else None
        if block.region == "headline":
            kept.append(block)
        elif block.region in ("between", "above"):
            if _opens(block, block.region):
                kept.append(block)
        elif block.region == "in" and not _foreign(block, after, in_paragraphs, boxes):
            if _is_stamp(block) and not any(b.region == "in" for b in kept):
                continue
            kept.append(block)
    while kept and kept[-1].region == "in" and kept[-1].density >= 0.5 and len(kept[-1].text) < 200:
        kept.pop()
    return kept


def _is_stamp(block: Block) -> bool:
    """A date or a time of the page, where it stands before the first paragraph."""
    no_word = not any(c.isalpha() for c in block.text)
    return no_word or (block.timed and not block.heading and len(block.text.split()) <= 6)


def _opens(block: Block, region: str) -> bool:
    """Whether a line outside the body belongs to the article: teasers below the headline, captions above the body."""
    words = block.text.split()
    if block.density > 0.5 or len(words) < 3:
        return False
    if block.caption:
        return True
    if region == "above":
        return False
    if block.lead or block.heading:
        return True
    return not block.timed and (len(words) >= 6 or bool(_ENDS.search(block.text) and len(words) >= 4))


def _foreign(block: Block, after: Block | None, in_paragraphs: bool, boxes: set[_Element]) -> bool:
    """Whether a line inside the body is not the article's."""
    text = block.text
    if not any(c.isalnum() for c in text) or not boxes.isdisjoint((block.element, *block.element.iterancestors())):
        return True
    if _only_link(block):
        return True
    if len(text) <= 60 and text.endswith(":") and after is not None and _only_link(after):
        return True
    bare = block.element.tag not in markup.PARAGRAPHS and not block.caption and not block.timed
    return bare and in_paragraphs and len(text.split()) <= 3 and not _ENDS.search(text)


def _only_link(block: Block) -> bool:
    """A line that is nothing but a link, or a label with a colon and then a link."""
    if block.density >= 0.8:
        return True
    label, colon, rest = block.text.partition(":")
    return bool(colon and block.linked) and len(label) <= 40 and 0 < len(rest.strip()) <= block.linked + 2


def _link_boxes(inside: list[Block], body: _Element) -> set[_Element]:
    """Elements inside the body in which links are most of the lines and no other line is a sentence: "read also"."""
    lines: dict[_Element, list[Block]] = {}
    for block in inside:
        for element in (block.element, *block.element.iterancestors()):
            if element is body:
                break
            lines.setdefault(element, []).append(block)
    return {element for element, held in lines.items() if _is_link_box(held)}


def _is_link_box(held: list[Block]) -> bool:
    links = [b for b in held if _only_link(b)]
    others = [b for b in held if not _only_link(b)]
    return bool(links) and len(links) * 2 >= len(held) and all(len(b.text) <= 60 and not b.caption for b in others)


def _texts(kept: Iterable[Block]) -> list[str]:
    """The words, long lines and the headline only once."""
    seen: set[str] = set()
    texts: list[str] = []
    headline = ""
    for block in kept:
        plain = " ".join(block.text.split())
        if block.region == "headline" and not headline:
            headline = plain
        if plain in seen and (len(plain) >= 40 or plain == headline):
            continue
        seen.add(plain)
        texts.append(block.text)
    return texts
