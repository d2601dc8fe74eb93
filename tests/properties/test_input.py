"""Whatever bytes come in: an article or a named reason, never a crash."""

import io
import json

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from onrecord.articles import encoding, files
from onrecord.errors import InputError
from onrecord.model.article import Article, Skipped

TAGS = [
    "p",
    "div",
    "h1",
    "article",
    "a",
    "br",
    "table",
    "td",
    "li",
    "q",
    "pre",
    "time",
    "figure",
    "figcaption",
    "script",
    "style",
    "body",
]
words = st.text(alphabet="абвгіїя ABC.«»“”\"'\u00ad\u200b\n<&;😀", max_size=30)
markup = st.one_of(
    words,
    st.builds("<{}>".format, st.sampled_from(TAGS)),
    st.builds("</{}>".format, st.sampled_from(TAGS)),
    st.builds(
        '<{} class="{}">'.format, st.sampled_from(TAGS), st.sampled_from(["related", "caption", "lead", "ad", "x"])
    ),
)


def read(data: bytes, kind: files.Input) -> list[Article | Skipped]:
    return list(files.articles(["-"], input=kind, stdin=io.BytesIO(data)))


@settings(deadline=None)
@given(st.binary(max_size=400), st.sampled_from(files.INPUTS))
def test_any_bytes(data: bytes, kind: files.Input) -> None:
    for item in read(data, kind):
        assert isinstance(item, Skipped) or item.text


@given(st.lists(markup, max_size=60).map("".join))
@settings(max_examples=200, deadline=None)
def test_any_markup(source: str) -> None:
    for item in read(source.encode("utf-8"), "html"):
        assert isinstance(item, Article | Skipped)
        if isinstance(item, Article):
            assert item.text == item.text.strip() != ""


@given(
    st.lists(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(),
            lambda v: st.lists(v) | st.dictionaries(st.sampled_from(["id", "text", "date", "lang", "url", "x"]), v),
        ),
        max_size=5,
    )
)
def test_any_json(values: list[object]) -> None:
    data = b"".join(json.dumps(value).encode() + b"\n" for value in values)
    assert len(read(data, "jsonl")) == len(values)


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1),
    st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]),
)
@example("а\0", "utf-16")
def test_text_with_a_mark_comes_back_whole(text: str, name: str) -> None:
    # The mark of UTF-16 and a zero character are the mark of UTF-32, byte for byte: Unicode leaves no way to tell.
    assume(not (name == "utf-16" and text.startswith("\0")))
    assert encoding.decode(text.encode(name)).text == text


@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщьюяіїєґАБВ «»–.,\r\n", min_size=1))
def test_utf_8_is_always_known(text: str) -> None:
    assert encoding.decode(text.encode()).encoding == "utf-8"


@given(st.binary(min_size=1, max_size=300))
def test_decode_raises_only_input_errors(data: bytes) -> None:
    try:
        encoding.decode(data)
    except InputError as error:
        assert str(error)
