import pytest
from starlette.testclient import TestClient

from onrecord.desk import Record
from onrecord.errors import RecordBusy
from onrecord.web import remembered
from onrecord.web.answer import Answers
from onrecord.web.page import Page
from onrecord.web.routes import PAGES
from onrecord.web.warming import Warming


def test_the_first_reader_of_an_overview_does_not_wait_for_it(
    room: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    record: Record = room.app.state.record  # type: ignore[attr-defined]
    Warming(record, Answers(record, (), remembered=remembered.of(record)), accounts=False).run()

    def again(*_: object) -> None:
        pytest.fail("made again")

    for page in PAGES:
        if page.steady and "{" not in page.path:
            monkeypatch.setattr(remembered.Remembered, "_make", again)
            assert room.get(page.path, headers={"accept-language": "en"}).status_code == 200


def test_it_stops_when_the_server_does_and_tells_nothing_of_a_broken_record(told: str) -> None:
    record = Record.open(told)
    seen: list[str] = []

    class Told(Answers):
        def context(self, page: Page, asked: object) -> None:
            seen.append(page.path)
            if len(seen) == 2:
                warming.stop()
            raise RecordBusy("busy")

    warming = Warming(record, Told(record, ()), accounts=True)
    warming.run()
    assert len(seen) == 2
    record.close()
