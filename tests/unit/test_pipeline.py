"""Article in, reading out; and the one public function over it."""

import pickle
from dataclasses import replace
from datetime import date

import pytest

import onrecord
from onrecord.attribution import shipped
from onrecord.errors import UnknownLanguage
from onrecord.model.actor import Actor
from onrecord.model.article import Article
from onrecord.model.statement import Reading
from onrecord.model.text import Language
from onrecord.pipeline import read

TEXTS: dict[Language, str] = {
    "uk": "Міністерка культури Ганна Вербицька заявила у вівторок, що театр відкриють. «Ми довго чекали», – сказала вона.",
    "ru": "Министр культуры Анна Вербицкая заявила во вторник, что театр откроют. «Мы долго ждали», – сказала она.",
    "en": "Culture minister Anna Verbitska said on Tuesday that our theatre would open. “We waited long,” she said.",
}
SPEAKERS = {"uk": "Ганна Вербицька", "ru": "Анна Вербицкая", "en": "Anna Verbitska"}
DAY = date(2031, 3, 6)  # a Thursday


def reading(language: Language, day: date | None = DAY) -> Reading:
    return read(Article("a", TEXTS[language], day, language))


@pytest.mark.parametrize("language", TEXTS)
def test_the_whole_way(language: Language) -> None:
    found = reading(language)
    assert found.language == language
    assert len(found.statements) == 2
    first, second = found.statements
    assert (first.id, second.id) == ("s1", "s2")
    assert {s.speaker for s in found.statements} == {SPEAKERS[language]}
    assert first.said_on == "2031-03-04"
    assert second.said_on is None and second.said_on_rule == ""
    assert [time.value for time in found.times] == ["2031-03-04"]
    assert (first.attribution.kind, second.attribution.kind) == ("indirect", "direct")
    assert all(s.text == TEXTS[language] for s in found.statements)


@pytest.mark.parametrize("language", TEXTS)
def test_without_a_date_no_day_is_guessed(language: Language) -> None:
    found = reading(language, None)
    assert [s.said_on for s in found.statements] == [None, None]
    assert [s.speaker for s in found.statements] == [s.speaker for s in reading(language).statements]


def test_the_same_twice_and_picklable() -> None:
    assert reading("uk") == reading("uk")
    assert pickle.loads(pickle.dumps(reading("uk"))) == reading("uk")


def test_what_was_read_before_changes_nothing() -> None:
    network = pickle.loads(pickle.dumps(shipped()))
    network._forms.clear()
    article = Article("a", "Міська рада заявила, що рада чекає. Депутати кажуть, що мир близько.", DAY, "uk")
    alone = read(article, network=network)
    network._forms.clear()
    read(
        Article("b", "Мер відповів: «Я очень рада, что мир и рада мы все вместе встретили».", DAY, "uk"),
        network=network,
    )
    assert read(article, network=network) == alone


def test_outlet_url_and_id_are_carried_and_not_looked_at() -> None:
    article = Article("a", TEXTS["uk"], DAY, "uk")
    other = replace(article, id="b", outlet="Берег", story="st", url="https://shore.example/1", title="Інший заголовок")
    one, two = read(article), read(other)
    assert two.article is other
    assert one.statements == two.statements and one.times == two.times


def test_a_network_stands_in_for_the_shipped_one() -> None:
    silent = pickle.loads(pickle.dumps(shipped()))
    silent._w["cue.b"] = silent._w["cue.b"] + [100, 0, 0]
    assert read(Article("a", TEXTS["uk"], DAY, "uk"), network=silent).statements == ()
    assert reading("uk").statements != ()


def test_without_a_rule_of_the_speaker_nobody_is_named() -> None:
    first = reading("uk").statements[0]
    (rule,) = first.mention.reasons[:1]
    left = read(Article("a", TEXTS["uk"], DAY, "uk"), without=frozenset({rule})).statements[0]
    assert (left.speaker, left.mention.speaker_type) == ("?", "unknown")
    assert rule not in left.reasons


def test_without_a_rule_of_the_times() -> None:
    found = reading("uk")
    said, time = found.statements[0].said_on_rule, found.times[0].rule
    without_day = read(found.article, without=frozenset({said}))
    assert (without_day.statements[0].said_on, without_day.statements[0].said_on_rule) == (None, "")
    assert without_day.times == found.times
    assert read(found.article, without=frozenset({time})).times == ()


def test_known_actors_are_values() -> None:
    actors = (Actor("q1", ("Ганна Вербицька", "Anna Verbitska"), "person"),)
    found = read(reading("uk").article, known=actors)
    assert [s.speaker for s in found.statements] == ["Ганна Вербицька"] * 2


def test_a_language_that_is_not_read() -> None:
    with pytest.raises(UnknownLanguage):
        read(
            Article(
                "a", "Der Hafen bleibt bis Mai geschlossen, sagte der Kapitän am Dienstag vor Journalisten.", DAY, "de"
            )
        )


# --- onrecord.read -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", TEXTS)
def test_read(language: Language) -> None:
    found = onrecord.read(TEXTS[language], published="2031-03-06", language=language, outlet="Shore", id="a")
    assert found.article == Article("a", TEXTS[language], DAY, language, "Shore")
    assert found.statements == reading(language).statements


@pytest.mark.parametrize("language", TEXTS)
def test_the_language_is_found_out(language: Language) -> None:
    found = onrecord.read(TEXTS[language], published=DAY)
    assert found.language == language
    assert found.statements == reading(language).statements


def test_only_the_text_is_needed() -> None:
    found = onrecord.read(TEXTS["en"])
    assert (found.article.id, found.article.published, found.article.outlet) == ("article", None, None)
    assert len(found.statements) == 2


@pytest.mark.parametrize("published", ["", "yesterday", "2031-02-30", "06.03.2031"])
def test_a_date_that_is_none(published: str) -> None:
    with pytest.raises(ValueError, match=r"Invalid isoformat string|day is out of range"):
        onrecord.read(TEXTS["en"], published=published)


def test_an_empty_text() -> None:
    found = onrecord.read("", language="uk")
    assert found.statements == found.times == ()


def test_words_of_a_statement() -> None:
    """What the first lines of the README print: speaker, cue and content as words of the text."""
    found = onrecord.read("Culture minister Anna Verbitska said that our theatre would open.", published="2031-03-06")
    assert [(s.speaker, s.source, s.cue, s.content) for s in found.statements] == [
        ("Anna Verbitska", "Culture minister Anna Verbitska", "said", "that our theatre would open"),
    ]
