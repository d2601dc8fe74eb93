"""`issues`: the codebook."""

from typing import Annotated

import typer

from onrecord.cli import leave, shown
from onrecord.cli.options import DEFAULT, Form, Listing, Shape, Where

app = typer.Typer(help="The codebook: which issues statements are read for. Alone it lists them.", cls=Listing)


@app.command("list", short_help="The issues of the codebook.")
def list_(record: Where = DEFAULT, form: Shape = "table") -> None:
    """List the issues that are used, with how many statements touch each."""
    raise typer.Exit(leave.ending(lambda: _list(record, form)))


@app.command("show", short_help="One issue with its terms.")
def show(
    id: Annotated[str, typer.Argument(help="The issue's id.", show_default=False)],
    record: Where = DEFAULT,
    form: Shape = "table",
) -> None:
    """Show one issue: labels and terms in three languages."""
    raise typer.Exit(leave.ending(lambda: _show(record, id, form)))


@app.command("load", short_help="Take a codebook into the record.")
def load(
    file: Annotated[
        str,
        typer.Argument(
            help="TOML, CSV, or JSON with `issues` (a story.json is one); docs/codebook.md tells how.",
            show_default=False,
        ),
    ],
    record: Where = DEFAULT,
    add: Annotated[bool, typer.Option("--add", help="Beside the codebook that is used, not in its place.")] = False,
) -> None:
    """Take a codebook into the record, in the place of the one that is used; what is there is read again with it."""
    raise typer.Exit(leave.ending(lambda: _load(record, file, add=add)))


def _list(where: str, form: Form) -> int:
    from onrecord.desk import Record

    with Record.open(where) as opened:
        counts = {facet.value: facet.count for facet in opened.facets().get("issue", ())}
        rows = [
            {"id": i.id, "label": label(i.labels), "labels": dict(i.labels), "statements": counts.get(i.id, 0)}
            for i in opened.issues().issues
        ]
    columns = (
        shown.Column("id", "id"),
        shown.Column("label", "label", wide=True),
        shown.Column("statements", "statements"),
    )
    return shown.show(shown.Listing(rows, columns, len(rows), "issues"), form)


def _show(where: str, id: str, form: Form) -> int:
    from onrecord.desk import Record
    from onrecord.errors import NotFound

    with Record.open(where) as opened:
        for issue in opened.issues().issues:
            if issue.id == id:
                terms = {language: list(held) for language, held in issue.terms.items()}
                return shown.one({"id": issue.id, "labels": dict(issue.labels), "terms": terms}, form)
    raise NotFound(f"{id}: no such issue; `onrecord issues list` shows those there are")


def _load(where: str, file: str, *, add: bool) -> int:
    from onrecord.cli import keep
    from onrecord.desk import Record

    with Record.create(where) as opened:
        book = opened.load_issues(file, add=add)
        print(f"{shown.many(len(book.issues), 'issue')}: {', '.join(issue.id for issue in book.issues)}")
        return keep.read_again(opened, everything=True) if opened.has_articles() else leave.DONE


def label(labels: object) -> str:
    """One label for a line of a table."""
    return (
        next((str(labels[one]) for one in ("en", "uk", "ru") if one in labels), "") if isinstance(labels, dict) else ""
    )
