"""What is asked of the record is found: the same in both databases."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date

import pytest

from onrecord.errors import BadFilter
from onrecord.model.wanted import UNTOLD, Order, Wanted
from onrecord.queries.search import find
from onrecord.record.store import Store
from tests.store.made import about, actor, entry, keep_all, said, with_issues

Made = Callable[[], AbstractContextManager[Store]]


@pytest.fixture(scope="module")
def story(made: Made) -> Iterator[Store]:
    """Three articles in three languages, three speakers, one of them merged from two actors."""
    with made() as store:
        tell(store)
        yield store


def tell(store: Store) -> None:
    with store.write() as session:
        with_issues(session)
        lead = actor(session, "Дарина Колос", "Darina Kolos", side="North")
        twin = actor(session, "Колос Д.", into=lead)
        envoy = actor(session, "Павел Рум", side="South")
        body = actor(session, "Рада Колос", type="organization")
        keep_all(
            session,
            entry(
                "uk1",
                [
                    said("Дарина Колос", "гарантії безпеки мають бути письмовими", about("ceasefire", "support"), actor=lead, act="demand"),
                    said("Колос", "обов'язкової відповіді ще немає", about("prisoners", "oppose"), actor=twin, confidence=0.3),
                    said("?", "нібито обмін полоненими зірвано", about("prisoners"), hedged=True),
                ],
                outlet="Вісник", published=date(2031, 3, 4), story="st",
            ),
            entry(
                "ru1",
                [
                    said("Павел Рум", "её ответ на гарантию безопасности получен", about("ceasefire", "oppose"), about("prisoners", "support"), actor=envoy),
                    said("Рада Колос", "обмен пленными состоится", about("prisoners", "support"), actor=body, kind="direct"),
                ],
                outlet="Листок", published=date(2031, 3, 6), language="ru", url="https://list.example/1",
            ),
            entry(
                "en1",
                [said("Darina Kolos", "written guarantees of security are a must", about("ceasefire", "support"), actor=lead)],
                outlet="Courier", published=None, language="en",
            ),
        )  # fmt: skip


def ids(store: Store, wanted: Wanted, order: Order = "oldest") -> list[str]:
    with store.read() as session:
        page = find(session, wanted, order=order)
        assert page.total == len(page.items) and not page.truncated and page.next is None
        return [f"{s.article_name}/{s.local}" for s in page.items]


EVERYTHING = ["uk1/s1", "uk1/s2", "uk1/s3", "ru1/s1", "ru1/s2", "en1/s1"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", EVERYTHING),
        ("гарантія", ["uk1/s1"]),
        ("ГАРАНТІЯМИ", ["uk1/s1"]),
        ("гарантиями", ["ru1/s1"]),
        ("guarantee", ["en1/s1"]),
        ("безпека гарантій", ["uk1/s1"]),
        ('"гарантії безпеки"', ["uk1/s1"]),
        ("«гарантії безпеки»", ["uk1/s1"]),
        ('"безпеки гарантії"', []),
        ('"гарантія безпеки"', []),
        ("обовʼязкової", ["uk1/s2"]),
        ("обов’язковий", ["uk1/s2"]),
        ("ее", ["ru1/s1"]),
        ("её ответы", ["ru1/s1"]),
        ("безпе*", ["uk1/s1"]),
        ("без*", ["uk1/s1", "ru1/s1"]),
        ("обмін -нібито", []),
        ("-гарантии", ["uk1/s1", "uk1/s2", "uk1/s3", "ru1/s2", "en1/s1"]),
        ('-"письмовими" гарантія', []),
        ("гарантія -письмовий", []),
        ('"незакрита', []),
        ('"гарантії безпеки', ["uk1/s1"]),
        ("!!!", []),
        ('"', []),
        ("-", []),
        ("*", []),
        ("немає відповідь", ["uk1/s2"]),
    ],
)
def test_words(story: Store, text: str, expected: list[str]) -> None:
    assert ids(story, Wanted(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "гарантія OR", "NEAR(a b)", "a AND NOT b", "surface:гарантія", "a ^b", "(", ")", "a:*", "'a' & !b", "<->", "a\\", "\x00",
        "{surface} : x", "a || b", "'", "''", "it's", "“", "-\"", "- -", "%", "_", "a\u0301*", "😀", "𝒜", "\ud83d",
    ],
)  # fmt: skip
def test_nothing_typed_is_an_error(story: Store, text: str) -> None:
    with story.read() as session:
        for order in ("relevance", "newest"):
            assert find(session, Wanted(text), order=order).total >= 0


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(speaker=("КОЛОС",)), ["uk1/s1", "uk1/s2", "en1/s1"]),
        (Wanted(speaker=("darina kolos",)), ["uk1/s1", "uk1/s2", "en1/s1"]),
        (Wanted(speaker=("Д. Колос",)), []),
        (Wanted(speaker=("Рада Колос",)), ["ru1/s2"]),
        (Wanted(speaker=("Рада",)), ["ru1/s2"]),
        (Wanted(speaker=("Рум", "Рада Колос")), ["ru1/s1", "ru1/s2"]),
        (Wanted(speaker=("Дариною Колос",)), ["uk1/s1", "uk1/s2", "en1/s1"]),
        (Wanted(speaker=("Павлу Руму",)), ["ru1/s1"]),
        (Wanted(speaker=("Ніхто",)), []),
        (Wanted(speaker=("...",)), []),
        (Wanted(speaker=(UNTOLD,)), ["uk1/s3"]),
        (Wanted(speaker=(UNTOLD, "Рум")), ["uk1/s3", "ru1/s1"]),
        (Wanted(side=("North",)), ["uk1/s1", "uk1/s2", "en1/s1"]),
        (Wanted(side=("South", "North")), ["uk1/s1", "uk1/s2", "ru1/s1", "en1/s1"]),
        (Wanted(side=(UNTOLD,)), ["uk1/s3", "ru1/s2"]),
        (Wanted(side=("West",)), []),
        (Wanted(issue=("prisoners",)), ["uk1/s2", "uk1/s3", "ru1/s1", "ru1/s2"]),
        (Wanted(issue=("prisoners",), stance=("support",)), ["ru1/s1", "ru1/s2"]),
        (Wanted(stance=("support",)), ["uk1/s1", "ru1/s2", "en1/s1"]),
        (Wanted(issue=("sanctions",)), []),
        (Wanted(act=("demand",)), ["uk1/s1"]),
        (Wanted(kind=("direct",)), ["ru1/s2"]),
        (Wanted(zone=("headline",)), []),
        (Wanted(outlet=("Вісник", "Courier")), ["uk1/s1", "uk1/s2", "uk1/s3", "en1/s1"]),
        (Wanted(outlet=("Nobody",)), []),
        (Wanted(language=("ru", "en")), ["ru1/s1", "ru1/s2", "en1/s1"]),
        (Wanted(since=date(2031, 3, 5)), ["ru1/s1", "ru1/s2"]),
        (Wanted(until=date(2031, 3, 4)), ["uk1/s1", "uk1/s2", "uk1/s3"]),
        (Wanted(since=date(2031, 3, 4), until=date(2031, 3, 6)), EVERYTHING[:5]),
        (Wanted(hedged=True), ["uk1/s3"]),
        (Wanted(verdict=("accepted",)), []),
        (Wanted(state=("retired",)), []),
        (Wanted(state=(), verdict=()), EVERYTHING),
        (Wanted(story=("st",)), ["uk1/s1", "uk1/s2", "uk1/s3"]),
        (Wanted(article=("ru1",)), ["ru1/s1", "ru1/s2"]),
        (Wanted(article=("https://list.example/1", "en1")), ["ru1/s1", "ru1/s2", "en1/s1"]),
        (Wanted(utterance=("u",)), []),
        (Wanted("полонений", issue=("prisoners",), language=("uk",)), ["uk1/s3"]),
    ],
)
def test_filters(story: Store, wanted: Wanted, expected: list[str]) -> None:
    assert ids(story, wanted) == expected


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (Wanted(act=("shout",)), "act shout: there is none; act can be assert, confirm"),  # type: ignore[arg-type]
        (Wanted(issue=("weather",)), "issue weather: there is none; issue can be ceasefire, prisoners, sanctions"),
        (Wanted(since=date(2031, 3, 5), until=date(2031, 3, 4)), "since 2031-03-05 is after until 2031-03-04"),
    ],
)
def test_what_cannot_be_is_refused(story: Store, wanted: Wanted, told: str) -> None:
    with story.read() as session, pytest.raises(BadFilter, match=told):
        find(session, wanted)


def test_a_foreign_cursor_is_refused(story: Store) -> None:
    with story.read() as session:
        for cursor in (
            "oldest:2031-01-01:3",
            "newest",
            "newest:x:3",
            "newest:2031-01-01:x",
            "newest:2031-01-01:3:4",
            "",
        ):
            with pytest.raises(BadFilter, match="cursor"):
                find(session, Wanted(), order="newest", cursor=cursor)
        with pytest.raises(BadFilter, match="limit 1001"):
            find(session, Wanted(), limit=1001)
        with pytest.raises(BadFilter, match="order rank"):
            find(session, Wanted(), order="rank")  # type: ignore[arg-type]


@pytest.mark.parametrize("order", ["newest", "oldest", "doubt", "relevance"])
@pytest.mark.parametrize("text", ["", "гарантия*", "-гарантии"])
@pytest.mark.parametrize("limit", [1, 2, 4, 6])
def test_pages_join(story: Store, order: Order, text: str, limit: int) -> None:
    with story.read() as session:
        whole = find(session, Wanted(text), order=order)
        found: list[int] = []
        cursor = None
        while True:
            page = find(session, Wanted(text), order=order, limit=limit, cursor=cursor)
            assert page.total == whole.total and page.truncated == (page.next is not None)
            found += [s.number for s in page.items]
            cursor = page.next
            if cursor is None:
                break
    assert found == [s.number for s in whole.items]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("newest", ["ru1/s2", "ru1/s1", "uk1/s3", "uk1/s2", "uk1/s1", "en1/s1"]),
        ("oldest", EVERYTHING),
        ("doubt", ["uk1/s2", "uk1/s1", "uk1/s3", "ru1/s1", "ru1/s2", "en1/s1"]),
        ("relevance", ["ru1/s2", "ru1/s1", "uk1/s3", "uk1/s2", "uk1/s1", "en1/s1"]),
    ],
)
def test_orders(story: Store, order: Order, expected: list[str]) -> None:
    assert ids(story, Wanted(), order) == expected


def test_the_word_as_it_stands_comes_before_its_other_forms(store: Store) -> None:
    with store.write() as session:
        words = ["про гарантію безпеки йшлося", "про гарантії безпеки йшлося", "про гарантій безпеки йшлося"]
        keep_all(session, entry("a", [said("?", content) for content in words]))
    for typed, place in (("гарантію", 1), ("гарантії", 2), ("гарантій", 3)):
        found = ids(store, Wanted(typed), "relevance")
        assert len(found) == 3 and found[0] == f"a/s{place}"
