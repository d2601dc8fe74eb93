"""Lines of JSON: seven fields are looked at, a bad line is named and the rest goes on."""

import json
from datetime import date

from onrecord.articles import jsonl, plain
from onrecord.model.article import Article, Skipped

LINE = {
    "id": "a1",
    "text": "Сорока сказала «так».",
    "date": "2031-06-11",
    "lang": "uk",
    "outlet": "Гілка",
    "story": "st",
    "url": "https://x.example/1",
}


def read(*lines: object) -> list[Article | Skipped]:
    raw = [line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n" for line in lines]
    return list(jsonl.articles(raw, "in.jsonl"))


def test_all_seven_fields() -> None:
    wanted = Article("a1", LINE["text"], date(2031, 6, 11), "uk", "Гілка", "st", "https://x.example/1")
    assert read(LINE) == [wanted]


def test_nothing_else_is_looked_at() -> None:
    answers = {
        "statements": [{"id": "s1", "content": [[0, 3]]}],
        "times": [],
        "title": "x",
        "language": "ru",
        "published": "1999-01-01",
    }
    assert read({**LINE, **answers}) == read(LINE)


def test_only_text_is_needed() -> None:
    assert read({"text": "Said."}) == [Article("in.jsonl:1", "Said.", id_given=False)]


def test_a_number_as_id_and_a_time_behind_the_date() -> None:
    (item,) = read({**LINE, "id": 7, "date": "2031-06-11T10:00:00Z"})
    assert isinstance(item, Article)
    assert (item.id, item.published) == ("7", date(2031, 6, 11))


def test_bad_lines_are_named_and_the_rest_goes_on() -> None:
    items = read(
        b"\xef\xbb\xbf" + json.dumps(LINE).encode(), b"{nonsense\n", b"[1]\n", {"id": "x"}, {**LINE, "text": 5}, b"\n",
        {**LINE, "date": "11.06.2031"}, {**LINE, "date": 5}, {**LINE, "lang": 5}, {**LINE, "id": []}, {**LINE, "text": " "},
        b'{"text": "\xff"}\n', b"[" * 100_000, b'{"text": ' + b"9" * 5000 + b"}", {**LINE, "id": "last"},
    )  # fmt: skip
    assert [i.id for i in items if isinstance(i, Article)] == ["a1", "last"]
    skipped = [(i.where, i.reason, i.message) for i in items if isinstance(i, Skipped)]
    wheres, reasons, messages = zip(*skipped, strict=True)
    assert wheres == tuple(f"in.jsonl:{n}" for n in (2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14))
    assert set(reasons) == {"BadLine", "NoArticle"}
    for message, words in zip(messages, ("no JSON", "no JSON object", "no `text`", "`text` is no string", "YYYY-MM-DD", "`date` is no string", "`lang`", "`id`", "empty", "no UTF-8", "nested", "no JSON"), strict=True):  # fmt: skip
        assert words in message


def test_what_the_caller_tells_wins() -> None:
    (item,) = jsonl.articles([json.dumps(LINE).encode()], "x", plain.Given(language="ru", published=date(2000, 1, 1)))
    assert isinstance(item, Article)
    assert (item.language, item.published, item.outlet) == ("ru", date(2000, 1, 1), "Гілка")
