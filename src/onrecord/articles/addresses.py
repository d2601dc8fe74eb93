"""Which addresses of the net may be asked: what a URL may look like, and which machines it may lead to."""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

from onrecord.errors import UnreadableFile

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
PORTS = {"http": 80, "https": 443}
LONGEST = 2048
"""Characters of a URL."""

_NAME = re.compile(
    r"(?=.{1,253}\Z)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
)
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)")
_GLOBAL = ipaddress.ip_network("2000::/3")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_CLOSED = tuple(
    map(
        ipaddress.ip_network,
        (
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",  # shared by the customers of one provider; one cloud keeps its metadata there
            "127.0.0.0/8",
            "168.63.129.16/32",  # a cloud's own service, under a public number
            "169.254.0.0/16",  # link-local, and the metadata of most clouds
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
            "2001::/23",  # tunnels and other special uses
            "2001:db8::/32",
            "3fff::/20",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Address:
    """A URL taken apart. `host` is lower case and ASCII, without brackets and final dot; `target` is what is asked of it."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def url(self) -> str:
        """As one string, without what stands behind `#`."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{name}{port}{self.target}"


def address(url: str, *, ports: frozenset[int] | None = frozenset(PORTS.values())) -> Address:
    """The parts of a URL; `ports` are those that may be asked, None for all. Raises UnreadableFile where it may not be
    asked for, whatever it leads to."""
    if len(url) > LONGEST:
        raise _refused(url[:80] + "…", f"an address has at most {LONGEST} characters")
    if any(c <= " " or c in "\\\x7f" or c.isspace() for c in url) or not url.isprintable():
        raise _refused(ascii(url), "blanks, backslashes and control characters stand in no address")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _refused(url, f"not an address ({error})") from error
    scheme = parts.scheme.lower()
    if scheme not in PORTS:
        raise _refused(url, "only http:// and https:// can be asked for")
    if "@" in parts.netloc:
        raise _refused(f"{scheme}://…", "an address with a user's name or password in it is not asked for")
    number = PORTS[scheme] if port is None else port
    if ports is not None and number not in ports:
        raise _refused(url, f"only the ports {', '.join(map(str, sorted(ports)))} can be asked")
    return Address(scheme, _host(url, parts), number, _target(parts))


def numbered(host: str) -> IP | None:
    """The number that a host is written as, None where it is a name."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def is_public(ip: IP) -> bool:
    """Whether it is a machine of the open net: neither private, loopback, link-local, shared, multicast, reserved nor a
    cloud's metadata, nor an IPv6 number with such a one inside."""
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        if ip not in _GLOBAL:
            return False
    return ip.is_global and not ip.is_multicast and not any(ip in net for net in _CLOSED if net.version == ip.version)


def _host(url: str, parts: SplitResult) -> str:
    """The host as it is looked up. A name that ends in a number is read as an IPv4 number by one program and as something
    else by the next (`127.1`, `0x7f000001`): only the plain form of four numbers is taken."""
    told = (parts.hostname or "").rstrip(".")
    if "%" in told or not told:
        raise _refused(url, "there is no host in it" if not told else "a host has no % in it")
    if "[" in parts.netloc:
        if numbered(told) is None or ":" not in told:
            raise _refused(url, "what stands in brackets is no IPv6 number")
        return str(numbered(told))
    try:
        name = told.encode("idna").decode("ascii").lower().rstrip(".")
    except UnicodeError as error:
        raise _refused(url, "no host can have this name") from error
    if not _NAME.fullmatch(name):
        raise _refused(url, "no host can have this name")
    if _NUMBER.fullmatch(name.rpartition(".")[2]) and not isinstance(numbered(name), ipaddress.IPv4Address):
        raise _refused(url, "a host that is a number is written as four numbers with dots")
    return name


def _target(parts: SplitResult) -> str:
    safe = "/:@!$&'()*+,;=~%-._"
    path = quote(parts.path, safe=safe) or "/"
    return f"{path}?{quote(parts.query, safe=safe + '?')}" if parts.query else path


def _refused(url: str, why: str) -> UnreadableFile:
    return UnreadableFile(why, where=url)
