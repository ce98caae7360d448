"""What a first visit costs: bytes and requests of every page, how long a Chromebook waits, and how long a whole class does.

Every page is opened in turn as this version and as version 0.3.0 serve it, each by a server of its own, by a browser that
has nothing yet and is slowed down to a Chromebook on a class's network: a quarter of this processor, 5 Mbit/s, 40 ms. A page
that 0.3.0 had not is compared with the first page of that time. Beside them stands what Streamlit shows as its own example.

The class: thirty visitors at once on one 20 Mbit/s link, a proxy that lets through so many bits a second and no more. Each
asks for what a browser asked for before its picture was there, six requests at a time, as browsers do; it draws nothing, as
thirty browsers would need thirty computers. The figure is when the last of them has it all.

    python -m benchmarks first_visit
"""

import asyncio
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from benchmarks.measure import line
from benchmarks.reruns import EARLIER, checkout
from benchmarks.server import ROOT, Server, free_port
from core.lessons import page_files
from scripts.browser import of_the_system

HOME = "welcome"
LINK = {"offline": False, "latency": 40, "downloadThroughput": 5e6 / 8, "uploadThroughput": 5e6 / 8}
SLOWER = 4  # times, the processor
PUPILS = 30
CLASS_LINK = 20e6 / 8  # bytes a second, all together
DELAY = 0.040  # seconds, on the class's link
AT_ONCE = 6  # requests of one visitor
CHUNK = 16 * 1024
# pages without a living picture: their experiments
PICTURE = ".st-key-living_picture :is(canvas, svg, img, .js-plotly-plot), .st-key-experiments"


@dataclass
class Visit:
    """What one first visit moved, and how long it took."""

    bytes: int = 0
    requests: int = 0
    seconds: float = 0.0  # until the living picture
    needed: list[str] = field(default_factory=list)  # addresses that were asked for until then


def run() -> Iterator[dict[str, Any]]:
    with ExitStack() as stack:
        folders = ROOT, stack.enter_context(checkout(EARLIER))
        ours, before = (stack.enter_context(_served(folder)) for folder in folders)
        playwright = stack.enter_context(sync_playwright())
        chromium = playwright.chromium.launch(executable_path=of_the_system(), args=["--no-sandbox", "--disable-gpu"])
        was_there = {path.stem for path in (folders[1] / "pages").rglob("*.py")} - {HOME}
        home = _visit(chromium, before.url)
        for name in page_files(ROOT / "pages"):
            mine = _visit(chromium, f"{ours.url}/{'' if name == HOME else name}")
            theirs = _visit(chromium, f"{before.url}/{name}") if name in was_there else home
            peer = "version 0.3.0" if name in was_there or name == HOME else "the first page of version 0.3.0"
            yield _line(f"first_visit_{name}_bytes", peer, mine.bytes, theirs.bytes, "bytes", requests=mine.requests)
            yield _line(f"first_visit_{name}_picture", peer, mine.seconds, theirs.seconds, "s until the living picture")
            if name == HOME:
                yield _class(ours, mine, before, theirs)
        with _hello() as address:
            hello = _visit(chromium, address, shown="h1")
        yield line("first_visit_hello", hello.bytes, None, "Streamlit's own example", None, "bytes")


def _line(name: str, peer: str, ours: float, before: float, unit: str, **more: Any) -> dict[str, Any]:
    return line(name, ours, before, peer, before / ours, unit, **more)


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


def _visit(chromium: Browser, address: str, shown: str = PICTURE) -> Visit:
    """Open the page in a browser that has nothing yet, and wait until its picture is there."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768})
    page, visit = context.new_page(), Visit()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.method == "GET" else None)
    watch = context.new_cdp_session(page)
    watch.on("Network.loadingFinished", lambda done: _add(visit, done["encodedDataLength"], 1))
    watch.on("Network.webSocketFrameReceived", lambda got: _add(visit, len(got["response"]["payloadData"]) * 3 // 4))
    watch.send("Network.enable")
    watch.send("Network.emulateNetworkConditions", LINK)
    watch.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator(shown).first.wait_for(timeout=300_000)
    visit.seconds = time.perf_counter() - began
    visit.needed = [url for url in dict.fromkeys(asked) if url.startswith("http")]
    page.wait_for_load_state("networkidle")
    context.close()
    return visit


def _add(visit: Visit, size: float, requests: int = 0) -> None:
    visit.bytes += int(size)
    visit.requests += requests


# --- a class on one link


def _class(ours: Server, mine: Visit, before: Server, theirs: Visit) -> dict[str, Any]:
    """When the last of a class has what the first page's picture needs, in this version and in the earlier one."""
    last, earlier = (asyncio.run(_all_at_once(*one)) for one in ((ours, mine), (before, theirs)))
    return _line("first_visit_class", "version 0.3.0", last, earlier, f"s until the last of {PUPILS} has all")


async def _all_at_once(server: Server, visit: Visit) -> float:
    """Seconds until every pupil's visitor has got what the browser needed."""
    paths = [url.removeprefix(server.url) for url in visit.needed if url.startswith(server.url)]
    async with _shaped(urlsplit(server.url).port or 0) as port:
        began = time.perf_counter()
        await asyncio.gather(*(_visitor(port, paths) for _ in range(PUPILS)))
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
    assert status.split()[1:2] in ([b"200"], [b"304"]), f"{path}: {status.decode(errors='replace')}"
    while await reader.read(CHUNK):
        pass
    writer.close()


@asynccontextmanager
async def _shaped(port: int) -> AsyncIterator[int]:
    """A port that leads to the server by a link on which all who use it wait for each other."""
    free = 0.0  # when the link has sent all that it was given so far

    async def down(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        nonlocal free
        while chunk := await source.read(CHUNK):
            free = max(free, time.perf_counter()) + len(chunk) / CLASS_LINK
            await asyncio.sleep(free + DELAY - time.perf_counter())
            target.write(chunk)
            await target.drain()
        target.close()

    async def up(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        while chunk := await source.read(CHUNK):
            target.write(chunk)
            await target.drain()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", port)
        asks = asyncio.create_task(up(reader, back))
        try:
            await down(there, writer)
        finally:
            asks.cancel()
            back.close()

    proxy = await asyncio.start_server(connected, "127.0.0.1", 0)
    async with proxy:
        yield proxy.sockets[0].getsockname()[1]


# --- Streamlit's own


@contextmanager
def _hello() -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "hello", "--server.headless=true", f"--server.port={port}"]
    with (
        tempfile.TemporaryDirectory() as folder,
        subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL) as process,
    ):
        time.sleep(10)
        yield f"http://127.0.0.1:{port}"
        process.terminate()
