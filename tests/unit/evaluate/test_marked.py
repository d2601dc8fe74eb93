"""Inline marks: where they stood, and a named error for each way of writing them wrong."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import BadLine
from onrecord.evaluate.marked import parse, unmark

ROOT = Path(__file__).parents[3]
STORIES = ROOT.parent / "shared" / "gold" / "stories"

ARTICLE = """id: a1
lang: uk
date: 2031-03-05
outlet: Берег
---
[[c1:«Прорив [можливий]»]], – [[q1:заявив]] [[a1:журналістам]] [[s1:міністр Арден Кальвіс]] [[t1:учора]] [[v1:на брифінгу]].

[[c2:[[s3:Він]] [[q3:вважає]], [[c3:що час є]]]], – [[q2:за]] [[s2:її]] [[q2:словами]].
---
1 kind=direct speaker="Арден Кальвіс" speaker_type=person act=assert said_on=2031-03-04
2 kind=indirect speaker=? zone=background hedged=true act=assert
3 kind=indirect speaker="Арден Кальвіс" speaker_type=person act=believe within=2
t1 value=2031-03-04
"""


def words(article: dict[str, Any], which: int, role: str) -> list[str]:
    return [article["text"][start:end] for start, end in article["statements"][which][role]]


def test_parse() -> None:
    article = parse(ARTICLE, "here.marked")
    assert article["text"] == (
        "«Прорив [можливий]», – заявив журналістам міністр Арден Кальвіс учора на брифінгу.\n\n"
        "Він вважає, що час є, – за її словами.\n"
    )
    assert {key: article[key] for key in ("id", "lang", "date", "outlet")} == {
        "id": "a1", "lang": "uk", "date": "2031-03-05", "outlet": "Берег",
    }  # fmt: skip
    assert article["statements"][0] == {
        "id": "s1", "content": [[0, 19]], "cue": [[23, 29]], "addressee": [[30, 41]], "source": [[42, 63]],
        "venue": [[70, 81]], "kind": "direct", "speaker": "Арден Кальвіс", "speaker_type": "person", "act": "assert",
        "hedged": False, "within": None, "zone": "body", "said_on": "2031-03-04",
    }  # fmt: skip
    assert article["times"] == [{"span": [64, 69], "value": "2031-03-04"}]
    assert words(article, 1, "cue") == ["за", "словами"]
    assert words(article, 1, "content") == ["Він вважає, що час є"]
    assert words(article, 2, "content") == ["що час є"]
    assert [s["within"] for s in article["statements"]] == [None, None, "s2"]
    assert (article["statements"][1]["hedged"], article["statements"][1]["zone"]) == (True, "background")
    assert (article["statements"][1]["speaker"], article["statements"][1]["speaker_type"]) == ("?", "unknown")


def test_a_file_without_an_id_is_called_by_its_name() -> None:
    assert parse("lang: en\n---\nNothing.\n---\n", "folder/quiet.marked")["id"] == "quiet"


@pytest.mark.parametrize(
    ("marked", "text", "pieces"),
    [
        ("[[c1:a]]", "a", ["a"]),
        ("[[c1:]]x", "x", [""]),
        ("[[c1:a [b]]] c", "a [b] c", ["a [b]"]),  # a bracket of the text before the mark's own
        ("[[c1:[[s2:a]]]]", "a", ["a", "a"]),
        ("[[c1:[[s2:a]] b]]", "a b", ["a", "a b"]),
        ("a ]] b", "a ]] b", []),  # nothing is open
        ("[[x1:a]] [b]", "[[x1:a]] [b]", []),  # no role of that letter
    ],
)
def test_unmark(marked: str, text: str, pieces: list[str]) -> None:
    found = unmark(marked)
    assert found.text == text
    assert [text[start:end] for _, start, end in found.marks] == pieces


TREES = st.recursive(
    st.text("аб «»\n.:", max_size=6),
    lambda inner: st.lists(st.one_of(inner, st.tuples(st.sampled_from("cqsavt"), inner)), max_size=4),
    max_leaves=12,
)


def woven(tree: Any, at: int, marks: list[tuple[str, int, int]]) -> tuple[str, str]:
    """The text of a tree and its marked form; the marks in the order in which they close."""
    if isinstance(tree, str):
        return tree, tree
    if isinstance(tree, tuple):
        letter, inner = tree
        text, marked = woven(inner, at, marks)
        name = f"{letter}{len(marks) + 1}"
        marks.append((name, at, at + len(text)))
        return text, f"[[{name}:{marked}]]"
    texts, pieces = "", ""
    for part in tree:
        text, marked = woven(part, at + len(texts), marks)
        texts, pieces = texts + text, pieces + marked
    return texts, pieces


@given(TREES)
def test_marks_go_in_and_come_out(tree: Any) -> None:
    marks: list[tuple[str, int, int]] = []
    text, marked = woven(tree, 0, marks)
    found = unmark(marked)
    assert found.text == text
    assert list(found.marks) == marks


BODY = "[[c1:Так]], – [[q1:каже]] він."


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("lang: uk\n---\nТекст.\n", "2 parts instead of head, text and fields"),
        ("lang: uk\n---\nТекст.\n---\n---\n---\n1\n", "parts instead of head, text and fields"),
        (f"---\n{BODY}\n---\n1 kind=direct\n", "2 parts instead of head"),
        (f"lang: uk\n---\n{BODY} [[s1:Хто\n---\n1 kind=direct\n", "the mark s1 is never closed"),
        (f"lang: uk\n---\n{BODY}\n---\n", "marks without a line of fields: 1"),
        (f"lang: uk\n---\n{BODY} [[s7:він]]\n---\n1 kind=direct\n", "marks without a line of fields: 7"),
        (f"lang: uk\n---\n{BODY}\n---\n1 kind=direct\n2 kind=direct\n", "no marks for the fields of 2"),
        (f'lang: uk\n---\n{BODY}\n---\n1 speaker="Він\n', "No closing quotation in the fields"),
        (f"lang: uk\n---\n{BODY}\n---\n1 direct\n", "in the fields '1 direct'"),
        (f"lang: uk\n---\n{BODY} [[t1:учора]]\n---\n1 kind=direct\nt1 day=2031\n", "no value in the fields of t1"),
    ],
)
def test_errors_name_the_file_and_what_is_wrong(source: str, message: str) -> None:
    with pytest.raises(BadLine) as caught:
        parse(source, "folder/broken.marked")
    assert str(caught.value).startswith("folder/broken.marked: ")
    assert message in str(caught.value)


@pytest.mark.gold
def test_the_stories_are_the_same_in_both_forms() -> None:
    """The marked files that the gate's set was woven from."""
    if not STORIES.exists():
        pytest.skip("../shared/gold is absent: the marked form of the stories is not ours to ship")
    lines = (ROOT / "tests" / "gate" / "stories.jsonl").read_text(encoding="utf-8").splitlines()
    wanted = {line["id"]: line for line in map(json.loads, lines)}
    for path in sorted(STORIES.rglob("*.marked")):
        article = parse(path.read_text(encoding="utf-8"), str(path))
        line = wanted.pop(article["id"])
        assert [article[key] for key in ("text", "lang", "date")] == [line[key] for key in ("text", "lang", "date")]
        assert len(article["statements"]) == len(line["statements"])
        for one, other in zip(article["statements"], line["statements"], strict=True):
            assert {key: value or None for key, value in one.items()} == {key: other.get(key) or None for key in one}
        spans = [(time["span"], time["value"]) for time in article["times"]]
        assert sorted(spans) == sorted((time["span"], time["value"]) for time in line["times"])
    assert not wanted
