"""The actors of a record, in pages: found by a piece of a name in any script, filtered, counted."""

from onrecord.errors import BadFilter
from onrecord.model.actor import ACTOR_TYPES, ActorType
from onrecord.model.kept import KeptActor
from onrecord.model.wanted import Page
from onrecord.record import roll
from onrecord.record.store import Session
from onrecord.speakers import speaker_key

LIMIT = 50


def actors(
    session: Session,
    text: str = "",
    *,
    type: ActorType | None = None,
    side: str | None = None,
    order: str = "statements",
    limit: int = LIMIT,
    cursor: str | None = None,
) -> Page[KeptActor]:
    """One page of the actors, those with most statements first (`order`: `statements` or `name`), with the number of all.

    `text` are words that names begin with, in any script; `side` may be `?` for those on none. Actors that were merged into
    others are found by their names and shown as whom they are. Raises BadFilter.
    """
    if order not in ("statements", "name"):
        raise BadFilter(
            f"order {order}: actors come in the order of their statements or name",
            "not_among",
            field="order",
            value=order,
            known="statements, name",
        )
    if type is not None and type not in ACTOR_TYPES:
        raise BadFilter(
            f"type {type}: an actor is one of {', '.join(ACTOR_TYPES)}",
            "not_among",
            field="type",
            value=type,
            known=", ".join(ACTOR_TYPES),
        )
    if cursor is not None and not cursor.isdecimal():
        raise BadFilter(f"cursor {cursor}: not one that a page of actors gave", "no_cursor")
    offset = int(cursor or 0)
    keys = tuple(key for word in text.split() if (key := speaker_key(word)))
    if text.strip() and not keys:
        return Page((), 0, False)
    asked = roll.Asked(keys, type, side)
    found, total = roll.page(session, asked, by_name=order == "name", limit=limit, offset=offset)
    after = offset + len(found)
    return Page(tuple(found), total, after < total, str(after) if after < total else None)
