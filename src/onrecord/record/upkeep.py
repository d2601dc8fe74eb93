"""What a record needs after much was put into it."""

import sqlalchemy as sa

from onrecord.record.store import Store


def settle(store: Store) -> None:
    """Tell the database how its values are distributed, and join the pieces of the full text. Nothing that is kept changes;
    worth doing after thousands of articles, and cheap beside them."""
    if not store.sqlite:
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(sa.text("VACUUM ANALYZE"))
        return
    with store.write() as session:
        session.execute(sa.text("INSERT INTO search (search) VALUES ('optimize')"))
        session.execute(sa.text("ANALYZE"))
