"""The tables of a record, the same in SQLite and PostgreSQL. Migrations make them; this is what they come to.

What is asked by millions stands in narrow rows (`statements`); the words and all that explains them stand beside, one row
a statement (`wordings`). Full text is no table of SQLAlchemy's: see `fulltext`.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

settings = Table(
    "settings",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
)
"""What holds for the whole record, by name: when it was made, by which version."""

outlets = Table(
    "outlets",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("name", String, nullable=False, unique=True),
)

rules = Table(
    "rules",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("name", String, nullable=False, unique=True),
)
"""The names of rules and models, so that a statement's reasons are a few numbers."""

articles = Table(
    "articles",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("key", String, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("url", String),
    Column("outlet", ForeignKey("outlets.number"), index=True),
    Column("story", String),
    Column("title", Text),
    Column("language", String, nullable=False),
    Column("published", Date, index=True),
    Column("fetched", DateTime),
    Column("added", DateTime, nullable=False),
    Column("version", Integer, nullable=False),
    Column("matched", Boolean, nullable=False),
    Column("state", String, nullable=False),
    Index(None, "name"),
)
"""`state` is `kept` or `forgotten`; `matched` is false until its statements were compared with everything else in the record."""

versions = Table(
    "versions",
    metadata,
    Column("article", ForeignKey("articles.number"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("sha256", String, nullable=False),
    Column("raw_sha256", String),
    Column("added", DateTime, nullable=False),
    Column("reader", String, nullable=False),
    Column("layout", Text, nullable=False),
    Column("times", Text, nullable=False),
)
"""The text of an article, version by version. `reader` is the version of the reader that read it; `layout` is
`start-end:zone` parted by blanks; `times` is JSON `[[start, end, value, rule], …]`."""

actors = Table(
    "actors",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("type", String, nullable=False),
    Column("side", String, index=True),
    Column("stands_for", ForeignKey("actors.number")),
    Column("merged_into", ForeignKey("actors.number"), index=True),
    Column("origin", String, nullable=False),
)
"""`merged_into` is the actor that this one was found to be: statements keep their own, and are asked for through it."""

actor_names = Table(
    "actor_names",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("actor", ForeignKey("actors.number"), nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("language", String, nullable=False),
    Column("key", String, nullable=False, index=True),
    Column("last", String, nullable=False, index=True),
    Column("meaning", String, nullable=False, index=True),
    Column("origin", String, nullable=False),
    UniqueConstraint("actor", "name", "language"),
)
"""`key` is the phonetic key under which spellings meet, `last` its last word (a surname), `meaning` the concepts of a name
that can be translated (`defence ministry`), for persons how the name sounds at a distance (`~tms krvs`); `origin` is `machine`, `file` or `person`."""

actor_roles = Table(
    "actor_roles",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("actor", ForeignKey("actors.number"), nullable=False, index=True),
    Column("role", String, nullable=False),
    Column("since", Date),
    Column("until", Date),
    Column("origin", String, nullable=False),
)

actor_bars = Table(
    "actor_bars",
    metadata,
    Column("actor", ForeignKey("actors.number"), primary_key=True),
    Column("key", String, primary_key=True, index=True),
)
"""Names (by their phonetic key) that people said are not this actor's: the machine never joins them to it."""

issues = Table(
    "issues",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("codebook", String, nullable=False),
    Column("place", Integer, nullable=False),
    Column("labels", Text, nullable=False),
    Column("terms", Text, nullable=False),
    Column("state", String, nullable=False),
)
"""The codebook: `labels` and `terms` are JSON by language; `state` is `used` or `dropped`."""

utterances = Table(
    "utterances",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
)

_TOLD = text("utterance IS NOT NULL")
"""Most statements stand alone: an index of the others is small."""

statements = Table(
    "statements",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("article", ForeignKey("articles.number"), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("place", Integer, nullable=False),
    Column("actor", ForeignKey("actors.number")),
    Column("outlet", ForeignKey("outlets.number")),
    Column("issue", ForeignKey("issues.number")),
    Column("stance", String),
    Column("act", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("zone", String, nullable=False),
    Column("language", String, nullable=False),
    Column("hedged", Boolean, nullable=False),
    Column("day", Date),
    Column("state", String, nullable=False),
    Column("verdict", String, nullable=False),
    Column("utterance", ForeignKey("utterances.number")),
    Column("confidence", Float, nullable=False),
    Index(None, "actor", "day"),
    Index(None, "day"),
    Index(None, "utterance", sqlite_where=_TOLD, postgresql_where=_TOLD),
)
"""The values that hold. `place` orders the statements of a version; `issue` and `stance` are the leading ones. In SQLite
triggers repeat what is filtered and counted by in `marks`; see `onrecord.record.marks`."""

wordings = Table(
    "wordings",
    metadata,
    Column("statement", ForeignKey("statements.number"), primary_key=True),
    Column("local", String, nullable=False),
    Column("spans", String, nullable=False),
    Column("speaker", String, nullable=False),
    Column("speaker_type", String, nullable=False),
    Column("key", String, nullable=False),
    Column("role", String, nullable=False),
    Column("stands_for", String, nullable=False),
    Column("within", Integer),
    Column("said_on", String),
    Column("said_on_rule", String, nullable=False),
    Column("reasons", String, nullable=False),
    Column("lemmas", Text, nullable=False),
    Column("paragraph", String, nullable=False),
    Column("detail", Text),
    Column("machine", Text),
    Column("became", Integer),
)
"""`spans`: source|cue|content|addressee|venue, each `start-end` parted by blanks. `reasons`: numbers of `rules`. `lemmas`:
the content's lemmas as they are searched, names marked by a leading `^`. `detail`: JSON of candidates, antecedent and
romanised name, where there are any. `machine`: JSON of the machine's values of fields that a person edited."""

touches = Table(
    "touches",
    metadata,
    Column("statement", ForeignKey("statements.number"), primary_key=True),
    Column("issue", ForeignKey("issues.number"), primary_key=True),
    Column("rank", Integer, nullable=False),
    Column("stance", String, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("reasons", String, nullable=False),
    Index(None, "issue", "stance", "statement"),
    sqlite_with_rowid=False,
)
"""All issues of a statement, the leading one with rank 0. `reasons`: numbers of `rules`, and words that hold figures."""

tensions = Table(
    "tensions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("a", ForeignKey("statements.number"), nullable=False, index=True),
    Column("b", ForeignKey("statements.number"), nullable=False, index=True),
    Column("rule", String, nullable=False),
    Column("why", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    UniqueConstraint("kind", "a", "b"),
)

coders = Table(
    "coders",
    metadata,
    Column("name", String, primary_key=True),
    Column("kind", String, nullable=False),
)
"""`kind` is `person` or `machine`."""

decisions = Table(
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("at", DateTime, nullable=False),
    Column("coder", String, nullable=False),
    Column("action", String, nullable=False),
    Column("target", String, nullable=False, index=True),
    Column("field", String, nullable=False, index=True),
    Column("payload_sha256", String, nullable=False),
    Column("why_sha256", String, nullable=False),
    Column("batch", String, nullable=False, index=True),
    Column("pass_name", String, nullable=False),
    Column("undoes", String, index=True),
    Column("previous", String, nullable=False, unique=True),
    Column("hash", String, nullable=False, unique=True),
)
"""Append-only. `hash` covers every other field; `previous` is the hash of the decision before (unique: no forks)."""

payloads = Table(
    "payloads",
    metadata,
    Column("decision", ForeignKey("decisions.number"), primary_key=True),
    Column("payload", Text),
    Column("why", Text),
    Column("salt", String),
)
"""What decisions hold in words, apart from the chain, so that it can be erased: null where it was. The chain's hashes of
them are salted, and the salt is erased with them, so that nobody can guess the words back from the hashes."""
