from math import dist

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.queries.ties import Node, Tie, Ties
from onrecord.web.drawings.graph import HEIGHT, LINES, WIDTH, Graph, graph, placed


def network(ties: list[tuple[int, int, float, float]], count: int) -> Ties:
    nodes = tuple(Node(f"p{n}", f"Name {n}", "N" if n % 2 else None, n + 1) for n in range(count))
    return Ties(nodes, tuple(Tie(f"p{a}", f"p{b}", same, other) for a, b, same, other in ties), count)


PAIRS = st.integers(2, 14).flatmap(
    lambda n: st.tuples(
        st.just(n),
        st.dictionaries(
            st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)).filter(lambda p: p[0] < p[1]),
            st.tuples(st.floats(0, 50), st.floats(0, 50)).filter(any),
            max_size=25,
        ),
    )
)


@settings(max_examples=25, deadline=None)
@given(PAIRS)
def test_everything_stands_inside_and_the_same_is_drawn_the_same(told: tuple[int, dict]) -> None:  # type: ignore[type-arg]
    count, pairs = told
    ties = network([(a, b, *weights) for (a, b), weights in pairs.items()], count)
    found = graph(ties)
    placed.cache_clear()
    assert graph(ties) == found
    assert len(found.spots) + len(found.alone) == count
    for one in found.spots:
        assert 0 < one.x < WIDTH and 0 < one.y < HEIGHT
    assert len({(one.x, one.y) for one in found.spots}) == len(found.spots)


def test_who_agrees_stands_nearer_than_who_does_not() -> None:
    found = graph(network([(0, 1, 9, 0), (2, 3, 9, 0), (0, 2, 0, 9), (1, 3, 0, 9)], 4))
    at = {one.node.id: (one.x, one.y) for one in found.spots}
    assert dist(at["p0"], at["p1"]) < dist(at["p0"], at["p2"])
    assert dist(at["p2"], at["p3"]) < dist(at["p1"], at["p3"])


def test_the_strongest_ties_are_drawn_and_the_rest_is_counted() -> None:
    found = graph(network([(a, b, 1 + a + b, 0) for a in range(14) for b in range(a + 1, 14)], 14))
    assert len(found.lines) == LINES and found.left_out == 14 * 13 // 2 - LINES
    assert max(line.weight for line in found.lines) == 26
    assert {line.kind for line in found.lines} == {"congruence"}


def test_nobody_with_a_tie_is_nothing_to_draw() -> None:
    found = graph(network([], 3))
    assert found == Graph((), (), found.alone, (), 0) and len(found.alone) == 3
