"""By what construction an attribution stands in its text: named as in the breakdown of the figures.

A statement has one name from each question, whether it is a gold or a predicted one.
"""

from bisect import bisect_left
from collections.abc import Callable
from functools import cache

from onrecord.evaluate.pairs import Spans, Statement
from onrecord.lexicon import load
from onrecord.model.text import Language, Text


def of(statement: Statement, text: Text) -> list[str]:
    """The names of its construction, a question each."""
    return [question(statement, text) for question in QUESTIONS]


def cue_place(statement: Statement, _: Text) -> str:
    """Where the cue stands to the content."""
    cue, content = statement["cue"], statement["content"]
    if not cue or not content:
        return "cue missing"
    if cue[-1][1] <= content[0][0]:
        return "cue before"
    if cue[0][0] >= content[-1][1]:
        return "cue after"
    return "cue inside"


def cue_sort(statement: Statement, text: Text) -> str:
    """What the cue is made of."""
    forms = _forms(statement["cue"], text)
    if not forms:
        return "cue sign"
    if " ".join(forms) in _cues(text.language, "phrase"):
        return "cue phrase"
    lemmas = _lemmas(statement["cue"], text)
    for pos in ("verb", "noun"):
        if lemmas & _cues(text.language, pos):
            return f"cue {pos}"
    return "cue phrase"


def source_sort(statement: Statement, text: Text) -> str:
    """What the source is made of."""
    forms = _forms(statement["source"], text)
    if not forms:
        return "source none"
    if all(form in _pronouns(text.language) for form in forms):
        return "source pronoun"
    return "source words"


def depth(statement: Statement, _: Text) -> str:
    """Whether it stands inside another."""
    return "nested" if statement.get("within") else "outermost"


def pieces(statement: Statement, _: Text) -> str:
    """How many pieces the content has."""
    return "content in one piece" if len(statement["content"]) < 2 else "content in pieces"


def reach(statement: Statement, text: Text) -> str:
    """Whether all of it stands in one paragraph."""
    spans = [*statement["source"], *statement["cue"], *statement["content"]]
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    return "over paragraphs" if "\n" in text.article.text[start:end] else "in one paragraph"


QUESTIONS: tuple[Callable[[Statement, Text], str], ...] = (cue_place, cue_sort, source_sort, depth, pieces, reach)


def _words(spans: Spans, text: Text) -> list[int]:
    """The indices of the word tokens that begin in the spans."""
    places = (range(_first(text, start), _first(text, end)) for start, end in spans)
    return [i for place in places for i in place if text.tokens[i].kind == "word"]


def _first(text: Text, offset: int) -> int:
    return bisect_left(text.tokens, offset, key=lambda token: token.start)


def _forms(spans: Spans, text: Text) -> list[str]:
    return [text.tokens[i].form.lower() for i in _words(spans, text)]


def _lemmas(spans: Spans, text: Text) -> set[str]:
    return {analysis.lemma for i in _words(spans, text) for analysis in text.analyses[i]}


@cache
def _cues(language: Language, pos: str) -> frozenset[str]:
    return frozenset(entry.entry for entry in load.table(language, "cues") if entry.properties["pos"] == pos)


@cache
def _pronouns(language: Language) -> frozenset[str]:
    return frozenset(entry.entry for entry in load.table(language, "pronouns"))
