"""Compare new articles with what is in the record: the utterances they report, and the tensions that arise.

Articles are taken in small groups, each group one transaction; what a reviewer decided on utterances stays.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.intake import agree
from onrecord.model.sighting import Sighting
from onrecord.queries.candidates import DAYS
from onrecord.queries.nearby import nearby
from onrecord.queries.tensions import find_tensions
from onrecord.queries.utterances import place
from onrecord.record import Session, Store, links
from onrecord.record import sightings as seen

GROUP = 40
"""Articles that are compared at once."""
SAME_TIME = timedelta(days=4)
"""How far apart the days of two reports of one utterance may lie."""
SAME_COURSE = timedelta(days=DAYS)
"""How far back an actor's earlier positions are looked at: as far as they are compared."""


@dataclass(frozen=True, slots=True)
class Matched:
    """What was found for a group of articles: how many articles, statements that joined or made an utterance, tensions."""

    articles: int
    utterances: int
    tensions: int


def match(store: Store) -> Iterator[Matched]:
    """Compare each article that was not compared yet; what comes out is in the record for good."""
    with store.read() as session:
        wanted = links.unmatched(session)
    for start in range(0, len(wanted), GROUP):
        group = wanted[start : start + GROUP]
        with store.write() as session:
            matched = match_articles(session, group)
        yield matched


def match_articles(session: Session, group: Sequence[int]) -> Matched:
    """Compare these articles with all others, in an open transaction."""
    new = seen.of_articles(session, group)
    there = _around(session, new, set(group))
    groups = links.groups_of(session, [one.statement for one in (*there, *new)])
    placement = place([one for one in new if one.statement not in groups], there, groups)
    links.join(session, placement.joined)
    links.tie(session, [sorted(one) for one in placement.fresh])
    groups = links.groups_of(session, [one.statement for one in (*there, *new)])
    fresh = {one.statement for one in new}
    found = find_tensions((*there, *new), groups, fresh=fresh)
    links.drop_tensions(session, sorted(fresh))
    links.keep_tensions(session, found)
    agree.renderings(session, (*there, *new), groups, fresh)
    agree.speakers(session, (*there, *new), fresh)
    links.mark_matched(session, group)
    return Matched(len(group), len(placement.joined) + sum(map(len, placement.fresh)), len(found))


def _around(session: Session, new: Sequence[Sighting], group: set[int]) -> list[Sighting]:
    """What anybody said in these days, and what the same actors said before."""
    days = [one.published for one in new if one.published]
    if not days:
        return []
    first, last = _earlier(min(days), SAME_TIME), _later(max(days), SAME_TIME)
    voices = seen.voices(session, sorted({one.actor for one in new if one.actor is not None}))
    far = seen.glances(session, since=first, until=last, earlier=_earlier(min(days), SAME_COURSE), actors=voices)
    return seen.by_number(session, nearby(new, [one for one in far if one.article not in group], voices))


def _earlier(day: date, by: timedelta) -> date:
    return max(day, date.min + by) - by


def _later(day: date, by: timedelta) -> date:
    return min(day, date.max - by) + by
