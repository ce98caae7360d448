"""How fast does the attention view repaint in Chromium: hovering, and moving training time; at 19 and at 128 tokens.

A hover is timed from the pointer's event to the end of the handler; a move of time from the window's event likewise. All
frames are in the browser, so that nothing is asked of the server.
"""

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.server import Server
from scripts.browser import of_the_system

WORDS = "Yito%20lives%20in%20Tesdale.%20"
VIEWS = {"19": "attention", "128": f"attention?run=memory&words={WORDS * 40}"}
TIMED = """() => {
    const host = [...document.querySelectorAll('.st-key-living_picture *')].find(e => e.shadowRoot?.querySelector('.tokens'));
    const root = host ? host.shadowRoot : document.querySelector('.st-key-living_picture');
    const tokens = [...root.querySelectorAll('.token')];
    const timed = act => {
        const start = performance.now();
        act();
        root.querySelector('.reading').getBoundingClientRect();  /* with the layout that it asks for */
        return performance.now() - start;
    };
    const hovers = tokens.map(t => timed(() => t.dispatchEvent(new PointerEvent('pointerover', {bubbles: true}))));
    const moves = [0, 5000, 76, 5000, 0, 245, 0, 5000, 76, 593].map(step =>
        timed(() => window.dispatchEvent(new CustomEvent('glassbox:time', {detail: {run: '', step}}))));
    return {hovers, moves};
}"""


def run() -> Iterator[dict]:
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        server = Server(Path(home))
        server.start()
        browser = playwright.chromium.launch(executable_path=of_the_system(), args=["--no-sandbox"])
        try:
            for count, address in VIEWS.items():
                page = browser.new_page(viewport={"width": 1366, "height": 768})
                page.goto(f"{server.url}/{address}")
                page.locator(".st-key-one_cell .which").wait_for(timeout=60_000)
                page.wait_for_timeout(4000)
                found = page.evaluate(TIMED)
                for name, times in found.items():
                    yield {
                        "name": f"attention_view_{name}_{count}", "ours": round(statistics.median(times), 1), "peer": None,
                        "peer_name": None, "ratio": None, "unit": "ms, median repaint", "worst": round(max(times), 1),
                    }  # fmt: skip
        finally:
            browser.close()
            server.stop()
