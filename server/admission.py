"""Who may come in: as many learners as the server serves well at once. Others wait in a line, and see their place.

One Python process answers everybody, so one learner too many makes it slow for all. Who is in stays in: a reload or a
lost link keeps the place for a while. Who waits comes in by the order of arrival, as soon as somebody leaves.

Knows the addresses that Streamlit answers at, but nothing else of it, and nothing of lessons or models.
"""

import json
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from string import Template

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.figures.palette import css
from core.lessons import waiting
from server.middleware import LearnerCookie

SOCKET = "/_stcore/stream"
LINE = "/_glassbox/line"  # where the waiting page asks for its place
PAGE = Path(__file__).with_name("waiting.html")

MB = 1024 * 1024
ONE_CORE, MORE_CORES = 20, 40  # learners; one Python process uses one core, a second one trains
FIRST, EACH = 600 * MB, 8 * MB  # what the process needs by itself, and what a learner adds at most
LEAST = 4

LOADING = 30.0  # seconds that a place is kept for a page that still loads
LEFT = 10.0  # after a tab was closed; a reload closes it, too
LOST = 120.0  # after a link broke without a word: a lid, or a gap in the Wi-Fi
HERE = 12.0  # who waits and was not seen for so long lets others go first, but keeps the place in the line
BROKEN = (1006, 1011)  # codes of a link that ended without a word, or did not answer; a browser that closes says 1001
PATIENCE = 240.0  # then the place in the line is given up; browsers let hidden tabs ask once a minute


def places(cores: int, memory: int) -> int:
    """How many learners fit, by the processor's cores and the memory in bytes that is free before anybody comes.

    Forty are a class with some to spare. A mixed lesson with changes of page cost 170 ms of processor time a click on a
    busy machine (`python -m benchmarks pages`), perhaps half of it on a quiet one; a learner clicks every five seconds or
    so. So forty keep a core busy, and with more everybody would wait for everybody. What one learner needs in memory,
    EACH, is a guess on the safe side.

    >>> places(2, 8_000 * MB), places(8, 8_000 * MB), places(1, 8_000 * MB), places(2, 800 * MB)
    (40, 40, 20, 25)
    """
    return max(LEAST, min(ONE_CORE if cores < 2 else MORE_CORES, (memory - FIRST) // EACH))


@dataclass
class Place:
    """A place inside: how many tabs hold it, and until when it is kept once none does."""

    tabs: int = 0
    until: float = 0.0


@dataclass
class Room:
    """So many places, and a line before the door. Times are seconds of any clock that never goes back."""

    places: int
    clock: Callable[[], float] = time.monotonic
    inside: dict[str, Place] = field(default_factory=dict)
    line: dict[str, float] = field(default_factory=dict)  # in the order of arrival: when each was last seen

    def ask(self, visitor: str) -> int:
        """0 if this visitor is in, or comes in now, and has a place while a page loads; else the place in the line."""
        now = self.clock()
        self._tidy(now)
        if visitor not in self.inside:
            self.line[visitor] = now
            order = list(self.line)
            ahead = order[: order.index(visitor)]
            if len(self.inside) + sum(now - self.line[one] <= HERE for one in ahead) >= self.places:
                return len(ahead) + 1
            del self.line[visitor]
            self.inside[visitor] = Place()
        place = self.inside[visitor]
        place.until = max(place.until, now + LOADING)
        return 0

    def enter(self, visitor: str) -> bool:
        """A tab connects. False where it has to wait; asking again keeps its place in the line."""
        if self.ask(visitor):
            return False
        self.inside[visitor].tabs += 1
        return True

    def leave(self, visitor: str, closed: bool) -> None:
        """A tab is gone: it was closed, or its link broke and may come back."""
        place = self.inside[visitor]
        place.tabs -= 1
        place.until = self.clock() + (LEFT if closed else LOST)

    def _tidy(self, now: float) -> None:
        """Free the places that nobody came back to."""
        for visitor in [one for one, place in self.inside.items() if not place.tabs and place.until < now]:
            del self.inside[visitor]
        for visitor in [one for one, seen in self.line.items() if now - seen > PATIENCE]:
            del self.line[visitor]


class Admission:
    """Lets in as many as there are places; everybody else gets a page that waits. Only lessons are behind the door:
    files, health and whoever asks for no page are answered as ever."""

    def __init__(self, app: ASGIApp, room: Room, fonts: Mapping[str, str]) -> None:
        self.app, self.room, self.fonts = app, room, fonts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and scope["path"] == SOCKET:
            return await self.socket(scope, receive, send)
        if scope["type"] == "http" and scope["method"] == "GET":
            if scope["path"] == LINE:
                place = self.room.ask(visitor_of(scope))
                answer = JSONResponse({"place": place}, headers={"Cache-Control": "no-store"})
                return await answer(scope, receive, send)
            if is_page(scope) and (place := self.room.ask(visitor_of(scope))):
                headers = {"Cache-Control": "no-store", "Retry-After": "5"}
                return await HTMLResponse(waiting_page(place, self.fonts), 503, headers)(scope, receive, send)
        await self.app(scope, receive, send)

    async def socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A tab holds its visitor's place as long as it is connected."""
        visitor = visitor_of(scope)
        if not self.room.enter(visitor):
            await receive()  # the request to connect
            return await send({"type": "websocket.close", "code": 1013})  # "try again later", as browsers do
        closed = True

        async def receive_and_note() -> Message:
            nonlocal closed
            message = await receive()
            if message["type"] == "websocket.disconnect":
                closed = message.get("code") not in BROKEN
            return message

        try:
            await self.app(scope, receive_and_note, send)
        finally:
            self.room.leave(visitor, closed)


def visitor_of(scope: Scope) -> str:
    """Whose request it is: the learner's cookie; without one, somebody new."""
    return LearnerCookie.of(scope) or secrets.token_urlsafe(16)


def is_page(scope: Scope) -> bool:
    """Does a browser ask for a page to show? It says so itself; scripts and pictures are asked for otherwise."""
    path = scope["path"]
    return "text/html" in Headers(scope=scope).get("accept", "") and not path.startswith(
        ("/_stcore", "/static", "/media")
    )


def waiting_page(place: int, fonts: Mapping[str, str]) -> str:
    """The page that waits: it asks for its place by itself and loads the lesson when it is its turn."""
    words = waiting()
    spoken = json.dumps({"place": words.place, "lost": words.lost}).replace("<", "\\u003c")  # it stands in a script
    return Template(PAGE.read_text("utf-8")).substitute(
        {name: escape(text) for name, text in vars(words).items()},
        css=css(), sans=fonts["sans"], serif=fonts["serif"], line=LINE, words=spoken,
        now=escape(words.place.replace("{place}", f"{place:,}")),
    )  # fmt: skip
