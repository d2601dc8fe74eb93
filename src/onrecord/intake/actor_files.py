"""Actors as people keep them in files, TOML or CSV.

TOML: one `[[actor]]` table each. `name` is what the actor is called (else its first name); everything else may be left out:

    [[actor]]
    id = "verba"                     # permanent; made from the name where it is left out
    name = "Олена Верба"
    type = "person"                  # person, organization, state, group, outlet
    side = "mediators"               # any word of yours
    stands_for = "lisna"             # id or name of another actor: a capital, a building, a spokesperson's body
    names = { uk = ["Олена Верба", "Верба"], en = ["Olena Verba"] }
    aliases = ["Veles"]              # names in no language
    roles = [ { role = "речниця", since = 2030-01-01, until = 2031-05-31 } ]

CSV: a header with any of `id,name,type,side,stands_for,names_uk,names_ru,names_en,aliases,roles`; several names or roles in
a cell are parted by `;`, the days of a role by `|` (`речниця|2030-01-01|2031-05-31`; either may be empty). UTF-8, with or
without a byte-order mark.
"""

import csv
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.errors import BadLine, UnreadableFile
from onrecord.model.actor import ACTOR_TYPES, ActorType
from onrecord.model.text import LANGUAGES

COLUMNS = (
    "id", "name", "type", "side", "stands_for", *(f"names_{language}" for language in LANGUAGES), "aliases", "roles",
)  # fmt: skip
_KEYS = frozenset({"id", "name", "type", "side", "stands_for", "names", "aliases", "roles"})


@dataclass(frozen=True, slots=True)
class Told:
    """One actor of a file. `names` are (name, language), the language empty where it is told for none; `roles` are (role,
    since, until). `where` names file and entry, for messages. Empty texts and None: the file does not say."""

    where: str
    name: str
    names: tuple[tuple[str, str], ...]
    id: str = ""
    type: ActorType | None = None
    side: str = ""
    stands_for: str = ""
    roles: tuple[tuple[str, date | None, date | None], ...] = ()


def read(path: str) -> list[Told]:
    """The actors of a file. Raises UnreadableFile; BadLine for an entry that breaks the form."""
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(str(error), where=path) from error
    if path.lower().endswith(".toml"):
        return list(_of_toml(path, text))
    if path.lower().endswith(".csv"):
        return list(_of_csv(path, text))
    raise UnreadableFile("actors are read from .toml and .csv files", where=path)


def _of_toml(path: str, text: str) -> Iterator[Told]:
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadLine(f"no TOML ({error})", where=path) from error
    entries = told.get("actor")
    if not isinstance(entries, list) or not entries:
        raise BadLine("no [[actor]] tables", where=path)
    for place, entry in enumerate(entries, 1):
        where = f"{path}: actor {place}"
        strange = sorted(set(entry) - _KEYS)
        if strange:
            raise BadLine(f"unknown: {', '.join(strange)}; an actor has {', '.join(sorted(_KEYS))}", where=where)
        names = [(name, language) for language, held in entry.get("names", {}).items() for name in _list(held, where)]
        names += [(name, "") for name in _list(entry.get("aliases", []), where)]
        roles = [_role(role, where) for role in entry.get("roles", [])]
        yield _told(
            where, {key: entry.get(key, "") for key in ("id", "name", "type", "side", "stands_for")}, names, roles
        )


def _of_csv(path: str, text: str) -> Iterator[Told]:
    rows = csv.DictReader(text.splitlines(keepends=True))
    strange = sorted(set(rows.fieldnames or ()) - set(COLUMNS))
    if strange or not rows.fieldnames:
        raise BadLine(f"columns {', '.join(strange)}: a table of actors has {', '.join(COLUMNS)}", where=path)
    languages: tuple[str, ...] = LANGUAGES
    for row in rows:
        where = f"{path}: line {rows.line_num}"
        if None in row or None in row.values():
            raise BadLine(f"not as many cells as the header has ({len(rows.fieldnames)})", where=where)
        names = [(name, language) for language in languages for name in _pieces(row.get(f"names_{language}", ""))]
        names += [(name, "") for name in _pieces(row.get("aliases", ""))]
        roles = [_dated(piece, where) for piece in _pieces(row.get("roles", ""))]
        yield _told(where, row, names, roles)


def _told(
    where: str,
    entry: Mapping[str, Any],
    names: list[tuple[str, str]],
    roles: list[tuple[str, date | None, date | None]],
) -> Told:
    told = {key: str(entry.get(key, "")).strip() for key in ("id", "name", "type", "side", "stands_for")}
    name = told["name"] or (names[0][0] if names else "")
    if not name:
        raise BadLine("an actor needs a name", where=where)
    kind = next((kind for kind in ACTOR_TYPES if kind == told["type"]), None)
    if told["type"] and kind is None:
        raise BadLine(f"type {told['type']}: an actor is one of {', '.join(ACTOR_TYPES)}", where=where)
    strange = sorted({language for _, language in names} - {*LANGUAGES, ""})
    if strange:
        raise BadLine(f"names in {', '.join(strange)}: names are in {', '.join(LANGUAGES)} (or aliases)", where=where)
    if name not in [held for held, _ in names]:
        names = [(name, ""), *names]
    return Told(
        where=where,
        name=name,
        names=tuple(dict.fromkeys(names)),
        id=told["id"],
        type=kind,
        side=told["side"],
        stands_for=told["stands_for"],
        roles=tuple(roles),
    )


def _role(entry: Any, where: str) -> tuple[str, date | None, date | None]:
    if isinstance(entry, str):
        entry = {"role": entry}
    if not isinstance(entry, dict) or not str(entry.get("role", "")).strip():
        raise BadLine(f"a role is a text, or {{ role, since, until }}, not {entry!r}", where=where)
    return str(entry["role"]).strip(), _day(entry.get("since"), where), _day(entry.get("until"), where)


def _dated(piece: str, where: str) -> tuple[str, date | None, date | None]:
    role, since, until = [*piece.split("|"), "", ""][:3]
    return _role({"role": role, "since": since.strip(), "until": until.strip()}, where)


def _day(value: Any, where: str) -> date | None:
    if value in (None, ""):
        return None
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError as error:
        raise BadLine(f"{value}: no day (YYYY-MM-DD)", where=where) from error


def _list(held: Any, where: str) -> list[str]:
    told = [held] if isinstance(held, str) else held
    if not isinstance(told, list) or not all(isinstance(name, str) and name.strip() for name in told):
        raise BadLine(f"names are a text or a list of texts, not {held!r}", where=where)
    return [name.strip() for name in told]


def _pieces(cell: str) -> list[str]:
    return [piece.strip() for piece in cell.split(";") if piece.strip()]
