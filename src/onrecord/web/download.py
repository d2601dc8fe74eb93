"""What a page shows, as a file: the formats of `exports.formats` under `/export/NAME`, with the parameters of the search."""

import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from typing import Any, BinaryIO, cast

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from onrecord.desk import Record
from onrecord.exports import formats
from onrecord.exports.formats import FORMATS, Format, Option
from onrecord.exports.view import view
from onrecord.web import shown
from onrecord.web.answer import Answering, must_be
from onrecord.web.asked import WANTED, Asked, checked
from onrecord.web.growing import Growing
from onrecord.web.guard.people import person_of
from onrecord.web.guard.refusal import Refusal
from onrecord.web.links import Link

PATH = "/export/{name}"
COST = 25.0
"""A whole record may go out: few may do so at a time."""
IN_MEMORY = 4 << 20
SECRET = frozenset(("password",))
"""Options that have no place in an address."""
TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".jsonl": "application/x-ndjson",
    ".jsonld": "application/ld+json",
    ".graphml": "application/xml",
    ".gexf": "application/xml",
    ".parquet": "application/vnd.apache.parquet",
    ".zip": "application/zip",
}


def handler(record: Record) -> Answering:
    """Answers requests for files."""

    async def handle(request: Request) -> Response:
        must_be(request, "reader")
        name = request.path_params["name"]
        if name not in FORMATS:
            raise Refusal(404, "not_found")
        chosen = FORMATS[name]
        options = {one.name: one for one in chosen.options if one.name not in WANTED | SECRET}
        pairs = checked(request.query_params.multi_items(), WANTED | options.keys())
        asked = Asked(Link(request.url.path, pairs), shown.words_of(request), person=person_of(request.scope))
        told = {one.name: _value(one, asked.one(one.name)) for one in options.values() if asked.one(one.name)}
        file = await run_in_threadpool(_begun, record, chosen, asked, told)
        ending = ".zip" if chosen.folder else chosen.ending
        headers = {
            "content-disposition": f'attachment; filename="onrecord-{date.today():%Y-%m-%d}{ending}"',  # noqa: DTZ011 - the server's day
            "cache-control": "no-store",
        }
        kind = TYPES.get(ending, "application/octet-stream")
        return StreamingResponse(file.chunks(), media_type=kind, headers=headers)

    return handle


def _begun(record: Record, chosen: Format, asked: Asked, options: dict[str, Any]) -> Growing:
    """The file, as soon as some of it is there: what cannot be asked for, or goes wrong at once, is told by the status."""

    seen_by = None if asked.person.may("admin") else asked.person.name

    def write(stream: BinaryIO) -> None:
        with view(record.store, asked.wanted(), seen_by=seen_by) as seen:
            formats.export(seen, chosen.name, stream, options)

    file = Growing(_whole(write) if chosen.binary else write)
    file.begin()
    return file


def _whole(write: Callable[[BinaryIO], None]) -> Callable[[BinaryIO], None]:
    """For formats whose writers go back in the file: it goes out when it is whole."""

    def both(stream: BinaryIO) -> None:
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as file:
            write(cast("BinaryIO", file))
            file.seek(0)
            shutil.copyfileobj(file, stream)

    return both


def _value(option: Option, told: str) -> str | bool:
    if option.kind != "flag":
        return told
    if told not in ("yes", "no"):
        raise Refusal(400, "value", {"name": option.name, "value": told, "known": "yes, no"})
    return told == "yes"
