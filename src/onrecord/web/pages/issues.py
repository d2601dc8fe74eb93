"""Issues: the codebook, with how much is said on each."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from onrecord.desk import Record
from onrecord.model.issue import STANCES, Issue
from onrecord.model.wanted import Wanted
from onrecord.web import links, remembered
from onrecord.web.asked import Asked
from onrecord.web.page import Page
from onrecord.web.pages.labels import labels


@dataclass(frozen=True, slots=True)
class Line:
    """An issue with its statements by stance. `terms` are those in the reader's language."""

    id: str
    label: str
    terms: tuple[str, ...]
    support: int
    oppose: int
    neutral: int
    url: str

    @property
    def count(self) -> int:
        """All its statements."""
        return self.support + self.oppose + self.neutral


@dataclass(frozen=True, slots=True)
class Issues:
    """Context of the list: issues with statements first, those spoken of most at the top. `codebook` is where they come from;
    `none` counts statements that touch no issue."""

    codebook: str
    lines: tuple[Line, ...]
    most: int
    none: int
    none_url: str = field(default=links.search(("issue", "?")))


def page(record: Record, asked: Asked) -> Issues:
    """All issues of the codebook that is used."""
    named = labels(record, asked.words)
    book = record.issues()
    counts = record.issue_stances()
    lines = [_line(one, named.issue(one.id), asked.words.language, counts.get(one.id, {})) for one in book.issues]
    lines.sort(key=lambda line: -line.count)
    none = next((one.count for one in remembered.facets(record, Wanted())["stance"] if one.value == "?"), 0)
    return Issues(book.name, tuple(lines), max((line.count for line in lines), default=0), none)


def _line(one: Issue, label: str, language: str, counts: Mapping[str, int]) -> Line:
    support, oppose, neutral = (counts.get(stance, 0) for stance in STANCES)
    return Line(one.id, label, one.terms.get(language, ()), support, oppose, neutral, links.issue(one.id))


PAGE = Page("/issues", page, "issues.html", cost=2.0, nav="issues", steady=True, lagging=True)
