"""Codebooks in and out, and what is said where one is broken."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError, UnreadableFile
from onrecord.issues.codebook import (
    default_codebook,
    dump_csv,
    dump_json,
    dump_toml,
    load_codebook,
    parse_codebook,
)
from onrecord.model.issue import Codebook, Issue
from onrecord.model.text import LANGUAGES

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs"), exclude_characters="|"), min_size=1)
PHRASES = st.lists(TEXTS, min_size=1, max_size=3).map(" ".join)
BOOKS = st.lists(
    st.builds(
        Issue,
        TEXTS,
        st.dictionaries(st.sampled_from(LANGUAGES), PHRASES, min_size=1),
        st.dictionaries(st.sampled_from(LANGUAGES), st.lists(PHRASES, min_size=1, unique=True).map(tuple)),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda issue: issue.id,
).map(lambda issues: Codebook("book", tuple(issues)))


def test_the_default_has_labels_and_terms_in_all_languages() -> None:
    book = default_codebook()
    assert book.name == "default"
    assert len(book.issues) >= 25
    for issue in book.issues:
        assert set(issue.labels) == set(LANGUAGES), issue.id
        assert all(len(issue.terms[language]) >= 5 for language in LANGUAGES), issue.id


@given(BOOKS)
def test_round_trips(book: Codebook) -> None:
    for kind, dump in ((".json", dump_json), (".toml", dump_toml), (".csv", dump_csv)):
        assert parse_codebook(dump(book), kind, "book", "here") == book


def test_story_json_gives_its_issues_alone(tmp_path: Path) -> None:
    issues = [{"id": "toll", "label": {"en": "toll"}, "terms": {"en": ["lorries", "lorries", " "]}}]
    path = tmp_path / "story.json"
    path.write_text(json.dumps({"id": "x", "actors": [1], "utterances": None, "issues": issues}), encoding="utf-8")
    assert load_codebook(path) == Codebook("story", (Issue("toll", {"en": "toll"}, {"en": ("lorries",)}),))
    path.write_text(json.dumps(issues), encoding="utf-8")
    assert load_codebook(str(path)).issues[0].id == "toll"


def test_toml_and_csv_as_people_write_them(tmp_path: Path) -> None:
    toml = tmp_path / "a.toml"
    toml.write_text('[[issue]]\nid = "toll"\nlabel.en = "toll"\nterms.en = ["lorries"]\n', encoding="utf-8")
    table = tmp_path / "a.csv"
    table.write_text("\ufeffid,label_en,terms_en\ntoll,toll, lorries | \n", encoding="utf-8")
    assert (
        load_codebook(toml)
        == load_codebook(table)
        == Codebook("a", (Issue("toll", {"en": "toll"}, {"en": ("lorries",)}),))
    )


@pytest.mark.parametrize(
    ("kind", "text", "message"),
    [
        (".json", "{", "not valid JSON"),
        (".toml", "[[issue", "not valid TOML"),
        (".json", '{"actors": []}', "no list of issues"),
        (".toml", "", "no issue in it"),
        (".json", "[3]", "issue 1: an issue is a mapping"),
        (".json", '[{"label": {"en": "x"}}]', "issue 1: no `id`"),
        (".json", '[{"id": "a"}]', "neither label nor terms"),
        (".json", '[{"id": "a", "label": "x"}]', "must be told by language"),
        (".json", '[{"id": "a", "label": {"fr": "x"}}]', "unknown language 'fr'"),
        (".json", '[{"id": "a", "label": {"en": 3}}]', "3 is no text"),
        (".json", '[{"id": "a", "terms": {"en": "x"}}]', "no list of texts"),
        (".json", '[{"id": "a", "label": {"en": "x"}}, {"id": "a", "label": {"en": "y"}}]', "stands twice"),
        (".csv", "label_en\nx\n", "no column `id`"),
        (".csv", "id,label_fr\na,x\n", "unknown column 'label_fr'"),
        (".csv", "id,label_en\na,x,y\n", "line 2 has more cells"),
    ],
)
def test_what_is_wrong_is_said(kind: str, text: str, message: str) -> None:
    with pytest.raises(InputError, match="here") as raised:
        parse_codebook(text, kind, "book", "here")
    assert message in str(raised.value)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"ends in \.json, \.toml, \.csv"):
        load_codebook(tmp_path / "book.xlsx")
    with pytest.raises(UnreadableFile, match="cannot be read"):
        load_codebook(tmp_path / "book.json")
    (tmp_path / "book.csv").write_bytes(b"id,label_en\na,\xff\n")
    with pytest.raises(UnreadableFile, match="not UTF-8"):
        load_codebook(tmp_path / "book.csv")


def test_a_bar_in_a_term_is_refused_in_csv() -> None:
    with pytest.raises(InputError, match="use TOML"):
        dump_csv(Codebook("book", (Issue("a", {"en": "x"}, {"en": ("y|z",)}),)))
