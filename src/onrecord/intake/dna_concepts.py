"""DNA's concepts as issues: the codebook's where one has the label, else new ones named after the concept."""

import re
from collections.abc import Sequence
from typing import Any

from onrecord.model.issue import Codebook, Issue

NEUTRAL = " (neutral)"
"""What ends the concept under which `exports.dna` keeps a neutral statement."""

_LONGEST = 60
_NO_NAME = re.compile(r"[^\w]+")


class Concepts:
    """Issues by what DNA calls them. `described` are those of a file of ours: `[id, labels, terms]` each."""

    def __init__(self, book: Codebook, described: Sequence[Any]) -> None:
        self.by_label: dict[str, str] = {}
        self.new: dict[str, Issue] = {}
        self.known = {issue.id for issue in book.issues}
        for issue in book.issues:
            self._know(issue)
        for told in described:
            id_, labels, terms = told
            issue = Issue(str(id_), dict(labels), {k: tuple(v) for k, v in dict(terms).items()})
            self._know(issue)
            if issue.id not in self.known:
                self.new[issue.id] = issue

    def issue(self, concept: str) -> str:
        """The id of the issue that a concept is."""
        key = concept.casefold()
        if key not in self.by_label:
            id_ = self._free(_NO_NAME.sub("-", key).strip("-")[:_LONGEST] or "concept")
            self.new[id_] = Issue(id_, {"en": concept})
            self.by_label[key] = id_
        return self.by_label[key]

    def described(self) -> tuple[Issue, ...]:
        """The issues that the codebook does not have."""
        return tuple(self.new.values())

    def _know(self, issue: Issue) -> None:
        for label in (*issue.labels.values(), issue.id):
            self.by_label.setdefault(label.casefold(), issue.id)

    def _free(self, name: str) -> str:
        free, count = name, 2
        while free in self.known or free in self.new:
            free, count = f"{name}-{count}", count + 1
        return free
