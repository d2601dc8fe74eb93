"""What speaks for each issue of a codebook, statement by statement: named signs, the same for every codebook."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from onrecord.issues.sheet import Place, Sheet
from onrecord.issues.terms import Hit

Row = Mapping[str, Sequence[float]]
"""Sign -> its strength (0 to 1) for each issue, in the order of the codebook. A sign that speaks for none is left out."""


def evidence(page: Sheet) -> list[Row]:
    """For each statement the signs by which its words and the words around it speak for the issues."""
    number = {s.id: n for n, s in enumerate(page.reading.statements)}
    sentences = [met(page, page.sentence_tokens(k)) for k in range(len(page.reading.text.sentences))]
    paragraphs = [met(page, page.paragraph_tokens(k)) for k in range(len(page.reading.text.paragraphs))]
    whole = _Whole(sentences, paragraphs, _common(page, sentences, paragraphs), _Learned(page, sentences))
    return [
        _row(page, page.places[n], number.get(s.attribution.within or ""), whole)
        for n, s in enumerate(page.reading.statements)
    ]


class _Whole(NamedTuple):
    """What is looked at once an article: what its sentences and paragraphs say, the article as a whole, and its words."""

    sentences: Sequence[Row]
    paragraphs: Sequence[Row]
    common: Row
    learned: "_Learned"


def _row(page: Sheet, place: Place, outer: int | None, whole: _Whole) -> Row:
    own = place.content | place.roles
    row = dict(whole.common)
    row.update(_named("content", met(page, place.content)))
    row.update(_named("roles", met(page, place.roles)))
    around = [i for k in place.sentences for i in page.sentence_tokens(k) if page.hits[i] and i not in own]
    row.update(_named("around", met(page, around)))
    for name, k in (("before", min(place.sentences, default=0) - 1), ("after", max(place.sentences, default=-1) + 1)):
        if 0 <= k < len(whole.sentences):
            row.update(_named(name, whole.sentences[k]))
    if whole.paragraphs:
        row.update(_named("paragraph", whole.paragraphs[place.paragraph]))
    if outer is not None:
        row.update(_named("outer", met(page, page.places[outer].content - own)))
    if any(profile := whole.learned.profile(place)):
        row["learned"] = profile
    return row


def _named(name: str, row: Row) -> Row:
    return {f"{name}.{kind}": strengths for kind, strengths in row.items()}


def met(page: Sheet, tokens: Iterable[int]) -> Row:
    """What some tokens say for the issues: `words` the sum over their words, `term` and `label` the best one met."""
    likes: dict[tuple[int, int], Hit] = {}
    words: dict[tuple[int, str], float] = {}
    for i in tokens:
        hits = page.hits[i]
        if not hits:
            continue
        lemma = page.words[i][0].lemma
        for hit in hits:
            known = likes.get((hit.term, hit.place))
            if known is None or hit.like > known.like:
                likes[hit.term, hit.place] = hit
            key = (hit.issue, lemma)
            if hit.worth > words.get(key, 0.0):
                words[key] = hit.worth
    return _summed(page, likes.values(), words) if likes else {}


def _summed(page: Sheet, likes: Iterable[Hit], words: Mapping[tuple[int, str], float]) -> Row:
    count = len(page.index.codebook.issues)
    sums, terms, labels = [0.0] * count, [0.0] * count, [0.0] * count
    for (issue, _), worth in words.items():
        sums[issue] += worth
    shares: dict[int, float] = {}
    for hit in likes:
        shares[hit.term] = shares.get(hit.term, 0.0) + hit.worth
    for term, share in shares.items():
        told = page.index.terms[term]
        best = labels if told.label else terms
        best[told.issue] = max(best[told.issue], share)
    found = {"words": [1 - math.exp(-s) for s in sums], "term": terms, "label": labels}
    return {name: strengths for name, strengths in found.items() if any(strengths)}


def _common(page: Sheet, sentences: Sequence[Row], paragraphs: Sequence[Row]) -> Row:
    """What the whole article speaks of: the share of each issue in its sentences, and what its first paragraph says."""
    count = len(page.index.codebook.issues)
    total = [0.0] * count
    for sentence in sentences:
        for n, value in enumerate(sentence.get("words", ())):
            total[n] += value
    whole = sum(total)
    found: dict[str, Sequence[float]] = {}
    if whole:
        found["article"] = [value / whole for value in total]
        top = max(total)
        found["article.leads"] = [float(value == top) for value in total]
    if paragraphs and "words" in paragraphs[0]:
        found["title"] = paragraphs[0]["words"]
    return found


class _Learned:
    """What the article itself teaches: words that stand in sentences which speak of an issue."""

    def __init__(self, page: Sheet, sentences: Sequence[Row]) -> None:
        self._page = page
        self._even = [_even(sentence.get("words", ())) for sentence in sentences]
        self._sentences: dict[str, set[int]] = {}
        for i, mine in enumerate(page.words):
            if mine:
                self._sentences.setdefault(mine[0].lemma, set()).add(page.sentence[i])
        self._sums = {lemma: self._sum(where) for lemma, where in self._sentences.items()}

    def _sum(self, sentences: Iterable[int]) -> list[float]:
        total = [0.0] * len(self._page.index.codebook.issues)
        for k in sentences:
            for n, value in enumerate(self._even[k]):
                total[n] += value
        return total

    def profile(self, place: Place) -> list[float]:
        """How far the words of a content stand elsewhere in sentences of each issue; rare words count more."""
        found, weight = [0.0] * len(self._page.index.codebook.issues), 0.0
        for lemma in {self._page.words[i][0].lemma for i in place.content if self._page.words[i]}:
            where = self._sentences[lemma]
            own = [k for k in place.sentences if k in where]
            count = len(where) - len(own)
            if not count:
                continue
            rare = 1 / (1 + count)
            weight += rare
            mine = self._sum(own)
            for n, total in enumerate(self._sums[lemma]):
                found[n] += rare * (total - mine[n]) / count
        return [value / weight for value in found] if weight else found


def _even(share: Sequence[float]) -> list[float]:
    total = sum(share)
    return [value / total for value in share] if total else []
