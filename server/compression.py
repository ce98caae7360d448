"""Streamlit's scripts and styles, packed for the way: a third of the bytes, which a class feels that shares one Wi-Fi.

Each is packed once, when it is first asked for, and kept. Their names say what is in them, so what is kept never ages.

Scripts that every visit runs begin with a line for the browser: read all of it while it comes, beside what else you do, and not
function by function when one is first called, while somebody waits (V8's explicit compile hints, https://v8.dev/blog/explicit-compile-hints).
To a browser that does not know it, it is a comment.
"""

import asyncio
import gzip
import re
from collections.abc import Container
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TEXTS = re.compile(r"/static/[\w./-]+\.(js|css|json|svg|wasm)")  # fonts and pictures are packed already
READ_AT_ONCE = b"//# allFunctionsCalledOnLoad\n"


@dataclass(frozen=True)
class Packed:
    """An answer as it is sent to whoever takes gzip."""

    headers: list[tuple[bytes, bytes]]
    body: bytes

    async def send(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": list(self.headers)})
        await send({"type": "http.response.body", "body": self.body})


class Compression:
    """Answers for files that never change, packed with gzip: over plain http, browsers offer to take nothing smaller."""

    def __init__(self, app: ASGIApp, run_at_once: Container[str] = ()) -> None:
        """`run_at_once`: the names of scripts that every visit runs."""
        self.app, self.run_at_once = app, run_at_once
        self.kept: dict[str, Packed] = {}
        self.packing = asyncio.Lock()  # a whole class may ask for the same file at once, the first time

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _takes_packed(scope):
            return await self.app(scope, receive, send)
        path = scope["path"]
        if path not in self.kept:
            async with self.packing:
                plain = [] if path in self.kept else await self._pack(scope)
            if path not in self.kept:  # there is no such file
                for message in plain:
                    await send(message)
                return
        await self.kept[path].send(send)

    async def _pack(self, scope: Scope) -> list[Message]:
        """Keep the file, packed, if it came whole. Returns the answer as it came.

        Whoever asked may leave meanwhile. The app does not hear of that: it would stop halfway, and others will ask.
        """
        answer: list[Message] = []
        asked: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]

        async def receive() -> Message:
            if not asked:
                await asyncio.Event().wait()
            return asked.pop()

        async def collect(message: Message) -> None:
            answer.append(message)

        await self.app(scope, receive, collect)
        whole = b"".join(part.get("body", b"") for part in answer[1:])
        if answer[0]["status"] == 200 and Headers(raw=answer[0]["headers"]).get("content-length") == str(len(whole)):
            hint = READ_AT_ONCE if scope["path"].rsplit("/", 1)[-1] in self.run_at_once else b""
            body = await asyncio.to_thread(gzip.compress, hint + whole, 9, mtime=0)
            self.kept[scope["path"]] = Packed(_headers(answer[0], len(body)), body)
        return answer


def _takes_packed(scope: Scope) -> bool:
    """Does somebody ask for the whole of such a file, for the first time, and take it packed?"""
    if scope["type"] != "http" or scope["method"] != "GET" or not TEXTS.fullmatch(scope["path"]):
        return False
    asked = Headers(scope=scope)
    return "gzip" in asked.get("accept-encoding", "") and not {"range", "if-none-match"} & set(asked)


def _headers(start: Message, length: int) -> list[tuple[bytes, bytes]]:
    headers = MutableHeaders(raw=list(start["headers"]))
    headers["Content-Encoding"] = "gzip"
    headers["Content-Length"] = str(length)
    headers["Vary"] = "Accept-Encoding"
    if tag := headers.get("etag"):
        headers["ETag"] = f"W/{tag.removeprefix('W/')}"  # the same file, but not the same bytes
    return headers.raw
