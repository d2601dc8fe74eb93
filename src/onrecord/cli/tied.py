"""`utterances`, `compare`, `tensions`: what ties statements of several articles."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli import ask, options, shown
from onrecord.cli.groups import Filters, Narrowed, grouped
from onrecord.cli.options import DEFAULT, Limit, Shape, Where

if TYPE_CHECKING:
    from onrecord.desk import Record
    from onrecord.model.kept import Utterance
    from onrecord.model.wanted import Wanted

app = typer.Typer()


@app.command("utterances", short_help="What more than one article reports.")
@grouped
def utterances(
    filters: Filters,
    text: ask.Text = "",
    record: Where = DEFAULT,
    form: Shape = "table",
    limit: Limit = 20,
) -> None:
    """List utterances: the same words as several articles report them, wire copies folded. With filters those are listed of
    which at least one report fits."""
    raise typer.Exit(ask.asking(record, filters, text, lambda o, w: _utterances(o, w, form, limit)))


@app.command("compare", short_help="One utterance, every rendering side by side.")
def compare(
    id: Annotated[
        str, typer.Argument(metavar="ID", help="An utterance's id, or that of a statement.", show_default=False)
    ],
    record: Where = DEFAULT,
    form: Shape = "table",
) -> None:
    """Compare the renderings of one utterance word by word, across languages by what they mean."""
    from onrecord.cli import one

    raise typer.Exit(ask.on(record, lambda opened: one.compare(opened, id, form)))


@app.command("tensions", short_help="Shifts, contradictions, denials and drifts.")
@grouped
def tensions(
    filters: Narrowed,
    text: ask.Text = "",
    record: Where = DEFAULT,
    kind: Annotated[
        list[str] | None, typer.Option("--kind", metavar="KIND", help="Only shift, contradiction, denial or drift.")
    ] = None,
    form: Shape = "table",
    limit: Limit = 20,
) -> None:
    """List pairs of statements that do not go together: both quotations, the rule, and what differs. No verdicts. With
    filters those are listed of which at least one statement fits."""
    raise typer.Exit(ask.asking(record, filters, text, lambda o, w: _tensions(o, w, kind or (), form, limit)))


def _utterances(opened: "Record", asked: "Wanted", form: options.Form, limit: int) -> int:
    page = opened.utterances(asked, limit=limit)
    columns = (
        shown.Column("id", "id"),
        shown.Column("day", "day"),
        shown.Column("speaker", "speaker"),
        shown.Column("reports", "reports"),
        shown.Column("independent", "independent"),
        shown.Column("languages", "languages"),
        shown.Column("words", "words", wide=True),
    )
    rows = [_utterance(one) for one in page.items]
    return shown.show(shown.Listing(rows, columns, page.total, "utterances"), form)


def _utterance(one: "Utterance") -> dict[str, object]:
    first = min(one.statements, key=lambda s: (s.kind != "direct", -len(s.content_words)))
    days = sorted(s.day.isoformat() for s in one.statements if s.day)
    return {
        "id": one.id,
        "day": days[0] if days else None,
        "speaker": one.speakers[0] if one.speakers else "?",
        "speakers": list(one.speakers),
        "reports": len(one.statements),
        "independent": one.independent,
        "languages": " ".join(sorted({s.language for s in one.statements})),
        "words": first.content_words,
        "statements": [
            {"id": s.id, "outlet": s.outlet, "lang": s.language, "words": s.content_words} for s in one.statements
        ],
    }


def _tensions(opened: "Record", asked: "Wanted", kinds: Sequence[str], form: options.Form, limit: int) -> int:
    from onrecord.errors import BadFilter
    from onrecord.exports import kept
    from onrecord.model.sighting import TENSION_KINDS

    for kind in kinds:
        if kind not in TENSION_KINDS:
            raise BadFilter(f"--kind {kind}: there is no such tension; there are {', '.join(TENSION_KINDS)}")

    page = opened.tensions([one for one in TENSION_KINDS if one in kinds], asked, limit=limit)
    rows = [kept.tension(one) for one in page.items]
    if form == "table":
        from onrecord.cli import one as view

        return view.tensions(rows, page.total)
    return shown.show(shown.Listing(rows, (), page.total, "tensions"), form)
