"""Where a text names somebody, in any case."""

import pytest

from onrecord.intake.mentioned import beginnings, mentions, names_of

TREMBITA = ("Олена Трембіта", "Olena Trembita")
HAI = ("Павло Гай", "Павел Гай", "Pavlo Hai")
COUNCIL = ("Озерна рада", "Озёрный совет", "Lake Council")


@pytest.mark.parametrize(
    ("names", "text", "found"),
    [
        (TREMBITA, "Олена Трембіта прийшла.", ["Олена Трембіта"]),
        (TREMBITA, "Бачили Трембіту й О. Трембіту.", ["Трембіту", "О. Трембіту"]),
        (TREMBITA, "З Оленою Трембітою був водій.", ["Оленою Трембітою"]),
        (TREMBITA, "ТРЕМБІТА ПРИЙШЛА", ["ТРЕМБІТА"]),
        (TREMBITA, "Трембіта Олена, 40 років", ["Трембіта Олена"]),
        (TREMBITA, "Olena Trembita's car; Trembita left.", ["Olena Trembita", "Trembita"]),
        (TREMBITA, "Грала трембіта, а Олена співала.", []),
        (HAI, "Рішення Гая і Павла Гая.", ["Гая", "Павла Гая"]),
        (HAI, "Гайова дорога, гай шумить, Гайдамаки", []),
        (HAI, "Павлу Гаю ответил Павел Гай", ["Павлу Гаю", "Павел Гай"]),
        (HAI, "Pavlo Hai said that Haifa is far.", ["Pavlo Hai"]),
        (COUNCIL, "Рішення Озерної ради чекали.", ["Озерної ради"]),
        (COUNCIL, "Озерна дорога і рада села", []),
        (COUNCIL, "The Lake Council met; a lake is a lake.", ["Lake Council"]),
        (COUNCIL, "В Озёрном совете молчат", ["Озёрном совете"]),
    ],
)
def test_mentions(names: tuple[str, ...], text: str, found: list[str]) -> None:
    told = names_of(names, person=names is not COUNCIL)
    assert [span.of(text) for span in mentions(text, told)] == found
    assert not found or any(one in text for one in beginnings(told))
