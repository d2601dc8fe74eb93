"""Accounts with their sessions and tokens. Passwords and secrets come and go as hashes: nothing here can tell them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

import sqlalchemy as sa

from onrecord.errors import NotFound, Refused
from onrecord.record import numbers
from onrecord.record.account_tables import accounts, tokens
from onrecord.record.store import Session

Role = Literal["reader", "reviewer", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
"""What somebody may do, the least first: read; decide on statements and put in articles; and manage accounts."""
TokenKind = Literal["session", "token"]


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may log in. `password` is the hash."""

    number: int
    name: str
    role: Role
    password: str
    made: datetime
    ended: datetime | None

    @property
    def active(self) -> bool:
        """Whether it was not ended."""
        return self.ended is None


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whose session or token it is, and what may be done with it."""

    name: str
    role: Role


def add(session: Session, name: str, role: Role, password: str, made: datetime) -> Account:
    """A new account. Raises Refused where the name is taken or is none, or there is no such role."""
    name = name.strip()
    if not name or len(name) > 100 or not name.isprintable():
        raise Refused("an account's name has 1 to 100 printable characters")
    if role not in ROLES:
        raise Refused(f"role {role}: there is none; an account can be {', '.join(ROLES)}")
    if any(one.name.casefold() == name.casefold() for one in everybody(session)):
        raise Refused(f"{name}: there is an account of this name; take another")
    number = numbers.take(session, accounts)
    session.execute(
        sa.insert(accounts), {"number": number, "name": name, "role": role, "password": password, "made": made}
    )
    return Account(number, name, role, password, made, None)


def everybody(session: Session) -> list[Account]:
    """All accounts, also those that were ended, by name."""
    return [_account(row) for row in session.execute(sa.select(accounts).order_by(accounts.c.name)).mappings()]


def by_name(session: Session, name: str) -> Account | None:
    """The account of this name as it is written, None where there is none."""
    row = session.execute(sa.select(accounts).where(accounts.c.name == name)).mappings().first()
    return _account(row) if row else None


def change(session: Session, name: str, *, role: Role | None = None, password: str | None = None) -> None:
    """Another role or password for an account; every session and token that it has ends. Raises NotFound."""
    found = _must_be(session, name)
    told = {"role": role or found.role, "password": password or found.password}
    session.execute(sa.update(accounts).where(accounts.c.number == found.number).values(told))
    session.execute(sa.delete(tokens).where(tokens.c.account == found.number))


def close(session: Session, name: str, at: datetime) -> None:
    """End an account: nobody logs in with it any more. Raises NotFound."""
    found = _must_be(session, name)
    session.execute(sa.update(accounts).where(accounts.c.number == found.number).values(ended=at))
    session.execute(sa.delete(tokens).where(tokens.c.account == found.number))


def give(
    session: Session,
    account: Account,
    kind: TokenKind,
    hash: str,
    scope: Role,
    made: datetime,
    expires: datetime,
    label: str = "",
) -> None:
    """A new session or token for an account, until it expires; those that expired go."""
    session.execute(sa.delete(tokens).where(tokens.c.expires < made))
    row = {
        "number": numbers.take(session, tokens),
        "account": account.number,
        "kind": kind,
        "hash": hash,
        "label": label,
    }
    session.execute(sa.insert(tokens), {**row, "scope": scope, "made": made, "expires": expires})


def holder(session: Session, kind: TokenKind, hash: str, at: datetime) -> Bearer | None:
    """Whose it is, None where there is none such, it expired, or it or its account was ended. What may be done with it is
    the lesser of its scope and its account's role."""
    query = (
        sa.select(accounts.c.name, accounts.c.role, tokens.c.scope)
        .join(tokens, tokens.c.account == accounts.c.number)
        .where(tokens.c.kind == kind, tokens.c.hash == hash, tokens.c.expires > at)
        .where(tokens.c.ended.is_(None), accounts.c.ended.is_(None))
    )
    row = session.execute(query).first()
    return Bearer(row.name, min(row.role, row.scope, key=ROLES.index)) if row else None


def end(session: Session, hash: str, at: datetime) -> None:
    """End a session or token; nothing where there is none such."""
    session.execute(sa.update(tokens).where(tokens.c.hash == hash, tokens.c.ended.is_(None)).values(ended=at))


def _must_be(session: Session, name: str) -> Account:
    found = by_name(session, name)
    if found is None:
        raise NotFound(f"{name}: no such account; `onrecord account list` shows those there are")
    return found


def _account(row: sa.RowMapping) -> Account:
    return Account(row["number"], row["name"], row["role"], row["password"], row["made"], row["ended"])
