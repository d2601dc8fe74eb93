"""Romanisation by the official tables."""

import pytest

from onrecord.speakers.romanise import romanise


@pytest.mark.parametrize(
    ("name", "language", "latin"),
    [
        ("Згурський", "uk", "Zghurskyi"),
        ("Єнакієве", "uk", "Yenakiieve"),
        ("Їжакевич", "uk", "Yizhakevych"),
        ("Йосипівка", "uk", "Yosypivka"),
        ("Юрій Щербина", "uk", "Yurii Shcherbyna"),
        ("Наталія Ярошенко", "uk", "Nataliia Yaroshenko"),
        ("Знам'янка", "uk", "Znamianka"),
        ("МЗС", "uk", "MZS"),
        ("Юлия Щукина", "ru", "Iuliia Shchukina"),
        ("Объездчиков", "ru", "Obieezdchikov"),
        ("Martin Hollis", "en", "Martin Hollis"),
    ],
)
def test_tables(name: str, language: str, latin: str) -> None:
    assert romanise(name, language) == latin
