"""What goes wrong is told in the reader's language."""

import ast
import pickle
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import onrecord
from onrecord.errors import NotFound, Refused
from onrecord.web.words.load import words
from tests.unit.web.conftest import Room

ROOT = Path(onrecord.__file__).parent
ASKED = ("desk", "queries", "intake", "record", "exports", "web")
"""Rooms whose errors a page can meet."""
OTHERWISE = {
    "intake/arrive.py", "intake/imports.py", "intake/loading.py", "intake/erase.py", "record/accounts.py",
    "record/standing.py", "exports/target.py", "web/settings.py", "web/serve.py", "web/guard/passwords.py",
}  # fmt: skip
"""Modules that only the command line leads to."""
CYRILLIC = re.compile("[а-яіїєґ]", re.IGNORECASE)


def raised() -> list[tuple[str, int, str, frozenset[str]]]:
    """Module, line, code and names of the values of every error that the record raises and a page can meet."""
    found = []
    for path in sorted(path for room in ASKED for path in (ROOT / room).rglob("*.py")):
        module = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call)):
                continue
            if isinstance(node.exc.func, ast.Name) and node.exc.func.id in ("Refused", "BadFilter", "NotFound"):
                code = node.exc.args[1].value if len(node.exc.args) > 1 else ""  # type: ignore[attr-defined]
                names = frozenset(one.arg or "" for one in node.exc.keywords)
                found.append((module, node.lineno, code, names))
    return [one for one in found if one[0] not in OTHERWISE and not one[0].startswith("web/api/")]


def test_every_error_of_the_record_has_its_sentence_in_both_languages() -> None:
    every = [one for one in raised() if not (one[0] == "record/values.py" and not one[2])]
    assert len(every) > 60
    for language in ("en", "uk"):
        known = words(language).known
        for module, line, code, names in every:
            assert f"told.{code}" in known, (module, line)
            places = set(re.findall(r"{(\w+)}", known[f"told.{code}"]))
            assert places <= names, (module, line, places - names)


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/s/none", 404, "Твердження none немає."),
        ("/a/none", 404, "Статті none немає."),
        ("/actors/none", 404, "Учасника none немає."),
        ("/issues/none", 404, "Теми none немає."),
        ("/search?act=shout", 400, "Мовленнєва дія: «shout» немає."),
        ("/search?since=2032&until=2031", 400, "немає жодного дня"),
        ("/search?after=zzz", 400, "Почніть із першої"),
        ("/search?nope=1", 400, "Параметра «nope» тут немає"),
    ],
)
def test_pages_tell_it_in_ukrainian(room: TestClient, path: str, status: int, told: str) -> None:
    page = room.get(path, headers={"accept-language": "uk"})
    assert page.status_code == status
    assert told in page.text
    assert 'lang="en"' not in re.sub("<footer.*", "", page.text, flags=re.DOTALL)


def test_forms_tell_it_in_ukrainian(room: TestClient) -> None:
    actor = room.get("/actors.json").json()["lines"][0]["actor"]["id"]
    page = room.post(
        f"/actors/{actor}/rename",
        data={"called": " ", "why": "x"},
        headers={"accept-language": "uk", "origin": "http://127.0.0.1:8765"},
    )
    assert page.status_code == 409
    assert "Ім’я не може бути порожнім." in page.text
    assert f'action="/actors/{actor}/rename"' not in page.text, "the way to another language leads to no form"


def test_programs_are_told_in_english(room: TestClient) -> None:
    told = room.get("/s/none.json", headers={"accept-language": "uk"}).json()
    assert told["error"] == "none: no such statement"
    assert not CYRILLIC.search(told["error"])


def test_an_error_page_has_the_menu(room: TestClient, open_room: Room) -> None:
    assert 'href="/positions"' in room.get("/s/none").text
    assert 'href="/positions"' not in open_room(accounts=True).get("/healthz/none").text


def test_an_error_goes_from_process_to_process_whole() -> None:
    made = pickle.loads(pickle.dumps(Refused("x: so", "so_already", field="name")))
    assert (str(made), made.code, made.values) == ("x: so", "so_already", {"field": "name"})
    assert NotFound("only words").code == ""
