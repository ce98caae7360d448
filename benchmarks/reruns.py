"""What one *Draw* on /generation costs the web process with three experiments open, against the same with none.

A draw changes the text, so only what depends on the text may be computed again. Without a browser and without a network:
the CPU time of the page's own script.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Iterator

from benchmarks.measure import line

DRAWS = 15


def run() -> Iterator[dict]:
    with tempfile.TemporaryDirectory() as home:
        os.environ["GLASSBOX_HOME"] = home
        from tests.pages.test_pages import opened

        page = opened("generation")

        def draw() -> float:
            start = time.process_time()
            page.button(key="draw").click().run()
            assert not page.exception
            return 1000 * (time.process_time() - start)

        def median() -> float:
            return statistics.median([draw() for _ in range(DRAWS)])

        median()  # caches fill
        closed = median()
        for skip in [button.key for button in page.button if str(button.key).startswith("skip_")]:
            page.button(key=str(skip)).click().run()
        median()
        opened_three = median()
        yield line(
            "reruns_draw",
            opened_three,
            closed,
            "with no experiment open",
            closed / opened_three,
            "ms of CPU for one draw",
        )
