"""The tables of people who come over the web: accounts, their sessions and tokens, and what they did."""

from sqlalchemy import Column, DateTime, ForeignKey, Integer, String, Table

from onrecord.record.tables import metadata

accounts = Table(
    "accounts",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("name", String, nullable=False, unique=True),
    Column("role", String, nullable=False),
    Column("password", String, nullable=False),
    Column("made", DateTime, nullable=False),
    Column("ended", DateTime),
)
"""`role` is `reader`, `reviewer` or `admin`; `password` an argon2id hash. Accounts are never deleted, only ended, so that
what stands in `audit` keeps its meaning."""

tokens = Table(
    "tokens",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("account", ForeignKey("accounts.number"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("hash", String, nullable=False, unique=True),
    Column("label", String, nullable=False),
    Column("scope", String, nullable=False),
    Column("made", DateTime, nullable=False),
    Column("expires", DateTime, nullable=False),
    Column("ended", DateTime),
)
"""`kind` is `session` or `token`; `hash` that of the secret, which is kept nowhere; `scope` a role: what it may be used
for, at most what its account may."""

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", DateTime, nullable=False, index=True),
    Column("who", String, nullable=False, index=True),
    Column("what", String, nullable=False),
    Column("address", String, nullable=False),
)
"""One row for each change that came over the web, in the transaction of the change. No words of articles stand in it."""
