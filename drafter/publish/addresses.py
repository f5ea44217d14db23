"""Which hosts may be called: none on this machine or a private network, unless the settings name it.

A name is looked up once and the connection goes to the very address that was checked, so a name that
changes between the check and the call leads nowhere.
"""

import ipaddress
import socket
from collections.abc import Callable, Collection
from urllib.parse import urlsplit

from drafter.errors import InputError

Lookup = Callable[[str, int], list[str]]


def lookup(host: str, port: int) -> list[str]:
    """Return the addresses of a name. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(one[4][0]) for one in found]


def checked_address(
    url: str, *, allowed: Collection[str] = (), resolve: Lookup = lookup
) -> tuple[str, int, str]:
    """Return host, port and the address to connect to.

    `allowed` names hosts that may be private all the same. Raises InputError for another scheme, a user in
    the address, plain http to a host not allowed, a name nobody knows or an address that is not public.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme not in ("https", "http") or not host or parts.username is not None:
        raise InputError(
            "Only https:// addresses without a user can be called.", remedy="Correct the address.", where=url
        )
    port = parts.port or (443 if parts.scheme == "https" else 80)
    trusted = host in allowed
    if parts.scheme == "http" and not trusted:
        raise InputError(
            f"{host} would be called without encryption.",
            remedy="Use https, or name the host in DRAFTER_PRIVATE_TARGETS.",
            where=url,
        )
    try:
        addresses = resolve(host, port)
    except OSError:
        raise InputError(f"The name {host} is not known.", remedy="Correct the address.", where=url) from None
    for address in addresses:
        if not trusted and not is_public(address):
            raise InputError(
                f"{host} is {address}, which is not a public address.",
                remedy="If that is meant, name the host in DRAFTER_PRIVATE_TARGETS.",
                where=url,
            )
    return host, port, addresses[0]


def is_public(address: str) -> bool:
    """Return whether an IP address is reachable from anywhere, also behind an IPv4-in-IPv6 form."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    inside = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    if isinstance(ip, ipaddress.IPv6Address) and ip in ipaddress.ip_network("64:ff9b::/96"):
        inside = ipaddress.ip_address(int(ip) & 0xFFFFFFFF)
    return (inside or ip).is_global and not (inside or ip).is_multicast
