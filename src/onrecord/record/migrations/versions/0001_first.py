"""The first tables of a record, and its full text.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

APPLICATION = 0x6F6E7263


def upgrade() -> None:
    """Make them."""
    _tables()
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"PRAGMA application_id = {APPLICATION}")
        op.execute(
            "CREATE VIRTUAL TABLE search USING fts5(surface, lemma, content='', tokenize='unicode61 remove_diacritics 0')"
        )
    else:
        op.execute(
            "CREATE TABLE search (statement INTEGER PRIMARY KEY REFERENCES statements (number), words TSVECTOR NOT NULL)"
        )
        op.execute("CREATE INDEX ix_search_words ON search USING gin (words)")


def _tables() -> None:
    for make in (
        _actors,
        _coders,
        _decisions,
        _issues,
        _outlets,
        _rules,
        _settings,
        _utterances,
        _articles,
        _payloads,
        _statements,
        _versions,
        _tensions,
        _touches,
        _wordings,
        _actor_bars,
        _actor_names,
        _actor_roles,
    ):
        make()


def _actors() -> None:
    op.create_table(
        "actors",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("side", sa.String(), nullable=True),
        sa.Column("stands_for", sa.Integer(), nullable=True),
        sa.Column("merged_into", sa.Integer(), nullable=True),
        sa.Column("origin", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["merged_into"], ["actors.number"], name=op.f("fk_actors_merged_into_actors")),
        sa.ForeignKeyConstraint(["stands_for"], ["actors.number"], name=op.f("fk_actors_stands_for_actors")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_actors")),
        sa.UniqueConstraint("id", name=op.f("uq_actors_id")),
    )
    op.create_index(op.f("ix_actors_merged_into"), "actors", ["merged_into"], unique=False)
    op.create_index(op.f("ix_actors_side"), "actors", ["side"], unique=False)


def _coders() -> None:
    op.create_table(
        "coders",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_coders")),
    )


def _decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("coder", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("payload_sha256", sa.String(), nullable=False),
        sa.Column("why_sha256", sa.String(), nullable=False),
        sa.Column("batch", sa.String(), nullable=False),
        sa.Column("pass_name", sa.String(), nullable=False),
        sa.Column("undoes", sa.String(), nullable=True),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_decisions")),
        sa.UniqueConstraint("hash", name=op.f("uq_decisions_hash")),
        sa.UniqueConstraint("id", name=op.f("uq_decisions_id")),
        sa.UniqueConstraint("previous", name=op.f("uq_decisions_previous")),
    )
    op.create_index(op.f("ix_decisions_batch"), "decisions", ["batch"], unique=False)
    op.create_index(op.f("ix_decisions_field"), "decisions", ["field"], unique=False)
    op.create_index(op.f("ix_decisions_target"), "decisions", ["target"], unique=False)
    op.create_index(op.f("ix_decisions_undoes"), "decisions", ["undoes"], unique=False)


def _issues() -> None:
    op.create_table(
        "issues",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("codebook", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("labels", sa.Text(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_issues")),
        sa.UniqueConstraint("id", name=op.f("uq_issues_id")),
    )


def _outlets() -> None:
    op.create_table(
        "outlets",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_outlets")),
        sa.UniqueConstraint("name", name=op.f("uq_outlets_name")),
    )


def _rules() -> None:
    op.create_table(
        "rules",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_rules")),
        sa.UniqueConstraint("name", name=op.f("uq_rules_name")),
    )


def _settings() -> None:
    op.create_table(
        "settings",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_settings")),
    )


def _utterances() -> None:
    op.create_table(
        "utterances",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_utterances")),
        sa.UniqueConstraint("id", name=op.f("uq_utterances_id")),
    )


def _articles() -> None:
    op.create_table(
        "articles",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("outlet", sa.Integer(), nullable=True),
        sa.Column("story", sa.String(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("fetched", sa.DateTime(), nullable=True),
        sa.Column("added", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("matched", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["outlet"], ["outlets.number"], name=op.f("fk_articles_outlet_outlets")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_articles")),
        sa.UniqueConstraint("id", name=op.f("uq_articles_id")),
        sa.UniqueConstraint("key", name=op.f("uq_articles_key")),
    )
    op.create_index(op.f("ix_articles_name"), "articles", ["name"], unique=False)
    op.create_index(op.f("ix_articles_outlet"), "articles", ["outlet"], unique=False)
    op.create_index(op.f("ix_articles_published"), "articles", ["published"], unique=False)


def _payloads() -> None:
    op.create_table(
        "payloads",
        sa.Column("decision", sa.Integer(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("salt", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["decision"], ["decisions.number"], name=op.f("fk_payloads_decision_decisions")),
        sa.PrimaryKeyConstraint("decision", name=op.f("pk_payloads")),
    )


def _statements() -> None:
    op.create_table(
        "statements",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Integer(), nullable=True),
        sa.Column("outlet", sa.Integer(), nullable=True),
        sa.Column("issue", sa.Integer(), nullable=True),
        sa.Column("stance", sa.String(), nullable=True),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("hedged", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("utterance", sa.Integer(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actors.number"], name=op.f("fk_statements_actor_actors")),
        sa.ForeignKeyConstraint(["article"], ["articles.number"], name=op.f("fk_statements_article_articles")),
        sa.ForeignKeyConstraint(["issue"], ["issues.number"], name=op.f("fk_statements_issue_issues")),
        sa.ForeignKeyConstraint(["outlet"], ["outlets.number"], name=op.f("fk_statements_outlet_outlets")),
        sa.ForeignKeyConstraint(["utterance"], ["utterances.number"], name=op.f("fk_statements_utterance_utterances")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_statements")),
        sa.UniqueConstraint("id", name=op.f("uq_statements_id")),
    )
    op.create_index(op.f("ix_statements_actor_day"), "statements", ["actor", "day"], unique=False)
    op.create_index(op.f("ix_statements_article"), "statements", ["article"], unique=False)
    op.create_index(op.f("ix_statements_day"), "statements", ["day"], unique=False)
    op.create_index(op.f("ix_statements_issue_day"), "statements", ["issue", "day"], unique=False)
    op.create_index(op.f("ix_statements_utterance"), "statements", ["utterance"], unique=False)


def _versions() -> None:
    op.create_table(
        "versions",
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("raw_sha256", sa.String(), nullable=True),
        sa.Column("added", sa.DateTime(), nullable=False),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("layout", sa.Text(), nullable=False),
        sa.Column("times", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.number"], name=op.f("fk_versions_article_articles")),
        sa.PrimaryKeyConstraint("article", "version", name=op.f("pk_versions")),
    )


def _tensions() -> None:
    op.create_table(
        "tensions",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("a", sa.Integer(), nullable=False),
        sa.Column("b", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["a"], ["statements.number"], name=op.f("fk_tensions_a_statements")),
        sa.ForeignKeyConstraint(["b"], ["statements.number"], name=op.f("fk_tensions_b_statements")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_tensions")),
        sa.UniqueConstraint("id", name=op.f("uq_tensions_id")),
        sa.UniqueConstraint("kind", "a", "b", name=op.f("uq_tensions_kind_a_b")),
    )
    op.create_index(op.f("ix_tensions_a"), "tensions", ["a"], unique=False)
    op.create_index(op.f("ix_tensions_b"), "tensions", ["b"], unique=False)


def _touches() -> None:
    op.create_table(
        "touches",
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("issue", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("stance", sa.String(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("reasons", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["issue"], ["issues.number"], name=op.f("fk_touches_issue_issues")),
        sa.ForeignKeyConstraint(["statement"], ["statements.number"], name=op.f("fk_touches_statement_statements")),
        sa.PrimaryKeyConstraint("statement", "issue", name=op.f("pk_touches")),
    )
    op.create_index(op.f("ix_touches_issue"), "touches", ["issue"], unique=False)


def _wordings() -> None:
    op.create_table(
        "wordings",
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("local", sa.String(), nullable=False),
        sa.Column("spans", sa.String(), nullable=False),
        sa.Column("speaker", sa.String(), nullable=False),
        sa.Column("speaker_type", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("stands_for", sa.String(), nullable=False),
        sa.Column("within", sa.Integer(), nullable=True),
        sa.Column("said_on", sa.String(), nullable=True),
        sa.Column("said_on_rule", sa.String(), nullable=False),
        sa.Column("reasons", sa.String(), nullable=False),
        sa.Column("lemmas", sa.Text(), nullable=False),
        sa.Column("paragraph", sa.String(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("machine", sa.Text(), nullable=True),
        sa.Column("became", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["statement"], ["statements.number"], name=op.f("fk_wordings_statement_statements")),
        sa.PrimaryKeyConstraint("statement", name=op.f("pk_wordings")),
    )


def _actor_bars() -> None:
    op.create_table(
        "actor_bars",
        sa.Column("actor", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actors.number"], name=op.f("fk_actor_bars_actor_actors")),
        sa.PrimaryKeyConstraint("actor", "key", name=op.f("pk_actor_bars")),
    )
    op.create_index(op.f("ix_actor_bars_key"), "actor_bars", ["key"], unique=False)


def _actor_names() -> None:
    op.create_table(
        "actor_names",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("last", sa.String(), nullable=False),
        sa.Column("meaning", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actors.number"], name=op.f("fk_actor_names_actor_actors")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_actor_names")),
        sa.UniqueConstraint("actor", "name", "language", name=op.f("uq_actor_names_actor_name_language")),
    )
    op.create_index(op.f("ix_actor_names_actor"), "actor_names", ["actor"], unique=False)
    op.create_index(op.f("ix_actor_names_last"), "actor_names", ["last"], unique=False)
    op.create_index(op.f("ix_actor_names_meaning"), "actor_names", ["meaning"], unique=False)
    op.create_index(op.f("ix_actor_names_key"), "actor_names", ["key"], unique=False)


def _actor_roles() -> None:
    op.create_table(
        "actor_roles",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("origin", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actors.number"], name=op.f("fk_actor_roles_actor_actors")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_actor_roles")),
    )
    op.create_index(op.f("ix_actor_roles_actor"), "actor_roles", ["actor"], unique=False)


def downgrade() -> None:
    """A record is not taken back to an older version: restore a copy."""
    raise NotImplementedError("restore a copy of the record instead")
