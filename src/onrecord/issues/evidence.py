"""What speaks for each issue of a codebook, statement by statement: named signs, the same for every codebook."""

import math
from collections.abc import Iterable, Mapping, Sequence

from onrecord.issues.sheet import Place, Sheet

Row = Mapping[str, Sequence[float]]
"""Sign -> its strength (0 to 1) for each issue, in the order of the codebook. A sign that speaks for none is left out."""


def evidence(page: Sheet) -> list[dict[str, list[float]]]:
    """For each statement the signs by which its words and the words around it speak for the issues."""
    number = {s.id: n for n, s in enumerate(page.reading.statements)}
    inner: dict[int, list[int]] = {}
    outer: list[int | None] = []
    for n, s in enumerate(page.reading.statements):
        within = number.get(s.attribution.within or "")
        outer.append(within)
        if within is not None:
            inner.setdefault(within, []).append(n)
    shares = [_summed(page, page.sentence_tokens(k)) for k in range(len(page.reading.text.sentences))]
    common = _common(page, shares)
    learned = _Learned(page, shares)
    return [_row(page, n, outer[n], common, learned) for n in range(len(page.places))]


def _row(
    page: Sheet, n: int, outer: int | None, common: dict[str, list[float]], learned: "_Learned"
) -> dict[str, list[float]]:
    place = page.places[n]
    row: dict[str, list[float]] = dict(common)

    def look(name: str, tokens: Iterable[int]) -> None:
        for kind, values in _met(page, tokens).items():
            row[f"{name}.{kind}"] = values

    own = place.content | place.roles
    look("content", place.content)
    look("roles", place.roles)
    around = [i for k in place.sentences for i in page.sentence_tokens(k) if i not in own]
    look("around", around)
    if place.sentences:
        look("before", page.sentence_tokens(place.sentences[0] - 1))
        look("after", page.sentence_tokens(place.sentences[-1] + 1))
    look("paragraph", (i for i in page.paragraph_tokens(place.paragraph) if i not in own))
    if outer is not None:
        look("outer", page.places[outer].content - own)
    if any(profile := learned.profile(place)):
        row["learned"] = profile
    return row


def _met(page: Sheet, tokens: Iterable[int]) -> dict[str, list[float]]:
    """What a run of tokens says for the issues: `words` the sum over its words, `term` and `label` the best one met."""
    count = len(page.index.codebook.issues)
    likes: dict[tuple[int, int], float] = {}
    words: dict[tuple[int, str], float] = {}
    for i in tokens:
        if not page.hits[i]:
            continue
        for term, place, like in page.hits[i]:
            if like > likes.get((term, place), 0.0):
                likes[term, place] = like
            told = page.index.terms[term]
            worth = like * told.weight * told.worth[place]
            key = (told.issue, page.words[i][0].lemma)
            if worth > words.get(key, 0.0):
                words[key] = worth
    if not likes:
        return {}
    sums, terms, labels = [0.0] * count, [0.0] * count, [0.0] * count
    for (issue, _), worth in words.items():
        sums[issue] += worth
    shares: dict[int, float] = {}
    for (term, place), like in likes.items():
        shares[term] = shares.get(term, 0.0) + like * page.index.terms[term].worth[place]
    for term, share in shares.items():
        told = page.index.terms[term]
        best = labels if told.label else terms
        best[told.issue] = max(best[told.issue], share * told.weight)
    found = {"words": [1 - math.exp(-s) for s in sums], "term": terms, "label": labels}
    return {name: values for name, values in found.items() if any(values)}


def _summed(page: Sheet, tokens: Iterable[int]) -> list[float]:
    return _met(page, tokens).get("words", [])


def _common(page: Sheet, shares: Sequence[Sequence[float]]) -> dict[str, list[float]]:
    """What the whole article speaks of: the share of each issue in its sentences, and what its first paragraph says."""
    count = len(page.index.codebook.issues)
    total = [0.0] * count
    for share in shares:
        for n, value in enumerate(share):
            total[n] += value
    whole = sum(total)
    found: dict[str, list[float]] = {}
    if whole:
        found["article"] = [value / whole for value in total]
        top = max(total)
        found["article.leads"] = [float(value == top) for value in total]
    head = _met(page, page.paragraph_tokens(0)) if page.reading.text.paragraphs else {}
    if "words" in head:
        found["title"] = head["words"]
    return found


class _Learned:
    """What the article itself teaches: words that stand in sentences which speak of an issue."""

    def __init__(self, page: Sheet, shares: Sequence[Sequence[float]]) -> None:
        self._page = page
        self._count = len(page.index.codebook.issues)
        self._even = [_even(share) for share in shares]
        self._sentences: dict[str, set[int]] = {}
        for i, mine in enumerate(page.words):
            if mine:
                self._sentences.setdefault(mine[0].lemma, set()).add(page.sentence[i])

    def profile(self, place: Place) -> list[float]:
        """How far the words of a content stand elsewhere in sentences of each issue; rare words count more."""
        own = set(place.sentences)
        found, weight = [0.0] * self._count, 0.0
        for lemma in {self._page.words[i][0].lemma for i in place.content if self._page.words[i]}:
            elsewhere = self._sentences[lemma] - own
            if not elsewhere:
                continue
            rare = 1 / (1 + len(elsewhere))
            weight += rare
            for k in elsewhere:
                for n, value in enumerate(self._even[k]):
                    found[n] += rare * value / len(elsewhere)
        return [value / weight for value in found] if weight else found


def _even(share: Sequence[float]) -> list[float]:
    total = sum(share)
    return [value / total for value in share] if total else []
