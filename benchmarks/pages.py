"""How long does a page take to answer? Reruns through Streamlit's own WebSocket protocol, without a browser.

Every page alone, then thirty sessions with five seconds of think time, without and with a training job beside them,
and a mixed lesson: the same thirty walk from page to page. Beside the times stand the CPU time of the web process for
one rerun, and what its memory grew by while four classes came and went. Last, more visitors than there are places.
Every answer is read: one that holds an error, or another page, counts as an error.
"""

import asyncio
import json
import random
import statistics
import string
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.typing import Origin, Subprotocol

from benchmarks.server import ROOT, Server
from core.caches import cache
from core.lessons import page_files
from core.training import Recipe
from core.yaml_files import read_yaml

PAGES = ("", *sorted(page_files(ROOT / "pages").keys() - {"welcome"}))
ALONE, SESSIONS, THINK, ROUNDS = 30, 30, 5.0, 6
WALK, STAY = 6, 2  # pages that a visitor of the mixed lesson opens, and reruns on each of them
PLACES = 8  # in the server that is too full
CLASSES = 4  # that come and go while memory is watched


@dataclass
class Session:
    """One visitor on one page."""

    port: int
    page: str
    seconds: list[float] = field(default_factory=list)
    errors: int = 0
    cookie: str = ""
    waited: bool = False
    hash: str = ""
    title: str = ""

    async def __aenter__(self) -> "Session":
        host = f"127.0.0.1:{self.port}"
        self.socket = await websockets.connect(
            f"ws://{host}/_stcore/stream", subprotocols=[Subprotocol("streamlit")], origin=Origin(f"http://{host}"), max_size=None,
            additional_headers={"Cookie": self.cookie} if self.cookie else None,
        )  # fmt: skip
        await self.open(self.page)
        return self

    async def open(self, page: str) -> None:
        """Go to a page, as the menu does."""
        self.page, self.title = page, question(page)
        await self.rerun(first=True)

    async def __aexit__(self, *problem: object) -> None:
        await self.socket.close()

    async def rerun(self, first: bool = False) -> None:
        """Ask for the page again and read the answer to its end."""
        message = BackMsg()
        if first:
            message.rerun_script.page_name = self.page
        else:
            message.rerun_script.page_script_hash = self.hash
        start = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        bad, text = await self.answer()
        if not first:
            self.seconds.append(time.perf_counter() - start)
        self.errors += bad or self.title not in text

    async def answer(self) -> tuple[bool, str]:
        """Whether an exception was shown, and all text of the page."""
        bad, text = False, []
        while True:
            message = ForwardMsg.FromString(await asyncio.wait_for(self.socket.recv(), 120))
            kind = message.WhichOneof("type")
            if kind == "navigation":
                self.hash = message.navigation.page_script_hash
            elif kind == "delta":
                element = message.delta.new_element
                bad = bad or element.WhichOneof("type") == "exception"
                text.append(element.heading.body or element.markdown.body or element.html.body)
            elif kind == "script_finished":
                return bad, "\n".join(text)


@cache
def question(page: str) -> str:
    """What a page asks, in its own words: an answer without them is another page's."""
    lesson = read_yaml(ROOT / f"assets/lessons/en/{page or 'welcome'}.yaml")
    return str(lesson["question"])


async def alone(port: int, page: str) -> Session:
    async with Session(port, page) as session:
        for _ in range(ALONE):
            await session.rerun()
            await asyncio.sleep(0.05)
    return session


async def crowd(port: int, seed: int) -> list[Session]:
    """Thirty visitors, spread over the pages, who think between clicks."""
    dice = random.Random(seed)
    sessions = [Session(port, PAGES[i % len(PAGES)]) for i in range(SESSIONS)]

    async def visit(session: Session, late: float) -> None:
        await asyncio.sleep(late)
        async with session:
            for _ in range(ROUNDS):
                await asyncio.sleep(dice.uniform(0.5, 1.5) * THINK)
                await session.rerun()

    await asyncio.gather(*(visit(session, dice.uniform(0, THINK)) for session in sessions))
    return sessions


async def mixed(port: int, seed: int, think: float = THINK) -> list[Session]:
    """Thirty visitors who walk through the course: a page, some clicks, another page."""
    dice = random.Random(seed)
    sessions = [Session(port, dice.choice(PAGES)) for _ in range(SESSIONS)]

    async def visit(session: Session, late: float) -> None:
        await asyncio.sleep(late)
        async with session:
            for turn in range(WALK):
                if turn:
                    await session.open(dice.choice(PAGES))
                for _ in range(STAY):
                    await asyncio.sleep(dice.uniform(0.5, 1.5) * think)
                    await session.rerun()

    await asyncio.gather(*(visit(session, dice.uniform(0, think)) for session in sessions))
    return sessions


def walked(server: Server) -> dict:
    """The mixed lesson's line, with the web process's CPU time a rerun (opening a page is one)."""
    before = server.cpu_seconds()
    sessions = asyncio.run(mixed(server.port, 3))
    reruns = SESSIONS * WALK * (1 + STAY)
    return line("pages_mixed_lesson", sessions) | {
        "cpu_ms_a_rerun": round(1000 * (server.cpu_seconds() - before) / reruns, 1)
    }


def come_and_gone(server: Server) -> dict:
    """Class after class walks through the course and leaves: what the web process holds after each, in MB."""
    held, errors = [server.megabytes()], 0
    for number in range(CLASSES):
        errors += sum(session.errors for session in asyncio.run(mixed(server.port, 10 + number, think=0.2)))
        held.append(server.megabytes())
    return {
        "name": "pages_memory", "ours": round(held[-1] - held[1], 1), "peer": None, "peer_name": None, "ratio": None,
        "unit": "MB more after the last class than after the first", "held": held, "sessions": SESSIONS * CLASSES,
        "errors": errors,
    }  # fmt: skip


async def guest(port: int, letter: str, arrived: list[str]) -> Session:
    """Somebody who knocks as a browser does, waits in the line if told to, clicks a while and leaves."""
    browser = {"Cookie": f"glassbox={letter * 22}", "Accept": "text/html"}

    def ask(path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(
                urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=browser)
            ) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()

    session = Session(port, "generation", cookie=browser["Cookie"])
    status, _ = await asyncio.to_thread(ask, "/generation")
    ahead = len(arrived)
    if status == 503:
        arrived.append(letter)
    while status == 503:
        place = json.loads((await asyncio.to_thread(ask, "/_glassbox/line"))[1])["place"]
        if not place:
            break
        session.errors += not 1 <= place <= ahead + 1  # the line only gets shorter before one
        ahead = place - 1
        await asyncio.sleep(2)
    session.waited = status == 503
    async with session:
        for _ in range(ROUNDS):
            await asyncio.sleep(THINK / 5)
            await session.rerun()
    return session


async def guests(port: int, number: int) -> list[Session]:
    """So many, one shortly after the other."""
    arrived: list[str] = []
    tasks = []
    for letter in string.ascii_lowercase[:number]:
        tasks.append(asyncio.create_task(guest(port, letter, arrived)))
        await asyncio.sleep(0.2)
    return list(await asyncio.gather(*tasks))


def overfull() -> dict:
    """More visitors than places: those who are in answer as fast as if nobody stood before the door, and all get in."""
    with tempfile.TemporaryDirectory() as home:
        server = Server(Path(home), environment={"GLASSBOX_SESSIONS": str(PLACES)})
        server.start()
        try:
            alone = asyncio.run(guests(server.port, PLACES))
            time.sleep(12)  # until their places are free again
            crowd = asyncio.run(guests(server.port, 2 * PLACES))
        finally:
            server.stop()
    first = [session for session in crowd if not session.waited]
    ours, peer = (1000 * statistics.median(s for one in some for s in one.seconds) for some in (first or crowd, alone))
    return {
        "name": "pages_overfull", "ours": round(ours, 1), "peer": round(peer, 1), "peer_name": "nobody waits",
        "ratio": round(ours / peer, 2), "unit": "ms, median rerun of those inside", "places": PLACES,
        "waited": sum(one.waited for one in crowd), "got_in": len(crowd), "errors": sum(one.errors for one in crowd),
    }  # fmt: skip


def line(name: str, sessions: list[Session]) -> dict:
    times = sorted(second for session in sessions for second in session.seconds)
    cut = statistics.quantiles(times, n=20)
    return {
        "name": name, "ours": round(1000 * statistics.median(times), 1), "peer": None, "peer_name": None, "ratio": None,
        "unit": "ms, median rerun",
        "p95": round(1000 * cut[18], 1), "reruns": len(times), "errors": sum(s.errors for s in sessions),
    }  # fmt: skip


def run() -> Iterator[dict]:
    with tempfile.TemporaryDirectory() as home:
        server = Server(Path(home))
        server.start()
        try:
            for page in PAGES:
                yield line(f"pages_alone_{page or 'welcome'}", [asyncio.run(alone(server.port, page))])
            yield line("pages_30_sessions", asyncio.run(crowd(server.port, 1)))
            yield walked(server)
            yield come_and_gone(server)
        finally:
            server.stop()
        yield from while_training(Path(home))
    yield overfull()


def while_training(home: Path) -> Iterator[dict]:
    """The same crowd while a run trains: it is put in line before the server starts, which then takes it up."""

    from core.training import events as e
    from core.training.run import Run

    recipe = Recipe(steps=100_000)
    run = Run.create(recipe, where=home / "runs")
    run.say(e.Queued(0, "benchmark"))
    server = Server(home)
    server.start()
    try:
        while run.step < 10:
            time.sleep(0.2)
        began = run.step
        result = line("pages_30_sessions_training", asyncio.run(crowd(server.port, 2)))
        yield result | {"steps_meanwhile": run.step - began}
    finally:
        run.wish(do="stop")
        server.stop()
