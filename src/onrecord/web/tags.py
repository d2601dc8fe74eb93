"""ETags: whether a reader has the same already (RFC 9110, 13.1.2)."""

from starlette.requests import Request


def seen(request: Request, tag: str) -> bool:
    """Whether If-None-Match names the tag: in a list, weak or strong, or as `*`."""
    told = [one.strip() for one in ",".join(request.headers.getlist("if-none-match")).split(",")]
    return "*" in told or tag.removeprefix("W/") in (one.removeprefix("W/") for one in told)
