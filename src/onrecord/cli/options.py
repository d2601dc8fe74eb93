"""What the verbs of the record share: where it is, which form comes out, how many, and by what is filtered."""

from typing import Annotated, Literal

import typer

Form = Literal["table", "json", "jsonl", "csv"]

Where = Annotated[
    str,
    typer.Option(
        "--record",
        envvar="ONRECORD_RECORD",
        metavar="PATH|URL",
        help="The record: a file, or postgresql+psycopg://…",
    ),
]
Shape = Annotated[Form, typer.Option("--format", "-f", help="What comes out.")]
Limit = Annotated[int, typer.Option("--limit", min=0, help="How many at most; 0 for all.")]
Coder = Annotated[
    str, typer.Option("--coder", envvar="ONRECORD_CODER", help="Who decides; by default the name you are logged in by.")
]
Why = Annotated[str, typer.Option("--why", help="Why; kept with the decision.")]

Speaker = Annotated[
    list[str] | None, typer.Option("--speaker", "--actor", help="A name in any case, script or language, or an id.")
]
IssueIs = Annotated[list[str] | None, typer.Option("--issue", help="An issue's id.")]
Act = Annotated[list[str] | None, typer.Option("--act", help="assert, deny, demand, … (see the glossary).")]
KindIs = Annotated[list[str] | None, typer.Option("--kind", help="direct, indirect or mixed.")]
StanceIs = Annotated[list[str] | None, typer.Option("--stance", help="support, oppose or neutral.")]
Side = Annotated[list[str] | None, typer.Option("--side", help="The side of the speaker.")]
Outlet = Annotated[list[str] | None, typer.Option("--outlet", help="Where it appeared.")]
Lang = Annotated[list[str] | None, typer.Option("--lang", help="uk, ru or en.")]
ZoneIs = Annotated[list[str] | None, typer.Option("--zone", help="headline, teaser, body, background, …")]
Story = Annotated[list[str] | None, typer.Option("--story", help="The story that the article was given with.")]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="From this day, month or year on.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Up to the end of this day, month or year.")]
Hedged = Annotated[
    bool | None, typer.Option("--hedged/--unhedged", help="Only what the outlet doubts, or only the rest.")
]
Verdict = Annotated[
    list[str] | None, typer.Option("--verdict", help="none, accepted, rejected or edited: what reviewers said.")
]
DEFAULT = "onrecord.db"
