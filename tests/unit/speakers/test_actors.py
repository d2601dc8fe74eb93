"""What a mention carries: order, roles, what a place stands for, candidates and reasons."""

import time
from typing import Any

from onrecord.model.actor import Actor
from onrecord.model.article import Article
from onrecord.model.attribution import Attribution
from onrecord.model.span import Span
from onrecord.speakers import identify
from onrecord.text import take_apart

TITLED = "[[s1.source:Прес-секретарка президента Дара Вербова]] [[s1.cue:сказала]], [[s1.content:що буде дощ]]."


def test_one_mention_an_attribution_in_their_order() -> None:
    words = "Гнат Липовий сказав, що йде. Рита Липова відповіла, що ні."
    text = take_apart(Article("a", words, language="uk"))
    at = words.index("Рита")
    second = Attribution(
        "s2", (Span(at, at + 11),), (Span(at + 12, at + 21),), (Span(at + 23, at + 29),), "indirect", "assert", "body"
    )
    first = Attribution("s1", (Span(0, 12),), (Span(13, 19),), (Span(21, 27),), "indirect", "assert", "body")
    assert [m.attribution for m in identify(text, [second, first])] == ["s2", "s1"]
    assert [m.speaker for m in identify(text, [second, first])] == ["Рита Липова", "Гнат Липовий"]


def test_role_key_and_romanised(mentions: Any) -> None:
    found = mentions(TITLED, "uk")["s1"]
    assert found.role == "прес-секретарка президента"
    assert found.romanised == "Dara Verbova"
    assert found.key == "dara verbova"
    assert found.reasons == ("speaker.full-name",)


def test_a_building_stands_for_its_state(mentions: Any) -> None:
    found = mentions("[[s1.source:В Кремле]] [[s1.cue:молчат]] [[s1.content:о мосте]].", "ru")["s1"]
    assert (found.speaker, found.stands_for, found.speaker_type) == ("Кремль", "Россия", "organization")


def test_antecedent_of_a_surname_is_the_full_name(mentions: Any) -> None:
    marked = "Greta Alderwood came. [[s1.source:Alderwood]] [[s1.cue:said]] [[s1.content:no]]."
    assert mentions(marked, "en")["s1"].antecedent == Span(0, 15)


def test_more_than_one_left_is_nobody_with_the_candidates(mentions: Any) -> None:
    marked = "Прийшли Олег Ставок і Гнат Ставок. [[s1.source:Ставок]] [[s1.cue:сказав]], [[s1.content:що йде]]."
    found = mentions(marked, "uk")["s1"]
    assert found.speaker == "?"
    assert {c.name for c in found.candidates} == {"Олег Ставок", "Гнат Ставок"}
    assert all(c.lost for c in found.candidates)
    assert "more-than-one" in found.reasons[0]


def test_known_actors_tell_the_type(mentions: Any) -> None:
    marked = "[[s1.source:Вербинка]] [[s1.cue:сообщает]], [[s1.content:что мост закрыт]]."
    known = (Actor("a1", ("Вербинка", "Вербинка-Инфо"), "outlet"),)
    found = mentions(marked, "ru", known=known)["s1"]
    assert found.speaker_type == "outlet"
    assert "speaker.known-actor" in found.reasons


def test_nothing_at_all() -> None:
    assert identify(take_apart(Article("a", "", language="uk")), ()) == ()


def test_cost_a_token_does_not_grow_with_the_text() -> None:
    def cost(times: int) -> float:
        words = "Гнат Липовий сказав, що йде. Він додав, що пізно.\n" * times
        text = take_apart(Article("a", words, language="uk"))
        line = len(words) // times
        found = [
            Attribution(
                f"s{n}",
                (Span(n * line + 29, n * line + 32),),
                (Span(n * line + 33, n * line + 38),),
                (),
                "indirect",
                "assert",
                "body",
            )
            for n in range(times)
        ]
        identify(text, found)
        begin = time.perf_counter()
        identify(text, found)
        return (time.perf_counter() - begin) / times

    assert cost(2000) < 4 * cost(100)
