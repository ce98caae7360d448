"""What stands between the network and Streamlit: safe headers, a learner's cookie, limits. Plain ASGI, a class an idea.

Knows the addresses that Streamlit answers at, but nothing else of it, and nothing of lessons or models.
"""

import re
import secrets
from collections import Counter
from collections.abc import Callable, Mapping
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MB = 1024 * 1024
UPLOADS = "/_stcore/upload_file/"
METRICS = "/_stcore/metrics"
TOO_LONG = (
    "This address is too long to open. Cut it off behind the question mark, open the page, and paste the long text into "
    "its box again.\n"
)

# Everything comes from this server. Streamlit's page has one inline script, its components load their code from blobs,
# and styles are set on elements. Scripts inside a lesson's text never run: Streamlit removes them before.
CONTENT_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)


PARTS = ("application/javascript", "text/javascript", "text/css", "font/")  # kinds of what a page is made of


class SafeHeaders:
    """Every answer tells the browser what a page may load and who may frame it, and to keep addresses to itself. Of scripts,
    styles and fonts it asks nothing of that, and there are a hundred in a visit: 40 kB."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "no-referrer"
                if not headers.get("content-type", "").startswith(PARTS):
                    headers["Content-Security-Policy"] = CONTENT_POLICY
                    headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
            await send(message)

        await self.app(scope, receive, send_with_headers)


class LearnerCookie:
    """A random first-party cookie on every page, so that a browser finds its own runs again. It says nothing else."""

    NAME = "glassbox"
    OURS = re.compile(r"[0-9a-f]{32}|[A-Za-z0-9_-]{22}")  # the second is how older versions wrote it
    KEY = "glassbox.learner"  # in the scope, for whoever comes after

    def __init__(self, app: ASGIApp, days: float = 30) -> None:
        """`days`: how long after the last visit what it finds is kept; the cookie itself stays a day at least."""
        self.app = app
        self.age = int(max(1, days) * 24 * 3600)  # seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        cookie = self.of(scope) or secrets.token_hex(16)
        scope[self.KEY] = cookie

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    secure = "; Secure" if scope["scheme"] == "https" else ""
                    headers.append(
                        "Set-Cookie",
                        f"{self.NAME}={cookie}; Path=/; Max-Age={self.age}; HttpOnly; SameSite=Lax{secure}",
                    )
            await send(message)

        await self.app(scope, receive, send_with_cookie)

    @classmethod
    def of(cls, scope: Scope) -> str | None:
        """The learner's cookie of a request, or what it gets now; None if it has none that we could have set."""
        if given := scope.get(cls.KEY):
            return str(given)
        try:
            cookie = SimpleCookie(Headers(scope=scope).get("cookie", "")).get(cls.NAME)
        except CookieError:
            return None
        return cookie.value if cookie and cls.OURS.fullmatch(cookie.value) else None


class SameOrigin:
    """A page of another site may not talk to the app in a visitor's name. (Streamlit would ask the outside for our
    address before it decides that; we know without.)"""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            headers = Headers(scope=scope)
            origin = headers.get("origin")
            if origin is not None and urlsplit(origin).netloc != headers.get("host"):
                await receive()  # the request to connect
                return await send({"type": "websocket.close", "code": 1008})
        await self.app(scope, receive, send)


class OwnMachineOnly:
    """The server's numbers (sessions, caches) are for whoever runs it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(METRICS):
            client = scope.get("client")
            if not client or client[0] not in ("127.0.0.1", "::1"):
                return await PlainTextResponse("Not found", 404)(scope, receive, send)
        await self.app(scope, receive, send)


class ShortAddress:
    """An address that is longer than any of ours gets a sentence. (The server itself would close the door without one.)"""

    MOST = 32_000  # bytes: a dozen choices and 2,000 letters of any script, each of twelve bytes at most

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and len(scope["path"]) + len(scope.get("query_string", b"")) > self.MOST:
            return await PlainTextResponse(TOO_LONG, 414)(scope, receive, send)
        await self.app(scope, receive, send)


class UploadQuota:
    """Uploads stay in memory, so there is a limit to what one visitor, and all together, may keep there.

    `stored` tells how many bytes each session keeps now. Without this limit anybody could fill the server's memory,
    because Streamlit checks only the size of each file.
    """

    def __init__(
        self, app: ASGIApp, stored: Callable[[], Mapping[str, int]], per_session: int = 10 * MB, in_all: int = 200 * MB
    ) -> None:
        self.app, self.stored, self.per_session, self.in_all = app, stored, per_session, in_all
        self.arriving: Counter[str] = Counter()  # bytes announced by requests that are still being read

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "PUT" or not scope["path"].startswith(UPLOADS):
            return await self.app(scope, receive, send)
        announced = Headers(scope=scope).get("content-length", "")
        if not announced.isdigit():
            return await PlainTextResponse("Say how long the file is.", 411)(scope, receive, send)
        size, session = int(announced), scope["path"].removeprefix(UPLOADS).split("/")[0]
        kept = self.stored()
        if (
            kept.get(session, 0) + self.arriving[session] + size > self.per_session
            or sum(kept.values()) + self.arriving.total() + size > self.in_all
        ):
            return await PlainTextResponse("Too many files. Remove one first.", 413)(scope, receive, send)
        self.arriving[session] += size
        try:
            await self.app(scope, receive, send)
        finally:
            self.arriving[session] -= size
            self.arriving += Counter()  # forget sessions that have nothing under way
