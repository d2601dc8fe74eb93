"""What the verbs of the record share: where it is, which form comes out, how many, and by what is filtered."""

from typing import Annotated, Any, Literal

import typer
import typer.core

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
Limit = Annotated[int, typer.Option("--limit", min=0, metavar="N", help="How many at most; 0 for all.")]
Coder = Annotated[
    str,
    typer.Option(
        "--coder",
        envvar="ONRECORD_CODER",
        metavar="NAME",
        help="Who decides; by default the name you are logged in by.",
    ),
]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="Why; kept with the decision.")]
Pass = Annotated[
    str,
    typer.Option("--pass", metavar="NAME", help="A blind pass: a second opinion that changes nothing and is compared."),
]

Speaker = Annotated[
    list[str] | None,
    typer.Option(
        "--speaker", "--actor", metavar="NAME|ID", help="A name in any case, script or language, or an id; ? for none."
    ),
]
IssueIs = Annotated[
    list[str] | None, typer.Option("--issue", metavar="ID", help="An issue's id; may be given more than once.")
]
Act = Annotated[
    list[str] | None, typer.Option("--act", metavar="ACT", help="assert, deny, demand, … (see the glossary).")
]
KindIs = Annotated[list[str] | None, typer.Option("--kind", metavar="KIND", help="direct, indirect or mixed.")]
StanceIs = Annotated[
    list[str] | None,
    typer.Option("--stance", metavar="STANCE", help="support, oppose or neutral; to --issue where one is asked for."),
]
Side = Annotated[list[str] | None, typer.Option("--side", metavar="SIDE", help="The side of the speaker.")]
Outlet = Annotated[list[str] | None, typer.Option("--outlet", metavar="OUTLET", help="Where it appeared.")]
Lang = Annotated[list[str] | None, typer.Option("--lang", metavar="uk|ru|en", help="uk, ru or en.")]
ZoneIs = Annotated[
    list[str] | None, typer.Option("--zone", metavar="ZONE", help="headline, teaser, body, background, …")
]
Story = Annotated[
    list[str] | None, typer.Option("--story", metavar="STORY", help="The story that the article was given with.")
]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="From this day, month or year on.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Up to the end of this day, month or year.")]
Hedged = Annotated[
    bool | None, typer.Option("--hedged/--unhedged", help="Only what the outlet doubts, or only the rest.")
]
Verdict = Annotated[
    list[str] | None,
    typer.Option("--verdict", metavar="VERDICT", help="none, accepted, rejected or edited: what reviewers said."),
]
DEFAULT = "onrecord.db"


class Listing(typer.core.TyperGroup):
    """A family of verbs that lists what there is where no verb is named."""

    first = "list"

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the verb in front where there is none."""
        if not args or (args[0].startswith("-") and args[0] not in ("-h", "--help")):
            args = [self.first, *args]
        return super().parse_args(ctx, args)


class Queue(Listing):
    """The same for what is to be reviewed next."""

    first = "next"
