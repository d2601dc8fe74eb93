"""A stand-in for the reader, so that the command line can be tested without models."""

import sys
from types import ModuleType

import pytest

from onrecord.errors import UnknownLanguage
from onrecord.model.actor import Mention
from onrecord.model.article import Article
from onrecord.model.attribution import Attribution
from onrecord.model.span import Span
from onrecord.model.statement import Reading, Statement
from onrecord.model.text import Paragraph, Range, Text


def read(article: Article, *, without: frozenset[str] = frozenset()) -> Reading:
    """One statement for each ` said ` of the text: the word before it is the source, the rest of the line the content."""
    if article.language == "en" and "français" in article.text:
        raise UnknownLanguage("French is not read; uk, ru and en are")
    if "BUG" in article.text:
        raise ZeroDivisionError("a bug")
    statements, here = [], article.text.find(" said ")
    while here >= 0:
        end = (article.text + "\n").index("\n", here)
        start = article.text.rfind(" ", 0, here) + 1
        n = len(statements) + 1
        a = Attribution(
            f"s{n}", (Span(start, here),), (Span(here + 1, here + 5),), (Span(here + 6, end),), "indirect", "assert", "body",
            reasons=("cue.verb",),
        )  # fmt: skip
        statements.append(Statement(a, Mention(a.id, article.text[start:here], "person"), article.text))
        here = article.text.find(" said ", end)
    paragraph = Paragraph(Span(0, len(article.text)), Range(0, 0), "body", "en")
    return Reading(article, "en", Text(article, "en", (), (), (), (paragraph,), ()), tuple(statements), ())


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("onrecord.pipeline")
    module.read = read  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "onrecord.pipeline", module)
