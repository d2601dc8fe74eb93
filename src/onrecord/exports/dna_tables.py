"""The tables of a database of Discourse Network Analyzer 3, and what is in them before anything was coded.

Names, types, limits and first rows are those that DNA 3.1 creates itself (github.com/leifeld-lab/dna, `sql/Sql.java`,
`createTables`), so that DNA opens the file as one of its own.
"""

import base64
import hashlib
import secrets
import sqlite3
from collections.abc import Iterable

VERSION, DATE = "3.1.1", "2026-06-27"
"""The version of DNA whose tables these are, and its date."""
LONGEST = 190
"""Characters of a short text, at most."""
ADMIN = 1
"""The number of the coder that every database has."""

_KEY = "ID INTEGER NOT NULL PRIMARY KEY"
_DATA_KEY = "ID INTEGER PRIMARY KEY NOT NULL"
_PERMISSIONS = (
    "AddDocuments", "EditDocuments", "DeleteDocuments", "ImportDocuments", "AddStatements", "EditStatements",
    "DeleteStatements", "EditAttributes", "EditRegex", "EditStatementTypes", "EditCoders", "EditCoderRelations",
    "ViewOthersDocuments", "EditOthersDocuments", "ViewOthersStatements", "EditOthersStatements",
)  # fmt: skip
_MAY = ("viewStatements", "editStatements", "viewDocuments", "editDocuments")
_KINDS = ("boolean", "integer", "long text", "short text")


def create(database: sqlite3.Connection, password: str) -> None:
    """Make all tables in an empty database, with what DNA puts into a new one. `password` is that of its Admin."""
    for name, columns in _tables():
        database.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
    database.executemany("INSERT INTO SETTINGS VALUES (?, ?)", [("version", VERSION), ("date", DATE)])
    add_coder(database, ADMIN, "Admin", (255, 255, 0), password)
    for number, label, colour, variables in _STATEMENT_TYPES:
        database.execute("INSERT INTO STATEMENTTYPES VALUES (?, ?, ?, ?, ?)", (number, label, *colour))
        database.executemany(
            "INSERT INTO VARIABLES VALUES (?, ?, ?, ?)",
            [(place, name, kind, number) for place, name, kind in variables],
        )
    database.executemany("INSERT INTO ATTRIBUTEVARIABLES (VariableId, AttributeVariable) VALUES (?, ?)", ATTRIBUTES)


def add_coder(
    database: sqlite3.Connection, number: int, name: str, colour: tuple[int, int, int], password: str
) -> None:
    """Add a coder, and what it may do with all others' work: everything, as in DNA where nobody changed it."""
    values = (number, name, *colour, hashed(password))
    database.execute("INSERT INTO CODERS (ID, Name, Red, Green, Blue, Password) VALUES (?, ?, ?, ?, ?, ?)", values)
    others = [row[0] for row in database.execute("SELECT ID FROM CODERS WHERE ID != ?", (number,))]
    pairs = [pair for other in others for pair in ((number, other), (other, number))]
    database.executemany("INSERT INTO CODERRELATIONS (Coder, OtherCoder) VALUES (?, ?)", pairs)


def hashed(password: str, salt: bytes | None = None) -> str:
    """A password as DNA keeps it (jasypt's strong encryptor): Base64 of a salt of 16 bytes and SHA-256, 100,000 times."""
    salt = salt or secrets.token_bytes(16)
    digest = salt + password.encode()
    for _ in range(100_000):
        digest = hashlib.sha256(digest).digest()
    return base64.b64encode(salt + digest).decode()


def _tables() -> Iterable[tuple[str, list[str]]]:
    yield "SETTINGS", ["Property TEXT PRIMARY KEY", "Value TEXT NOT NULL"]
    yield "CODERS", [
        _KEY, _short("Name"), *_colour(), "Refresh INTEGER NOT NULL CHECK (Refresh BETWEEN 0 AND 9999) DEFAULT 0",
        "FontSize INTEGER NOT NULL CHECK (FontSize BETWEEN 1 AND 99) DEFAULT 14", _short("Password"),
        "PopupWidth INTEGER CHECK (PopupWidth BETWEEN 100 AND 9999) DEFAULT 300", _flag("ColorByCoder", 0),
        _flag("PopupDecoration", 0), _flag("PopupAutoComplete"), *(_flag(f"Permission{name}") for name in _PERMISSIONS),
    ]  # fmt: skip
    yield "DOCUMENTS", [
        _KEY, _short("Title"), "Text TEXT NOT NULL", "Coder INTEGER", _short("Author", empty=True),
        _short("Source", empty=True), _short("Section", empty=True), "Notes TEXT NOT NULL DEFAULT ''",
        _short("Type", empty=True), "Date INTEGER NOT NULL", _to("Coder", "CODERS"),
    ]  # fmt: skip
    yield "STATEMENTTYPES", [_KEY, _short("Label"), *_colour()]
    yield "VARIABLES", [
        _KEY, _short("Variable"),
        f"DataType TEXT NOT NULL CHECK (DataType IN ({', '.join(map(repr, _KINDS))})) DEFAULT 'short text'",
        "StatementTypeId INTEGER", _to("StatementTypeId", "STATEMENTTYPES"), "UNIQUE (Variable, StatementTypeId)",
    ]  # fmt: skip
    yield "VARIABLELINKS", [
        _KEY, "SourceVariableId INTEGER", "TargetVariableId INTEGER", "CHECK (TargetVariableId != SourceVariableId)",
        _to("SourceVariableId", "VARIABLES"), _to("TargetVariableId", "VARIABLES"),
    ]  # fmt: skip
    yield "REGEXES", ["Label TEXT PRIMARY KEY CHECK (LENGTH(Label) < 191)", *_colour()]
    yield "CODERRELATIONS", [
        _KEY, "Coder INTEGER CHECK (Coder > 0)", "OtherCoder INTEGER CHECK (OtherCoder > 0)",
        *(f"{name} INTEGER NOT NULL DEFAULT 1 CHECK ({name} BETWEEN 0 AND 1)" for name in _MAY),
        "CHECK (Coder != OtherCoder)", _to("Coder", "CODERS"), _to("OtherCoder", "CODERS"),
    ]  # fmt: skip
    yield "STATEMENTS", [
        _KEY, "StatementTypeId INTEGER", "DocumentId INTEGER", "Start INTEGER NOT NULL CHECK (Start >= 0)",
        "Stop INTEGER NOT NULL CHECK (Stop >= 0)", "Coder INTEGER", "CHECK (Start < Stop)",
        _to("StatementTypeId", "STATEMENTTYPES"), _to("Coder", "CODERS"), _to("DocumentId", "DOCUMENTS"),
    ]  # fmt: skip
    yield "DATABOOLEAN", _data("Value INTEGER NOT NULL DEFAULT 1")
    yield "DATAINTEGER", _data("Value INTEGER NOT NULL DEFAULT 0")
    yield "ENTITIES", [
        _DATA_KEY, "VariableId INTEGER NOT NULL", _short("Value", empty=True),
        *(f"{c} INTEGER CHECK ({c} BETWEEN 0 AND 255)" for c in ("Red", "Green", "Blue")),
        "ChildOf INTEGER CHECK (ChildOf > 0)", "UNIQUE (VariableId, Value)", _to("ChildOf", "ENTITIES"),
        _to("VariableId", "VARIABLES"),
    ]  # fmt: skip
    yield "DATASHORTTEXT", _data("Entity INTEGER NOT NULL", _to("Entity", "ENTITIES"))
    yield "DATALONGTEXT", _data("Value TEXT DEFAULT ''")
    yield "ATTRIBUTEVARIABLES", [
        _DATA_KEY, "VariableId INTEGER NOT NULL", _short("AttributeVariable"), "UNIQUE (VariableId, AttributeVariable)",
        _to("VariableId", "VARIABLES"),
    ]  # fmt: skip
    yield "ATTRIBUTEVALUES", [
        _DATA_KEY, "EntityId INTEGER NOT NULL", "AttributeVariableId INTEGER NOT NULL",
        _short("AttributeValue", empty=True), "UNIQUE (EntityId, AttributeVariableId)", _to("EntityId", "ENTITIES"),
        _to("AttributeVariableId", "ATTRIBUTEVARIABLES"),
    ]  # fmt: skip


def _data(value: str, *more: str) -> list[str]:
    """A table of the values of one type of variable."""
    return [
        _DATA_KEY, "StatementId INTEGER NOT NULL", "VariableId INTEGER NOT NULL", value,
        _to("StatementId", "STATEMENTS"), _to("VariableId", "VARIABLES"), *more, "UNIQUE (StatementId, VariableId)",
    ]  # fmt: skip


def _short(name: str, *, empty: bool = False) -> str:
    return f"{name} TEXT NOT NULL{' DEFAULT ' + repr('') if empty else ''} CHECK (LENGTH({name}) <= {LONGEST})"


def _flag(name: str, default: int = 1) -> str:
    return f"{name} INTEGER NOT NULL CHECK ({name} BETWEEN 0 AND 1) DEFAULT {default}"


def _colour() -> Iterable[str]:
    return (f"{c} INTEGER NOT NULL DEFAULT 0 CHECK ({c} BETWEEN 0 AND 255)" for c in ("Red", "Green", "Blue"))


def _to(column: str, table: str) -> str:
    return f"FOREIGN KEY ({column}) REFERENCES {table} (ID) ON DELETE CASCADE"


STATEMENT = 1
"""The number of the type `DNA Statement`."""
PERSON, ORGANIZATION, CONCEPT, AGREEMENT = 1, 2, 3, 4
"""The numbers of its variables."""
ATTRIBUTES = tuple(
    (variable, name) for name in ("Type", "Alias", "Notes") for variable in (PERSON, ORGANIZATION, CONCEPT)
)
"""The attributes of entities: (variable, name), numbered from 1 in this order."""

_STATEMENT_TYPES = (
    (STATEMENT, "DNA Statement", (239, 208, 51), (
        (PERSON, "person", "short text"), (ORGANIZATION, "organization", "short text"),
        (CONCEPT, "concept", "short text"), (AGREEMENT, "agreement", "boolean"),
    )),
    (2, "NPF Story Element", (100, 200, 190), tuple(
        (5 + place, name, "short text")
        for place, name in enumerate(("narrator", "victim", "villain", "plot", "hero", "policy solution"))
    )),
    (3, "Annotation", (211, 211, 211), ((11, "note", "long text"),)),
)  # fmt: skip
