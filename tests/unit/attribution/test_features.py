"""What the network is told of a text."""

import numpy as np
import pytest

from onrecord.attribution.agreement import bits
from onrecord.attribution.features import COLUMNS, Described, describe
from onrecord.model.article import Article
from onrecord.model.text import Analysis, Language, Text
from onrecord.text import take_apart

TEXT = "Міст готовий до зими\n\nВчора (у понеділок) вона сказала: «Це „свято“, і край». Він – мовчить.\n\nТак, усі раді;\n\nТак."


@pytest.fixture(scope="module")
def text() -> Text:
    return take_apart(Article("a", TEXT, language="uk"))


@pytest.fixture(scope="module")
def told(text: Text) -> Described:
    return describe(text)


def column(text: Text, told: Described, which: int) -> list[tuple[str, str]]:
    return [(t.form, COLUMNS[which][v].split("=")[1]) for t, v in zip(text.tokens, told.context[:, which], strict=True)]


def test_shapes(text: Text, told: Described) -> None:
    count = len(text.tokens)
    assert told.context.shape == (count, len(COLUMNS))
    for row in (told.sentence, told.paragraph, told.quotation, told.commas, told.breaks, told.subject, told.predicate):
        assert row.shape == (count,)
    assert len(told.forms) == count
    for which, names in enumerate(COLUMNS):
        assert ((told.context[:, which] >= 0) & (told.context[:, which] < len(names))).all()


def test_zones(text: Text, told: Described) -> None:
    assert column(text, told, 0)[0] == ("Міст", "headline")
    assert ("сказала", "body") in column(text, told, 0)


def test_quotations(text: Text, told: Described) -> None:
    states = dict(column(text, told, 1))
    wanted = {"сказала": "none", "«": "open1", "Це": "in1", "„": "open2", "свято": "in2", "“": "close2", "»": "close1"}
    assert wanted.items() <= states.items()
    forms = [t.form for t in text.tokens]
    inside = range(forms.index("«"), forms.index("»") + 1)
    assert [i for i in range(len(forms)) if told.quotation[i] >= 0] == list(inside)


def test_places(text: Text, told: Described) -> None:
    places = column(text, told, 2)
    assert places[:4] == [("Міст", "first"), ("готовий", "second"), ("до", "mid"), ("зими", "last")]
    assert column(text, told, 3)[-2:] == [("Так", "first"), (".", "last")]


def test_rank(text: Text, told: Described) -> None:
    ranks = [v for _, v in column(text, told, 4)]
    assert (ranks[0], ranks[-1]) == ("0", "3")


def test_counts(text: Text, told: Described) -> None:
    forms = [t.form for t in text.tokens]
    assert told.commas.tolist() == [sum(f == "," for f in forms[: i + 1]) for i in range(len(forms))]
    assert told.breaks.tolist() == [sum(f in set("()–:;") for f in forms[: i + 1]) for i in range(len(forms))]


def test_an_empty_text() -> None:
    told = describe(take_apart(Article("a", "", language="en")))
    assert told.context.shape == (0, len(COLUMNS))
    assert told.forms == told.extras == ()
    assert told.subject.shape == told.predicate.shape == (0,)


def test_the_language_of_a_paragraph_is_that_of_its_forms() -> None:
    content = "Порт закрито на зиму, і ніхто не знає чому.\n\nОна ответила, что этот порт закрыли зря, "
    content += "и надолго, а зимой там были только старые лодки."
    text = take_apart(Article("a", content, language="uk"))
    languages = {form: language for language, form in describe(text).forms}
    assert (languages["закрито"], languages["ответила"]) == ("uk", "ru")


# --- agreement ---------------------------------------------------------------------------------------------------------

MASC, FEM, NEUT, COM, ANY, PLURAL = 1, 2, 4, 3, 7, 8


def both(form: str, language: Language) -> tuple[int, int]:
    text = take_apart(Article("a", form, language=language))
    subject, predicate = bits([(language, form)], text.analyses)
    return int(subject[0]), int(predicate[0])


@pytest.mark.parametrize(
    ("form", "language", "subject", "predicate"),
    [
        ("капітан", "uk", MASC, 0),
        ("міністерка", "uk", FEM, 0),
        ("вікно", "uk", NEUT, 0),
        ("капітани", "uk", PLURAL, 0),
        ("капітаном", "uk", 0, 0),
        ("заявила", "uk", 0, FEM),
        ("заявили", "uk", 0, PLURAL),
        ("капитан", "ru", MASC, 0),
        ("заявил", "ru", 0, MASC),
        ("заявило", "ru", 0, NEUT),
        ("заявили", "ru", 0, PLURAL),
        ("заявляет", "ru", 0, ANY),
        ("капитану", "ru", 0, 0),
    ],
)
def test_bits(form: str, language: Language, subject: int, predicate: int) -> None:
    assert both(form, language) == (subject, predicate)


def test_readings_are_united_and_marks_have_none() -> None:
    readings = (Analysis("a", "noun", "nom", "sing", "masc"), Analysis("b", "noun", "nom", "plur"))
    subject, predicate = bits([("uk", "x"), ("uk", ".")], [readings, ()])
    assert subject.tolist() == [MASC | PLURAL, 0]
    assert predicate.tolist() == [0, 0]


def test_common_gender_is_either() -> None:
    subject, _ = bits([("uk", "y")], [(Analysis("сирота", "noun", "nom", "sing", "com"),)])
    assert subject.tolist() == [COM]


def test_the_same_form_with_other_readings() -> None:
    first, _ = bits([("uk", "z")], [(Analysis("a", "noun", "nom", "sing", "masc"),)])
    second, _ = bits([("uk", "z")], [(Analysis("b", "noun", "nom", "sing", "fem"),)])
    assert (first.tolist(), second.tolist()) == ([MASC], [FEM])


def test_no_tokens() -> None:
    subject, predicate = bits([], [])
    assert subject.shape == predicate.shape == (0,)
    assert subject.dtype == np.int64
