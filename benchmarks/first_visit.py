"""What a first visit costs: bytes and requests of every page, how long a Chromebook waits for words, for the picture and until
that hears what is pressed, and how long a whole class does.

Every page is opened in turn as this version and as version 0.3.0 serve it, each by a server of its own, by a browser that
has nothing yet and is slowed down to a Chromebook on a class's network: a quarter of this processor, 5 Mbit/s, 40 ms. A page
that 0.3.0 had not is compared with the first page of that time. Beside them stands what Streamlit shows as its own example.

The class: thirty visitors at once on one 20 Mbit/s link, a proxy that lets through so many bits a second and no more. Each
asks for what a browser asked for before its picture heard, six requests at a time, as browsers do; it draws nothing, as
thirty browsers would need thirty computers. The figure is when the last of them has it all.

    python -m benchmarks first_visit
"""

import asyncio
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from benchmarks.chromium import started
from benchmarks.measure import line
from benchmarks.reruns import EARLIER, checkout
from benchmarks.server import ROOT, Server, free_port
from core.lessons import page_files

HOME = "welcome"
LINK = {"offline": False, "latency": 40, "downloadThroughput": 5e6 / 8, "uploadThroughput": 5e6 / 8}
AT_FULL_SPEED = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
SLOWER = 4  # times, the processor
QUIET = 5  # seconds in which nothing moves: the visit is over
PUPILS = 30
CLASS_LINK = 20e6 / 8  # bytes a second, all together
DELAY = 0.040  # seconds, on the class's link
AT_ONCE = 6  # requests of one visitor
CHUNK = 16 * 1024
LOOK = 100  # milliseconds between two looks at whether the picture stands
# In a page: is there something drawn in the living picture, wider than a sign? On pages without one: in the experiments.
PICTURE = """() => {
    const drawn = root => [...root.querySelectorAll('*')].some(one => one.matches('canvas, svg, img')
        ? one.getBoundingClientRect().width > 150 : one.shadowRoot && drawn(one.shadowRoot));
    return [...document.querySelectorAll('.st-key-living_picture, .st-key-experiments, .gb-early')].some(drawn);
}"""
HEARS = PICTURE.replace(", .gb-early", "")  # is that Streamlit's, which hears what is pressed?
TITLE = "document.querySelector('h1')"
READ = "performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000"  # seconds; words come first


@dataclass
class Visit:
    """What one first visit moved, and how long it took."""

    bytes: int = 0  # on the way to the browser, headers and messages included
    words: float = 0.0  # seconds until there is something to read
    seconds: float = 0.0  # until the living picture
    hears: float = 0.0  # seconds until that hears what is pressed
    needed: list[str] = field(default_factory=list)  # files that were asked for until then
    asked: list[str] = field(default_factory=list)  # and all requests


def run() -> Iterator[dict[str, Any]]:
    with ExitStack() as stack:
        folders = ROOT, stack.enter_context(checkout(EARLIER))
        ours, before = (stack.enter_context(_served(folder)) for folder in folders)
        was_there = {path.stem for path in (folders[1] / "pages").rglob("*.py")} - {HOME}
        with started() as chromium:
            for server in (ours, before):  # a server that has just begun keeps its first visitor waiting
                _visit(chromium, server.port)
            homes = [_visit(chromium, server.port) for server in (ours, before)]
        yield from _lines(HOME, "version 0.3.0", *homes)
        last, earlier = (asyncio.run(_all_at_once(*one)) for one in zip((ours, before), homes, strict=True))
        unit = f"s until the last of {PUPILS} has what the picture needs"
        yield line("first_visit_class", last, earlier, "version 0.3.0", earlier / last, unit)
        with started() as chromium:
            for name in sorted(page_files(ROOT / "pages").keys() - {HOME}):
                mine = _visit(chromium, ours.port, name)
                if name in was_there:
                    yield from _lines(name, "version 0.3.0", mine, _visit(chromium, before.port, name))
                else:
                    yield from _lines(name, "the first page of version 0.3.0", mine, homes[1])
            with _hello() as port:
                hello = _visit(chromium, port, shown=TITLE, hears=TITLE)
        yield line("first_visit_hello", hello.bytes, None, "Streamlit's own example", None, "bytes")


def _lines(name: str, peer: str, ours: Visit, before: Visit) -> Iterator[dict[str, Any]]:
    bytes_, seconds = before.bytes / ours.bytes, before.seconds / ours.seconds
    yield line(f"first_visit_{name}_bytes", ours.bytes, before.bytes, peer, bytes_, "bytes", requests=len(ours.asked))
    words = before.words / ours.words
    yield line(f"first_visit_{name}_words", ours.words, before.words, peer, words, "s until the first words")
    yield line(f"first_visit_{name}_picture", ours.seconds, before.seconds, peer, seconds, "s until the living picture")
    hears = before.hears / ours.hears
    yield line(f"first_visit_{name}_hears", ours.hears, before.hears, peer, hears, "s until it hears what is pressed")


@contextmanager
def _served(folder: Path) -> Iterator[Server]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        server = Server(Path(home), folder=folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()


# --- one Chromebook


def _visit(chromium: Browser, port: int, page: str = "", shown: str = PICTURE, hears: str = HEARS) -> Visit:
    """Open the page in a browser that has nothing yet, and wait until its picture is there and nothing more comes."""
    visit = Visit()
    with Link(port) as link:
        context = chromium.new_context(viewport={"width": 1366, "height": 768})
        tab = context.new_page()
        tab.on("request", lambda request: visit.asked.append(request.url))
        slow = context.new_cdp_session(tab)
        slow.send("Network.enable")
        slow.send("Network.emulateNetworkConditions", LINK)
        slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        here, began = f"http://127.0.0.1:{link.port}", time.perf_counter()
        tab.goto(f"{here}/{page}", wait_until="commit")
        tab.wait_for_function(shown, polling=LOOK, timeout=300_000)
        visit.seconds = time.perf_counter() - began
        tab.wait_for_function(hears, polling=LOOK, timeout=300_000)
        visit.hears = time.perf_counter() - began
        visit.words = tab.evaluate(READ)
        slow.send("Emulation.setCPUThrottlingRate", {"rate": 1})  # what still comes is counted, not timed
        slow.send("Network.emulateNetworkConditions", AT_FULL_SPEED)
        asked = dict.fromkeys(url for url in visit.asked if url.startswith(here))
        visit.needed = [url.removeprefix(here) for url in asked]
        while visit.bytes != link.moved:
            visit.bytes = link.moved
            tab.wait_for_timeout(1000 * QUIET)
        context.close()
    return visit


# --- a class on one link


async def _all_at_once(server: Server, visit: Visit) -> float:
    """Seconds until every pupil's visitor has got what the browser needed."""
    with Link(server.port, CLASS_LINK) as link:
        began = time.perf_counter()
        await asyncio.gather(*(_visitor(link.port, visit.needed) for _ in range(PUPILS)))
        return time.perf_counter() - began


async def _visitor(port: int, paths: Sequence[str]) -> None:
    left = iter(paths)

    async def one_after_another() -> None:
        for path in left:
            await _get(port, path)

    await asyncio.gather(*(one_after_another() for _ in range(AT_ONCE)))


async def _get(port: int, path: str) -> None:
    """Ask as a browser does, and read the answer to its end."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n"
    writer.write(request.encode())
    status = await reader.readline()
    assert status.split()[1:2] == [b"200"], f"{path}: {status.decode(errors='replace')}"
    while await reader.read(CHUNK):
        pass
    writer.close()


class Link:
    """A port that leads to a server, counts what comes back, and lets no more through than so many bytes a second."""

    def __init__(self, server_port: int, rate: float | None = None) -> None:
        self.server_port, self.rate = server_port, rate
        self.port, self.moved = free_port(), 0
        self.free = 0.0  # when the link has sent all that it was given so far
        self.loop = asyncio.new_event_loop()

    def __enter__(self) -> "Link":
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        serving = asyncio.start_server(self._connected, "127.0.0.1", self.port)
        asyncio.run_coroutine_threadsafe(serving, self.loop).result()
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._leave(), self.loop).result()
        self.loop.call_soon_threadsafe(self.loop.stop)

    async def _leave(self) -> None:
        """End what is still connected."""
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self.server_port)
        asks = asyncio.create_task(_passed_on(reader, back))
        try:
            while chunk := await there.read(CHUNK):
                self.moved += len(chunk)
                if self.rate:
                    self.free = max(self.free, time.perf_counter()) + len(chunk) / self.rate
                    await asyncio.sleep(self.free + DELAY - time.perf_counter())
                writer.write(chunk)
                await writer.drain()
        except (ConnectionError, asyncio.CancelledError):
            pass  # a browser that leaves, or the end
        finally:
            asks.cancel()
            writer.close()
            back.close()


async def _passed_on(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    while chunk := await source.read(CHUNK):
        target.write(chunk)
        await target.drain()


# --- Streamlit's own


@contextmanager
def _hello() -> Iterator[int]:
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "hello", "--server.headless=true", f"--server.port={port}"]
    with (
        tempfile.TemporaryDirectory() as folder,
        subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL) as process,
    ):
        time.sleep(10)
        yield port
        process.terminate()
