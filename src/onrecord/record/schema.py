"""The version of a record's tables, and the migrations that bring an older one up to date."""

from functools import cache
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Engine

HEAD = "0004"
"""The newest migration; a test keeps it true."""

_PLACE = Path(__file__).parent / "migrations"


@cache
def known() -> tuple[str, ...]:
    """All versions that this onrecord can read or bring up to date, the oldest first."""
    return tuple(sorted(path.stem.split("_")[0] for path in (_PLACE / "versions").glob("[0-9]*.py")))


def version(engine: Engine) -> str | None:
    """The version of the tables; None where there are none."""
    with engine.connect() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        found = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
        return str(found) if found is not None else None


def upgrade(engine: Engine, to: str = "head") -> None:
    """Run the migrations that are missing, all in one transaction: a record is never left between two versions."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_PLACE))
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, to)
        except BaseException:
            connection.rollback()
            raise
        connection.commit()
