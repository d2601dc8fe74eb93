"""A name that somebody asks for in any case."""

import pytest

from onrecord.speakers.sought import nominatives


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("Лукаса Тервана", "Лукас Терван"),
        ("терваном", "Терван"),
        ("Мілені Сарнецькій", "Мілена Сарнецька"),
        ("Милены Сарнецкой", "Милена Сарнецкая"),
        ("Анни-Марії Верби", "Анна-Марія Верба"),
    ],
)
def test_the_name_itself_is_among_what_a_form_may_be_of(asked: str, meant: str) -> None:
    assert meant in nominatives(asked)


@pytest.mark.parametrize("name", ["", "-", "Lena Orr", "Lena Orr's"])
def test_what_has_no_cases(name: str) -> None:
    assert nominatives(name) == ()


def test_a_long_name_is_soon_done_with() -> None:
    assert len(nominatives("Олена " * 40)) <= 64
