"""Serve a record over HTTP until told to stop."""

import socket
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from starlette.types import ASGIApp

from onrecord.errors import Refused
from onrecord.web.api.app import create_api
from onrecord.web.app import create_app
from onrecord.web.settings import Settings

if TYPE_CHECKING:
    import uvicorn

HEAD = 32 * 1024
"""Bytes of the head of a request."""
CONNECTIONS = 512
"""Connections that are held at once, with those that wait for their next request; more are told to come again (503)."""


def serve(
    where: str,
    host: str = "127.0.0.1",
    port: int = 8765,
    *,
    names: tuple[str, ...] = (),
    accounts: bool = False,
    https: bool = False,
    origins: tuple[str, ...] = (),
    proxies: tuple[str, ...] = (),
    quiet: bool = False,
    told: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve the record at `where` on an address. Returns when the server was stopped (Ctrl+C, SIGTERM).

    `told` is called with the address once it is ours; port 0 takes one that is free. Raises Refused where the address
    can't be had, or is not a loopback one and `accounts` is not set; and what `Record.open` raises.
    `https` says that a proxy in front speaks TLS. The address of a client is that of the connection, unless it comes from
    one of `proxies`, whose X-Forwarded-For is believed. `origins` are the sites whose pages may read the API.
    """
    import uvicorn

    settings = Settings(where, host, port, names, https, accounts, origins=origins, proxies=proxies)
    with _bound(host, port) as listening:
        port = listening.getsockname()[1]
        config = configured(create_app(replace(settings, port=port), create_api), quiet=quiet)
        told(f"http://{f'[{host}]' if ':' in host else host}:{port}/")
        uvicorn.Server(config).run(sockets=[listening])


def configured(app: ASGIApp, *, quiet: bool) -> "uvicorn.Config":
    """How the server speaks: plain HTTP/1.1 without upgrades, with our own limits, and nothing believed of what a proxy says."""
    import uvicorn

    from onrecord.web.guard.heads import Heads

    return uvicorn.Config(
        app,
        log_level="warning" if quiet else "info",
        access_log=not quiet,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=CONNECTIONS,
        http=Heads,
        ws="none",
        timeout_keep_alive=15,
        h11_max_incomplete_event_size=HEAD,
    )


def _bound(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise Refused(
            f"--host {host} --port {port}: can't serve there ({error.strerror}); "
            "choose another port, or --port 0 for any that is free"
        ) from error
