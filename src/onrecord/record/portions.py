"""Many values in questions of a size that databases take."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

MOST = 500
"""Values in one question: databases limit them."""


def portions(values: Iterable[T]) -> Iterator[list[T]]:
    """The values in their order, each once, at most `MOST` in a list."""
    held = list(dict.fromkeys(values))
    for start in range(0, len(held), MOST):
        yield held[start : start + MOST]
