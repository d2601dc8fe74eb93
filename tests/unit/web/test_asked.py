from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.wanted import STANDING, Wanted
from onrecord.web.asked import PAGED, WANTED, Asked, checked, day, pairs_of
from onrecord.web.guard.refusal import Refusal
from onrecord.web.links import Link, outside
from onrecord.web.words.load import words


def asked(*pairs: tuple[str, str]) -> Asked:
    return Asked(Link("/search", checked(list(pairs), WANTED | PAGED)), words("en"))


def test_what_is_wanted() -> None:
    found = asked(
        ("q", " вода "),
        ("lang", "uk"),
        ("lang", "ru"),
        ("act", ""),
        ("since", "2031-05"),
        ("until", "2031"),
        ("hedged", "no"),
    ).wanted()
    assert found == Wanted(
        text="вода", language=("uk", "ru"), since=date(2031, 5, 1), until=date(2031, 12, 31), hedged=False
    )
    assert found.verdict == STANDING
    assert asked(("verdict", "any"), ("state", "any")).wanted() == Wanted(verdict=(), state=())


@pytest.mark.parametrize(
    ("pairs", "code"),
    [
        ([("nope", "x")], "parameter"),
        ([("Q", "x")], "parameter"),
        ([("q[]", "x")], "parameter"),
        ([("q", "a"), ("q", "b")], "twice"),
        ([("q", "x" * 501)], "long"),
        ([("q", "a\0b")], "long"),
        ([("since", "yesterday")], "day"),
        ([("since", "2031-13")], "day"),
        ([("since", "2031-02-30")], "day"),
        ([("since", "20310514")], "day"),
        ([("since", "٢٠٣١")], "day"),
        ([("since", "0000")], "day"),
        ([("hedged", "maybe")], "value"),
        ([("sort", "loudest")], "value"),
        ([("limit", "0")], "number"),
        ([("limit", "101")], "number"),
        ([("limit", "-5")], "number"),
        ([("limit", "1e1")], "number"),
        ([("limit", "٥")], "number"),
    ],
)
def test_what_cannot_be_asked(pairs: list[tuple[str, str]], code: str) -> None:
    def ask() -> None:
        held = asked(*pairs)
        held.wanted()
        held.order()
        held.limit()

    with pytest.raises(Refusal) as refusal:
        ask()
    assert refusal.value.status == 400
    assert refusal.value.code == code
    assert words("uk")(f"refusal.{code}", **refusal.value.values)


wanteds = st.builds(
    Wanted,
    text=st.text('abcвода "*-', max_size=10).map(str.strip),
    speaker=st.lists(st.sampled_from(["?", "Міра", "p1"]), max_size=2, unique=True).map(tuple),
    issue=st.lists(st.sampled_from(["ceasefire", "?"]), max_size=2, unique=True).map(tuple),
    language=st.lists(st.sampled_from(["uk", "ru"]), max_size=2, unique=True).map(tuple),
    verdict=st.sampled_from([STANDING, (), ("rejected",), ("none", "accepted")]),
    state=st.sampled_from([("current",), (), ("orphan", "retired")]),
    since=st.none() | st.dates(),
    until=st.none() | st.dates(),
    hedged=st.sampled_from([None, True, False]),
)


@given(wanteds)
def test_a_question_is_an_address_and_back(wanted: Wanted) -> None:
    assert asked(*pairs_of(wanted)).wanted() == wanted


@given(
    st.lists(st.tuples(st.sampled_from(["lang", "act", "q"]), st.sampled_from(["a", "b&c=d", "ї"])), unique=True),
    st.tuples(st.sampled_from(["lang", "act"]), st.sampled_from(["a", "z"])),
)
def test_turning_twice_changes_nothing(pairs: list[tuple[str, str]], turned: tuple[str, str]) -> None:
    link = Link("/search", tuple(pairs))
    assert set(link.turn(*turned).turn(*turned).pairs) == set(link.pairs)
    assert (turned in link.turn(*turned).pairs) != (turned in link.pairs)


def test_a_change_leads_to_the_first_page() -> None:
    link = Link("/search", (("q", "x"), ("after", "c")))
    for changed in (link.put("q", "y"), link.add("lang", "uk"), link.drop("q"), link.turn("lang", "uk")):
        assert not changed.values("after")
    assert link.put("after", "d").values("after") == ("d",)


def test_months_and_years_have_ends() -> None:
    assert day("2032-02", "until") == date(2032, 2, 29)
    assert day("2032", "since") == date(2032, 1, 1)
    assert day("", "since") is None


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "//evil.example",
        " http://x",
        "file:///etc/passwd",
        "",
        None,
    ],
)
def test_only_web_addresses_lead_outside(url: str | None) -> None:
    assert outside(url) is None
