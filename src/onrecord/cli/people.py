"""`actors`: who there is, and who is who."""

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli import ask, judge, one, options, shown
from onrecord.cli.groups import Decider, grouped
from onrecord.cli.options import DEFAULT, Form, Limit, Shape, Where

if TYPE_CHECKING:
    from onrecord.desk import Record

app = typer.Typer(help="Actors across articles and languages. Alone it lists them.", cls=options.Listing)

Actor = Annotated[str, typer.Argument(help="An actor's id.", show_default=False)]


@app.command("list", short_help="The actors of the record.")
def list_(
    text: Annotated[str, typer.Argument(help="How a name begins, in any script.")] = "",
    record: Where = DEFAULT,
    side: Annotated[str | None, typer.Option("--side", help="Only this side; ? for none.")] = None,
    form: Shape = "table",
    limit: Limit = 50,
) -> None:
    """List actors by how much they say, with their names and how many statements are theirs."""
    raise typer.Exit(ask.on(record, lambda opened: _list(opened, text, side, form, limit)))


@app.command("show", short_help="One actor.")
def show(actor: Actor, record: Where = DEFAULT, form: Shape = "table") -> None:
    """Show one actor: names in every language, dated roles, side, for whom it speaks."""
    raise typer.Exit(ask.on(record, lambda opened: one.actor(opened, actor, form)))


@app.command("load", short_help="Take actors from a file.")
@grouped
def load(
    file: Annotated[
        str,
        typer.Argument(
            help="TOML or CSV: names by language, aliases, dated roles, sides; docs/actors.md tells how.",
            show_default=False,
        ),
    ],
    by: Decider,
) -> None:
    """Take the actors of a file into the record as one batch of decisions; the same file twice changes nothing."""
    judge.decide(by, lambda o: o.people.load(file, coder=by.name, why=by.why))


@app.command("merge", short_help="Two actors are one.")
@grouped
def merge(
    into: Actor,
    other: Annotated[str, typer.Argument(help="The one that is the same.", show_default=False)],
    by: Decider,
) -> None:
    """Say that two actors are the same: the second one's statements and names count as the first one's."""
    judge.decide(by, lambda o: [o.people.merge(into, other, coder=by.name, why=by.why)])


@app.command("apart", short_help="Two actors are not one.")
@grouped
def apart(
    first: Actor,
    second: Annotated[str, typer.Argument(help="The other one.", show_default=False)],
    by: Decider,
    unsure: Annotated[bool, typer.Option("--unsure", help="Nobody can tell yet; changes nothing.")] = False,
) -> None:
    """Say that two actors are not the same, so that no name ever joins them."""
    told = "unsure" if unsure else "not-same"
    judge.decide(by, lambda o: [o.people.judge(told, first, second, coder=by.name, why=by.why)])  # type: ignore[arg-type]


@app.command("split", short_help="Take names or statements out of an actor.")
@grouped
def split(
    actor: Actor,
    by: Decider,
    name: Annotated[list[str] | None, typer.Option("--name", help="A name that is somebody else's.")] = None,
    statement: Annotated[
        list[str] | None, typer.Option("--statement", help="A statement that is somebody else's.")
    ] = None,
    called: Annotated[str, typer.Option("--called", help="What the new actor is called.")] = "",
) -> None:
    """Take names, with all that is said under them, or single statements out of an actor, as a new one."""
    judge.decide(
        by,
        lambda o: o.people.split(
            actor, names=name or (), statements=statement or (), name=called, coder=by.name, why=by.why
        )[1],
    )


@app.command("rename", short_help="What an actor is called.")
@grouped
def rename(
    actor: Actor, name: Annotated[str, typer.Argument(help="The name from now on.", show_default=False)], by: Decider
) -> None:
    """Say what an actor is called from now on; its other names stay."""
    judge.decide(by, lambda o: [o.people.rename(actor, name, coder=by.name, why=by.why)])


@app.command("side", short_help="Which side an actor is on.")
@grouped
def side(
    actor: Actor, side: Annotated[str, typer.Argument(help="The side; - for none.", show_default=False)], by: Decider
) -> None:
    """Say which side an actor is on."""
    told = None if side == "-" else side
    judge.decide(by, lambda o: [o.people.side(actor, told, coder=by.name, why=by.why)])


def _list(opened: "Record", text: str, side: str | None, form: Form, limit: int) -> int:
    from onrecord.exports import kept

    page = opened.people.all(text, side=side, limit=limit or 1_000_000)
    rows = [kept.actor(found) for found in page.items]
    columns = (
        shown.Column("id", "id"),
        shown.Column("name", "name"),
        shown.Column("type", "type"),
        shown.Column("side", "side"),
        shown.Column("statements", "statements"),
        shown.Column("names", lambda row: one.names(row["names"]), wide=True),
    )
    return shown.show(shown.Listing(rows, columns, page.total, "actors"), form)
