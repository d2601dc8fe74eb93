"""A value that nothing in the record has is told, with what may have been meant: the same in both databases."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from onrecord.model.wanted import UNTOLD, Wanted
from onrecord.queries.unmet import Unmet, unmet
from onrecord.record.store import Store
from tests.store.test_search import tell

Made = Callable[[], AbstractContextManager[Store]]


@pytest.fixture(scope="module")
def story(made: Made) -> Iterator[Store]:
    with made() as store:
        tell(store)
        yield store


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (Wanted(outlet=("Вісник",), side=("North",), story=("st",), speaker=("Колос", "Pavlo Rum", UNTOLD)), []),
        (Wanted(speaker=("Павла Рума", "Дарині Колос", "Румом")), []),
        (Wanted(outlet=(UNTOLD,), side=(UNTOLD,), story=(UNTOLD,)), []),
        (Wanted(outlet=("courier",)), [Unmet("outlet", "courier", ("Courier",), 3)]),
        (Wanted(outlet=("Віс", "Xyzzy")), [Unmet("outlet", "Віс", ("Вісник",), 3), Unmet("outlet", "Xyzzy", (), 3)]),
        (Wanted(side=("Nrth", "South")), [Unmet("side", "Nrth", ("North",), 2)]),
        (Wanted(story=("none",)), [Unmet("story", "none", (), 1)]),
        (Wanted(speaker=("Калос",)), [Unmet("speaker", "Калос", ("Рада Колос", "Дарина Колос"), None)]),
        (Wanted(speaker=("Koloss Daryna",)), [Unmet("speaker", "Koloss Daryna", ("Дарина Колос",), None)]),
        (Wanted(speaker=("Xyzzy", "%")), [Unmet("speaker", "Xyzzy", (), None), Unmet("speaker", "%", (), None)]),
    ],
    ids=str,
)
def test_told(story: Store, wanted: Wanted, told: list[Unmet]) -> None:
    with story.read() as session:
        assert list(unmet(session, wanted)) == told
