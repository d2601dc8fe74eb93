"""`export`, `import`, `verify`, `redact`, `forget`: what goes out and comes in, and whether all is whole."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli import ask, judge, keep, leave, shown
from onrecord.cli.groups import Decider, Filters, grouped
from onrecord.cli.options import DEFAULT, Form, Shape, Where

if TYPE_CHECKING:
    from onrecord.desk import Record
    from onrecord.model.wanted import Wanted

app = typer.Typer()
LOOKED = ("articles", "versions", "statements", "actors", "utterances", "tensions", "decisions")
"""What `verify` says in a line that it looked at; json has all."""


@app.command("export", short_help="Take the data away.")
@grouped
def export(
    format: Annotated[
        str,
        typer.Argument(help="jsonl, csv, parquet, graphml, gexf, dna, brat, … ; list shows all.", show_default=False),
    ],
    filters: Filters,
    output: Annotated[
        str,
        typer.Option("--output", "-o", metavar="FILE", help="Where to; a folder or .zip for formats of many files."),
    ] = "-",
    option: Annotated[
        list[str] | None,
        typer.Option("--option", "-O", metavar="NAME=VALUE", help="What the format takes; list shows it."),
    ] = None,
    text: Annotated[str, typer.Option("--text", metavar="WORDS", help="Only statements with these words.")] = "",
    record: Where = DEFAULT,
) -> None:
    """Write statements in another program's format: all, or those of the filters. `onrecord export list` tells which."""
    if format == "list":
        raise typer.Exit(leave.ending(_formats))
    raise typer.Exit(
        ask.asking(record, filters, text, lambda opened, w: _export(opened, format, output, w, option or []))
    )


@app.command("import", short_help="Bring in statements that were coded elsewhere.")
def import_(
    format: Annotated[str, typer.Argument(help="jsonl, csv, dna, brat, webannotation, citron.", show_default=False)],
    file: Annotated[str, typer.Argument(help="The file, folder or archive.", show_default=False)],
    record: Where = DEFAULT,
    coder: Annotated[
        str | None,
        typer.Option(
            "--coder", metavar="NAME", help="All statements of the file are this person's, whoever it says they are of."
        ),
    ] = None,
    skipped: Annotated[
        str, typer.Option("--skipped", metavar="FILE", help="Where skipped items are listed.")
    ] = keep.SKIPPED,
) -> None:
    """Keep articles and statements as a file tells them; what does not fit its text is skipped, counted and listed."""
    raise typer.Exit(leave.ending(lambda: _import(record, format, file, coder, Path(skipped))))


@app.command("verify", short_help="Whether the record is whole.")
def verify(
    record: Where = DEFAULT,
    whole: Annotated[
        bool, typer.Option("--whole", help="Look for every statement in the full text, not for a sample.")
    ] = False,
    form: Shape = "table",
) -> None:
    """Look whether anything was changed, lost or broken: the chain of decisions, texts, places, references, the search."""
    raise typer.Exit(ask.on(record, lambda opened: _verify(opened, form, whole=whole)))


@app.command("redact", short_help="Take words out.")
@grouped
def redact(
    statement: Annotated[str, typer.Argument(help="A statement's id, or ARTICLE/sN.", show_default=False)],
    by: Decider,
    role: Annotated[
        list[str] | None,
        typer.Option("--role", metavar="ROLE", help="content (the default), source, cue, addressee, venue."),
    ] = None,
) -> None:
    """Take a statement's words out of every version of its text, the search and the decisions. It cannot be undone."""
    roles = tuple(role or ("content",))
    judge.decide(by, lambda o: [o.redact(statement, roles=roles, coder=by.name, why=by.why)])


@app.command("forget", short_help="Take a person out.")
@grouped
def forget(actor: Annotated[str, typer.Argument(help="An actor's id.", show_default=False)], by: Decider) -> None:
    """Take a person out of the record: names, roles, and the name wherever a text has it. It cannot be undone."""
    judge.decide(by, lambda o: [o.forget(actor, coder=by.name, why=by.why)])


def _formats() -> int:
    from onrecord.exports.formats import FORMATS

    for one in FORMATS.values():
        sys.stdout.write(f"{one.name:14} {one.help} ({one.opens})\n")
        for option in one.options:
            choices = f": {', '.join(option.choices)}" if option.choices else ""
            sys.stdout.write(f"{'':14}   -O {option.name}={option.kind}{choices}  {option.help}\n")
    return leave.DONE


def _export(opened: "Record", format: str, output: str, wanted: "Wanted", said: list[str]) -> int:
    from onrecord.cli.write import OutputError
    from onrecord.exports.formats import format_of

    chosen = format_of(format)
    if output == "-" and sys.stdout.isatty() and (chosen.binary or chosen.folder):
        raise OutputError(f"{format} is not for a terminal; give -o FILE")
    target: Any = sys.stdout.buffer if output == "-" else output
    done = opened.export(format, target, wanted, _options(format, said))
    leave.say(f"{done.statements} statements as {format}" + (f" in {output}" if output != "-" else ""))
    return leave.DONE


def _options(format: str, said: list[str]) -> dict[str, Any]:
    """`name=value` as options of a format; a name alone is a flag that is on."""
    from onrecord.exports.formats import format_of

    flags = {option.name for option in format_of(format).options if option.kind == "flag"}
    found: dict[str, Any] = {}
    for one in said:
        name, equals, value = one.partition("=")
        found[name] = (not equals or value.lower() in ("true", "yes", "on", "1")) if name in flags else value
    return found


def _import(where: str, format: str, file: str, coder: str | None, listed: Path) -> int:
    from onrecord.desk import Record
    from onrecord.errors import UnreadableFile
    from onrecord.intake.imports import must_be_known
    from onrecord.model.article import Skipped

    must_be_known(format, file)  # before a record is made for nothing
    left: list[Skipped] = []
    outcomes = {"added": 0, "joined": 0, "unchanged": 0}
    statements = 0
    with Record.create(where) as opened:
        for one in opened.import_file(format, file, coder=coder):
            if isinstance(one, Skipped):
                left.append(one)
                keep.say_skipped(one, len(left))
            else:
                outcomes[one.outcome] += 1
                statements += one.statements
                left += one.skipped
    done = sum(outcomes.values())
    if not done and not left:
        raise UnreadableFile(f"nothing in it that is {format}", where=file)
    told = f"{outcomes['added']} added, {outcomes['joined']} there already got more, {outcomes['unchanged']} unchanged"
    new = shown.many(statements, "new statement")
    print(f"{told}, {len(left)} items skipped; {new}{'; `onrecord match` compares them' if statements else ''}")
    return keep.listed(left, listed, done=done)


def _verify(opened: "Record", form: Form, *, whole: bool) -> int:
    report = opened.verify(whole=whole)
    problems = [{"what": one.what, "where": one.where, "next": one.next} for one in report.problems]
    if form in ("json", "jsonl"):
        told = {"clean": report.clean, "head": report.head, "counts": report.counts, "problems": problems}
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1 if form == "json" else None) + "\n")
    else:
        columns = tuple(shown.Column(name, name, wide=True) for name in ("what", "where", "next"))
        if problems:
            shown.show(shown.Listing(problems, columns, len(problems), "problems"), form)
        looked = ", ".join(f"{report.counts[name]} {name}" for name in LOOKED if name in report.counts)
        leave.say(f"{'whole' if report.clean else 'NOT whole'}: {looked}; head of the chain {report.head or 'none'}")
    return leave.DONE if report.clean else leave.FAILED
