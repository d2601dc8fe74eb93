"""The documents say what is there, and what they say can be done."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest
import typer.main

from onrecord.cli.main import app
from onrecord.lexicon import load

ROOT = Path(__file__).parents[2]
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
PAGES = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in DOCS}
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
LINKS = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)")
SHELL = re.compile(r"^(?: {4}|\$ )((?:\.venv/bin/)?onrecord|make)\b(.*)$", re.MULTILINE)
MADE = {"docs/images/reading.png"}
"""Pictures that are made from a reading and may be absent in a fresh tree."""


def calls() -> list[tuple[str, str, str]]:
    """Each command line of the documents: page, program, the rest."""
    return [
        (page, found[1].rsplit("/", 1)[-1], found[2].split("   ")[0].split(" | ")[0].split(" > ")[0])
        for page, text in PAGES.items()
        for found in SHELL.finditer(text)
    ]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented_and_has_help(name: str) -> None:
    assert any(re.search(rf"\bonrecord {name}\b", text) for page, text in PAGES.items() if page != "CHANGELOG.md")
    for command in (COMMANDS[name], *getattr(COMMANDS[name], "commands", {}).values()):
        assert command.help
        for parameter in command.params:
            assert getattr(parameter, "help", None), f"{name} {command.name} {parameter.name} has no help"


@pytest.mark.parametrize(("page", "program", "rest"), calls())
def test_every_command_line_exists(page: str, program: str, rest: str) -> None:
    words = shlex.split(rest, comments=True)
    if program == "make":
        targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
        assert {word for word in words if "=" not in word and word != "…"} <= targets, page
        return
    if not words or words[0].startswith("-"):
        return
    command = COMMANDS[words[0]]
    if hasattr(command, "commands") and len(words) > 1:
        command = command.commands[words[1]]
    options = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    used = {word.split("=")[0].strip("[]") for word in words[1:] if re.match(r"\[?--?[a-z]", word)}
    assert used <= options | {"-h", "--help"}, f"{page}: onrecord {rest}"


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    here = (ROOT / page).parent
    targets = {(here / link).resolve().relative_to(ROOT).as_posix() for link in LINKS.findall(PAGES[page])}
    assert {link for link in targets if not (ROOT / link).exists()} <= MADE


def test_the_readme_opens_with_the_two_commands() -> None:
    screen = "\n".join(PAGES["README.md"].splitlines()[:60])
    assert "make demo" in screen
    assert "make test" in screen
    assert "pip install '.[uk" in screen


def test_every_dependency_is_explained() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [one for many in project["optional-dependencies"].values() for one in many]
    names = [re.split(r"[\[<>=~! ]", one)[0] for one in [*project["dependencies"], *extras]]
    assert [name for name in names if f"| {name} " not in PAGES["docs/dependencies.md"]] == []


def test_adding_a_language_names_every_file() -> None:
    assert [name for name in load.names("uk") if f"`{name}`" not in PAGES["docs/add-a-language.md"]] == []


def test_the_glossary_has_the_reserved_words() -> None:
    reserved = "source cue content attribution statement mention actor judgement quotation issue stance utterance record reading"
    assert [word for word in reserved.split() if f"**{word}**" not in PAGES["docs/glossary.md"]] == []


def test_architecture_names_every_room() -> None:
    package = ROOT / "src" / "onrecord"
    rooms = [path.parent.name for path in package.glob("*/__init__.py")]
    assert [room for room in rooms if f"`{room}`" not in PAGES["ARCHITECTURE.md"]] == []
