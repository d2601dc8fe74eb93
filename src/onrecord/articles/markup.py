"""Names that pages give to their parts (elements, roles, words inside class and id), and what is pruned by them.

These are names of markup (`class="related-posts"`), the same on sites of every language; words of a language are in the
lexicon.
"""

import itertools
import re
from functools import lru_cache

from lxml import etree
from lxml.etree import _Element


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


NEVER = _set(
    "script style noscript template iframe object embed applet svg math canvas video audio map button input select"
    " textarea label dialog progress meter head nav menu aside footer"
)
"""Elements that never hold a paragraph of the article (unless the whole article stands in them)."""

BLOCKS = _set(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol option p pre section summary table tbody td tfoot th thead"
    " tr ul amp-list"
)
"""Elements that begin and end a line."""

HEADINGS = _set("h1 h2 h3 h4 h5 h6")
PARAGRAPHS = HEADINGS | _set("p li blockquote figcaption pre dd dt td th summary")

_ROLES = _set("navigation complementary search contentinfo dialog alertdialog menu menubar toolbar form")

# One word of a class or id that gives a part away. The first set is believed even of a large part.
_STRONG = _set(
    "comment comments commentary komment kommentarii discussion talkback hypercomments vuukle"
    " disqus respond replies nav navbar navigation menu submenu breadcrumb breadcrumbs footer"
    " related relatedposts recommended recommend recommendation recommendations readalso readmore seealso onward"
    " popular trending mostread share sharing shares sharebar social socials sociallinks subscribe subscription"
    " newsletter cookie cookies consent gdpr outbrain taboola mgid adsbygoogle adsense advertisement advertising advert"
    " adverts sponsored reklama rekl similar"
)
_WEAK = _set(
    "ad ads adv adslot banner banners promo promos promotion sponsor sidebar widget widgets popup modal overlay tooltip"
    " tags taglist keywords pagination pager paging toolbar copyright rating votes voting poll byline author"
    " authors timestamp pubdate published updated date datetime postdate views viewcount counter credits meta metadata"
    " postmeta pullquote hidden invisible print skip accessibility rubric category categories kicker login"
    " register search donate support feedback partners informer lenta newsline newsfeed"
    " recirculation also ticker crosslink crosslinks"
)
_PAIRS = frozenset(
    {
        ("read", "also"), ("read", "more"), ("read", "next"), ("see", "also"), ("more", "news"), ("more", "on"),
        ("more", "stories"), ("most", "read"), ("latest", "news"), ("last", "news"), ("top", "news"), ("other", "news"),
        ("hot", "news"), ("news", "list"), ("news", "feed"), ("also", "read"), ("up", "next"), ("next", "post"),
        ("prev", "post"), ("pull", "quote"), ("sr", "only"), ("visually", "hidden"), ("screen", "reader"), ("site", "header"),
        ("page", "header"), ("top", "bar"), ("site", "nav"), ("video", "day"), ("in", "brief"),
    }
)  # fmt: skip
_LEAD = _set("lead lede standfirst subtitle subheadline subhead dek deck intro summary teaser excerpt") | {
    "announce", "anons", "preview", "sapo", "description", "abstract",
}  # fmt: skip
_CAPTION = _set("caption captions figcaption imgcaption photocaption signature")

_NOT_SHOWN = frozenset({"script", "style", "noscript", "template", "head"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@lru_cache(maxsize=4096)
def words(name: str) -> tuple[str, ...]:
    """`relatedPosts read-also__box` -> related, posts, read, also, box."""
    return tuple(word.lower() for word in _WORD.findall(name))


def names(element: _Element) -> tuple[str, ...]:
    """The words of an element's class and id."""
    return words(f"{element.get('class', '')} {element.get('id', '')}")


def suspicion(element: _Element) -> float:
    """How sure the markup is that this is no part of the article: 0 not at all, 0.4 weakly, 0.8 strongly, 1 hidden.

    The figure is the share of the page's text that the element must hold to be kept all the same.
    """
    tag = element.tag
    if tag in ("html", "body", "main", "article"):
        return 0.0
    if (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or _HIDDEN.search(element.get("style", ""))
    ):
        return 1.0
    if tag in NEVER or element.get("role", "") in _ROLES:
        return 0.8
    found = names(element)
    if not _STRONG.isdisjoint(found) or not _PAIRS.isdisjoint(itertools.pairwise(found)):
        return 0.8
    if not _WEAK.isdisjoint(found) and not is_lead(element) and not is_caption(element):
        return 0.4
    return 0.0


def is_lead(element: _Element) -> bool:
    """A line between headline and body."""
    return element.get("itemprop") == "description" or not _LEAD.isdisjoint(names(element))


def is_caption(element: _Element) -> bool:
    """The words below a picture."""
    return element.tag == "figcaption" or not _CAPTION.isdisjoint(names(element))


def prune(tree: _Element, headline: _Element | None) -> None:
    """Take out what the markup names as menu, advertisement, comments, … unless it holds the headline or the text."""
    mass, total = _masses(tree)
    safe = set(headline.iterancestors()) if headline is not None else set()
    semantic = (
        {a for e in tree.iter("article") for a in e.iterancestors()} if len(list(tree.iter("article"))) == 1 else set()
    )
    for element in list(tree.iter()):
        doubt = suspicion(element)
        parent = element.getparent()
        if element.tag == "header" and parent is not None and parent.tag == "body":
            doubt = max(doubt, 0.4)
        if not doubt or element.tag in ("html", "body", "head"):
            continue
        if element is headline or element in safe or (element in semantic and doubt < 1):
            continue
        if mass.get(element, 0) <= doubt * total or doubt == 1:
            _drop(element)


def _drop(element: _Element) -> None:
    """Remove an element and keep what follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + " " + element.tail
        else:
            parent.text = (parent.text or "") + " " + element.tail
    parent.remove(element)


def _masses(tree: _Element) -> tuple[dict[_Element, int], int]:
    """Characters of shown text outside links, for each element with all that is in it, and for the page."""
    mass: dict[_Element, int] = {}
    hidden = linked = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        step = 1 if event == "start" else -1
        hidden += step * (element.tag in _NOT_SHOWN)
        linked += step * (element.tag == "a")
        if event == "start":
            mass[element] = 0 if hidden or linked else len((element.text or "").strip())
        else:
            parent = element.getparent()
            if parent is not None:
                tail = 0 if hidden or linked else len((element.tail or "").strip())
                mass[parent] = mass.get(parent, 0) + mass[element] + tail
    return mass, mass.get(tree, 0)
