"""How the reading room is run: where the record is, on which address, who may come in, and how much is taken at once."""

import ipaddress
import re
from dataclasses import dataclass

from onrecord.errors import Refused

MB = 1 << 20
_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:[0-9]{1,5})?")
LOCAL_NAMES = ("localhost", "127.0.0.1", "::1")
"""Names by which a browser on the same machine asks."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`where` is the record (path or URL). `host` and `port` are what is bound; `names` are the further names by which
    browsers may ask for it (without port). `https` tells that it is reached through TLS.

    On a loopback address there is one user and no password, unless `accounts` is set; on any other address `accounts` has to
    be. Sizes are bytes: of a body, of one that takes files, and of one with a text to be read (what an upload may unpack to
    is in `web.parcels`). `rate` is tokens a second and `burst` how many may be saved up, for each user or address; a rate
    of 0 is no limit. `lasting` is how many hours a session lasts. `proxies` are the addresses of proxies in front, whose
    X-Forwarded-For is believed; nobody else's is. `origins` are the sites (`https://desk.example.org`) whose
    pages may read the API; none of them may change anything.
    """

    where: str
    host: str = "127.0.0.1"
    port: int = 8765
    names: tuple[str, ...] = ()
    https: bool = False
    accounts: bool = False
    body: int = 1 * MB
    upload: int = 16 * MB
    reading: int = 3 * MB
    rate: float = 100.0
    burst: float = 400.0
    lasting: int = 12
    proxies: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.accounts and not is_loopback(self.host):
            raise Refused(
                f"--host {self.host}: others could reach the record there; make an account first "
                "(`onrecord account add NAME --role admin`) and serve with --accounts"
            )
        for proxy in self.proxies:
            if not is_number(proxy):
                raise Refused(f"--proxy {proxy}: name it by its number, such as 127.0.0.1")
        for origin in self.origins:
            if not _ORIGIN.fullmatch(origin):
                raise Refused(f"origin {origin}: not one; write it as https://desk.example.org, without a path")
        if not self.allowed:
            raise Refused(f"--host {self.host}: say by which names it is reached (`--name record.example.org`)")

    @property
    def allowed(self) -> frozenset[str]:
        """The names that a Host header may have, lower case, without port."""
        own = () if self.host in ("0.0.0.0", "::", "") else (self.host,)  # noqa: S104 - compared with, not bound
        local = LOCAL_NAMES if is_loopback(self.host) else ()
        return frozenset(name.lower() for name in (*own, *local, *self.names))


def is_loopback(host: str) -> bool:
    """Whether an address is one that only this machine reaches. Names other than `localhost` are not trusted to be."""
    if host.lower() == "localhost":
        return True
    return is_number(host) and ipaddress.ip_address(host).is_loopback


def is_number(host: str) -> bool:
    """Whether an address is written as a number."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
