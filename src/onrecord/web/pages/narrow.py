"""What every page with filters shows around what it is about: words, days, the filters that are on, facets."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from onrecord.desk import Record
from onrecord.model.wanted import Facet, Wanted
from onrecord.web import remembered
from onrecord.web.asked import Asked
from onrecord.web.links import Link, Pair
from onrecord.web.pages.labels import Labels
from onrecord.web.pages.search import Chip, Group, chips, groups
from onrecord.web.plain import VIEW


@dataclass(frozen=True, slots=True)
class Narrow:
    """The filters of a page. `action` is the page without them, `search` the same statements in the search; `kept` are the
    parameters that the form carries along."""

    text: str
    since: str
    until: str
    chips: tuple[Chip, ...]
    groups: tuple[Group, ...]
    clear: str | None
    action: str = field(metadata=VIEW)
    search: str = ""
    kept: tuple[Pair, ...] = field(default=(), metadata=VIEW)


def narrow(record: Record, asked: Asked, named: Labels, wanted: Wanted, *, without: tuple[str, ...] = ()) -> Narrow:
    """The filters of the page that is asked for. `without` are parameters that are the page's own and no filters."""
    facets = remembered.facets(record, wanted)
    link = Link(asked.link.path, tuple(pair for pair in asked.link.pairs if pair[0] not in without))
    on = tuple(chips(asked, named, _names(record, link, facets)))
    own = tuple(pair for pair in asked.link.pairs if pair[0] in without)
    return Narrow(
        text=wanted.text,
        since=asked.one("since"),
        until=asked.one("until"),
        chips=on,
        groups=tuple(groups(facets, asked.link.put("after", None), named)),
        clear=Link(asked.link.path, own).url if on or wanted.text else None,
        action=asked.link.path,
        search=link.at("/search").url,
        kept=tuple(pair for pair in asked.link.pairs if pair[0] not in ("q", "since", "until", "after")),
    )


def _names(record: Record, link: Link, facets: Mapping[str, tuple[Facet, ...]]) -> dict[str, str]:
    """The names of the actors that are filtered by; those that are not among the facets are asked for."""
    known = {one.value: one.label for one in facets.get("speaker", ())}
    missing = [value for value in link.values("speaker") if value not in known]
    return known | {who: one.name for who, one in record.people.many(missing).items()} if missing else known
