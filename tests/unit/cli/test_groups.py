"""Options that several verbs share."""

from dataclasses import dataclass
from typing import Annotated

import typer
from typer.testing import CliRunner

from onrecord.cli.groups import grouped


@dataclass(frozen=True)
class Shared:
    left: Annotated[str, typer.Option("--left")] = "l"
    many: Annotated[list[str] | None, typer.Option("--one")] = None


def test_a_group_stands_for_its_options() -> None:
    app, told = typer.Typer(), list[object]()

    @app.command()
    @grouped
    def verb(first: str, shared: Shared, last: str = "z") -> None:
        told.append((first, shared, last))

    for line in (["a"], ["a", "--left", "x", "--one", "1", "--one", "2", "--last", "y"]):
        assert CliRunner().invoke(app, line).exit_code == 0
    assert told == [("a", Shared(), "z"), ("a", Shared("x", ["1", "2"]), "y")]
    assert CliRunner().invoke(app, ["a", "--shared", "b"]).exit_code == 2
