"""A newer text or a newer reader: what the machine said is replaced, what a person decided is not, permalinks live."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from onrecord.intake.anchors import Anchor, moved, nearest, new_text, same_text
from onrecord.model.entry import Entry, ReadingEntry
from onrecord.model.span import Span
from onrecord.record import Session, fetch, keep, links, renewal
from onrecord.record.keep import Known
from onrecord.record.renewal import Held

Roles = tuple[tuple[Span, ...], ...]
"""The spans of a statement, in the order of `pack.ROLES`."""

CUE, CONTENT = 1, 2
OVERLAP = 0.5
"""From this share of joint tokens on, a statement that was moved and a new one say the same: only one may stand."""


def reading(session: Session, known: Known, entry: ReadingEntry) -> None:
    """Put a newer reading of the same text in the place of the one that is kept."""
    held = renewal.held(session, known.number)
    here = [one for one in held if one.version == known.version]
    text = entry.reading.article.text
    old = [_anchor(one.roles, text) for one in here]
    new = [_entry_anchor(one) for one in entry.entries]
    pairs = same_text(old, new, text)
    entry = _placed_before(session, here, entry, pairs)
    kept = {here[i].number: j for i, j in pairs.items()}
    same = _same(session, entry, kept)
    renewal.read_by(session, known, entry, changed=not len(here) == len(new) == len(pairs) == len(same))
    anew = _said_anew(here, old, entry, pairs)
    numbers = _settle(session, known, entry, kept, known.version, same=same, anew=anew)
    for i, one in enumerate(here):
        if i not in pairs and not one.added:
            place = nearest(old[i], new, text)
            became = numbers[entry.entries[place].statement.id] if place is not None else None
            _retire(session, one, became)


def text(session: Session, known: Known, entry: ReadingEntry) -> None:
    """Keep a changed text as a new version: statements are anchored anew where their exact words stand once."""
    before = fetch.text_of(session, known.number, known.version)
    now = entry.reading.article.text
    held = [one for one in renewal.held(session, known.number) if one.version == known.version]
    version = renewal.next_version(session, known, entry)
    places = [_moved(one, before, now) for one in held]
    new = [_entry_anchor(one) for one in entry.entries]
    pairs = _pairs(held, places, new, before, now)
    changed = {held[i].number: there[1] for i, there in enumerate(places) if there and held[i].edited}
    anew = _said_anew(held, [_anchor(one.roles, before) for one in held], entry, pairs)
    kept = {held[i].number: j for i, j in pairs.items()}
    numbers = _settle(session, known, entry, kept, version, changed, anew=anew)
    for i, one in enumerate(held):
        if i not in pairs:
            _leave(session, one, places[i], entry.entries, numbers, version, now)


def _pairs(
    held: Sequence[Held],
    places: Sequence[tuple[Roles, Roles] | None],
    new: Sequence[Anchor],
    before: str,
    now: str,
) -> dict[int, int]:
    """Statements that were moved and are read there again; then those whose words alone are the same, but for those whose
    spans a person changed, which have no place in the new text."""
    stand = {i: there[0] for i, there in enumerate(places) if there is not None}
    found = same_text([_anchor(roles, now) for roles in stand.values()], new, now)
    pairs = {list(stand)[i]: j for i, j in found.items()}
    left = [i for i, one in enumerate(held) if i not in pairs and not (one.edited and places[i] is None)]
    free = [j for j in range(len(new)) if j not in pairs.values()]
    by_words = new_text([_anchor(held[i].roles, before) for i in left], [new[j] for j in free])
    return pairs | {left[i]: free[j] for i, j in by_words.items()}


def _settle(
    session: Session,
    known: Known,
    entry: ReadingEntry,
    kept: Mapping[int, int],
    version: int,
    now: Mapping[int, Roles] | None = None,
    *,
    anew: Collection[int],
    same: Collection[int] = (),
) -> dict[str, int]:
    """Replace the statements that were found again and make the others; all numbers by id in the reading. Those in `same`
    are left as they are; those in `anew` have to be compared with others anew."""
    by_place = {j: number for number, j in kept.items()}
    fresh = [one for j, one in enumerate(entry.entries) if j not in by_place]
    numbers = keep.new_statements(session, known.number, version, entry, fresh)
    numbers |= {entry.entries[j].statement.id: number for j, number in by_place.items()}
    links.untie(session, sorted(anew))
    for j, number in by_place.items():
        if number in same:
            continue
        one = entry.entries[j]
        outer = one.statement.attribution.within
        spans = (now or {}).get(number)
        renewal.replace(session, number, version, entry, one, numbers.get(outer) if outer else None, spans)
    for one in fresh:
        outer = one.statement.attribution.within
        if outer:
            keep.stand_within(session, numbers[one.statement.id], numbers.get(outer))
    return numbers


def _placed_before(
    session: Session, held: Sequence[Held], entry: ReadingEntry, pairs: Mapping[int, int]
) -> ReadingEntry:
    """The entry with the actors that its speakers were taken for before, where the name is the same: who is meant was
    settled when the article came, by what the record held then. What people told since goes before it."""
    entries = list(entry.entries)
    told = renewal.told_actors(session, sorted({one.actor for one in entries if one.actor is not None}))
    for i, j in pairs.items():
        one, before = entries[j], held[i]
        mention = one.statement.mention
        if before.actor is None or before.speaker != (mention.speaker, mention.speaker_type):
            continue
        if one.actor == before.actor or one.actor not in told:
            reasons = tuple(before.placed if r.startswith(renewal.PLACED) else r for r in mention.reasons)
            statement = replace(one.statement, mention=replace(mention, reasons=reasons))
            entries[j] = replace(one, statement=statement, actor=before.actor)
    return replace(entry, entries=tuple(entries))


def _same(session: Session, entry: ReadingEntry, kept: Mapping[int, int]) -> set[int]:
    """The statements of which the new reading says what is kept already."""
    numbers = {entry.entries[j].statement.id: number for number, j in kept.items()}
    same = set()
    for number, j in kept.items():
        one = entry.entries[j]
        outer = one.statement.attribution.within
        if (outer is None or outer in numbers) and renewal.is_same(
            session, number, entry, one, numbers[outer] if outer else None
        ):
            same.add(number)
    return same


def _said_anew(held: Sequence[Held], old: Sequence[Anchor], entry: ReadingEntry, pairs: Mapping[int, int]) -> list[int]:
    """The statements that were found again with other words, another speaker or another day: what they report may be
    another utterance."""
    found = []
    for i, j in pairs.items():
        statement = entry.entries[j].statement
        told = (statement.mention.key, statement.said_on)
        if old[i].content_words != statement.content or held[i].said != told:
            found.append(held[i].number)
    return found


def _leave(
    session: Session,
    one: Held,
    there: tuple[Roles, Roles] | None,
    entries: Sequence[Entry],
    numbers: Mapping[str, int],
    version: int,
    now: str,
) -> None:
    """A statement that the new reading does not have: moved where its words stand, else orphaned or retired."""
    if there is None:
        renewal.retire(session, one.number, None, orphan=True)
        return
    roles, spans = there
    place = nearest(_anchor(roles, now), [_entry_anchor(other) for other in entries], now)
    if (
        place is not None
        and not one.added
        and _share(roles[CONTENT], entries[place].statement.attribution.content) >= OVERLAP
    ):
        _retire(session, one, numbers[entries[place].statement.id])
    else:
        renewal.move(session, one.number, version, roles, spans)


def _retire(session: Session, one: Held, became: int | None) -> None:
    renewal.retire(session, one.number, became, orphan=one.decided)


def _moved(one: Held, before: str, now: str) -> tuple[Roles, Roles] | None:
    """The machine's spans of a statement and those that hold, in the new text; None where the passage that has them all
    does not stand there once."""
    flat = [span for role in (*one.roles, *one.now) for span in role]
    found = moved(flat, before, now)
    if found is None:
        return None
    left = iter(found)
    roles = tuple(tuple(next(left) for _ in role) for role in one.roles)
    return roles, tuple(tuple(next(left) for _ in role) for role in one.now)


def _anchor(roles: Sequence[tuple[Span, ...]], text: str) -> Anchor:
    return Anchor(roles[CUE], roles[CONTENT], _words(text, roles[CUE]), _words(text, roles[CONTENT]))


def _entry_anchor(entry: Entry) -> Anchor:
    a = entry.statement.attribution
    return Anchor(a.cue, a.content, entry.statement.cue, entry.statement.content)


def _words(text: str, spans: Sequence[Span]) -> str:
    return " … ".join(span.of(text) for span in spans)


def _share(a: Sequence[Span], b: Sequence[Span]) -> float:
    """The characters that two contents share, of those that the shorter one has."""
    common = sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a for y in b)
    least = min(sum(x.end - x.start for x in a), sum(y.end - y.start for y in b))
    return common / least if least else 0.0
