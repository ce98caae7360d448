"""How long does the map of words take to follow the slider of training time? In a real Chromium, first and last paint.

The first paint is the first frame after the slider's event; the last one is the frame in which the dots have arrived.
"""

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.chromium import started
from benchmarks.server import Server

ROUNDS = 3  # through all moments
FOLLOW = """async (step) => {
  const host = [...document.querySelectorAll('.st-key-living_picture *')].find((e) => e.shadowRoot?.querySelector('.map'));
  const frame = (host?.shadowRoot ?? document).querySelector('.gb:has(.map)');
  const start = performance.now();
  window.dispatchEvent(new CustomEvent('glassbox:time', { detail: { run: '', step } }));
  let first = 0;
  while (performance.now() - start < 5000) {
    await new Promise(requestAnimationFrame);
    first ||= performance.now() - start;
    if (frame.dataset.step === String(step)) break;
  }
  return [first, performance.now() - start];
}"""


def run() -> Iterator[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as home:
        server = Server(Path(home))
        server.start()
        try:
            first, last = zip(*_measured(server.url), strict=True)
        finally:
            server.stop()
    for name, values in (("first paint", first), ("dots have arrived", last)):
        yield {
            "name": f"map of words follows the slider, {name}, median", "ours": round(statistics.median(values), 1),
            "peer": None, "peer_name": None, "ratio": None, "unit": "ms",
        }  # fmt: skip


def _measured(url: str) -> list[tuple[float, float]]:
    from core.training.run import SHIPPED, Run

    steps = Run(SHIPPED / "world").steps
    with started() as browser:
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(f"{url}/embeddings")
        page.locator(".st-key-living_picture .near li").first.wait_for(timeout=60_000)
        page.wait_for_timeout(2_000)
        found = [tuple(page.evaluate(FOLLOW, step)) for _ in range(ROUNDS) for step in steps]
    return found
