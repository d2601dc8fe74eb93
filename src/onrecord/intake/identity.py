"""Which article of the record an article is, if any."""

import re
from itertools import pairwise

from onrecord.model.article import Article
from onrecord.record import Session, fetch, keep
from onrecord.record.keep import Known

SHARE = 0.3
"""Of the word pairs of the shorter of two texts, those that the other must have to be another version of it."""

_WORD = re.compile(r"\w+")


def key_of(session: Session, article: Article) -> tuple[str, Known | None]:
    """The key of an article and what the record has under it.

    An article is its url; else outlet and id; else its content's hash. An id that nobody gave, made from a file's name
    (`1.txt` of this month and of last month), counts where the texts have something in common; else the hash does.
    """
    key = keep.article_key(article)
    there = keep.known(session, key)
    if there is None or article.url or article.id_given or there.sha256 == article.sha256:
        return key, there
    if alike(fetch.text_of(session, there.number, there.version), article.text):
        return key, there
    key = f"sha256:{article.sha256}"
    return key, keep.known(session, key)


def alike(a: str, b: str) -> bool:
    """Whether two texts are versions of one article."""
    short, long = sorted((_pairs(a), _pairs(b)), key=len)
    return len(short & long) >= SHARE * len(short) if short else a.strip() == b.strip()


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(_WORD.findall(text.lower())))
