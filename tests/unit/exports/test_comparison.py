"""Renderings of one utterance side by side, as an object and as text."""

from dataclasses import replace

import pytest

from onrecord.exports import comparison
from onrecord.exports.view import View
from onrecord.model.kept import KeptStatement
from onrecord.model.span import Span
from onrecord.queries.gaps import Gap
from onrecord.queries.renderings import Comparison, Difference, Piece

NOTHING = Gap((), (), (), ())


@pytest.fixture
def reports(whole: View) -> list[KeptStatement]:
    """Three reports of the same words: the full ones, a shorter one in the same language, one in another language."""
    first = next(whole.statements())
    told = [
        ("Every ship needs a pilot at night", "en", "direct", "The Quay"),
        ("ships need a pilot", "en", "indirect", "Bell\x1b[31m & Tide"),
        ("лоцман потрібен", "uk", "indirect", None),
        ("Every ship needs a pilot at night", "en", "direct", "Wire"),
    ]
    return [
        replace(first, number=n, id=f"s{n}", content_words=words, language=lang, kind=kind, outlet=outlet)  # type: ignore[arg-type]
        for n, (words, lang, kind, outlet) in enumerate(told, 1)
    ]


@pytest.fixture
def found() -> Comparison:
    pieces = (
        Piece("changed", Span(0, 16), Span(0, 10)),
        Piece("same", Span(17, 24), Span(11, 18)),
        Piece("cut", Span(25, 33), Span(18, 18)),
    )
    night = Gap(("night",), ("2",), ("Quay",), (("negation", ("not",)),))
    return Comparison(
        (1, 2, 3),
        (frozenset({1, 4}),),
        3,
        (
            Difference(2, 1, 0.5, tuple(Piece(_turn(p.change), p.b, p.a) for p in pieces), NOTHING, night),  # type: ignore[arg-type]
            Difference(1, 3, 0.25, (), night, NOTHING),
            Difference(2, 3, 0.3, (), NOTHING, NOTHING),
        ),
    )


def _turn(change: str) -> str:
    return {"cut": "added", "added": "cut"}.get(change, change)


def test_as_text(reports: list[KeptStatement], found: Comparison) -> None:
    text = comparison.as_text("u1", 3, reports, found, 70)
    lines = text.splitlines()
    assert lines[0] == "u1: 4 reports, 3 independent"
    assert "  Every ship needs a pilot at night" in lines and "  repeated by Wire" in lines
    assert "  [-Every ship needs-] {+ships need+} a pilot [-at night-]" in lines
    assert "  лоцман потрібен" in lines and "  25% alike" in lines
    assert text.count("  lacks: night; 2; Quay; negation: not") == 1 and "adds" not in text
    assert "  lacks: 2; Quay; negation: not\n  perhaps lacks: night" in text, "a translation has words of its own"
    assert "\x1b" not in text and max(map(len, lines)) <= 120
    assert lines.index("  Every ship needs a pilot at night") < lines.index("  лоцман потрібен")


def test_as_object(reports: list[KeptStatement], found: Comparison) -> None:
    told = comparison.as_object("u1", 3, reports, found)
    assert (told["utterance"], told["reports"], told["independent"]) == ("u1", 4, 3)
    assert [one["id"] for one in told["renderings"]] == ["s1", "s2", "s3"]
    assert [one["fullest"] for one in told["renderings"]] == [True, False, False]
    assert told["copies"] == [["s1", "s4"]]
    first = told["differences"][0]
    assert (first["a"], first["b"], first["alike"]) == ("s2", "s1", 0.5)
    assert first["pieces"][0]["a_words"] == "ships need" and first["pieces"][0]["b_words"] == "Every ship needs"
    assert first["only_b"] == {
        "concepts": ["night"],
        "numbers": ["2"],
        "names": ["Quay"],
        "signs": {"negation": ["not"]},
    }


def test_nothing_to_compare(reports: list[KeptStatement]) -> None:
    nothing = Comparison((), (), 0, ())
    assert comparison.as_text("u1", 0, [], nothing, 80) == "u1: 0 reports, 0 independent\n"
    assert comparison.as_object("u1", 0, [], nothing)["renderings"] == []
    alone = Comparison((1,), (), 1, ())
    assert "Every ship needs a pilot at night" in comparison.as_text("u1", 1, reports[:1], alone, 40)
