"""What values are called in the reader's language: issues by the codebook, closed lists by the interface's words."""

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.desk import Record
from onrecord.model.wanted import UNTOLD
from onrecord.web.words.load import Words

GROUPS = {
    "stance": "stance",
    "act": "act",
    "kind": "kind",
    "zone": "zone",
    "lang": "language",
    "language": "language",
    "verdict": "verdict",
    "state": "state",
    "hedged": "hedged",
}
"""Parameters and facets with a closed list -> the group of words that names its values."""


@dataclass(frozen=True, slots=True)
class Labels:
    """`issues` are the codebook's labels by id."""

    words: Words
    issues: Mapping[str, str]

    def issue(self, id: str) -> str:
        """What an issue is called; its id where the codebook has no such issue any more."""
        return self.issues.get(id, id)

    def of(self, name: str, value: str, told: str = "") -> str:
        """What a value of a parameter or facet is called; `told` is what the record calls it."""
        if value == UNTOLD:
            return self.words("start.no_side") if name == "side" else self.words("card.untold")
        if name == "issue":
            return self.issue(value)
        return self.words.of(GROUPS[name], value) if name in GROUPS else told or value


def labels(record: Record, words: Words) -> Labels:
    """The labels of a record, in the interface's language, else in English, else in any."""
    named = {}
    for issue in record.issues().issues:
        told = issue.labels
        named[issue.id] = told.get(words.language) or told.get("en") or next(iter(told.values()), issue.id)
    return Labels(words, named)
