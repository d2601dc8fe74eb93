"""`onrecord`: the verbs and what they take. What they do is in `read` and `measure`."""

import os
from datetime import datetime
from typing import Annotated, Literal

import typer

from onrecord.cli import ask, book, carry, judge, keep, people, room, tied

# The products of the network are small: a second thread inside one costs more than it gives (many times more on a busy
# machine), and `--jobs` uses the cores better. It must be said before numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

Language = Literal["uk", "ru", "en"]
Input = Literal["auto", "text", "html", "jsonl"]
Format = Literal["terminal", "json", "jsonl", "html", "brat", "csv"]

app = typer.Typer(
    name="onrecord",
    help="Who said what: reads Ukrainian, Russian and English news.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but something was skipped (listed on stderr).",
)

_Files = Annotated[
    list[str],
    typer.Argument(
        help="Text, HTML and JSONL files, folders, globs, or - for standard input.", metavar="FILE", show_default=False
    ),
]
_Published = Annotated[
    datetime | None,
    typer.Option(
        "--published",
        metavar="DATE",
        formats=["%Y-%m-%d"],
        help="When the articles were published (YYYY-MM-DD); wins over what they tell.",
        show_default=False,
    ),
]
_Language = Annotated[
    Language | None, typer.Option("--language", help="Their language; wins over what they tell.", show_default=False)
]
_Outlet = Annotated[str | None, typer.Option("--outlet", help="Where they appeared.", show_default=False)]
_Input = Annotated[Input, typer.Option("--input", help="What the files are; auto goes by ending and beginning.")]
_Gold = Annotated[
    list[str], typer.Argument(help="Gold sets, one article a line.", metavar="GOLD.jsonl", show_default=False)
]


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"onrecord {version('onrecord')}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Who said what: reads Ukrainian, Russian and English news."""


@app.command("read", short_help="Read articles and give their statements.")
def read(
    files: _Files,
    format: Annotated[Format, typer.Option("--format", "-f", help="What comes out.")] = "terminal",
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Where to; for brat a folder or a .zip.", show_default=False
        ),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", min=1, help="Processes; by default one, or all cores for many articles.", show_default=False
        ),
    ] = None,
    published: _Published = None,
    language: _Language = None,
    outlet: _Outlet = None,
    input: _Input = "auto",
    spreadsheet: Annotated[
        bool, typer.Option("--spreadsheet", help="csv for spreadsheets: formulas guarded, with a byte-order mark.")
    ] = False,
) -> None:
    """Read articles: every statement in them, with its speaker, cue and words, in the order of the input."""
    from onrecord.cli import read as verb

    if spreadsheet and format != "csv":
        raise typer.BadParameter("goes with -f csv only", param_hint="--spreadsheet")
    given = verb.given(published.date() if published else None, language, outlet)
    raise typer.Exit(verb.read(files, verb.Wish(format, spreadsheet=spreadsheet), output, jobs, given, input))


@app.command("explain", short_help="Say why each statement was found.")
def explain(
    file: Annotated[
        str,
        typer.Argument(help="A text, HTML or JSONL file, or - for standard input.", metavar="FILE", show_default=False),
    ],
    at: Annotated[
        int | None,
        typer.Option(
            "--at",
            min=0,
            metavar="OFFSET",
            help="Only what holds this place (code points from the text's start).",
            show_default=False,
        ),
    ] = None,
    published: _Published = None,
    language: _Language = None,
    outlet: _Outlet = None,
    input: _Input = "auto",
) -> None:
    """Say why: the rules that fired, who else could have been meant, and why they were not."""
    from onrecord.cli import read as verb

    given = verb.given(published.date() if published else None, language, outlet)
    raise typer.Exit(verb.read([file], verb.Wish("explain", at=at), None, 1, given, input))


@app.command("evaluate", short_help="Score the reader on gold sets.")
def evaluate(gold: _Gold) -> None:
    """Read gold sets, score what was found, and break the figures down."""
    from onrecord.cli import measure

    raise typer.Exit(measure.evaluate(gold))


@app.command("train", short_help="Make weights from gold sets.")
def train(
    gold: _Gold,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="WEIGHTS", help="Where the weights go.", show_default=False)
    ],
) -> None:
    """Make weights from gold sets, with their model card."""
    from onrecord.cli import measure

    raise typer.Exit(measure.train(gold, output))


for family in (keep, ask, tied, carry, room):
    app.add_typer(family.app)
app.add_typer(book.app, name="issues")
app.add_typer(people.app, name="actors")
app.add_typer(judge.app, name="review")
app.add_typer(room.accounts, name="account")


def main() -> None:
    """The entry point."""
    app()
