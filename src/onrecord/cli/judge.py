"""`review`: the queue, decisions, and how far coders agree."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli import ask, one, options, shown
from onrecord.cli.groups import Coding, Decider, Filters, decider_name, grouped
from onrecord.cli.options import DEFAULT, Form, Limit, Shape, Where
from onrecord.model.actor import ActorType

if TYPE_CHECKING:
    from onrecord.desk import Record
    from onrecord.model.kept import Decision
    from onrecord.model.wanted import Wanted
    from onrecord.queries.reliability import Alpha

app = typer.Typer(help="Correct the machine, and undo it. Alone it shows what to look at next.", cls=options.Queue)

MAIN = "main"
"""What the pass that holds is called on the command line."""
TRUTHS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}

Statements = Annotated[list[str], typer.Argument(help="Statements by their ids, or ARTICLE/sN.", show_default=False)]
DECISION = (
    shown.Column("at", lambda row: one.moment(row["at"])),
    shown.Column("coder", lambda row: f"{row['coder']} [{row['pass']}]" if row["pass"] else row["coder"]),
    *(shown.Column(name, name) for name in ("action", "target", "field")),
    shown.Column("to", one.became, wide=True),
    shown.Column("why", "why", wide=True),
    shown.Column("id", "id"),
)


@app.command("next", short_help="What to look at next.")
@grouped
def next_(
    filters: Filters,
    record: Where = DEFAULT,
    coder: options.Coder = "",
    pass_name: options.Pass = "",
    sample: Annotated[
        int,
        typer.Option(
            "--sample",
            min=0,
            metavar="N",
            help="The same random sample of so many statements for every coder; 0: the queue.",
        ),
    ] = 0,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Which sample.")] = 1,
    form: Shape = "table",
    limit: Limit = 10,
) -> None:
    """Show what is most in doubt and was decided by nobody: orphans, unknown speakers, low confidence first."""
    raise typer.Exit(
        ask.asking(
            record,
            filters,
            "",
            lambda opened, w: _next(opened, w, decider_name(coder), pass_name, (sample, seed), form, limit),
        )
    )


@app.command("accept", short_help="Say that statements are right.")
@grouped
def accept(statements: Statements, by: Coding) -> None:
    """Say that statements are right as they stand; several at once are one batch."""
    decide(by, lambda o: o.review.accept(statements, coder=by.name, why=by.why, pass_name=by.pass_name))


@app.command("reject", short_help="Say that statements are none.")
@grouped
def reject(statements: Statements, by: Coding) -> None:
    """Say that statements are none, or not worth keeping; several at once are one batch."""
    decide(by, lambda o: o.review.reject(statements, coder=by.name, why=by.why, pass_name=by.pass_name))


@app.command("edit", short_help="Change a field of a statement.")
@grouped
def edit(
    statement: Annotated[str, typer.Argument(help="Its id, or ARTICLE/sN.", show_default=False)],
    field: Annotated[str, typer.Argument(help="speaker, act, issue, stance, content, …", show_default=False)],
    value: Annotated[str, typer.Argument(help="The new value; spans as 12-59,80-90; - for none.", show_default=False)],
    by: Coding,
) -> None:
    """Change one field of a statement; the machine's value is kept beside."""
    decide(
        by,
        lambda o: [
            o.review.edit(statement, field, value_of(field, value), coder=by.name, why=by.why, pass_name=by.pass_name)
        ],
    )


@app.command("add", short_help="Add a statement that the machine missed.")
@grouped
def add(
    article: Annotated[str, typer.Argument(help="The article's id.", show_default=False)],
    cue: Annotated[str, typer.Option("--cue", metavar="PLACES", help="Its place, as 12-59,80-90.", show_default=False)],
    content: Annotated[str, typer.Option("--content", metavar="PLACES", help="Its place.", show_default=False)],
    by: Decider,
    source: Annotated[str, typer.Option("--source", metavar="PLACES", help="Its place.")] = "-",
    speaker: Annotated[str, typer.Option("--speaker", metavar="NAME", help="Who said it.")] = "?",
    type: Annotated[
        ActorType | None,
        typer.Option(
            "--type", help="What kind of speaker a new name is; a person where it is left out.", show_default=False
        ),
    ] = None,
    issue: Annotated[str, typer.Option("--issue", metavar="ID", help="What it touches; none where left out.")] = "",
    stance: Annotated[
        str, typer.Option("--stance", metavar="STANCE", help="support, oppose or neutral, to the issue.")
    ] = "",
    act: Annotated[str, typer.Option("--act", metavar="ACT", help="What they do with the words.")] = "assert",
) -> None:
    """Add a statement by its places in the newest text of an article."""
    places = {
        "cue": value_of("cue", cue),
        "content": value_of("content", content),
        "source": value_of("source", source),
    }
    told = {"speaker_type": type, "speaker": speaker, "act": act, "issue": issue, "stance": stance}
    told = {name: value for name, value in told.items() if value}
    decide(by, lambda o: [o.review.add(article, places, told, coder=by.name, why=by.why)])


@app.command("settle", short_help="Settle an orphan.")
@grouped
def settle(
    orphan: Annotated[str, typer.Argument(help="The orphan's id.", show_default=False)],
    onto: Annotated[
        str, typer.Argument(help="The statement that takes over its decisions; - to drop it.", show_default=False)
    ],
    by: Decider,
) -> None:
    """Move the decisions on an orphan to a statement that stands, or drop it."""
    heir = None if onto == "-" else onto
    decide(by, lambda o: o.review.settle(orphan, heir, coder=by.name, why=by.why))


@app.command("undo", short_help="Take a decision back.")
@grouped
def undo(
    decision: Annotated[str, typer.Argument(help="A decision's id, or a batch's.", show_default=False)], by: Decider
) -> None:
    """Take back one decision, or a whole batch; undoing is a decision itself, and is undone the same way."""
    decide(by, lambda o: o.review.undo(decision, coder=by.name, why=by.why))


@app.command("history", short_help="What was decided.")
def history(
    target: Annotated[str, typer.Argument(help="A statement or actor; everything where it is left out.")] = "",
    record: Where = DEFAULT,
    form: Shape = "table",
    limit: Limit = 50,
) -> None:
    """List decisions, the newest of all or all on one thing."""
    raise typer.Exit(ask.on(record, lambda opened: _history(opened, target, form, limit)))


@app.command("agreement", short_help="How far coders agree.")
def agreement(
    record: Where = DEFAULT,
    passes: Annotated[
        list[str] | None,
        typer.Option(
            "--pass", metavar="NAME", help="Only this pass, main for the one that holds; more than one is possible."
        ),
    ] = None,
    coders: Annotated[
        list[str] | None, typer.Option("--coder", metavar="NAME", help="Only this coder; more than one is possible.")
    ] = None,
    form: Shape = "table",
    limit: Limit = 20,
) -> None:
    """Give Krippendorff's alpha for each field, on statements that two or more coders judged, and the disagreements.

    csv has the disagreements, a coder a column; json has all.
    """
    asked = None if passes is None else ["" if one == MAIN else one for one in passes]
    raise typer.Exit(ask.on(record, lambda opened: _agreement(opened, (asked, coders or ()), form, limit)))


@app.command("accuracy", short_help="How often the machine was right.")
def accuracy(record: Where = DEFAULT, form: Shape = "table") -> None:
    """Tell from the decisions how often the machine was right, wrong and silent, by outlet and language."""
    raise typer.Exit(ask.on(record, lambda opened: _accuracy(opened, form)))


def value_of(field: str, told: str) -> Any:
    """The value of a field from a command line. Raises BadFilter for places that are none."""
    from onrecord.errors import BadFilter
    from onrecord.record.pack import ROLES

    if field in ROLES:
        try:
            return [[int(end) for end in place.split("-", 1)] for place in told.split(",")] if told != "-" else []
        except ValueError as error:
            raise BadFilter(f"{field} {told}: places are written as 12-59,80-90") from error
    if field == "hedged":
        if told.lower() not in TRUTHS:
            raise BadFilter(f"hedged {told}: true or false")
        return TRUTHS[told.lower()]
    if told == "-":
        return "" if field == "role" else None
    return told


def decide(by: Decider, verb: "Callable[[Record], Sequence[Decision]]") -> None:
    """Run a verb that decides, and show what was decided."""

    def run(opened: "Record") -> int:
        return _shown(verb(opened), by.form)

    raise typer.Exit(ask.on(by.record, run))


def _history(opened: "Record", target: str, form: Form, limit: int) -> int:
    found = opened.review.history(target, limit=limit or 1_000_000)
    total = len(found) if target else max((made.number for made in found), default=0)  # numbers have no gaps
    return _shown(found[: limit or None], form, total)


def _shown(found: "Sequence[Decision]", form: Form, total: int | None = None) -> int:
    from onrecord.exports import kept

    rows = [kept.decision(made) for made in found]
    return shown.show(shown.Listing(rows, DECISION, len(rows) if total is None else total, "decisions"), form)


def _next(
    opened: "Record", wanted: "Wanted", coder: str, pass_name: str, sample: tuple[int, int], form: Form, limit: int
) -> int:
    from onrecord.exports import kept

    size, seed = sample
    if size:
        page = opened.review.sample(size, wanted, seed=seed, coder=coder, pass_name=pass_name)
    else:
        page = opened.review.queue(wanted, coder=coder, pass_name=pass_name, limit=limit)
    rows = [kept.statement(found) for found in page.items]
    columns = (*ask.STATEMENT, shown.Column("confidence", "confidence"), shown.Column("state", "state"))
    return shown.show(shown.Listing(rows, columns, page.total, "statements to review"), form)


def _agreement(opened: "Record", whose: tuple[Sequence[str] | None, Sequence[str]], form: Form, limit: int) -> int:
    found = opened.review.agreement(passes=whose[0], coders=whose[1])
    alphas = [{"field": name, **_alpha(alpha)} for name, alpha in found.fields.items()]
    differing = [
        {"statement": one.statement, "field": one.field, "values": dict(one.values)} for one in found.disagreements
    ]
    cut = differing[: limit or None]
    if form in ("json", "jsonl"):
        told = {"coders": list(found.coders), "statements": found.statements, "alpha": alphas}
        whole = {"total": len(differing), "truncated": len(cut) < len(differing), "disagreements": cut}
        return shown.one({**told, **whole}, form)
    if form == "csv":
        rows = [{"statement": d.statement, "field": d.field, **d.values} for d in found.disagreements[: limit or None]]
        return shown.show(shown.Listing(rows, (), len(differing), "disagreements"), form)
    columns = tuple(shown.Column(name, name) for name in ("field", "alpha", "units", "values"))
    both = f"fields; {shown.many(found.statements, 'statement')} coded by two or more of {', '.join(found.coders) or 'nobody'}"
    shown.show(shown.Listing(alphas, columns, len(alphas), both), form)
    columns = (
        shown.Column("statement", "statement"), shown.Column("field", "field"),
        shown.Column("values", _sayings, wide=True),
    )  # fmt: skip
    return shown.show(shown.Listing(cut, columns, len(differing), "disagreements"), form)


def _sayings(row: shown.Row) -> str:
    said = row["values"]
    return "; ".join(f"{who}: {value}" for who, value in said.items()) if isinstance(said, dict) else ""


def _alpha(alpha: "Alpha") -> dict[str, object]:
    value = None if alpha.alpha is None else round(alpha.alpha, 3)
    return {"alpha": value, "units": alpha.units, "values": alpha.values}


def _accuracy(opened: "Record", form: Form) -> int:
    rows = [
        {
            "by": one.by, "group": one.group, "field": one.field, "right": one.right, "wrong": one.wrong,
            "silent": one.silent, "precision": _share(one.precision, one.precision_interval),
            "silence": _share(one.silence, one.silence_interval),
        }
        for one in opened.review.accuracy()
    ]  # fmt: skip
    columns = tuple(
        shown.Column(name, name)
        for name in ("by", "group", "field", "right", "wrong", "silent", "precision", "silence")
    )
    return shown.show(shown.Listing(rows, columns, len(rows), "lines"), form)


def _share(value: float | None, interval: tuple[float, float]) -> str:
    return "" if value is None else f"{value:.2f} ({interval[0]:.2f}-{interval[1]:.2f})"
