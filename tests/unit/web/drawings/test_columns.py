from datetime import date

import pytest

from onrecord.web.drawings.columns import HEIGHT, OTHERS, WIDTH, Columns, by_side, by_stance

FIRST, SECOND = date(2031, 3, 4), date(2031, 3, 6)


def address(first: date, last: date) -> str:
    return f"/{first}/{last}"


def test_parts_fill_a_column_and_every_day_between_has_one() -> None:
    found = by_stance({FIRST: {"support": 3, "oppose": 1}, SECOND: {"?": 2}, None: {"support": 5}}, address)
    assert found.series == (("support", "support"), ("oppose", "oppose"), ("?", "untold"))
    assert [column.count for column in found.columns] == [4, 0, 2]
    assert found.columns[0].url == f"/{FIRST}/{FIRST}" and found.columns[1].url == ""
    assert found.undated == 5 and found.most == 4
    assert sum(part.height for part in found.columns[0].parts) == pytest.approx(HEIGHT)
    assert found.columns[0].parts[-1].y == 0
    assert found.width <= WIDTH


def test_sides_beyond_the_fourth_share_a_look() -> None:
    counts = {name: 9 - place for place, name in enumerate("abcdefg")} | {"?": 20}
    found = by_side({FIRST: counts}, address)
    assert [name for name, _ in found.series] == ["a", "b", "c", "d", OTHERS, "?"]
    assert dict(found.columns[0].counts) == {"a": 9, "b": 8, "c": 7, "d": 6, OTHERS: 5 + 4 + 3, "?": 20}
    assert len({look for _, look in found.series}) == 6


def test_nothing_dated_draws_nothing() -> None:
    assert by_stance({None: {"support": 2}}, address) == Columns("day", (("support", "support"),), (), 0, 2)
