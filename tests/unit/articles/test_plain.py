"""The first line `date YYYY-MM-DD Title`."""

from datetime import date

import pytest

from onrecord.articles import plain
from onrecord.errors import BadLine, NoArticle, TooLarge


@pytest.mark.parametrize("before", ["", " ", "\t", "\r\n ", "\n\n"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_date_line(before: str, end: str) -> None:
    text = f"{before}date 2031-06-11 Сорока сказала «так»{end}{end}Більше нічого.{end}"
    article = plain.article(text, "a")
    assert (article.published, article.title, article.text) == (date(2031, 6, 11), "Сорока сказала «так»", text)


@pytest.mark.parametrize(
    "text", ["The date 2031-06-11 is set.", "date 2031-06-111 x", "dated 2031-06-11 x", "Update 2031-06-11"]
)
def test_no_date_line(text: str) -> None:
    assert plain.article(text, "a").published is None


def test_what_the_caller_tells_wins() -> None:
    given = plain.Given(published=date(2030, 1, 2), language="uk", outlet="Сорока")
    article = plain.article("date 2031-06-11 Назва\n\nТекст.", "a", given)
    assert (article.published, article.language, article.outlet) == (date(2030, 1, 2), "uk", "Сорока")


def test_a_date_that_is_none() -> None:
    with pytest.raises(BadLine, match=r"a\.txt: '2031-13-41' is no date; write YYYY-MM-DD"):
        plain.article("date 2031-13-41 Title\n\nText.", "a", where="a.txt")


@pytest.mark.parametrize("text", ["", " \r\n\t", "123 — 456 …", "\ufeff", "😀"])
def test_no_word(text: str) -> None:
    with pytest.raises(NoArticle, match="empty"):
        plain.article(text, "a")


def test_over_the_limit() -> None:
    with pytest.raises(TooLarge, match="20 MB"):
        plain.check("слово " * (plain.LIMIT // 11 + 1))


def test_at_the_limit() -> None:
    plain.check("a" * plain.LIMIT)
