"""Our own style and script, under names that change with what they hold, so that browsers may keep them for a year."""

import hashlib
import importlib.resources
from functools import cache

from starlette.requests import Request
from starlette.responses import Response

from onrecord.web.guard.refusal import Refusal
from onrecord.web.tags import seen

KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webmanifest": "application/manifest+json",
}
FOREVER = "public, max-age=31536000, immutable"
BRIEFLY = "public, max-age=300"


@cache
def held() -> dict[str, tuple[bytes, str]]:
    """All assets by their names: what they hold and its hash."""
    folder = importlib.resources.files(__package__).joinpath("static")
    found = {one.name: one.read_bytes() for one in folder.iterdir() if "." + one.name.rpartition(".")[2] in KINDS}
    return {name: (data, hashlib.sha256(data).hexdigest()[:12]) for name, data in sorted(found.items())}


def asset(name: str) -> str:
    """The address of an asset. Raises KeyError where there is none: a template's bug."""
    return f"/static/{name}?v={held()[name][1]}"


async def serve(request: Request) -> Response:
    """Give an asset; for a year where it is asked for by its hash."""
    name = request.path_params["name"]
    if name not in held():
        raise Refusal(404, "not_found")
    data, version = held()[name]
    lasting = FOREVER if request.query_params.get("v") == version else BRIEFLY
    headers = {"cache-control": lasting, "etag": f'"{version}"'}
    if seen(request, headers["etag"]):
        return Response(status_code=304, headers=headers)
    return Response(data, media_type=KINDS["." + name.rpartition(".")[2]], headers=headers)
