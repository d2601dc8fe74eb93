"""The record that the formats are tried on: see `tests.unit.harbour`."""

from collections.abc import Iterator

import pytest

from onrecord.exports.view import View, view
from onrecord.record import Store, create_store
from tests.unit import harbour


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The record. It is only read."""
    made = create_store(str(tmp_path_factory.mktemp("record") / "onrecord.db"))
    harbour.fill(made)
    yield made
    made.close()


@pytest.fixture
def whole(store: Store) -> Iterator[View]:
    """All of it."""
    with view(store) as opened:
        yield opened
