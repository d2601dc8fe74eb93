"""The formats in which a record goes out: one table of them, and the one way through it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, Literal

from onrecord.errors import BadFilter
from onrecord.exports import dna, folders, graphs, kept, linked, parquet, statements, target
from onrecord.exports.target import File
from onrecord.exports.view import Sheet, View
from onrecord.queries import networks

Value = str | bool | date | None
Options = Mapping[str, Any]
"""Values by the names of a format's options: str, bool, date, or None for the default."""


@dataclass(frozen=True, slots=True)
class Option:
    """What can be said about an export. `kind`: `flag`, `choice` (one of `choices`), `day` (YYYY-MM-DD) or `text`."""

    name: str
    help: str
    kind: Literal["flag", "choice", "day", "text"] = "flag"
    choices: tuple[str, ...] = ()
    default: Value = None

    def read(self, told: Value) -> Value:
        """The value as the format takes it. Raises BadFilter."""
        if told is None:
            return self.default
        if self.kind == "flag" and not isinstance(told, bool):
            raise BadFilter(f"{self.name} {told}: a flag, on or off", "no_flag", name=self.name, value=told)
        if self.kind == "choice" and told not in self.choices:
            raise BadFilter(
                f"{self.name} {told}: there is none; {self.name} can be {', '.join(self.choices)}",
                "not_among",
                field=self.name,
                value=told,
                known=", ".join(self.choices),
            )
        if self.kind == "day" and isinstance(told, str):
            try:
                return date.fromisoformat(told)
            except ValueError as error:
                raise BadFilter(
                    f"{self.name} {told}: not a day; write it as YYYY-MM-DD", "no_day", name=self.name, value=told
                ) from error
        return told


@dataclass(frozen=True, slots=True)
class Format:
    """A format: how its file ends, one line of help, what opens it, and how it is written: by `write` into one stream, or
    as `files`, which become a folder, or a ZIP archive where the target ends in `.zip` or is a stream."""

    name: str
    ending: str
    help: str
    opens: str
    write: Callable[[View, BinaryIO, Options], int] | None = None
    files: Callable[[View, Options], Iterator[File]] | None = None
    options: tuple[Option, ...] = ()
    binary: bool = False

    @property
    def folder(self) -> bool:
        """Whether it is many files."""
        return self.files is not None


@dataclass(frozen=True, slots=True)
class Exported:
    """What went out: how many statements, where (None: into a stream), and with which options."""

    format: str
    statements: int
    path: Path | None = None
    options: Options = field(default_factory=dict)


def export(view: View, format: str, target: str | Path | BinaryIO, options: Options | None = None) -> Exported:
    """Write a part of a record in a format of FORMATS to a path or a stream of bytes.

    A file takes its name only when all of it is written. Raises BadFilter for a format, option or value that there is
    not, MissingExtra where an optional library is not installed, NoSpace where it cannot be written.
    """
    chosen = format_of(format)
    told = read_options(chosen, options or {})
    if not isinstance(target, str | Path):
        return Exported(format, _into(view, chosen, target, told), None, told)
    path = Path(target)
    return Exported(format, _onto(view, chosen, path, told), path, told)


def format_of(name: str) -> Format:
    """A format by its name. Raises BadFilter."""
    if name not in FORMATS:
        raise BadFilter(
            f"{name}: no such format; there are {', '.join(FORMATS)}", "no_format", value=name, known=", ".join(FORMATS)
        )
    return FORMATS[name]


def read_options(format: Format, told: Options) -> Options:
    """All options of a format with their values. Raises BadFilter."""
    known = {option.name: option for option in format.options}
    for name in told:
        if name not in known:
            there = f"it takes {', '.join(known)}" if known else "it takes none"
            raise BadFilter(
                f"{name}: {format.name} has no such option; {there}", "no_option", name=name, value=format.name
            )
    return {name: option.read(told.get(name)) for name, option in known.items()}


def _onto(view: View, chosen: Format, path: Path, told: Options) -> int:
    if chosen.files and path.suffix.lower() != ".zip":
        return target.folder(chosen.files(view, told), path)
    with target.written(path) as stream:
        return _into(view, chosen, stream, told)


def _into(view: View, chosen: Format, stream: BinaryIO, told: Options) -> int:
    if chosen.files:
        return target.archive(chosen.files(view, told), stream)
    assert chosen.write is not None  # noqa: S101 - each format has the one or the other
    return chosen.write(view, stream, told)


def _lines(told: Iterable[str], stream: BinaryIO) -> None:
    stream.writelines(line.encode("utf-8", "replace") for line in told)


def _gold(view: View, stream: BinaryIO, _: Options) -> int:
    count = 0
    for sheet in view.sheets():
        _lines(kept.jsonl([kept.line(sheet.article, sheet.statements)]), stream)
        count += len(sheet.statements)
    return count


def _statements(view: View, stream: BinaryIO, _: Options) -> int:
    count = 0
    for count, one in enumerate(view.statements(), 1):  # noqa: B007 - the last number is what is asked
        _lines(kept.jsonl([kept.statement(one)]), stream)
    return count


def _csv(view: View, stream: BinaryIO, told: Options) -> int:
    counted = _Counted(view)
    _lines(statements.table(counted, spreadsheet=told["spreadsheet"], texts=told["texts"]), stream)
    return counted.count


def _parquet(view: View, stream: BinaryIO, _: Options) -> int:
    return parquet.write(view.statements(), stream)


def _dna(view: View, stream: BinaryIO, told: Options) -> int:
    return dna.write(view, stream, told["password"])


def _events(view: View, stream: BinaryIO, _: Options) -> int:
    count = -1
    for count, line in enumerate(dna.events(view)):  # noqa: B007 - the last number is what is asked
        _lines([line], stream)
    return count


def _brat(view: View, _: Options) -> Iterator[File]:
    return folders.brat(view.sheets())


def _citron(view: View, _: Options) -> Iterator[File]:
    return folders.citron(view.sheets())


def _annotations(view: View, stream: BinaryIO, told: Options) -> int:
    counted = _Counted(view)
    _lines(linked.annotations(counted, texts=told["texts"]), stream)
    return counted.count


def _quotations(view: View, stream: BinaryIO, _: Options) -> int:
    counted = _Counted(view)
    _lines(linked.quotations(counted), stream)
    return counted.count


def _graphml(view: View, stream: BinaryIO, told: Options) -> int:
    return graphs.graphml(view, stream, _wish(told))


def _gexf(view: View, stream: BinaryIO, told: Options) -> int:
    return graphs.gexf(view, stream, _wish(told))


def _wish(told: Options) -> graphs.Wish:
    """The network that is asked for. Raises BadFilter where its mode has no such aggregation or normalisation."""
    one = told["mode"] == "one-mode"
    named: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("aggregation", networks.ONE_MODE if one else networks.TWO_MODE),
        ("normalization", networks.ONE_MODE_NORMS if one else networks.TWO_MODE_NORMS),
    )
    for name, there in named:
        if told[name] is not None and told[name] not in there:
            raise BadFilter(
                f"{name} {told[name]}: a {told['mode']} network has none of this name; it can be {', '.join(there)}",
                "not_among",
                field=name,
                value=told[name],
                known=", ".join(there),
            )
    return graphs.Wish(**told)


class _Counted:
    """The sheets of a view, and how many statements were on those that went by."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.count = 0

    def __iter__(self) -> Iterator[Sheet]:
        for sheet in self.view.sheets():
            self.count += len(sheet.statements)
            yield sheet


_NETWORK = (
    Option("mode", "Actors by issues, or actors by actors.", "choice", graphs.MODES, "two-mode"),
    Option(
        "aggregation",
        "How stances become a weight; subtract for two-mode, congruence for one-mode where nothing is said.",
        "choice",
        tuple(dict.fromkeys((*networks.ONE_MODE, *networks.TWO_MODE))),
    ),
    Option(
        "normalization",
        "What weights are divided by.",
        "choice",
        tuple(dict.fromkeys((*networks.ONE_MODE_NORMS, *networks.TWO_MODE_NORMS))),
        "no",
    ),
    Option("duplicates", "Count the same statement once a …", "choice", networks.DUPLICATES, "include"),
    Option("since", "From this day on.", "day"),
    Option("until", "To this day.", "day"),
)

_TEXTS = Option("texts", "The text of each article beside its first statement, for an import elsewhere.", default=False)

_ALL = (
    Format("jsonl", ".jsonl", "Articles with their statements, one article a line.", "anything that reads JSON", _gold),
    Format("statements", ".jsonl", "Statements, one a line.", "anything that reads JSON", _statements),
    Format(
        "csv", ".csv", "Statements as a table, byte for byte.", "R, pandas, LibreOffice, Excel", _csv,
        options=(
            Option("spreadsheet", "Formulas guarded, with a byte-order mark; the last column tells where.", default=False),
            _TEXTS,
        ),
    ),
    Format("parquet", ".parquet", "Statements as Parquet.", "pyarrow, pandas, DuckDB, Spark", _parquet, binary=True),
    Format(
        "dna", ".dna", "A database of Discourse Network Analyzer 3.", "DNA 3, rDNA, SQLite", _dna, binary=True,
        options=(Option("password", "The password of its coders.", "text", default=dna.PASSWORD),),
    ),
    Format("dna-events", ".csv", "DNA's event list: statements by concept.", "rDNA, R, spreadsheets", _events),
    Format("brat", "", "brat stand-off: a text and its annotations for each article.", "brat, INCEpTION", files=_brat),
    Format(
        "webannotation", ".jsonld", "W3C Web Annotations.", "JSON-LD processors, Hypothesis' tools", _annotations,
        options=(_TEXTS,),
    ),
    Format("quotations", ".jsonld", "Quotations in the words of schema.org.", "JSON-LD processors", _quotations),
    Format("citron", "", "Citron's annotation JSON, a file an article.", "Citron", files=_citron),
    Format("graphml", ".graphml", "A network as GraphML.", "Gephi, visone, igraph, networkx", _graphml, options=_NETWORK),
    Format("gexf", ".gexf", "A network as GEXF.", "Gephi, networkx", _gexf, options=_NETWORK),
)  # fmt: skip

FORMATS: Mapping[str, Format] = {one.name: one for one in _ALL}
"""All formats by their names."""
