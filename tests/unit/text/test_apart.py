"""An article taken apart."""

from onrecord.model.article import Article
from onrecord.text import take_apart

ARTICLE = (
    "Порт відкрили після шторму\r\n"
    "\r\n"
    "«Порт працює», – сказала начальниця. відео дня\r\n"
    "\r\n"
    "Капітан відповів: «Мы ждали всю ночь, но никто не пришёл».\r\n"
    "\r\n"
    "Читайте також: Скільки коштує якір\r\n"
    "\r\n"
    "Судна вже тут. Моряки їй дякують.\r\n"
)


def test_tokens_of_boilerplate_are_left_out() -> None:
    text = take_apart(Article("a", ARTICLE))
    forms = [token.form for token in text.tokens]
    assert "відео" not in forms
    assert "якір" not in forms
    assert [p.zone for p in text.paragraphs] == ["headline", "body", "boilerplate", "body", "boilerplate", "body"]


def test_sentences_partition_the_tokens_and_cross_no_paragraph() -> None:
    text = take_apart(Article("a", ARTICLE))
    assert [i for s in text.sentences for i in range(s.first, s.last)] == list(range(len(text.tokens)))
    for sentence in text.sentences:
        assert any(p.tokens.first <= sentence.first and sentence.last <= p.tokens.last for p in text.paragraphs)


def test_a_quotation_in_another_language_is_read_by_its_own_dictionary() -> None:
    text = take_apart(Article("a", ARTICLE))
    lemmas = {token.form: found[0].lemma for token, found in zip(text.tokens, text.analyses, strict=True) if found}
    assert (lemmas["ждали"], lemmas["сказала"]) == ("ждать", "сказати")


def test_marks_have_no_analyses() -> None:
    text = take_apart(Article("a", ARTICLE))
    assert all((token.kind == "mark") == (not found) for token, found in zip(text.tokens, text.analyses, strict=True))


def test_look_alike_letters_are_read_as_meant() -> None:
    text = take_apart(Article("a", "Начальниця cказала, що порт працює."))
    said = next(i for i, token in enumerate(text.tokens) if token.form == "cказала")
    assert text.analyses[said][0].lemma == "сказати"


def test_an_empty_article_is_an_empty_text() -> None:
    text = take_apart(Article("a", ""))
    assert (text.tokens, text.sentences, text.paragraphs, text.quotations) == ((), (), (), ())
