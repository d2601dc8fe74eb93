"""Articles into the record: the same one once, a changed one as a version, a bad one skipped."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.articles import files
from onrecord.errors import MissingDictionary
from onrecord.intake import add as adding
from onrecord.intake.reading import prepare
from onrecord.issues import default_codebook
from onrecord.model.article import Article, Skipped
from onrecord.model.kept import KeptStatement
from onrecord.model.wanted import Wanted
from onrecord.queries import search
from onrecord.record import Store, fetch, keep
from tests.store.conftest import Made
from tests.store.heard import STORY, UK, added, changed, lines, outcomes, tables

ONE = STORY[0]


def statements(store: Store, name: str = "a", states: tuple[str, ...] = ("current",)) -> list[KeptStatement]:
    with store.read() as session:
        return fetch.statements_of(session, fetch.article_number(session, name), states=states)


@pytest.mark.parametrize(
    "article",
    [ONE, replace(ONE, url="https://mostova.example/1"), replace(ONE, outlet=None)],
    ids=["outlet and id", "url", "content"],
)
def test_the_same_article_twice_changes_nothing(store: Store, article: Article) -> None:
    assert outcomes(added(store, article)) == ["added"]
    before = tables(store)
    assert outcomes(added(store, article, article)) == ["unchanged", "unchanged"]
    assert tables(store) == before


def test_an_url_is_the_article_wherever_it_is_told(store: Store) -> None:
    there = replace(ONE, url="https://mostova.example/1")
    assert outcomes(added(store, there, replace(there, id="z", outlet="Причал"))) == ["added", "unchanged"]


def test_one_text_at_two_urls_is_two_articles(store: Store) -> None:
    both = [replace(ONE, url=f"https://mostova.example/{n}") for n in (1, 2)]
    assert outcomes(added(store, *both)) == ["added", "added"]
    assert len(lines(store)) == 2


def test_an_id_without_an_outlet_is_no_identity(store: Store) -> None:
    bare = replace(ONE, outlet=None)
    assert outcomes(added(store, bare, replace(bare, id="z"), replace(bare, text=UK + " Так."))) == [
        "added",
        "unchanged",
        "added",
    ]


def test_a_file_name_is_an_identity_where_the_texts_are_alike(store: Store) -> None:
    file = replace(ONE, id_given=False)
    other = replace(STORY[1], id=ONE.id, outlet=ONE.outlet, language="ru", id_given=False)
    edited = changed(file, "у понеділок", "у вівторок")
    assert outcomes(added(store, file, other, edited)) == ["added", "added", "changed"]
    assert outcomes(added(store, other, edited)) == ["unchanged", "unchanged"]
    assert len(lines(store)) == 2


def test_a_changed_text_is_a_new_version(store: Store) -> None:
    added(store, ONE)
    before = {one.content_words: one.id for one in statements(store)}
    edited = changed(ONE, "Тарвія обіцяє відкрити порт", "Тарвія: порт відкриють невдовзі, кажуть моряки")
    assert outcomes(added(store, edited)) == ["changed"]
    after = {one.content_words: one for one in statements(store)}
    whole = "«Жоден корабель не чекатиме довше за добу»"
    assert after[whole].id == before[whole]
    assert after[whole].version == 2
    text = edited.text
    assert all(words == " … ".join(text[s.start : s.end] for s in one.content) for words, one in after.items())
    with store.read() as session:
        assert fetch.article(session, "a").newest == 2
        assert fetch.article(session, "a", 1).text == ONE.text


def test_words_that_are_gone_are_an_orphan_and_no_longer_found(store: Store) -> None:
    added(store, ONE)
    with store.read() as session:
        (lost,) = search.find(session, Wanted(text="корабель")).items
    added(store, changed(ONE, "«Жоден корабель не чекатиме довше за добу», – сказала вона журналістам.", "Це все."))
    with store.read() as session:
        assert fetch.statement(session, lost.id).state == "orphan"
        assert search.find(session, Wanted(text="корабель")).total == 0


def test_words_that_stand_twice_now_are_not_guessed(store: Store) -> None:
    added(store, ONE)
    line = "«Жоден корабель не чекатиме довше за добу», – сказала вона журналістам."
    (one,) = (s for s in statements(store) if s.content_words.startswith("«Жоден"))
    added(store, replace(ONE, text=f"{ONE.text}\n\n{line}"))
    with store.read() as session:
        assert fetch.statement(session, one.id).state == "orphan"


def test_back_to_the_text_before_is_a_third_version(store: Store) -> None:
    edited = changed(ONE, "у понеділок", "у вівторок")
    assert outcomes(added(store, ONE, edited, ONE)) == ["added", "changed", "changed"]
    with store.read() as session:
        assert fetch.article(session, "a").newest == 3
    assert len({one.id for one in statements(store, states=("current", "orphan", "retired"))}) == len(
        statements(store, states=("current", "orphan", "retired"))
    )


BAD = [
    replace(ONE, id="nul", text="Рита\x00 сказала, що так."),
    replace(ONE, id="half", text="Рита \ud83d сказала, що так."),
    replace(ONE, id="nul in the outlet", outlet="Мост\x00ова"),
    replace(ONE, id="half\udc80", text="Рита сказала, що так."),
    replace(ONE, id="german", language="de"),
    Skipped("x.jsonl:3", "BadLine", "no JSON"),
]


def test_bad_items_are_skipped_and_stop_nothing(store: Store) -> None:
    found = added(store, BAD[0], STORY[0], *BAD[1:], STORY[1], STORY[2])
    assert outcomes(found) == [
        "UnkeepableText", "added", "UnkeepableText", "UnkeepableText", "UnkeepableText", "UnknownLanguage", "BadLine",
        "added", "added",
    ]  # fmt: skip
    assert all(str(one).isprintable() for skipped in found if isinstance(skipped, Skipped) for one in (skipped.where,))
    assert {row["lang"] for row in lines(store).values()} == {"uk", "ru", "en"}


def test_a_missing_dictionary_skips_its_language_alone(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def without(article: Article, *rest: object) -> object:
        if article.language == "uk":
            raise MissingDictionary("uk: install onrecord[uk]")
        return prepare(article, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(adding, "prepare", without)
    assert outcomes(added(store, *STORY)) == ["MissingDictionary", "added", "added"]


def test_bad_files(store: Store, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "lines.jsonl").write_text('{"id": "a", "text": "Tom Alder said yes.", "lang": "en"}\n{nonsense\n[]\n')
    (tmp_path / "nul.jsonl").write_text('{"id": "n\\u0000", "text": "Tom Alder said yes.", "outlet": "x"}\n')
    found = list(adding.add(store, files.articles([str(tmp_path)]), jobs=1))
    assert sorted(outcomes(found)) == ["BadLine", "BadLine", "NoArticle", "UnkeepableText", "added"]


def test_a_bug_stops_the_run_and_keeps_what_was_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(article: Article, *rest: object) -> object:
        if article.id == "b":
            raise ZeroDivisionError
        return prepare(article, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(adding, "prepare", broken)
    with pytest.raises(ZeroDivisionError) as caught:
        added(store, *STORY)
    assert "while reading the article 'b'" in caught.value.__notes__[0]
    assert [row["id"] for row in lines(store).values()] == ["a"]


def test_what_comes_out_is_kept_already(store: Store) -> None:
    steps = adding.add(store, STORY, jobs=1)
    for count, _ in enumerate(steps, 1):
        assert len(lines(store)) == count
        if count == 2:
            break
    steps.close()  # type: ignore[attr-defined]
    assert len(lines(store)) == 2


def test_many_processes_give_the_same(made: Made) -> None:
    items: list[Article | Skipped] = [replace(one, id=f"{one.id}{n}") for n in range(9) for one in STORY]
    items[5:5] = [BAD[0], BAD[-1]]
    with made() as one, made() as many:
        alone, together = added(one, *items, jobs=1), added(many, *items, jobs=3)
        assert alone == together
        assert tables_without_days(one) == tables_without_days(many)


def tables_without_days(store: Store) -> dict[str, object]:
    return {name: {**row, "fetched": None} for name, row in lines(store).items()}


def test_nothing_more_is_taken_than_is_read(store: Store) -> None:
    taken = 0

    def endless() -> Iterator[Article]:
        nonlocal taken
        while True:
            taken += 1
            yield replace(STORY[2], id=f"c{taken}")

    steps = adding.add(store, endless(), jobs=1)
    assert [next(steps).name for _ in range(3)] == ["c1", "c2", "c3"]  # type: ignore[union-attr]
    assert taken == 3


def test_a_round_trip(store: Store) -> None:
    added(store, *STORY)
    with store.read() as session:
        for article in STORY:
            entry = prepare(article, (), default_codebook())
            found = fetch.statements_of(session, fetch.article_number(session, article.id))
            assert len(found) == len(entry.entries) > 0
            for one, put in zip(found, entry.entries, strict=True):
                a, who = put.statement.attribution, put.statement.mention
                assert (one.source, one.cue, one.content, one.addressee, one.venue) == (
                    a.source, a.cue, a.content, a.addressee, a.venue,
                )  # fmt: skip
                assert (one.local, one.kind, one.act, one.zone, one.hedged) == (a.id, a.kind, a.act, a.zone, a.hedged)
                assert (one.speaker, one.speaker_type, one.key, one.role) == (
                    who.speaker, who.speaker_type, who.key, who.role,
                )  # fmt: skip
                assert (one.antecedent, one.romanised, one.stands_for) == (
                    who.antecedent, who.romanised, who.stands_for,
                )  # fmt: skip
                assert one.reasons[: len(a.reasons)] == a.reasons
                assert (one.said_on, one.said_on_rule) == (put.statement.said_on, put.statement.said_on_rule)
                assert [(t.issue, t.stance) for t in one.issues] == [(t.issue, t.stance) for t in put.touches]
                assert one.within == next((o.id for o in found if o.local == a.within), None)


def test_any_order_gives_the_same_statements(made: Made) -> None:
    told = set()
    for order in permutations(STORY):
        with made() as store:
            added(store, *order)
            found = lines(store, without=("fetched", "added"))
            told.add(str(sorted((name, str(_apart(row))) for name, row in found.items())))
    assert len(told) == 1


def _apart(row: object) -> object:
    """Without what depends on the others: whom the names mean."""
    assert isinstance(row, dict)
    kept = [{k: v for k, v in s.items() if k not in ("actor", "reasons")} for s in row["statements"]]
    return {**row, "statements": kept}


def test_both_databases_hold_the_same(store: Store, tmp_path: Path) -> None:
    from onrecord.record import create_store

    added(store, *STORY)
    with_file = create_store(str(tmp_path / "other.db"))
    added(with_file, *STORY)
    assert lines(store) == lines(with_file)
    with_file.close()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    outlet=st.none() | st.text(st.characters(exclude_categories=()), max_size=5),
    name=st.text(st.characters(exclude_categories=()), max_size=5),
    url=st.none() | st.text(st.characters(exclude_categories=()), max_size=5),
)
def test_any_words_around_a_text(store: Store, outlet: str | None, name: str, url: str | None) -> None:
    article = Article(name, "Tom Alder said yes.", None, "en", outlet, None, url)
    (first,) = added(store, article)
    (second,) = added(store, article)
    if isinstance(first, Skipped):
        assert first.reason == "UnkeepableText"
        first.where.encode()
    else:
        assert outcomes([second]) == ["unchanged"]
        with store.read() as session:
            assert keep.known(session, keep.article_key(article)) is not None
