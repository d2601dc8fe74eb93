"""The matrices that are small enough to be worked out by hand."""

from datetime import date
from math import sqrt

import pytest

from onrecord.queries import networks
from onrecord.queries.networks import Event

DAY = date(2031, 3, 4)


def event(actor: str, issue: str, stance: str, day: date | None = DAY, document: str = "d1") -> Event:
    return Event(actor, issue, stance, day, document, f"{actor}{issue}{stance}{day}{document}")  # type: ignore[arg-type]


# Ann supports the bridge twice and opposes the toll; Bob supports both; Cid opposes the toll and has no side on the bridge.
TOLD = [
    event("ann", "bridge", "support"),
    event("ann", "bridge", "support", document="d2"),
    event("ann", "toll", "oppose"),
    event("bob", "bridge", "support"),
    event("bob", "toll", "support"),
    event("cid", "toll", "oppose"),
    event("cid", "bridge", "neutral"),
]


@pytest.mark.parametrize(
    ("aggregation", "expected"),
    [
        # ann-bob: bridge 2·1, toll 0; ann-cid: toll 1·1; bob-cid: nothing in common
        ("congruence", {("ann", "bob"): 2, ("ann", "cid"): 1}),
        # ann-bob: toll oppose·support; bob-cid: toll
        ("conflict", {("ann", "bob"): 1, ("bob", "cid"): 1}),
        ("subtract", {("ann", "bob"): 1, ("ann", "cid"): 1, ("bob", "cid"): -1}),
        # ann-bob: 2·1 + 1·1; ann-cid: 2·1 + 1·1; bob-cid: 1·1 + 1·1
        ("ignore", {("ann", "bob"): 3, ("ann", "cid"): 3, ("bob", "cid"): 2}),
    ],
)
def test_one_mode(aggregation: networks.OneMode, expected: dict[tuple[str, str], float]) -> None:
    network = networks.one_mode(TOLD, aggregation)
    assert network.cells == expected
    assert network.rows == network.columns == ("ann", "bob", "cid")
    assert network.frequencies == {"ann": 3, "bob": 2, "cid": 2}


@pytest.mark.parametrize(
    ("normalization", "expected"),
    [
        ("no", {("ann", "bob"): 2, ("ann", "cid"): 1}),
        # three and two statements with a side: (3 + 2) / 2; ann and cid: (3 + 1) / 2
        ("average", {("ann", "bob"): 2 / 2.5, ("ann", "cid"): 1 / 2}),
        # ann-bob: only ann 1 (toll against), only bob 1 (toll for), both 2·1; ann-cid: only ann 2, both 1
        ("jaccard", {("ann", "bob"): 2 / 4, ("ann", "cid"): 1 / 3}),
        # |ann| = sqrt(4 + 1), |bob| = sqrt(2), |cid| = 1
        ("cosine", {("ann", "bob"): 2 / (sqrt(5) * sqrt(2)), ("ann", "cid"): 1 / sqrt(5)}),
    ],
)
def test_normalised(normalization: networks.OneModeNorm, expected: dict[tuple[str, str], float]) -> None:
    assert networks.one_mode(TOLD, "congruence", normalization).cells == pytest.approx(expected)


def test_two_who_say_the_same_have_a_cosine_of_one() -> None:
    told = [event(actor, issue, "support") for actor in ("ann", "bob") for issue in ("bridge", "toll")]
    assert networks.one_mode(told, "congruence", "cosine").cells[("ann", "bob")] == pytest.approx(1)


@pytest.mark.parametrize(
    ("aggregation", "normalization", "expected"),
    [
        ("ignore", "no", {"ann bridge": 2, "ann toll": 1, "bob bridge": 1, "bob toll": 1, "cid toll": 1, "cid bridge": 1}),
        ("subtract", "no", {"ann bridge": 2, "ann toll": -1, "bob bridge": 1, "bob toll": 1, "cid toll": -1, "cid bridge": 0}),
        ("combine", "no", {"ann bridge": 1, "ann toll": 2, "bob bridge": 1, "bob toll": 1, "cid toll": 2, "cid bridge": 0}),
        ("subtract", "activity", {"ann bridge": 2 / 3, "ann toll": -1 / 3, "bob bridge": 1 / 2, "bob toll": 1 / 2, "cid toll": -1, "cid bridge": 0}),
        ("ignore", "prominence", {"ann bridge": 2 / 4, "ann toll": 1 / 3, "bob bridge": 1 / 4, "bob toll": 1 / 3, "cid toll": 1 / 3, "cid bridge": 1 / 4}),
    ],
)  # fmt: skip
def test_two_mode(
    aggregation: networks.TwoMode, normalization: networks.TwoModeNorm, expected: dict[str, float]
) -> None:
    cells = networks.two_mode(TOLD, aggregation, normalization).cells
    assert {" ".join(pair): value for pair, value in cells.items()} == pytest.approx(expected)


def test_both_stances_are_combined() -> None:
    told = [event("ann", "toll", "support"), event("ann", "toll", "oppose")]
    assert networks.two_mode(told, "combine").cells == {("ann", "toll"): 3}


@pytest.mark.parametrize(
    ("duplicates", "left"),
    [
        ("include", ["a1", "a2", "b", "c", "d", "e", "f1", "f2", "g"]),
        ("document", ["a1", "b", "c", "d", "e", "f1", "g"]),
        ("week", ["a1", "c", "d", "e", "f1", "g"]),
        ("month", ["a1", "d", "e", "f1", "g"]),
        ("year", ["a1", "e", "f1", "g"]),
        ("acrossrange", ["a1"]),
    ],
)
def test_duplicates(duplicates: networks.Duplicates, left: list[str]) -> None:
    """The next year's same month and week count anew; without a day only the document can be the same."""
    days = {
        "a1": (date(2031, 3, 3), "d1"),
        "a2": (date(2031, 3, 3), "d1"),
        "b": (date(2031, 3, 9), "d2"),
        "c": (date(2031, 3, 10), "d3"),
        "d": (date(2031, 4, 2), "d4"),
        "e": (date(2032, 3, 1), "d5"),
        "f1": (None, "d6"),
        "f2": (None, "d6"),
        "g": (None, "d7"),
    }
    told = [Event("ann", "toll", "support", day, document, name) for name, (day, document) in days.items()]
    assert [one.statement for one in networks.without_duplicates(told, duplicates)] == left


def test_another_stance_is_no_duplicate() -> None:
    told = [event("ann", "toll", "support"), event("ann", "toll", "oppose")]
    assert len(networks.without_duplicates(told, "acrossrange")) == 2


def test_a_window_counts_its_ends_and_leaves_out_unknown_days() -> None:
    days = [date(2031, 3, 1), date(2031, 3, 2), date(2031, 3, 3), None]
    told = [event("ann", "toll", "support", day) for day in days]
    assert [one.day for one in networks.window(told, date(2031, 3, 2), date(2031, 3, 3))] == days[1:3]
    assert [one.day for one in networks.window(told, until=date(2031, 3, 1))] == days[:1]
    assert networks.window(told) == tuple(told)


def test_nothing_gives_nothing() -> None:
    assert networks.one_mode([]).cells == {} and networks.two_mode([]).cells == {}
