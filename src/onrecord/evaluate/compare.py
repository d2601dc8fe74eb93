"""A gold set beside its predictions: what counts, and what was found."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.evaluate.pairs import Pair, Statement, Words, match, words

Line = Mapping[str, Any]
"""One article as JSON Lines have it."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One article with its gold statements, the predicted ones that count, and the pairs among them."""

    gold: Line
    predicted: Line
    statements: tuple[Statement, ...]
    pairs: tuple[Pair, ...]
    words: Words


def compare(gold: Sequence[Line], predicted: Iterable[Line]) -> list[Compared]:
    """Each gold article with its prediction (by `id`; one without counts as empty) and what was found of it."""
    guesses = {line["id"]: line for line in predicted}
    flat = is_flat(gold)
    return [_compare(article, guesses.get(article["id"], {}), flat) for article in gold]


def is_flat(gold: Iterable[Line]) -> bool:
    """Whether the set marks each token once (PolNeAR); then what is predicted inside another cannot be judged."""
    return not any("within" in s for article in gold for s in article["statements"])


def _compare(gold: Line, predicted: Line, flat: bool) -> Compared:
    text = words(gold["text"])
    statements: Sequence[Statement] = predicted.get("statements", [])
    pairs = match(gold["statements"], statements, text)
    if flat:
        found = {pair.predicted for pair in pairs}
        kept = [j for j, s in enumerate(statements) if j in found or not s.get("within")]
        place = {j: n for n, j in enumerate(kept)}
        statements = [statements[j] for j in kept]
        pairs = [pair._replace(predicted=place[pair.predicted]) for pair in pairs]
    return Compared(gold, predicted, tuple(statements), tuple(pairs), text)
