"""When more processes are taken, and how articles are handed to them."""

import itertools

import pytest

from onrecord.cli import progress, work
from onrecord.intake import processes
from onrecord.model.article import Article, Skipped


def articles(count: int, size: int = 10) -> list[work.Item]:
    return [Article(f"a{n}", "x" * size) for n in range(count)]


@pytest.mark.parametrize(
    ("items", "much"),
    [(articles(20), False), (articles(21), True), (articles(1, 5_000_000), False), (articles(2, 600_000), True)],
)
def test_many_or_large(items: list[work.Item], much: bool) -> None:
    assert processes.is_much(list(enumerate(items)), work.size) is much


def test_no_more_is_held_than_needed_to_choose() -> None:
    endless = ((n, Article(str(n), "x")) for n in itertools.count())
    assert len(processes.held(endless, work.size)) == processes.MANY + 1


def test_chunks_keep_order_and_lose_nothing() -> None:
    items = list(enumerate([*articles(300, 700), Skipped("x", "r", "m"), *articles(3, 500_000)], 1))
    chunks = list(processes.chunks(items, work.size))
    assert [entry for chunk in chunks for entry in chunk] == items
    assert len(chunks[0]) < len(chunks[3])
    assert all(sum(map(work.size, c[:-1])) < processes.LAST_CHUNK for c in chunks)


def test_the_bar() -> None:
    assert progress.line(50, 100, 2.0) == "[" + "#" * 15 + "." * 15 + "] 50 of 100, 25 a second"
    assert progress.line(50, None, 2.0) == "50 articles, 25 a second"


def test_the_bar_is_drawn_only_where_it_is_shown(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = itertools.count(0, 5)
    monkeypatch.setattr(progress.time, "monotonic", lambda: float(next(clock)))
    for shown, wanted in ((False, False), (True, True)):
        with progress.Progress([], shown=shown) as bar:
            bar.step()
        assert ("1 articles" in capsys.readouterr().err) is wanted
