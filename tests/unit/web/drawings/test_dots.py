from datetime import date

from onrecord.queries.course import Voice
from onrecord.web.drawings.dots import LABEL, LANES, MOST, dots

DAY = date(2031, 3, 4)


def voice(id: str, **days: dict[str, int]) -> Voice:
    told: dict[date | None, dict[str, int]] = {}
    for day, counts in days.items():
        told[date.fromisoformat(day[1:].replace("_", "-"))] = counts
    return Voice(id, f"Name {id}", None, sum(sum(c.values()) for c in told.values()), told)


def address(actor: str, stance: str, first: date, last: date) -> str:
    return f"/{actor}/{stance}/{first}"


def test_each_sign_stands_in_its_row_lane_and_slot() -> None:
    told = [voice("a", d2031_03_04={"support": 9, "oppose": 1}), voice("b", d2031_03_08={"neutral": 2, "?": 7})]
    found = dots(told, lambda who: f"/actors/{who}", address)
    assert found is not None and found.unit == "day" and len(found.rows) == 2
    support, oppose = found.rows[0].signs
    assert (support.stance, support.count, support.url) == ("support", 9, f"/a/support/{DAY}")
    assert support.y < found.rows[0].y < oppose.y
    assert support.r == MOST > oppose.r
    assert support.x == oppose.x > LABEL
    assert [sign.stance for sign in found.rows[1].signs] == ["neutral"]
    assert found.rows[1].signs[0].y == found.rows[1].y + LANES["neutral"]
    assert found.rows[1].signs[0].x > support.x


def test_nothing_with_a_day_is_not_drawn() -> None:
    assert dots([Voice("a", "A", None, 1, {None: {"support": 1}})], str, address) is None
