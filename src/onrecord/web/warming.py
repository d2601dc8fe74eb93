"""What the first readers would wait for, made ready while the server starts: templates, dictionaries, overviews."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from threading import Event

from onrecord.desk import Record
from onrecord.errors import OnRecordError
from onrecord.web import shown
from onrecord.web.answer import Answers
from onrecord.web.asked import Asked
from onrecord.web.guard.people import NOBODY, alone
from onrecord.web.links import Link
from onrecord.web.routes import PAGES
from onrecord.web.words import load

Step = Callable[[], object]


class Warming:
    """`run` goes step by step, in a thread of its own, until all is ready or `stop` is called."""

    def __init__(self, record: Record, answers: Answers, *, accounts: bool) -> None:
        self.record = record
        self.answers = answers
        self.person = NOBODY if accounts else alone()
        self._stopped = Event()

    def run(self) -> None:
        """Make everything ready. What goes wrong with the record is told to whoever asks, not here."""
        for step in self._steps():
            if self._stopped.is_set():
                return
            with suppress(OnRecordError):
                step()

    def stop(self) -> None:
        """End after the step that is being made."""
        self._stopped.set()

    def _steps(self) -> Iterator[Step]:
        yield shown.load_templates
        yield lambda: self.record.find("слово word", limit=1)
        yield self._compare
        for page in PAGES:
            if page.steady and "{" not in page.path:
                asked = Asked(Link(page.path), load.words(load.LANGUAGES[0]), person=self.person)
                yield partial(self.answers.context, page, asked)

    def _compare(self) -> None:
        for told in self.record.utterances(limit=1).items:
            self.record.compare(told.id)
            self.record.statement(told.statements[0].id)
