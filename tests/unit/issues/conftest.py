"""A codebook of a small town, and readings of marked sentences."""

from collections.abc import Callable

import pytest

from onrecord.evaluate.marked import unmark
from onrecord.model.actor import Mention
from onrecord.model.article import Article
from onrecord.model.attribution import Act, Attribution
from onrecord.model.issue import Codebook, Issue
from onrecord.model.span import Span
from onrecord.model.statement import Reading, Statement
from onrecord.text import take_apart

TOWN = Codebook(
    "town",
    (
        Issue(
            "ferry",
            {"uk": "відновлення порома", "ru": "восстановление парома", "en": "restoring the ferry"},
            {"uk": ("пором",), "ru": ("паром",), "en": ("ferry",)},
        ),
        Issue(
            "toll",
            {"uk": "плата за міст", "ru": "плата за мост", "en": "toll on the bridge"},
            {"uk": ("плата", "вантажівки"), "ru": ("плата", "грузовики"), "en": ("toll", "lorries")},
        ),
        Issue(
            "library",
            {"uk": "відкриття бібліотеки", "ru": "открытие библиотеки", "en": "opening of the library"},
            {"uk": ("читацькі квитки",), "ru": ("читательские билеты",), "en": ("readers' tickets",)},
        ),
        Issue("pontoon", {"uk": "понтонна переправа"}, {"uk": ("понтони",)}),
    ),
)


def _reading(marked: str, language: str, acts: tuple[Act, ...] = (), within: dict[int, int] | None = None) -> Reading:
    """The reading of a text with marks; `acts` by number (else `assert`), `within` inner number -> outer number."""
    text, marks = unmark(marked)
    article = Article("case", text, language=language)
    whole = take_apart(article)
    numbers = sorted({int(name[1:]) for name, _, _ in marks})

    def spans(letter: str, number: int) -> tuple[Span, ...]:
        return tuple(sorted(Span(start, end) for name, start, end in marks if name == f"{letter}{number}"))

    statements = []
    for number in numbers:
        source = spans("s", number)
        attribution = Attribution(
            id=f"s{number}",
            source=source,
            cue=spans("q", number),
            content=spans("c", number),
            kind="indirect",
            act=acts[number - 1] if len(acts) >= number else "assert",
            zone="body",
            within=f"s{(within or {})[number]}" if number in (within or {}) else None,
        )
        name = source[0].of(text) if source else "?"
        statements.append(Statement(attribution, Mention(f"s{number}", name, "person", name.lower()), text))
    return Reading(article, whole.language, whole, tuple(statements), ())


@pytest.fixture
def reading() -> Callable[..., Reading]:
    return _reading


@pytest.fixture
def town() -> Codebook:
    return TOWN
