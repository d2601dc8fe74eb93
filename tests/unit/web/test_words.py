import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import onrecord.web
from onrecord import errors
from onrecord.model.attribution import ACTS, KINDS
from onrecord.model.issue import STANCES
from onrecord.model.kept import ACTIONS, STATES, VERDICTS
from onrecord.model.sighting import TENSION_KINDS
from onrecord.model.text import LANGUAGES, ZONES
from onrecord.model.wanted import ORDERS
from onrecord.queries.wording import rules
from onrecord.web.words.load import LANGUAGES as SPOKEN
from onrecord.web.words.load import PLURALS, chosen, words

ROOM = Path(onrecord.web.__file__).parent
CLOSED = {
    "act": ACTS, "kind": KINDS, "stance": STANCES, "action": ACTIONS, "state": STATES, "verdict": VERDICTS,
    "tension": TENSION_KINDS, "tensions.told": rules(),
    "skipped": [name for name, held in vars(errors).items() if isinstance(held, type) and issubclass(held, errors.InputError)], "language": LANGUAGES, "zone": ZONES, "order": ORDERS,
}  # fmt: skip


def bare(language: str) -> dict[str, str]:
    """Keys without the forms of plurals."""
    return {
        re.sub(r"^(count\..*)\.(one|few|other)$", r"\1", key): value for key, value in words(language).known.items()
    }


def test_the_same_keys_in_all_languages() -> None:
    for language in SPOKEN:
        assert bare(language).keys() == bare("en").keys()


@pytest.mark.parametrize("language", SPOKEN)
def test_the_same_places_to_fill(language: str) -> None:
    for key, told in bare("en").items():
        assert set(re.findall(r"{(\w+)}", told)) == set(re.findall(r"{(\w+)}", bare(language)[key])), key


@pytest.mark.parametrize("language", SPOKEN)
def test_nothing_is_empty_and_every_plural_has_its_forms(language: str) -> None:
    known = words(language).known
    assert all(value.strip() for value in known.values())
    for key in {key.rpartition(".")[0] for key in known if key.startswith("count.")}:
        assert {name.rpartition(".")[2] for name in known if name.startswith(key + ".")} == set(PLURALS[language])


@pytest.mark.parametrize("language", SPOKEN)
def test_all_values_of_closed_lists_have_a_name(language: str) -> None:
    for group, values in CLOSED.items():
        for value in values:
            assert f"{group}.{value}" in words(language).known


def test_ukrainian_is_ukrainian() -> None:
    shared = {key for key, told in words("uk").known.items() if told == words("en").known.get(key)}
    assert shared <= {"site.name", "ui.en", "ui.uk"}
    text = (ROOM / "words" / "uk.toml").read_text(encoding="utf-8")
    assert not re.search(r"[ыэъё]", text.lower())
    assert "'" not in "".join(words("uk").known.values()), "one apostrophe: ’"
    assert not re.search(r"(?i)[a-z][а-яіїєґ]|[а-яіїєґ][a-z]", " ".join(words("uk").known.values()))


def test_every_key_that_a_template_or_page_names_is_there() -> None:
    named: set[str] = set()
    for path in (*ROOM.rglob("*.html"), *ROOM.rglob("*.py")):
        named |= set(
            re.findall(r"""\b(?:t|words)\(\s*["']([\w-]+\.[\w.-]+)["']\s*[,)]""", path.read_text(encoding="utf-8"))
        )
        for code in re.findall(r'Refusal\(\d+, "(\w+)"', path.read_text(encoding="utf-8")):
            named.add(f"refusal.{code}")
    assert len(named) > 60
    assert named - words("en").known.keys() == set()


def test_toml_files_hold_strings_alone() -> None:
    for language in SPOKEN:
        stack = [tomllib.loads((ROOM / "words" / f"{language}.toml").read_text(encoding="utf-8"))]
        while stack:
            for value in stack.pop().values():
                assert isinstance(value, str | dict)
                stack += [value] if isinstance(value, dict) else []


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (0, "0 тверджень"), (1, "1 твердження"), (2, "2 твердження"), (5, "5 тверджень"), (11, "11 тверджень"),
        (12, "12 тверджень"), (14, "14 тверджень"), (21, "21 твердження"), (22, "22 твердження"), (25, "25 тверджень"),
        (111, "111 тверджень"), (1221, "1\u202f221 твердження"),
    ],
)  # fmt: skip
def test_ukrainian_counts(number: int, told: str) -> None:
    assert words("uk").count("statements", number) == told


def test_ukrainian_counts_of_other_genders() -> None:
    uk = words("uk")
    assert [uk.count("articles", n) for n in (1, 3, 5)] == ["1 стаття", "3 статті", "5 статей"]
    assert [uk.count("speakers", n) for n in (1, 3, 13)] == ["1 мовець", "3 мовці", "13 мовців"]


def test_english_counts() -> None:
    assert [words("en").count("articles", n) for n in (0, 1, 2, 1000)] == [
        "0 articles",
        "1 article",
        "2 articles",
        "1,000 articles",
    ]


def test_dates() -> None:
    day = date(2031, 5, 14)
    assert words("en").date(day) == "14 May 2031".replace(" ", "\N{NO-BREAK SPACE}")
    assert words("uk").date(day) == "14 травня 2031 р.".replace(" ", "\N{NO-BREAK SPACE}")
    assert words("uk").date(None) == "без дати"
    assert words("uk").told("2031-05") == "травень 2031"
    assert words("en").told("2031-10-16TNI") == "16 October 2031".replace(" ", "\N{NO-BREAK SPACE}") + ", at night"
    assert words("en").told("P10D") == "P10D"
    assert words("en").told("2031-99") == "2031-99"
    assert words("en").told("2031-02-31") == "2031-02-31"


@given(st.text(max_size=30))
def test_any_value_can_be_told(value: str) -> None:
    assert isinstance(words("uk").told(value), str)


@given(st.text(max_size=50))
def test_what_is_put_in_stands_as_it_is(value: str) -> None:
    assert value in words("en")("refusal.host", host=value)


def test_braces_are_no_code() -> None:
    assert "{0.__class__}" in words("en")("refusal.host", host="{0.__class__}")


@pytest.mark.parametrize(
    ("asked", "remembered", "accepted", "language"),
    [
        ("uk", "en", "en", "uk"),
        ("", "uk", "en", "uk"),
        ("xx", "", "uk-UA,uk;q=0.9,en;q=0.8", "uk"),
        ("", "", "ru-RU,ru;q=0.9,uk;q=0.8", "uk"),
        ("", "", "ru-RU,ru;q=0.9", "en"),
        ("", "", "en;q=0.2, uk;q=0.7", "uk"),
        ("", "", "uk;q=0, en", "en"),
        ("", "", "uk;q=many", "en"),
        ("", "../../etc", "", "en"),
        ("", "", ",;,;q=,", "en"),
    ],
)
def test_the_language_is_chosen(asked: str, remembered: str, accepted: str, language: str) -> None:
    assert chosen(asked, remembered, accepted) == language
