"""What one *Draw* on /generation costs the web process with three experiments open, against the same with none.

A draw changes the text, so only what depends on the text may be computed again. Without a browser and without a network:
the CPU time of the page's own script. Both pages write the same text with the same dice and take turns, on one thread, as
the app has it: threads that wait for work would count as work.
"""

import os
import statistics
import tempfile
from collections.abc import Callable, Iterator
from typing import Any

import threadpoolctl
import torch

from benchmarks.measure import interleaved, line, ratio

DRAWS = 40  # with the prompt, fewer tokens than the model reads at once


def run() -> Iterator[dict]:
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as home, threadpoolctl.threadpool_limits(1):
        os.environ["GLASSBOX_HOME"] = home
        closed, three = _page(), _page()
        for key in _skips(three):
            three.button(key=key).click().run()
        seconds = interleaved({"none": _draw(closed), "three": _draw(three)}, rounds=DRAWS)
        assert len(_skips(closed)) == 3 and not _skips(three)
        yield line(
            "reruns_draw",
            1000 * statistics.median(seconds["three"]),
            1000 * statistics.median(seconds["none"]),
            "with no experiment open",
            ratio(seconds["none"], seconds["three"]),
            "ms of CPU for one draw",
        )


def _page() -> Any:
    from tests.pages.test_pages import opened

    return opened("generation")


def _skips(page: Any) -> list[str]:
    """The buttons that open an experiment without a guess."""
    return [str(button.key) for button in page.button if str(button.key).startswith("skip_")]


def _draw(page: Any) -> Callable[[], None]:
    def draw() -> None:
        page.button(key="draw").click().run()
        assert not page.exception

    return draw
