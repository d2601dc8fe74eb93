"""Utterance: every rendering side by side, by language, with the words that differ marked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from onrecord.desk import Record
from onrecord.model.kept import KeptStatement
from onrecord.model.text import Language
from onrecord.queries.gaps import Gap
from onrecord.queries.renderings import Change, Comparison, Difference
from onrecord.web import links
from onrecord.web.asked import Asked
from onrecord.web.links import Link
from onrecord.web.page import Page
from onrecord.web.pages.cards import Card, card, cards
from onrecord.web.pages.labels import Labels, labels
from onrecord.web.plain import VIEW

ALIKE = 0.3
"""Two renderings that share fewer words than this are in other words altogether: marks would stand everywhere."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a rendering's exact words: `same`, or `added` or `changed` beside the rendering that it is compared with."""

    text: str
    change: Change


@dataclass(frozen=True, slots=True)
class Rendering:
    """One report of the utterance, with those that repeat it word for word. It is compared with the `head` of its language
    word by word: `runs` are its words, `missing` those that only the head has. Where it has few of its words (ALIKE), and the
    head of a language with the first rendering of all, by meaning: `here` and `there` are what only one of the two has.
    `beside` is the language of what it is compared with."""

    card: Card
    copies: tuple[Card, ...]
    head: bool
    first: bool
    runs: tuple[Run, ...]
    missing: tuple[str, ...]
    alike: float | None
    beside: Language | None
    here: Gap | None
    there: Gap | None
    base_url: str = field(metadata=VIEW)


@dataclass(frozen=True, slots=True)
class Group:
    """The renderings of one language, the one that the others are compared with first."""

    language: Language
    renderings: tuple[Rendering, ...]


@dataclass(frozen=True, slots=True)
class UtterancePage:
    """Context of the page. `reports` counts the statements, `independent` them once wire copies are folded."""

    id: str
    speakers: tuple[str, ...]
    reports: int
    independent: int
    outlets: tuple[str, ...]
    groups: tuple[Group, ...]
    search: str


def page(record: Record, asked: Asked) -> UtterancePage:
    """One utterance. Raises NotFound."""
    found, compared = record.beside(asked.path["id"], asked.one("base"))
    named = labels(record, asked.words)
    by_number = {one.number: one for one in found.statements}
    return UtterancePage(
        id=found.id,
        speakers=found.speakers,
        reports=len(found.statements),
        independent=compared.independent,
        outlets=tuple(dict.fromkeys(one.outlet for one in found.statements if one.outlet)),
        groups=tuple(_groups(compared, by_number, named, asked.link)),
        search=links.search(("utterance", found.id)),
    )


def _groups(compared: Comparison, by_number: Mapping[int, KeptStatement], named: Labels, link: Link) -> Iterable[Group]:
    held: dict[Language, list[Rendering]] = {}
    for place, number in enumerate(compared.statements):
        one = by_number[number]
        told = next((d for d in compared.differences if d.b == number), None)
        head = told is None or by_number[told.a].language != one.language
        in_words = told is not None and not head and told.alike >= ALIKE
        copies = next((sorted(group - {number}) for group in compared.copies if number in group), [])
        held.setdefault(one.language, []).append(
            Rendering(
                card=card(one, named),
                copies=cards((by_number[copy] for copy in copies), named),
                head=head,
                first=place == 0,
                runs=runs(one.content_words, told if in_words else None),
                missing=missing(by_number[told.a].content_words, told) if told and in_words else (),
                alike=told.alike if told else None,
                beside=by_number[told.a].language if told else None,
                here=told.only_b if told and not in_words else None,
                there=told.only_a if told and not in_words else None,
                base_url=link.put("base", one.id).url,
            )
        )
    for language, renderings in held.items():
        yield Group(language, tuple(renderings))


def runs(words: str, told: Difference | None) -> tuple[Run, ...]:
    """The words of a rendering in runs; all are the same where it is compared with none."""
    pieces = [piece for piece in told.pieces if piece.change != "cut"] if told else []
    if not pieces:
        return (Run(words, "same"),)
    found: list[Run] = []
    # What stands between two pieces are marks and blanks: they go with the words before them.
    ends = [*(piece.b.start for piece in pieces[1:]), len(words)]
    if pieces[0].b.start:
        found.append(Run(words[: pieces[0].b.start], "same"))
    for piece, end in zip(pieces, ends, strict=True):
        found.append(Run(words[piece.b.start : piece.b.end], piece.change))
        if piece.b.end < end:
            found.append(Run(words[piece.b.end : end], "same"))
    return _joined(found)


def missing(words: str, told: Difference) -> tuple[str, ...]:
    """The words of the rendering it is compared with that have nothing in their place, or other words."""
    return tuple(piece.a.of(words) for piece in told.pieces if piece.change in ("cut", "changed"))


def _joined(found: Sequence[Run]) -> tuple[Run, ...]:
    held = list(found[:1])
    for before, one in pairwise(found):
        if before.change == one.change == "same":
            held[-1] = Run(held[-1].text + one.text, "same")
        else:
            held.append(one)
    return tuple(held)


PAGE = Page("/u/{id}", page, "utterance.html", frozenset(("base",)), cost=2.0, nav="utterances", steady=True)
