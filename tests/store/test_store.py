"""A record is made, is opened again, and keeps a change whole or not at all."""

import pytest
import sqlalchemy as sa

from onrecord.errors import NewerRecord
from onrecord.record import schema
from onrecord.record.store import Session, Store, create_store, open_store
from onrecord.record.tables import settings


def test_made_once_and_opened_again(where: str) -> None:
    made = create_store(where)
    with made.write() as session:
        session.execute(sa.insert(settings), {"name": "made", "value": "now"})
    made.close()
    again = open_store(where)
    with again.read() as session:
        assert session.execute(sa.select(settings.c.value)).scalars().all() == ["now"]
    assert schema.version(again.engine) == schema.HEAD == schema.known()[-1]
    again.close()


def _fail(session: Session) -> None:
    session.execute(sa.insert(settings), {"name": "made", "value": "now"})
    raise ZeroDivisionError


def test_a_change_that_fails_leaves_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.write() as session:
        _fail(session)
    with store.read() as session:
        assert session.execute(sa.select(settings)).all() == []


def test_nothing_stays_open_where_opening_fails(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    create_store(where).close()
    closed: list[str] = []
    close = Store.close

    def noted(self: Store) -> None:
        closed.append(self.where)
        close(self)

    monkeypatch.setattr(Store, "close", noted)
    monkeypatch.setattr(schema, "known", lambda: ())
    for opening in (open_store, create_store):
        with pytest.raises(NewerRecord):
            opening(where)
    assert len(closed) == 2
