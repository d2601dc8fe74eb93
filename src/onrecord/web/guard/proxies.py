"""Whose address it is that asks: the connection's, or what a proxy tells of it that we were told to believe."""

import ipaddress

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send


class Proxies:
    """Where the connection comes from one of the `proxies`, the client is the last address of X-Forwarded-For that is none of
    them: what stands before that was written by whoever asked. With `https` everything is reached through TLS."""

    def __init__(self, app: ASGIApp, *, proxies: tuple[str, ...], https: bool = False) -> None:
        self.app = app
        self.proxies = frozenset(map(plain, proxies))
        self.https = https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look at one request."""
        if scope["type"] == "http":
            client = scope.get("client")
            if client and self.proxies and plain(client[0]) in self.proxies:
                scope["client"] = (self._told(Headers(scope=scope)) or client[0], 0)
            if self.https:
                scope["scheme"] = "https"
        await self.app(scope, receive, send)

    def _told(self, headers: Headers) -> str:
        for one in reversed(",".join(headers.getlist("x-forwarded-for")).split(",")):
            number = plain(one.strip())
            if number not in self.proxies:
                return number
        return ""


def plain(told: str) -> str:
    """An address in one way of writing (an IPv4 number inside an IPv6 one is the IPv4 one); empty where it is none."""
    try:
        found = ipaddress.ip_address(told)
    except ValueError:
        return ""
    return str(getattr(found, "ipv4_mapped", None) or found)
