# ruff: noqa: S608 - the values in these statements are this file's own
"""Search over millions: narrow marks of every statement with what they come to, smaller issues and indexes, full text anew.

Revision ID: 0002

In SQLite `marks` repeats of each statement what is filtered and counted by, as small numbers, and `tallies` counts the
statements that stand by each value. Triggers keep both, so no other code has to know of them. PostgreSQL counts well
enough by itself and has neither. See `onrecord.record.marks` for what the numbers mean.
"""

import sqlalchemy as sa
from alembic import op

from onrecord.record import fulltext

revision = "0002"
down_revision = "0001"

ACTS = (
    "assert", "confirm", "deny", "accuse", "demand", "propose", "accept", "reject", "promise", "warn", "ask",
    "decline", "believe",
)  # fmt: skip
ZONES = ("headline", "teaser", "body", "subhead", "caption", "background", "boilerplate")
STANCES = ("support", "oppose", "neutral")
CODE = (
    ("act", 0, ACTS),
    ("kind", 4, ("direct", "indirect", "mixed")),
    ("language", 6, ("uk", "ru", "en")),
    ("stance", 8, STANCES),
    ("zone", 10, ZONES),
    ("verdict", 13, ("accepted", "rejected", "edited")),
    ("state", 15, ("orphan", "retired", "redacted")),
)
STANDS = "({row}.code & 98304) = 0 AND ({row}.code & 24576) <> 16384"
"""Current, and not rejected."""


def upgrade() -> None:
    """Make them, and fill them where there are statements."""
    if op.get_bind().dialect.name == "sqlite":
        _touches_without_rowid()
    op.drop_index("ix_touches_issue", "touches")
    op.create_index("ix_touches_issue_stance_statement", "touches", ["issue", "stance", "statement"])
    op.drop_index("ix_statements_issue_day", "statements")
    op.drop_index("ix_statements_utterance", "statements")
    told = sa.text("utterance IS NOT NULL")
    op.create_index("ix_statements_utterance", "statements", ["utterance"], sqlite_where=told, postgresql_where=told)
    if op.get_bind().dialect.name == "sqlite":
        _marks()
        _statement_triggers()
        _touch_triggers()
        _tally_triggers()
        _fill()
    fulltext.rebuild(op.get_bind())


def _touches_without_rowid() -> None:
    op.create_table(
        "new_touches",
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("issue", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("stance", sa.String(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("reasons", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["issue"], ["issues.number"], name=op.f("fk_touches_issue_issues")),
        sa.ForeignKeyConstraint(["statement"], ["statements.number"], name=op.f("fk_touches_statement_statements")),
        sa.PrimaryKeyConstraint("statement", "issue", name=op.f("pk_touches")),
        sqlite_with_rowid=False,
    )
    op.execute("INSERT INTO new_touches SELECT statement, issue, rank, stance, confidence, reasons FROM touches")
    op.drop_table("touches")
    op.rename_table("new_touches", "touches")
    op.create_index("ix_touches_issue", "touches", ["issue"])


def _marks() -> None:
    op.execute(
        "CREATE TABLE marks (number INTEGER PRIMARY KEY, actor INTEGER, outlet INTEGER, day INTEGER, "
        "code INTEGER NOT NULL, doubt INTEGER NOT NULL, touched TEXT)"
    )
    op.execute(
        "CREATE TABLE tallies (kind INTEGER, value INTEGER, count INTEGER NOT NULL, PRIMARY KEY (kind, value)) WITHOUT ROWID"
    )


def _statement_triggers() -> None:
    columns = ("actor", "outlet", "day", "confidence", "hedged", *(column for column, _, _ in CODE))
    values = _values("NEW")
    op.execute(
        "CREATE TRIGGER statements_marked AFTER INSERT ON statements BEGIN "
        f"INSERT INTO marks (number, actor, outlet, day, code, doubt) VALUES (NEW.number, {', '.join(values)}); END"
    )
    op.execute(
        f"CREATE TRIGGER statements_marked_again AFTER UPDATE OF {', '.join(columns)} ON statements BEGIN "
        f"UPDATE marks SET (actor, outlet, day, code, doubt) = ({', '.join(values)}) WHERE number = NEW.number; END"
    )
    op.execute(
        "CREATE TRIGGER statements_unmarked AFTER DELETE ON statements BEGIN "
        "DELETE FROM marks WHERE number = OLD.number; END"
    )


def _touch_triggers() -> None:
    op.execute(
        "CREATE TRIGGER touches_marked AFTER INSERT ON touches BEGIN "
        f"UPDATE marks SET touched = ifnull(touched, '') || {_touch('NEW.')} WHERE number = NEW.statement; END"
    )
    for name, event in (("touches_marked_again", "UPDATE"), ("touches_unmarked", "DELETE")):
        op.execute(
            f"CREATE TRIGGER {name} AFTER {event} ON touches BEGIN "
            f"UPDATE marks SET touched = {_touched('OLD.statement')} WHERE number = OLD.statement; END"
        )


def _tally_triggers() -> None:
    more = ("INSERT INTO tallies VALUES {values} ON CONFLICT (kind, value) DO UPDATE SET count = count + 1;").format(
        values=_tallied("NEW", 1)
    )
    less = f"UPDATE tallies SET count = count - 1 WHERE (kind, value) IN (VALUES {_tallied('OLD')});"
    new, old = STANDS.format(row="NEW"), STANDS.format(row="OLD")
    changed = "UPDATE OF actor, outlet, day, code"
    op.execute(f"CREATE TRIGGER marks_in AFTER INSERT ON marks WHEN {new} BEGIN {more} END")
    op.execute(f"CREATE TRIGGER marks_out AFTER DELETE ON marks WHEN {old} BEGIN {less} END")
    op.execute(f"CREATE TRIGGER marks_changed_out AFTER {changed} ON marks WHEN {old} BEGIN {less} END")
    op.execute(f"CREATE TRIGGER marks_changed_in AFTER {changed} ON marks WHEN {new} BEGIN {more} END")


def _fill() -> None:
    op.execute(
        "INSERT INTO marks (number, actor, outlet, day, code, doubt, touched) "
        f"SELECT number, {', '.join(_values('statements'))}, {_touched('statements.number')} FROM statements"
    )


def _values(row: str) -> tuple[str, ...]:
    """Actor, outlet, day (as in `date.toordinal`), code, doubt."""
    code = " + ".join(f"({_place(f'{row}.{column}', values)} << {bits})" for column, bits, values in CODE)
    return (
        f"{row}.actor",
        f"{row}.outlet",
        f"CAST(julianday({row}.day) - 1721424.5 AS INTEGER)",
        f"{code} + ({row}.hedged << 17)",
        f"CAST(round({row}.confidence * 10000) AS INTEGER)",
    )


def _place(column: str, values: tuple[str, ...]) -> str:
    """From 1; 0 for none of them."""
    return f"CASE {column} {' '.join(f'''WHEN '{value}' THEN {i}''' for i, value in enumerate(values, 1))} ELSE 0 END"


def _touch(row: str = "") -> str:
    return f"char({row}issue * 4 + {_place(f'{row}stance', STANCES)})"


def _touched(number: str) -> str:
    """One character an issue; nothing (null) where there is none."""
    return f"(SELECT group_concat({_touch()}, '') FROM touches WHERE statement = {number})"


def _tallied(row: str, *count: int) -> str:
    """Kinds: 1 actor, 2 outlet, 3 day and stance, 4 code."""
    values = (
        f"ifnull({row}.actor, 0)",
        f"ifnull({row}.outlet, 0)",
        f"ifnull({row}.day, 0) * 4 + ({row}.code >> 8 & 3)",
        f"{row}.code",
    )
    return ", ".join(f"({', '.join(map(str, (kind, value, *count)))})" for kind, value in enumerate(values, 1))


def downgrade() -> None:
    """A record is not taken back to an older version: restore a copy."""
    raise NotImplementedError("restore a copy of the record instead")
