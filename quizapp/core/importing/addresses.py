"""Which web addresses may be asked: what stands in them, and where their host lies."""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

_PORTS = {"http": 80, "https": 443}
_ODD = re.compile(r"[\x00-\x20\x7f\\]")
_NUMERIC = re.compile(r"(?:\d+|0x[0-9a-f]*)\Z", re.IGNORECASE)
_LONGEST = 2000
_WRAPPED = tuple(
    ipaddress.ip_network(net) for net in ("::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16")
)
"""IPv6 networks whose addresses stand for IPv4 ones: compatible, NAT64, Teredo, 6to4."""


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart. ``path`` holds the query too and is ASCII."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def is_default_port(self) -> bool:
        """Whether the port is the scheme's own."""
        return self.port == _PORTS[self.scheme]


def is_web_address(text: str) -> bool:
    """Whether text is an http or https address with a host; whether it may be asked is another question."""
    try:
        parts = urlsplit(text)
    except ValueError:  # a bracket that is not closed, or signs that no host has
        return False
    return parts.scheme in _PORTS and bool(parts.netloc)


def target_of(address: str, *, any_port: bool = False) -> Target:
    """An address taken apart.

    Raises ``ValueError`` for anything but http and https, for a name or password in it, for a host that is no name
    and no plain IP address (``2130706433``, ``0x7f.1``, ``0177.0.0.1``), and for ports other than 80 and 443.
    """
    if _ODD.search(address) or len(address) > _LONGEST:
        raise ValueError("no address")
    parts = urlsplit(address)
    if parts.scheme not in _PORTS or not parts.hostname or "@" in parts.netloc:
        raise ValueError("no address that may be asked")
    host = parts.hostname.encode("idna").decode("ascii") if not parts.hostname.isascii() else parts.hostname
    if _NUMERIC.match(host.rstrip(".").rsplit(".", 1)[-1]):
        ipaddress.IPv4Address(host)  # four plain numbers or nothing
    port = parts.port or _PORTS[parts.scheme]
    if port not in _PORTS.values() and not any_port:
        raise ValueError("no port that may be asked")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]")
    return Target(parts.scheme, host, port, f"{path}?{query}" if query else path)


def is_public(address: str) -> bool:
    """Whether an IP address lies in the public internet, also where IPv6 wraps an IPv4 one."""
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return is_public(str(found.ipv4_mapped))
        if found.scope_id or found.is_site_local or any(found in net for net in _WRAPPED):
            return False
    return found.is_global and not found.is_multicast and not found.is_reserved


def is_loopback(address: str) -> bool:
    """Whether an IP address is this machine's own."""
    return ipaddress.ip_address(address).is_loopback
