"""Clusters from links between pairs: the closest two are joined first, by the mean over all their pairs, so that a chain of
neighbours does not make one cluster of things whose ends have nothing in common."""

import heapq
from collections.abc import Mapping, Sequence

Pair = tuple[int, int]


def clusters(
    items: Sequence[int],
    links: Mapping[Pair, float],
    *,
    least: float,
    unlinked: float,
    there: Mapping[int, int] | None = None,
) -> tuple[frozenset[int], ...]:
    """Items in clusters, the single ones too, ordered by their smallest item.

    `links` are the strengths of pairs `(smaller, larger)`, `unlinked` counts for every other pair; two clusters are
    joined while the mean strength over their pairs is at least `least`. `there` puts items into groups beforehand;
    two such groups are never joined.
    """
    state = _State(items, links, unlinked, there or {})
    heap = [(-state.mean(a, b), a, b) for a in state.members for b in state.sums[a] if a < b]
    heapq.heapify(heap)
    while heap:
        strength, a, b = heapq.heappop(heap)
        if -strength < least:
            break
        if a in state.members and b in state.members and not state.apart(a, b):
            merged = state.join(a, b)
            for other in state.sums[merged]:
                heapq.heappush(heap, (-state.mean(merged, other), merged, other))
    return tuple(sorted((frozenset(held) for held in state.members.values()), key=min))


class _State:
    """Clusters by a running number, and the sums and counts of the links between them."""

    def __init__(
        self, items: Sequence[int], links: Mapping[Pair, float], unlinked: float, there: Mapping[int, int]
    ) -> None:
        self._unlinked = unlinked
        self.members: dict[int, set[int]] = {}
        self.fixed: dict[int, int] = {}
        home: dict[int, int] = {}
        groups: dict[int, int] = {}
        for item in items:
            group = there.get(item)
            name = groups.get(group, len(self.members)) if group is not None else len(self.members)
            if group is not None:
                groups[group] = name
                self.fixed[name] = group
            self.members.setdefault(name, set()).add(item)
            home[item] = name
        self.sums: dict[int, dict[int, tuple[float, int]]] = {name: {} for name in self.members}
        for (a, b), strength in links.items():
            self._add(home[a], home[b], strength, 1)
        self._next = len(self.members)

    def _add(self, a: int, b: int, strength: float, count: int) -> None:
        if a != b:
            total, counted = self.sums[a].get(b, (0.0, 0))
            self.sums[a][b] = self.sums[b][a] = (total + strength, counted + count)

    def mean(self, a: int, b: int) -> float:
        """The mean strength over all pairs of two clusters."""
        total, counted = self.sums[a][b]
        pairs = len(self.members[a]) * len(self.members[b])
        return (total + self._unlinked * (pairs - counted)) / pairs

    def apart(self, a: int, b: int) -> bool:
        """Whether both were groups beforehand."""
        return a in self.fixed and b in self.fixed

    def join(self, a: int, b: int) -> int:
        """Make one cluster of two, and tell its number."""
        merged = self._next
        self._next += 1
        self.members[merged] = self.members.pop(a) | self.members.pop(b)
        self.sums[merged] = {}
        for old in (a, b):
            if old in self.fixed:
                self.fixed[merged] = self.fixed.pop(old)
            for other, (total, counted) in self.sums.pop(old).items():
                if other not in (a, b):
                    del self.sums[other][old]
                    self._add(merged, other, total, counted)
        return merged
