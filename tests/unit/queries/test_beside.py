from onrecord.queries.renderings import beside, compare
from tests.unit.queries.made import made

TOLD = [
    (1, {"text": "Вода прийде завтра", "lang": "uk", "speaker": "Лада", "act": "assert", "zone": "headline"}),
    (2, {"text": "Вода точно прийде завтра вранці", "lang": "uk", "speaker": "Лада", "act": "assert"}),
    (3, {"text": "Вода прийде вранці", "lang": "uk", "speaker": "Лада", "act": "assert"}),
    (4, {"text": "The water will come tomorrow", "lang": "en", "speaker": "Lada", "act": "assert"}),
    (5, {"text": "The water comes tomorrow", "lang": "en", "speaker": "Lada", "act": "assert"}),
]
SEEN = [made(number, number, told) for number, told in TOLD]


def test_each_is_beside_the_head_of_its_language_and_heads_beside_the_first() -> None:
    found = beside(SEEN)
    assert found.statements == (2, 4, 3, 5, 1)
    assert sorted((one.a, one.b) for one in found.differences) == [(2, 1), (2, 3), (2, 4), (4, 5)]
    assert all(bool(one.pieces) == (one.b != 4) for one in found.differences)
    assert found.independent == compare(SEEN).independent == 5


def test_another_base_leads() -> None:
    found = beside(SEEN, 5)
    assert found.statements[0] == 5
    assert sorted((one.a, one.b) for one in found.differences) == [(2, 1), (2, 3), (5, 2), (5, 4)]


def test_copies_are_folded_and_nothing_is_no_error() -> None:
    twice = [*SEEN, made(6, 6, {**TOLD[1][1], "paragraph": "2"})]
    found = beside(twice, 6)
    assert found.statements[0] == 2 and frozenset((2, 6)) in found.copies
    assert beside([]).statements == ()
