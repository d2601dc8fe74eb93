"""What a person wants -> what the record is asked: names become actors, words their forms; what cannot be is refused."""

from collections.abc import Iterable, Sequence

from onrecord.errors import BadFilter
from onrecord.model.attribution import ACTS, KINDS
from onrecord.model.issue import STANCES
from onrecord.model.kept import STATES, VERDICTS
from onrecord.model.text import LANGUAGES, ZONES
from onrecord.model.wanted import UNTOLD, Wanted
from onrecord.queries.words import match
from onrecord.record import voices
from onrecord.record.select import Selection
from onrecord.record.store import Session
from onrecord.speakers import speaker_key
from onrecord.speakers.sought import nominatives


def select(session: Session, wanted: Wanted) -> Selection:
    """What is wanted, made ready. Raises BadFilter where a value of a closed field is none of it, a day comes before the
    one it should follow, or the codebook has no such issue."""
    _must_be_known(session, wanted)
    if wanted.since and wanted.until and wanted.since > wanted.until:
        raise BadFilter(
            f"since {wanted.since} is after until {wanted.until}; no day is both",
            "days_turned",
            since=wanted.since,
            until=wanted.until,
        )
    named = [name for name in wanted.speaker if name != UNTOLD]
    speakers = _speakers(session, named) if named else None
    return Selection(wanted, match(wanted.text), speakers, unknown=UNTOLD in wanted.speaker)


def _speakers(session: Session, names: Iterable[str]) -> tuple[int, ...]:
    """The numbers of all actors that any of the names means, and of those that were merged into them."""
    found: set[int] = set()
    for name in names:
        found.update(meant(session, name))
    return voices.groups(session, found)


def meant(session: Session, name: str) -> list[int]:
    """The numbers of the actors that a name or an id means: by the name as it stands, else by what it may be a form of."""
    by_id = voices.by_id(session, name)
    if by_id is not None:
        return [by_id]
    found = voices.by_key(session, speaker_key(name))
    if found:
        return found
    return sorted({number for one in nominatives(name) for number in voices.by_key(session, speaker_key(one))})


def _must_be_known(session: Session, wanted: Wanted) -> None:
    closed: Sequence[tuple[str, Sequence[str], Sequence[str]]] = (
        ("act", wanted.act, ACTS),
        ("kind", wanted.kind, KINDS),
        ("zone", wanted.zone, ZONES),
        ("language", wanted.language, LANGUAGES),
        ("stance", wanted.stance, (*STANCES, UNTOLD)),
        ("verdict", wanted.verdict, VERDICTS),
        ("state", wanted.state, STATES),
    )
    for field, told, known in closed:
        _refuse(field, told, known)
    if wanted.issue:
        _refuse("issue", wanted.issue, (*voices.issue_ids(session), UNTOLD))


def _refuse(field: str, told: Sequence[str], known: Sequence[str]) -> None:
    for value in told:
        if value not in known:
            raise BadFilter(
                f"{field} {value}: there is none; {field} can be {', '.join(known)}",
                "not_among",
                field=field,
                value=value,
                known=", ".join(known),
            )
