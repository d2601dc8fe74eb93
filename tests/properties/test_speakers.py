"""Whatever spans it is given, the room answers: one mention an attribution, with a name or `?`, spans inside the text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model.actor import ACTOR_TYPES
from onrecord.model.article import Article
from onrecord.model.attribution import Attribution
from onrecord.model.span import Span
from onrecord.speakers import identify
from onrecord.text import take_apart

TEXTS = {
    "uk": "Міністерка Дара Вербова (ДЛС) сказала: «Я не йду, – і Гнат Липовий, голова служби, додав, що він у Кремлі.\n"
    "У звіті «Тихого ранку» йдеться про 54% громадян; їхній посол і Б. Гай-Верба мовчать. ТзОВ «Ліс», МЗС Лестанії",
    "ru": "Её пресс-секретарь, 3-й зам. Егор ВЕРБИН: «Мы — это Northern Line»\n— сообщил кто-то из них, мол, В Москве! (ЛКС) Она же",
    "en": "\"It's ours,\" said Mr. Martin Hollis's envoy, the NFS's chief, in the North's Daily Post (DP).\nShe & they, one of us, the Kremlin; A. B. Carver",
}
ODD = st.text(alphabet="«»“”\"'()[].,:;–—-%№АБаб єїҐSs’'\u0301\u200b\n 12", max_size=40)


@st.composite
def read(draw: st.DrawFn) -> tuple[str, str, list[Attribution]]:
    language = draw(st.sampled_from(sorted(TEXTS)))
    text = draw(ODD) + TEXTS[language] + draw(ODD)
    place = st.tuples(st.integers(0, len(text)), st.integers(1, 30)).map(
        lambda p: Span(p[0], min(p[0] + p[1], len(text)))
    )
    spans = st.lists(place.filter(lambda s: s.end > s.start), max_size=2).map(lambda found: tuple(sorted(found)))
    count = draw(st.integers(1, 4))
    made = [
        Attribution(f"s{n}", draw(spans), draw(spans), draw(spans), "indirect", "assert", "body",
                    within=draw(st.sampled_from([None, *(f"s{k}" for k in range(count))])))
        for n in range(count)
    ]  # fmt: skip
    return language, text, made


@settings(max_examples=150, deadline=None)
@given(read())
def test_every_attribution_gets_an_answer(case: tuple[str, str, list[Attribution]]) -> None:
    language, text, attributions = case
    found = identify(take_apart(Article("any", text, language=language)), attributions)
    assert [m.attribution for m in found] == [a.id for a in attributions]
    for mention in found:
        assert mention.speaker
        assert mention.speaker_type in ACTOR_TYPES
        assert mention.reasons
        assert (mention.key == "") == (mention.speaker == "?") or not mention.key
        if mention.antecedent is not None:
            assert 0 <= mention.antecedent.start < mention.antecedent.end <= len(text)
