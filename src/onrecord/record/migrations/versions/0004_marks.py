# ruff: noqa: S608 - the values in these statements are this file's own
"""PostgreSQL gets what SQLite has since 0002: narrow marks of every statement, and the full text beside them in one row.

Revision ID: 0004

`marks` repeats of each statement what is filtered and counted by; `search` repeats it once more beside the words, so that
neither question has to join. Triggers keep both, so no other code has to know of them. See `onrecord.record.marks` for
what the numbers mean. SQLite stays as it is.
"""

from alembic import op

revision = "0004"
down_revision = "0003"

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
NARROW = "actor, outlet, day, code, doubt"


def upgrade() -> None:
    """Make them, fill them, and keep them by triggers."""
    if op.get_bind().dialect.name == "sqlite":
        return
    op.execute(
        "CREATE FUNCTION onrecord_touched(wanted INTEGER) RETURNS TEXT LANGUAGE sql STABLE AS $$ "
        f"SELECT string_agg(chr(issue * 4 + {_place('stance', STANCES)}), '') FROM touches WHERE statement = wanted $$"
    )
    op.execute(
        f"CREATE TABLE marks AS SELECT number, {_values('statements')}, onrecord_touched(number) AS touched FROM statements"
    )
    op.execute("ALTER TABLE marks ADD PRIMARY KEY (number), ALTER code SET NOT NULL, ALTER doubt SET NOT NULL")
    op.execute("CREATE INDEX ix_marks_day_number ON marks (day, number)")
    op.execute("CREATE INDEX ix_marks_actor ON marks (actor)")
    _search()
    _triggers()


def _search() -> None:
    op.execute("ALTER TABLE search RENAME TO old_search")
    op.execute(
        f"CREATE TABLE search AS SELECT statement, {NARROW}, touched, words FROM old_search JOIN marks ON number = statement"
    )
    op.execute("DROP TABLE old_search")
    op.execute("ALTER TABLE search ADD PRIMARY KEY (statement), ALTER words SET NOT NULL")
    op.execute("ALTER TABLE search ADD FOREIGN KEY (statement) REFERENCES statements (number)")
    op.execute("CREATE INDEX ix_search_words ON search USING gin (words)")


def _triggers() -> None:
    columns = ("actor", "outlet", "day", "confidence", "hedged", *(column for column, _, _ in CODE))
    _function(
        "onrecord_mark",
        f"INSERT INTO marks (number, {NARROW}) SELECT NEW.number, {_values('NEW')}; RETURN NULL;",
    )
    _function(
        "onrecord_mark_again",
        f"UPDATE marks SET ({NARROW}) = (SELECT {_values('NEW')}) WHERE number = NEW.number; "
        f"UPDATE search SET ({NARROW}) = (SELECT {_values('NEW')}) WHERE statement = NEW.number; RETURN NULL;",
    )
    _function("onrecord_unmark", "DELETE FROM marks WHERE number = OLD.number; RETURN NULL;")
    _function(
        "onrecord_touch",
        "found := onrecord_touched(told); UPDATE marks SET touched = found WHERE number = told; "
        "UPDATE search SET touched = found WHERE statement = told; RETURN NULL;",
        "told INTEGER := CASE WHEN TG_OP = 'DELETE' THEN OLD.statement ELSE NEW.statement END; found TEXT;",
    )
    _function(
        "onrecord_findable",
        f"SELECT {NARROW}, touched INTO NEW.actor, NEW.outlet, NEW.day, NEW.code, NEW.doubt, NEW.touched "
        "FROM marks WHERE number = NEW.statement; RETURN NEW;",
    )
    for name, when in (
        ("onrecord_mark", "AFTER INSERT ON statements"),
        ("onrecord_mark_again", f"AFTER UPDATE OF {', '.join(columns)} ON statements"),
        ("onrecord_unmark", "AFTER DELETE ON statements"),
        ("onrecord_touch", "AFTER INSERT OR UPDATE OR DELETE ON touches"),
        ("onrecord_findable", "BEFORE INSERT ON search"),
    ):
        op.execute(f"CREATE TRIGGER {name} {when} FOR EACH ROW EXECUTE FUNCTION {name}()")


def _function(name: str, body: str, declared: str = "") -> None:
    declare = f"DECLARE {declared} " if declared else ""
    op.execute(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {declare}BEGIN {body} END $$")


def _values(row: str) -> str:
    """Actor, outlet, day (as in `date.toordinal`), code, doubt."""
    code = " + ".join(f"({_place(f'{row}.{column}', values)} << {bits})" for column, bits, values in CODE)
    return (
        f"{row}.actor AS actor, {row}.outlet AS outlet, {row}.day - DATE '0001-01-01' + 1 AS day, "
        f"{code} + ({row}.hedged::integer << 17) AS code, "
        f"CAST(round(CAST({row}.confidence * 10000 AS numeric)) AS INTEGER) AS doubt"
    )


def _place(column: str, values: tuple[str, ...]) -> str:
    """From 1; 0 for none of them."""
    return f"CASE {column} {' '.join(f'''WHEN '{value}' THEN {i}''' for i, value in enumerate(values, 1))} ELSE 0 END"


def downgrade() -> None:
    """A record is not taken back to an older version: restore a copy."""
    raise NotImplementedError("restore a copy of the record instead")
