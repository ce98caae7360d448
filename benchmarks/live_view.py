"""Frames per second of the GAN's plane in a real Chromium, while it trains: 2,000 real and 2,000 made points, the
discriminator's field, the bent grid and the arrows, all computed anew for each frame. Needs Playwright and Chromium.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import line
from benchmarks.server import Server
from scripts.browser import of_the_system

SECONDS = 10


def run() -> Iterator[dict]:
    from playwright.sync_api import sync_playwright

    with (
        tempfile.TemporaryDirectory() as home,
        tempfile.TemporaryDirectory() as profile,
        sync_playwright() as playwright,
    ):
        server = Server(Path(home))
        server.start()
        try:
            context = playwright.chromium.launch_persistent_context(
                profile, executable_path=of_the_system(), headless=True,
                args=["--no-sandbox", "--disable-gpu"], viewport={"width": 1366, "height": 768},
            )  # fmt: skip
            page = context.new_page()
            page.goto(f"{server.url}/gan")
            picture = page.locator(".st-key-living_picture")
            picture.locator("summary", has_text="layers").click(timeout=60_000)
            for layer in ("the generator's bent grid", "which way looks more real"):
                picture.get_by_role("checkbox", name=layer).check(timeout=60_000)
            picture.get_by_role("button", name="Play: train your own").click()
            canvas = picture.locator("canvas[data-painted]").first
            page.wait_for_timeout(4_000)  # the worker begins
            steps = picture.locator("output").first
            first, before = int(canvas.get_attribute("data-painted") or 0), steps.inner_text()
            start = page.evaluate("performance.now()")
            page.wait_for_timeout(1000 * SECONDS)
            frames = int(canvas.get_attribute("data-painted") or 0) - first
            seconds = (page.evaluate("performance.now()") - start) / 1000
            yield line(
                "live_view", frames / seconds, None, None, None, "frames per second with 2,000 points",
                from_step=before, to_step=steps.inner_text(),
            )  # fmt: skip
            context.close()
        finally:
            server.stop()
