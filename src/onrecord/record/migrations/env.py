"""Run by Alembic: the migrations on the connection that `schema.upgrade` gives, inside its transaction."""

from alembic import context

from onrecord.record.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=False,  # the transaction is the caller's: Alembic must neither begin nor commit one
)
context.run_migrations()
