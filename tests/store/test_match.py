"""What several articles report, and what does not go together: kept, renewed, and the same however articles come."""

from dataclasses import replace
from datetime import date
from itertools import combinations, permutations

from onrecord.intake import decide
from onrecord.intake.match import GROUP, match
from onrecord.record import Store, fetch, links, tense
from tests.store.conftest import Made
from tests.store.heard import STORY, added, changed, lines, tables


def compared(store: Store) -> int:
    return sum(one.articles for one in match(store))


def utterances(store: Store) -> dict[str, str | None]:
    """The utterance of each statement, by permanent ids."""
    return {s["permalink"]: s["utterance"] for row in lines(store).values() for s in row["statements"]}


def pairs(store: Store) -> set[frozenset[str]]:
    """The statements that report one utterance."""
    told = utterances(store)
    return {frozenset((a, b)) for a, b in combinations(sorted(told), 2) if told[a] and told[a] == told[b]}


def test_the_reports_of_three_languages_meet(store: Store) -> None:
    added(store, *STORY)
    assert compared(store) == len(STORY)
    languages = {}
    with store.read() as session:
        for id_, utterance in utterances(store).items():
            if utterance:
                languages.setdefault(utterance, set()).add(fetch.statement(session, id_).language)
    assert any(len(held) > 1 for held in languages.values())


def test_nothing_is_compared_twice(store: Store) -> None:
    added(store, *STORY)
    compared(store)
    before = tables(store)
    assert compared(store) == 0
    assert tables(store) == before


def test_one_by_one_gives_some_of_the_pairs_of_all_at_once(made: Made) -> None:
    """Utterances that are there are neither joined nor taken apart when a report comes, so pairs stay apart."""
    found = []
    for steps in ([STORY], [[one] for one in STORY], [STORY[:2], STORY[2:]]):
        with made() as store:
            for step in steps:
                added(store, *step)
                compared(store)
            found.append(pairs(store))
    for some in found[1:]:
        assert some <= found[0]
        assert some


def test_a_new_report_leaves_the_ids_as_they_are(store: Store) -> None:
    added(store, *STORY[:2])
    compared(store)
    before = {id_: utterance for id_, utterance in utterances(store).items() if utterance}
    assert before
    added(store, STORY[2])
    compared(store)
    assert {id_: utterances(store)[id_] for id_ in before} == before


def test_in_any_order(made: Made) -> None:
    found = set()
    for order in permutations(STORY):
        with made() as store:
            added(store, *order)
            compared(store)
            found.add(frozenset(pairs(store)))
    assert len(found) == 1


def test_more_articles_than_a_group(store: Store) -> None:
    later = [replace(STORY[n % 3], id=f"{n}", published=STORY[0].published) for n in range(GROUP + 1)]
    added(store, *later)
    assert [one.articles for one in match(store)] == [GROUP, 1]


def test_an_article_without_a_day_and_those_of_the_first_and_last_one(store: Store) -> None:
    added(
        store,
        replace(STORY[0], published=None),
        *(replace(STORY[1], id=str(there), published=there) for there in (date.min, date.max)),
    )
    assert compared(store) == 3


def test_what_a_person_decided_stays(store: Store) -> None:
    added(store, *STORY[:2])
    compared(store)
    one = next(id_ for id_, utterance in utterances(store).items() if utterance)
    with store.write() as session:
        decide.edit(session, one, "utterance", None, coder="ada")
    added(store, STORY[2])
    compared(store)
    assert utterances(store)[one] is None


def test_a_changed_article_is_compared_again(store: Store) -> None:
    added(store, *STORY)
    compared(store)
    before = utterances(store)
    added(store, changed(STORY[0], "Тарвія обіцяє відкрити порт\n\n", ""))
    assert compared(store) == 1
    after = utterances(store)
    kept = before.keys() & after.keys()
    assert {id_: after[id_] for id_ in kept if before[id_]} == {id_: before[id_] for id_ in kept if before[id_]}


def test_tensions_keep_their_ids(store: Store) -> None:
    added(store, *STORY)
    compared(store)
    with store.read() as session:
        before = tense.page(session, limit=0)
    with store.write() as session:
        links.mark_matched(session, fetch.all_articles(session), matched=False)
    compared(store)
    with store.read() as session:
        again = tense.page(session, limit=0)
    assert before
    assert {(one.id, one.kind, one.a.id, one.b.id) for one in again} == {
        (one.id, one.kind, one.a.id, one.b.id) for one in before
    }
