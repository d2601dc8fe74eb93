"""Boilerplate told from what an article says: calls to the reader, credits, and lines that only look like them."""

import pytest

from onrecord.model.span import Span
from onrecord.text.boilerplate import pieces


def page(line: str) -> list[str]:
    return [span.of(line) for span, is_page in pieces(line, Span(0, len(line))) if is_page]


@pytest.mark.parametrize(
    "line",
    [
        "Залиште коментар на сайті",
        "Отримуйте новини першими",
        "Оставьте комментарий на нашем сайте",
        "Join our WhatsApp channel",
        "Follow The Quay on Telegram",
        "Facebook Twitter Telegram",
        "▶ 01:47",
        "https://quay.example/ships",
        "desk@quay.example",
        "© 2031 The Quay",
        "Photo: Lina Gray / The Quay",
        "(Photo by Lina Gray)",
        "* * *",
        "12.05 | 14:30 | 103",
    ],
)
def test_lines_of_the_page(line: str) -> None:
    assert page(line) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "«Підпишіться на наш канал», – попросила вона.",
        "Не переходьте за посиланнями, радить поліція.",
        "Поліція просить: надішліть новини на сайт",
        "Читайте книги, просять у бібліотеці.",
        "Реклама порту коштувала тисячу крон, сказала начальниця.",
        "Відео дня показали на засіданні, каже вона.",
        "Share prices of Google fell on Monday",
        "Support for the website fell sharply in May",
        "Watch officers on the pier saw nothing.",
        "Photo: the harbour master waves to a crew",
        "Комментарии министра никто не услышал.",
        "Поделиться хлебом просят соседи.",
        "Источник в порту сообщил, что кораблей нет.",
        "Source: two ships are missing",
        "Print workers refused to go home.",
    ],
)
def test_lines_of_the_article(line: str) -> None:
    assert page(line) == []


def test_boilerplate_before_the_first_sentence() -> None:
    assert page("Відео дня Порт знову приймає кораблі після шторму.") == ["Відео дня"]


def test_boilerplate_between_two_sentences_ends_with_its_own() -> None:
    line = "Порт відкрито. Читайте також: Скільки коштує якір. Судна вже зайшли до гавані."
    assert page(line) == ["Читайте також: Скільки коштує якір."]


def test_boilerplate_in_a_row() -> None:
    line = "Порт відкрито. Підписуйтесь на наш канал! Реклама"
    assert " ".join(page(line)) == "Підписуйтесь на наш канал! Реклама"
