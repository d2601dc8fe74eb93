"""Statements as Parquet: one a row, spans as lists of `[start, end)`; the file's metadata tell version and unit."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

from onrecord.errors import MissingExtra
from onrecord.exports import kept
from onrecord.exports.lines import OFFSET_UNIT, SCHEMA_VERSION, dump
from onrecord.model.attribution import ROLES
from onrecord.model.kept import KeptStatement

ROWS = 10_000
"""Rows in a group: so many are in memory at once."""

_STRINGS = (
    "id", "article", "article_name", "local", "lang", "outlet", "story", "url", "title", "said_on", "said_on_rule",
    "actor", "actor_name", "side", "speaker", "speaker_type", "speaker_key", "speaker_romanised", "role", "stands_for",
    *ROLES, "kind", "act", "zone", "within", "utterance", "issue", "stance", "state", "verdict", "machine", "became",
    "text_sha256",
)  # fmt: skip


def write(statements: Iterable[KeptStatement], stream: BinaryIO) -> int:
    """Write statements; how many there were. Raises MissingExtra where pyarrow is not installed."""
    pa, pq = _libraries()
    schema = _schema(pa)
    count = 0
    held = iter(statements)
    with pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        while rows := [row(one) for one in islice(held, ROWS)]:
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))
            count += len(rows)
    return count


def row(one: KeptStatement) -> dict[str, object]:
    """The cells of a statement. `date` and `day` are days or null, `machine` is JSON, empty words are empty strings."""
    told = kept.statement(one)
    spans = told["spans"]
    assert isinstance(spans, dict)  # noqa: S101 - as `kept.statement` makes it
    return {
        **{name: told[name] for name in _STRINGS if name in told},
        "story": one.story,
        "title": one.title,
        "date": one.published,
        "day": one.day,
        "version": one.version,
        "hedged": one.hedged,
        "confidence": one.confidence,
        "reasons": list(one.reasons),
        **{f"{role}_spans": spans[role] for role in ROLES},
        "issues": [
            {"issue": t.issue, "stance": t.stance, "confidence": t.confidence, "reasons": list(t.reasons)}
            for t in one.issues
        ],
        "machine": dump(dict(one.machine)) if one.machine else None,
        "offset_unit": OFFSET_UNIT,
        "schema_version": SCHEMA_VERSION,
    }


def _schema(pa: Any) -> Any:
    strings = pa.list_(pa.string())
    span = pa.list_(pa.list_(pa.int32()))
    issue = pa.struct(
        [("issue", pa.string()), ("stance", pa.string()), ("confidence", pa.float64()), ("reasons", strings)]
    )
    fields = [
        *((name, pa.string()) for name in _STRINGS),
        *((f"{role}_spans", span) for role in ROLES),
        ("date", pa.date32()), ("day", pa.date32()), ("version", pa.int32()), ("hedged", pa.bool_()),
        ("confidence", pa.float64()), ("reasons", strings), ("issues", pa.list_(issue)),
        ("offset_unit", pa.string()), ("schema_version", pa.string()),
    ]  # fmt: skip
    return pa.schema(fields, metadata={"schema_version": SCHEMA_VERSION, "offset_unit": OFFSET_UNIT})


def _libraries() -> tuple[Any, Any]:
    """The library and its part for Parquet. Raises MissingExtra."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtra("Parquet needs pyarrow; install it with: pip install 'onrecord[parquet]'") from error
    return pa, pq


def read(stream: BinaryIO) -> Iterator[dict[str, object]]:
    """The rows of a file of ours, group by group."""
    _, pq = _libraries()
    for batch in pq.ParquetFile(stream).iter_batches(ROWS):
        yield from batch.to_pylist()
