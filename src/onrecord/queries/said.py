"""An utterance as all its reports together tell it: who, when, on which issue, and with which words."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.model.issue import STANCES, Stance
from onrecord.model.sighting import Sighting
from onrecord.queries.pair import day, same_speaker
from onrecord.queries.rarity import Rarity
from onrecord.queries.sketch import SIGNS, Sketch, sketch

UNNAMED = frozenset(("outlet", "unknown"))


@dataclass(frozen=True, slots=True)
class Said:
    """Reports of one utterance (or one statement that reports none). `voice` is the report that names the speaker best;
    `first` is the day that most reports tell it was said on, or else the first day it was published, `last` the last day of
    both; `stances` and `signs` are shares of the reports; `concepts` the share of reports in which each concept stands.
    """

    reports: tuple[Sketch, ...]
    voice: Sketch
    first: date | None
    last: date | None
    issue: str | None
    stances: Mapping[Stance, float]
    acts: Mapping[str, float]
    signs: Mapping[str, float]
    concepts: Mapping[str, float]
    numbers: frozenset[str]
    articles: int

    @property
    def one(self) -> Sketch:
        """The report that stands for them all."""
        return self.reports[0]


class Gathered:
    """Statements by their utterance, put together when asked for; one without a group stands alone."""

    def __init__(self, sightings: Sequence[Sighting], groups: Mapping[int, int]) -> None:
        self.sketches = {one.statement: sketch(one) for one in sightings}
        self._home = {number: groups.get(number, -number - 1) for number in self.sketches}
        self._held: dict[int, list[Sketch]] = defaultdict(list)
        for number, one in self.sketches.items():
            self._held[self._home[number]].append(one)
        self._made: dict[int, Said] = {}

    def of(self, number: int) -> "Said":
        """The utterance that a statement reports; the same value each time."""
        home = self._home[number]
        if home not in self._made:
            self._made[home] = said(self._held[home])
        return self._made[home]

    def each(self, numbers: Iterable[int] | None = None) -> "list[Said]":
        """The utterances of some statements, or of all, in the order of their groups."""
        chosen = self.sketches if numbers is None else (number for number in numbers if number in self.sketches)
        homes = sorted({self._home[number] for number in chosen})
        return [self.of(self._held[home][0].sighting.statement) for home in homes]


def said(reports: Sequence[Sketch]) -> Said:
    """Reports put together; the most central of them comes first."""
    concepts = _shares(one.concepts for one in reports)
    voice = _voice(sorted(reports, key=lambda one: one.sighting.statement))
    around = {one.sighting.within for one in reports}
    ordered = tuple(sorted(reports, key=lambda one: (-_central(one, concepts, voice, around), one.sighting.statement)))
    days = [found for one in reports if (found := day(one.sighting) or one.sighting.published)]
    told = [one.sighting for one in reports if one.sighting.issue is not None]
    issue = Counter(one.issue for one in told).most_common(1)[0][0] if told else None
    stances = Counter(one.stance for one in told if one.issue == issue)
    size = len(reports)
    return Said(
        reports=ordered,
        voice=voice,
        first=_said_on(reports),
        last=max(days, default=None),
        issue=issue,
        stances={stance: stances[stance] / sum(stances.values()) if stances else 0.0 for stance in STANCES},
        acts={act: n / size for act, n in Counter(one.sighting.act for one in reports).items()},
        signs={group: sum(bool(one.signs[group]) for one in reports) / size for group in SIGNS},
        concepts=concepts,
        numbers=frozenset(number for one in reports for number in one.numbers),
        articles=len({one.sighting.article for one in reports}),
    )


def _shares(sets: Iterable[frozenset[str]]) -> Mapping[str, float]:
    counts: Counter[str] = Counter()
    total = 0
    for found in sets:
        total += 1
        counts.update(found)
    return {concept: n / total for concept, n in counts.items()}


def _said_on(reports: Sequence[Sketch]) -> date | None:
    """The day that most reports tell, the earlier of two; or else the first day one was published."""
    told = Counter(found for one in reports if (found := day(one.sighting)))
    if told:
        return min(told, key=lambda found: (-told[found], found))
    return min((found for one in reports if (found := one.sighting.published)), default=None)


def _central(one: Sketch, concepts: Mapping[str, float], voice: Sketch, around: Collection[int | None]) -> float:
    """How much of what the others say a report says too; a body paragraph with a named speaker first, and what stands
    inside another report before that one (`around`: the statements around reports)."""
    sighting = one.sighting
    plain = (
        0.5 * (sighting.zone == "body")
        + 0.5 * (sighting.speaker_type not in UNNAMED)
        + 0.5 * same_speaker(one, voice)
        - 1.0 * (sighting.statement in around)
    )
    mass = sum(concepts.values()) + len(one.concepts)
    return (4 * sum(concepts[c] for c in one.concepts) / mass if mass else 0.0) + plain


def _voice(reports: Sequence[Sketch]) -> Sketch:
    """The report whose speaker most others share; persons before bodies, bodies before nobody."""

    def rank(one: Sketch) -> tuple[float, int]:
        kind = one.sighting.speaker_type
        weight = 2.0 if kind == "person" and one.sighting.key else 0.5 if kind in UNNAMED else 1.0
        return weight * sum(one is other or same_speaker(one, other) for other in reports), len(one.sighting.key)

    return max(reports, key=rank)


def overlap(a: Said, b: Said, rarity: Rarity) -> tuple[float, float]:
    """What two utterances have in common: as a share of the poorer one, and as weight."""
    shared = sum(min(share, b.concepts[c]) * rarity.of(c) for c, share in a.concepts.items() if c in b.concepts)
    mass = min(_mass(a, rarity), _mass(b, rarity))
    return (shared / mass if mass else 0.0), shared


def _mass(one: Said, rarity: Rarity) -> float:
    return sum(share * rarity.of(concept) for concept, share in one.concepts.items())
