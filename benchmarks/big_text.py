"""What a rerun of /training costs the web process while the learner's own text is five megabytes long, and three kilobytes.

A worker reads the text once; every rerun after that shows what the worker found. Needs Playwright and Chromium.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import FilePayload, Page, expect

from benchmarks.chromium import started
from benchmarks.measure import line
from benchmarks.server import Server

RERUNS = 20
STORY = "Mira keeps a goat in Tarn, and Oren came by on Monday to see it. Who is with the goat today? Oren is.\n"
LONG, SHORT = (STORY * 60_000)[:4_999_000], STORY * 30
MOST = 180_000  # milliseconds that a worker may take


def rerun_ms(server: Server, page: Page, name: str, text: str) -> float:
    """CPU milliseconds of the web process for one rerun with this text."""
    chosen: FilePayload = {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
    page.locator("[data-testid=stFileUploaderDropzoneInput]").set_input_files(chosen)
    expect(page.locator(".st-key-own_text_read")).to_contain_text(f"“{name}”", timeout=MOST)
    page.wait_for_timeout(3_000)  # what came with the upload is done
    before = server.cpu_seconds()
    for number in range(RERUNS):
        page.get_by_role("radio", name=("AdamW", "Muon")[number % 2], exact=True).click()
        page.wait_for_timeout(700)
    return 1000 * (server.cpu_seconds() - before) / RERUNS


def run() -> Iterator[dict]:
    with tempfile.TemporaryDirectory() as home, started() as browser:
        server = Server(Path(home))
        server.start()
        try:
            page = browser.new_page(viewport={"width": 1366, "height": 768})
            page.goto(f"{server.url}/training?text=Your+own+text")
            short = rerun_ms(server, page, "short.txt", SHORT)
            long = rerun_ms(server, page, "long.txt", LONG)
            yield line(
                "big_text", long, short, "a text of three kilobytes", short / long, "ms of the web process's CPU a rerun"
            )  # fmt: skip
        finally:
            server.stop()
