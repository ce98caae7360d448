"""What a first visit costs: bytes and requests of every page, and how long a Chromebook waits for the living picture.

Each page is visited in turn by a browser that takes packed files and by one that does not, as version 0.3.0 sent them to
everybody. The browser is slowed down to a Chromebook on a class's network: a quarter of this processor, 5 Mbit/s, 40 ms.
For comparison, the page that Streamlit itself shows as its first example.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from benchmarks.server import Server, free_port
from core.lessons import page_files
from scripts.browser import of_the_system

PAGES = Path(__file__).resolve().parents[1] / "pages"
LINK = {"offline": False, "latency": 40, "downloadThroughput": 5e6 / 8, "uploadThroughput": 5e6 / 8}
SLOWER = 4  # times, the processor
# pages without a living picture: their experiments
PICTURE = ".st-key-living_picture :is(canvas, svg, img, .js-plotly-plot), .st-key-experiments"


@dataclass
class Visit:
    """What one first visit moved, and how long it took."""

    bytes: int = 0
    requests: int = 0
    seconds: float = 0.0  # until the living picture


def run() -> Iterator[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=of_the_system(), args=["--no-sandbox", "--disable-gpu"])
        server = Server(Path(home))
        server.start()
        try:
            for name in page_files(PAGES):
                address = f"{server.url}/{'' if name == 'welcome' else name}"
                packed, plain = (_visit(chromium, address, packed=packed) for packed in (True, False))
                yield _line(f"/{name}, bytes", packed.bytes, plain.bytes, "bytes", requests=packed.requests)
                yield _line(f"/{name}, living picture", packed.seconds, plain.seconds, "s")
        finally:
            server.stop()
        with _hello() as address:
            hello = _visit(chromium, address, packed=True, shown="h1")
        yield {
            "name": "Streamlit's own hello page", "ours": None, "peer": hello.bytes, "peer_name": "streamlit hello",
            "ratio": None, "unit": "bytes", "requests": hello.requests,
        }  # fmt: skip


def _line(name: str, ours: float, before: float, unit: str, **more: Any) -> dict[str, Any]:
    return {
        "name": name, "ours": round(ours, 1), "peer": round(before, 1), "peer_name": "as 0.3.0 sent it",
        "ratio": round(ours / before, 2), "unit": unit, **more,
    }  # fmt: skip


def _visit(chromium: Browser, address: str, packed: bool, shown: str = PICTURE) -> Visit:
    """Open the page in a browser that has nothing yet, and wait until its picture is there."""
    headers = {} if packed else {"Accept-Encoding": "identity"}
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, extra_http_headers=headers)
    page, visit = context.new_page(), Visit()
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
    page.wait_for_load_state("networkidle")
    context.close()
    return visit


def _add(visit: Visit, size: float, requests: int = 0) -> None:
    visit.bytes += int(size)
    visit.requests += requests


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
