"""Serve a record over HTTP until told to stop."""

from onrecord.web.api.app import create_api
from onrecord.web.app import create_app
from onrecord.web.settings import Settings

QUEUE = 64
"""Requests that are worked on at once; more are told to come again (503)."""


def serve(
    where: str,
    host: str = "127.0.0.1",
    port: int = 8765,
    *,
    names: tuple[str, ...] = (),
    accounts: bool = False,
    https: bool = False,
    origins: tuple[str, ...] = (),
    quiet: bool = False,
) -> None:
    """Serve the record at `where` on an address. Returns when the server was stopped (Ctrl+C, SIGTERM).

    Raises Refused where the address is not a loopback one and `accounts` is not set, and what `Record.open` raises.
    `https` says that a proxy in front speaks TLS. Proxies' headers are not believed: the address of a client is that of
    the connection. `origins` are the sites whose pages may read the API.
    """
    import uvicorn

    settings = Settings(where, host, port, names, https, accounts, origins=origins)
    config = uvicorn.Config(
        create_app(settings, create_api),
        host=host,
        port=port,
        log_level="warning" if quiet else "info",
        access_log=not quiet,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=QUEUE,
        timeout_keep_alive=15,
        h11_max_incomplete_event_size=32 * 1024,
    )
    uvicorn.Server(config).run()
