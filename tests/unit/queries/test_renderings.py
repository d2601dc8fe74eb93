"""One utterance, every rendering beside the others."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from onrecord.queries.gaps import Gap
from onrecord.queries.renderings import aligned, compare, copies, independent
from tests.unit.queries.made import made

FULL = {"lang": "en", "speaker": "Mark Odintsov", "act": "warn",
        "text": "If the fee is not paid, the bridge may be closed for 10 days, Odintsov said at Sorochyn."}  # fmt: skip
CUT = FULL | {"text": "the bridge will be closed for 12 days"}
FOREIGN = FULL | {"lang": "uk", "speaker": "Марк Одинцов", "text": "міст закриють на 10 днів"}


def one(number: int, told: dict[str, Any]) -> Any:
    return made(number, number, told)


def test_words_of_one_language_are_aligned() -> None:
    (found,) = compare([one(1, FULL), one(2, CUT)]).differences
    told = [(piece.change, piece.a.of(FULL["text"]), piece.b.of(CUT["text"])) for piece in found.pieces]
    assert ("cut", "If the fee is not paid", "") in told
    assert ("same", "the bridge", "the bridge") in told
    assert ("changed", "may", "will") in told
    assert ("changed", "10", "12") in told
    assert found.only_a.numbers == ("10",)
    assert dict(found.only_a.signs).keys() >= {"condition", "negation", "doubt"}


def test_across_languages_what_is_meant_is_compared() -> None:
    (found,) = compare([one(1, FULL), one(2, FOREIGN)]).differences
    assert found.pieces == ()
    assert found.only_a.numbers == found.only_b.numbers == ()
    assert "condition" in dict(found.only_a.signs)
    assert "fee" in found.only_a.concepts
    assert 0 < found.alike < 1


def across(a: str, b: str, language: str = "uk") -> tuple[Gap, Gap]:
    (found,) = compare([one(1, FULL | {"text": a}), one(2, FULL | {"lang": language, "text": b})]).differences
    return found.only_a, found.only_b


def test_words_without_a_counterpart_are_not_claimed_to_be_missing() -> None:
    here, there = across("The zorbing bridge will be closed", "Шмуркотливий міст закриють")
    assert "zorbing" not in here.concepts and "Шмуркотливий" not in there.concepts


def test_a_known_word_whose_counterpart_is_not_there_is_told_as_it_stands() -> None:
    here, there = across("The prisoners and the parliament", "Парламент і президента")
    assert here.concepts == ("prisoners",)
    assert there.concepts == ("президента",)


def test_names_meet_by_their_sound() -> None:
    here = replace(one(1, FULL | {"text": "We told Sorochyn and Velmar about it"}), named=frozenset((2, 4)))
    there = replace(one(2, FOREIGN | {"text": "Про це ми сказали Сорочину"}), named=frozenset((4,)))
    (found,) = compare([here, there]).differences
    assert (found.only_a.names, found.only_b.names) == (("Velmar",), ())


def test_numbers_in_another_scale_are_no_other_numbers() -> None:
    here, there = across("It takes 40,000 tonnes and 7 days", "Це 40 тисяч тонн і 8 днів")
    assert (here.numbers, there.numbers) == (("7",), ("8",))


def test_across_languages_only_short_lists_of_signs_are_claimed() -> None:
    here, _ = across("They must pay it all unless the bridge may be closed", "вони платять")
    assert [group for group, _ in here.signs] == ["condition", "doubt"]


def test_wire_copies_count_once() -> None:
    wire = [replace(one(n, FULL), paragraph="p") for n in (1, 2, 3)]
    own = one(4, CUT)
    assert copies([*wire, own]) == (frozenset((1, 2, 3)), frozenset((4,)))
    assert independent([*wire, own]) == 2
    assert compare([*wire, own]).statements == (1, 4)


def test_two_statements_of_one_article_are_one_report() -> None:
    assert independent([made(1, 1, FULL), made(2, 1, CUT)]) == 1


@given(
    st.lists(st.sampled_from("a bridge is Closed, «now» 10 ".split(" "))),
    st.lists(st.sampled_from("the bridge is shut".split())),
)
def test_pieces_lie_inside_and_in_order(first: list[str], second: list[str]) -> None:
    a, b = " ".join(first), " ".join(second)
    at_a = at_b = 0
    for piece in aligned(a, b):
        assert at_a <= piece.a.start <= piece.a.end <= len(a)
        assert at_b <= piece.b.start <= piece.b.end <= len(b)
        assert (piece.change == "added") == (piece.a.start == piece.a.end)
        assert (piece.change == "cut") == (piece.b.start == piece.b.end)
        at_a, at_b = piece.a.end, piece.b.end
