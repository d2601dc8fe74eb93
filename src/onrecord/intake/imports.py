"""The formats that come into a record: one table of them, and the one way in."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import BadFilter, InputError, NotFound, OnRecordError, RecordError, Refused, UnreadableFile
from onrecord.intake import from_dna, from_folders, from_lines, from_linked
from onrecord.intake.arrive import Arrived, arrive
from onrecord.intake.told import Told
from onrecord.model.article import Skipped
from onrecord.model.kept import KeptArticle
from onrecord.record import Session, Store, chain, codebook, fetch, links

Read = Callable[[Store, Path, str | None], Iterator[Told | Skipped]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: one line of help, and how it is read."""

    name: str
    help: str
    read: Read


def must_be_known(format: str, path: str | Path) -> None:
    """Refuse what cannot be imported, as far as can be told without a record. Raises BadFilter, UnreadableFile."""
    if format not in FORMATS:
        raise BadFilter(f"{format}: no such format; there are {', '.join(FORMATS)}")
    if not Path(path).exists():
        raise UnreadableFile("no such file", where=str(path))


def import_file(
    store: Store, format: str, path: str | Path, *, coder: str | None = None
) -> Iterator[Arrived | Skipped]:
    """Keep the articles and statements of a file as it tells them, one transaction an article.

    `coder` is the person whose statements these are; without it they are whose the file says, and the machine's where it
    says nothing. What does not fit its text or has no place in the record comes out as Skipped (an article's also stand in
    its `skipped`). All decisions of one import are one batch. Raises BadFilter for an unknown format, UnreadableFile and
    others of InputError where the file is not in it, RecordError where the record cannot be written.
    """
    must_be_known(format, path)
    where = Path(path)
    with store.read() as session:
        batch = chain.new_batch(session)
    why = f"import: {format} {where.name}"
    reports: dict[str, list[int]] = {}
    for told in FORMATS[format].read(store, where, coder):
        if isinstance(told, Skipped):
            yield told
            continue
        arrived = _one(store, told, format, batch, why)
        if isinstance(arrived, Arrived):
            for name, numbers in arrived.utterances.items():
                reports.setdefault(name, []).extend(numbers)
            yield from (Skipped(told.where, "NotKept", note) for note in dict.fromkeys(told.notes))
        yield arrived
    with store.write() as session:
        _tie(session, reports)


def _one(store: Store, told: Told, format: str, batch: str, why: str) -> Arrived | Skipped:
    try:
        with store.write() as session:
            return arrive(session, told, format, batch, why)
    except InputError as error:
        return Skipped(told.where, type(error).__name__, error.reason)
    except Refused as error:
        return Skipped(told.where, "Refused", str(error))
    except RecordError:
        raise
    except OnRecordError as error:
        return Skipped(told.where, type(error).__name__, str(error))


def _tie(session: Session, reports: Mapping[str, list[int]]) -> None:
    """Statements that the file says report the same words; `match` finds the others."""
    links.tie(session, [sorted(set(numbers)) for numbers in reports.values() if len(set(numbers)) > 1])


def _find(store: Store) -> from_lines.Find:
    def find(name: str, sha256: str) -> KeptArticle | None:
        if not name:
            return None
        with store.read() as session:
            try:
                kept = fetch.article(session, name)
            except NotFound:
                return None
            return kept if not sha256 or kept.sha256 == sha256 else None

    return find


def _dna(store: Store, path: Path, coder: str | None) -> Iterator[Told | Skipped]:
    with store.read() as session:
        book = codebook.used(session)
    return from_dna.documents(path, coder, book)


_ALL = (
    Format("jsonl", "Lines of a gold set, or of `export jsonl`.", lambda _, p, c: from_lines.jsonl(p, c)),
    Format("csv", "The table of `export csv`.", lambda s, p, c: from_lines.table(p, c, _find(s))),
    Format("dna", "A database of Discourse Network Analyzer 3.", _dna),
    Format("brat", "brat stand-off: a folder, a ZIP archive, one .ann.", lambda _, p, c: from_folders.brat(p, c)),
    Format(
        "webannotation", "W3C Web Annotations, as JSON-LD.", lambda s, p, c: from_linked.annotations(p, c, _find(s))
    ),
    Format("citron", "Citron's annotation JSON: a file, a folder, a ZIP.", lambda _, p, c: from_folders.citron(p, c)),
)

FORMATS: Mapping[str, Format] = {one.name: one for one in _ALL}
"""All formats by their names."""
