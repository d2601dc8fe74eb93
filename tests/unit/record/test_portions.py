"""Many values in questions of a size that databases take."""

from onrecord.record.portions import MOST, portions


def test_portions_have_each_value_once_in_its_order() -> None:
    values = [*range(MOST + 2), 0, 1]
    assert list(portions(values)) == [list(range(MOST)), [MOST, MOST + 1]]


def test_nothing_gives_no_portion() -> None:
    assert list(portions(())) == []
