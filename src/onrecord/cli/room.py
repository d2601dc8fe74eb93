"""`serve` and `account`: the reading room, and who may come in."""

import getpass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from onrecord.cli import ask, leave, shown
from onrecord.cli.options import DEFAULT, Form, Shape, Where

if TYPE_CHECKING:
    from onrecord.desk import Record

app = typer.Typer()
accounts = typer.Typer(help="Who may log in where the reading room is reached from elsewhere.", no_args_is_help=True)

RoleIs = Literal["reader", "reviewer", "admin"]
Name = Annotated[str, typer.Argument(help="The account's name.", show_default=False)]
Secret = Annotated[
    str | None,
    typer.Option("--password-file", metavar="FILE", help="Read the password from a file, not from the terminal."),
]


@app.command("serve", short_help="Open the record in the browser.")
def serve(
    record: Where = DEFAULT,
    host: Annotated[
        str, typer.Option("--host", help="The address; any but a loopback one needs --accounts.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port.")] = 8765,
    name: Annotated[
        list[str] | None, typer.Option("--name", help="A name by which browsers reach it (Host header).")
    ] = None,
    origin: Annotated[
        list[str] | None,
        typer.Option("--origin", help="A site whose pages may read the API, such as https://desk.example.org."),
    ] = None,
    accounts: Annotated[bool, typer.Option("--accounts", help="Ask everybody to log in.")] = False,
    https: Annotated[bool, typer.Option("--https", help="A proxy in front speaks TLS.")] = False,
    proxy: Annotated[
        list[str] | None,
        typer.Option("--proxy", help="The IP address of a proxy in front, whose X-Forwarded-For is believed."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="No line for each request.")] = False,
) -> None:
    """Serve the reading room and its API, on this machine alone unless told otherwise; Ctrl+C stops it."""
    raise typer.Exit(
        leave.ending(
            lambda: _serve(
                record,
                host,
                port,
                names=tuple(name or ()),
                origins=tuple(origin or ()),
                proxies=tuple(proxy or ()),
                accounts=accounts,
                https=https,
                quiet=quiet,
            )
        )
    )


@accounts.command("add", short_help="Make an account.")
def add(
    name: Name,
    record: Where = DEFAULT,
    role: Annotated[RoleIs, typer.Option("--role", help="What it may do.")] = "reader",
    password_file: Secret = None,
) -> None:
    """Make an account; its password is asked for, or read from a file."""
    raise typer.Exit(ask.on(record, lambda opened: _add(opened, name, role, password_file)))


@accounts.command("list", short_help="All accounts.")
def list_(record: Where = DEFAULT, form: Shape = "table") -> None:
    """List accounts with their roles, also those that were closed."""
    raise typer.Exit(ask.on(record, lambda opened: _list(opened, form)))


@accounts.command("close", short_help="End an account.")
def close(name: Name, record: Where = DEFAULT) -> None:
    """End an account with all its sessions and tokens."""
    raise typer.Exit(ask.on(record, lambda opened: _close(opened, name)))


@accounts.command("token", short_help="A token for a program.")
def token(
    name: Name,
    record: Where = DEFAULT,
    scope: Annotated[RoleIs, typer.Option("--scope", help="What it may do at most.")] = "reader",
    days: Annotated[int, typer.Option("--days", min=1, max=366, help="When it expires.")] = 90,
    label: Annotated[str, typer.Option("--label", help="What it is for.")] = "",
) -> None:
    """Make a token for the API (`Authorization: Bearer …`). It is shown once and kept as a hash."""
    raise typer.Exit(ask.on(record, lambda opened: _token(opened, name, scope, days, label)))


def _serve(where: str, host: str, port: int, **how: Any) -> int:
    from onrecord.errors import MissingExtra

    try:
        from onrecord.web.serve import serve as run
    except ModuleNotFoundError as error:
        raise MissingExtra(
            f"the reading room needs {error.name}; install it with: pip install 'onrecord[web]'"
        ) from error
    run(
        where, host, port, told=lambda at: leave.say(f"the reading room of {where} is at {at} (Ctrl+C stops it)"), **how
    )
    return leave.DONE


def _add(opened: "Record", name: str, role: RoleIs, password_file: str | None) -> int:
    from onrecord.record import accounts as kept
    from onrecord.web.guard.passwords import hashed

    password = _password(password_file)
    with opened.store.write() as session:
        kept.add(session, name, role, hashed(password), _now())
    print(f"{name} may log in as {role}")
    return leave.DONE


def _list(opened: "Record", form: Form) -> int:
    from onrecord.record import accounts as kept

    with opened.store.read() as session:
        found = kept.everybody(session)
    rows = [{"name": one.name, "role": one.role, "made": one.made.isoformat(), "active": one.active} for one in found]
    columns = tuple(shown.Column(head, head) for head in ("name", "role", "made", "active"))
    return shown.show(shown.Listing(rows, columns, len(rows), "accounts"), form)


def _close(opened: "Record", name: str) -> int:
    from onrecord.record import accounts as kept

    with opened.store.write() as session:
        kept.close(session, name, _now())
    print(f"{name} is closed")
    return leave.DONE


def _token(opened: "Record", name: str, scope: RoleIs, days: int, label: str) -> int:
    from onrecord.errors import NotFound
    from onrecord.record import accounts as kept
    from onrecord.web.guard.passwords import digest, new_secret

    secret, now = new_secret(), _now()
    with opened.store.write() as session:
        account = kept.by_name(session, name)
        if account is None or not account.active:
            raise NotFound(f"{name}: no such account; `onrecord account list` shows those there are")
        kept.give(session, account, "token", digest(secret), scope, now, now + timedelta(days=days), label)
    print(secret)
    return leave.DONE


def _password(file: str | None) -> str:
    from onrecord.errors import UnreadableFile

    if file:
        try:
            password = Path(file).read_text(encoding="utf-8").rstrip("\n")
        except OSError as error:
            raise UnreadableFile(f"{error.strerror}", where=file) from error
    else:
        password = getpass.getpass("password: ")
    return password


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
