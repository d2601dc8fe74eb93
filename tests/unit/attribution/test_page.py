from onrecord.model.span import Span
from onrecord.model.text import Range
from tests.unit.attribution.cases import view

TEXT = "Вона каже: «Це „зрада“, і край». Він мовчить.\n«Хто там. Я"


def words(page: object, runs: tuple[Range, ...]) -> list[str]:
    spans = page.spans(runs)  # type: ignore[attr-defined]
    return [TEXT[s.start : s.end] for s in spans]


def test_quotations() -> None:
    page = view(TEXT, "uk")
    assert words(page, page.quotations) == ["«Це „зрада“, і край»", "«Хто там. Я"]
    assert words(page, page.inner) == ["„зрада“"]
    assert page.closed == {0}
    for i in range(len(page.quoted)):
        holders = [n for n, r in enumerate(page.quotations) if r.first <= i < r.last]
        assert page.quoted[i] == (holders[0] if holders else -1)


def test_places() -> None:
    page = view(TEXT, "uk")
    last = len(page.text.tokens) - 1
    assert (page.form(0), page.form(-1), page.form(last), page.form(last + 1)) == ("Вона", "", "Я", "")
    assert page.is_mark(2) and not page.is_mark(1)
    assert page.words([Range(0, 5)]) == 3
    assert page.spans([Range(0, 2)]) == (Span(0, 9),)
    assert page.sentence[0] == 0 and page.paragraph[0] == 0 and page.paragraph[last] == 1
    assert page.bounds(page.sentence[last]).last == last + 1


def test_an_empty_text() -> None:
    page = view("", "uk")
    assert page.quotations == page.inner == () and page.form(0) == ""
