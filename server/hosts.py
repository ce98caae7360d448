"""Which names this server answers to. A page of another site can point a name of its own at this machine and would then
speak to the app as if it belonged to it (DNS rebinding); so a name that nobody gave to the app gets one sentence.

Asks the machine alone, nobody outside. Knows nothing of Streamlit.
"""

import socket
import time
from collections.abc import Callable, Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

import psutil
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

HOME = frozenset({"localhost", "127.0.0.1", "::1"})
EVERYWHERE = ("", "0.0.0.0", "::")  # addresses to listen at that mean: all that this machine has
ANY = "*"  # in GLASSBOX_HOSTS: whoever stands before the app checks the name
REFRESH = 2.0  # seconds; a laptop that joins a network has a new address at once
NOT_MINE = (
    "Glassbox does not answer to this name. Use an address that it printed when it started; or whoever runs it adds the "
    "name to GLASSBOX_HOSTS.\n"
)


def name_in(host: str) -> str | None:
    """The name in a Host header, without its port, as it is compared; None where it is no name and no address.

    >>> name_in("Laptop.Local:8501"), name_in("[0:0::1]:8501"), name_in("127.0.0.1:8501@elsewhere")
    ('laptop.local', '::1', None)
    """
    try:
        parts = urlsplit(f"//{host}")
        name, _ = parts.hostname, parts.port  # reading the port checks it
    except ValueError:
        return None
    if not name or parts.netloc != host or "@" in host:
        return None
    return plain(name)


def plain(name: str) -> str:
    """A name in the one way that it is compared in."""
    name = name.lower().rstrip(".").partition("%")[0]  # an interface may stand behind %
    try:
        return ip_address(name).compressed
    except ValueError:
        return name


def own_names(address: str) -> set[str]:
    """What this machine is called by those who reach the address that the app listens at, just now."""
    names = set(HOME)
    if address in EVERYWHERE:
        names |= {plain(entry.address) for entries in psutil.net_if_addrs().values() for entry in entries}
    elif plain(address) in HOME:
        return names
    else:
        names.add(plain(address))
    called = plain(socket.gethostname())
    short = called.partition(".")[0]
    return names | {called, short, f"{short}.local"}  # laptops tell their .local name to the network by themselves


def more_names(setting: str) -> set[str]:
    """The names in GLASSBOX_HOSTS, which are separated by commas. ValueError with a sentence where one is no name."""
    found = set()
    for text in filter(None, (part.strip() for part in setting.split(","))):
        name = ANY if text == ANY else name_in(text)
        if name is None:
            raise ValueError(
                f"GLASSBOX_HOSTS takes names or addresses, separated by commas, such as glassbox.school.example; {text!r} is none."
            )
        found.add(name)
    return found


class KnownHosts:
    """Only who asks for this server by one of its names is answered. `own` tells the names that it has just now.

    The port is not looked at: a tunnel changes it, and a page at another port is another origin.
    """

    def __init__(
        self, app: ASGIApp, own: Callable[[], Iterable[str]], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.app, self.own, self.clock = app, own, clock
        self.names: frozenset[str] = frozenset()
        self.asked = -REFRESH

    def known(self, host: str) -> bool:
        """Is this one of our names, or was there no rule?"""
        if self.clock() - self.asked >= REFRESH:
            self.names, self.asked = frozenset(self.own()), self.clock()
        return ANY in self.names or name_in(host) in self.names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or self.known(Headers(scope=scope).get("host", "")):
            return await self.app(scope, receive, send)
        if scope["type"] == "http":
            return await PlainTextResponse(NOT_MINE, 421)(scope, receive, send)
        await receive()  # the request to connect
        await send({"type": "websocket.close", "code": 1008})
