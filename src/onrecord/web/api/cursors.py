"""Where the next page begins, as one word that says nothing to anybody else and fits no other search."""

import base64
import binascii
import hashlib
import json

from onrecord.web.guard.refusal import Refusal
from onrecord.web.links import Link


def sealed(cursor: str, link: Link) -> str:
    """A cursor of the record for the search of a link."""
    told = json.dumps([_search(link), cursor], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")


def opened(link: Link) -> str | None:
    """The record's cursor that a link carries, None where it carries none. Raises Refusal where it is none of ours, or of
    another search."""
    told = next(iter(link.values("after")), "")
    if not told:
        return None
    try:
        search, cursor = json.loads(base64.b64decode(told + "=" * (-len(told) % 4), b"-_", validate=True))
    except (binascii.Error, ValueError, TypeError, RecursionError):
        search, cursor = "", None
    if search != _search(link) or not isinstance(cursor, str):
        raise Refusal(400, "cursor")
    return cursor


def offset(link: Link) -> int:
    """The same where the record counts from the first item."""
    told = opened(link) or "0"
    if not (told.isascii() and told.isdigit() and len(told) < 10):
        raise Refusal(400, "cursor")
    return int(told)


def _search(link: Link) -> str:
    """What is asked for, whatever the size of the page."""
    asked = sorted(pair for pair in link.pairs if pair[0] not in ("after", "limit"))
    return hashlib.sha256(json.dumps([link.path, asked]).encode()).hexdigest()[:10]
