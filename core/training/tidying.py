"""Order in a home: what nobody comes back to is deleted, what a killed writer left is swept up, and all is the owner's alone."""

import contextlib
import os
import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from cachetools import TTLCache, cached

from core import files
from core.training.run import Run, home

HOUR = 3600  # seconds
KEPT = ("runs", "learners", "texts", "drawings", "votes")  # the folders of a home


def keep_days() -> float:
    """How many days after the last visit what a learner made is kept: GLASSBOX_KEEP_DAYS, or 30. ValueError where it is none."""
    text = os.environ.get("GLASSBOX_KEEP_DAYS") or "30"
    with contextlib.suppress(ValueError):
        if 0 <= (days := float(text)) <= 36_500:  # a century; "nan" is between no two numbers
            return days
    raise ValueError(f"GLASSBOX_KEEP_DAYS must be a number of days from 0 to 36,500; it is {text!r}.")


def mend_home() -> None:
    """Once at the start: what is kept here is the owner's alone, and what killed writers left half done goes."""
    files.folder(home())
    for place in (home() / name for name in KEPT):
        if place.exists():
            files.make_private(place)
            files.tidy(place)
    with contextlib.suppress(OSError):
        home().chmod(0o700)


def forget_unused(days: float) -> list[str]:
    """Delete what nobody used for `days`, but no run in training. Returns the names of the folders."""
    gone = []
    for place, last_used in LAST_USED.items():
        for folder in (home() / place).glob("*/"):
            unused = time.time() - last_used(folder) > days * 86_400
            if unused and not (place == "runs" and Run(folder).active):
                files.forget(folder)
                gone.append(folder.name)
    return gone


@cached(TTLCache(maxsize=4096, ttl=HOUR), key=lambda run: run.folder, lock=Lock())
def used(run: Run) -> None:
    """Note that somebody looks at a run, so that it is kept for another while. Once an hour will do, for pages ask all the time."""
    if run.folder.parent == home() / "runs":
        with contextlib.suppress(OSError):
            os.utime(run.folder)


def newest(*paths: Path) -> float:
    """When the one that was written last was written, in seconds; 0 where none of them is there."""
    return max((path.stat().st_mtime for path in paths if path.exists()), default=0.0)


LAST_USED: dict[str, Callable[[Path], float]] = {  # in which folder of a home: when one of those in it was last used
    # whoever looks at a run, asks for a text or for a drawing touches its folder
    "runs": lambda run: newest(run, run / "events.jsonl", run / "recipe.json"),
    "texts": newest,
    "drawings": newest,
    "learners": lambda notebook: newest(*notebook.glob("*")),
}
