"""What a rerun costs the web process: CPU time of the page's own script, without a browser and a network, on one thread.

First, one *Draw* on /generation with three experiments open, against one with none: a draw changes the text, so only what
depends on the text may be computed again. Then every page that version 0.3.0 had against itself there, in turns, each version
in a process of its own. A page is run in two ways that both versions know: just again, as when somebody opens a table, and after
a control of that page was moved by one step, the first that both have under the same key (a slider, else a list, a number, a
text; where a page has none, the switch to technical words). Five reruns of each kind are a turn's work, and the median of all
of them is a page's figure. `benchmarks/visitor.py` says what counts.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import threadpoolctl
import torch

from benchmarks.measure import interleaved, line, ratio
from benchmarks.server import ROOT
from core.lessons import page_files

DRAWS = 40  # with the prompt, fewer tokens than the model reads at once
DICE = 10, 11  # each page writes a text of its own, which is longer: so neither finds the other's computed
EARLIER = "07f265d"  # version 0.3.0: the last commit before the first change that CHANGELOG.md calls not yet released
TURNS, RERUNS = 5, 5  # of each version on a page, and in each turn reruns of either kind
WARM_UP = 2  # reruns before the first turn: what a page computes once


def run() -> Iterator[dict]:
    yield draws()
    yield from pages()


# --- one draw


def draws() -> dict:
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as home, threadpoolctl.threadpool_limits(1):
        os.environ["GLASSBOX_HOME"] = home
        closed, three = (_page(die) for die in DICE)
        for key in _skips(three):
            three.button(key=key).click().run()
        seconds = interleaved({"none": _draw(closed), "three": _draw(three)}, rounds=DRAWS)
        assert len(_skips(closed)) == 3 and not _skips(three)
        return line(
            "reruns_draw",
            1000 * statistics.median(seconds["three"]),
            1000 * statistics.median(seconds["none"]),
            "with no experiment open",
            ratio(seconds["none"], seconds["three"]),
            "ms of CPU for one draw",
        )


def _page(die: int) -> Any:
    from tests.pages.test_pages import opened

    return opened("generation", die=str(die))


def _skips(page: Any) -> list[str]:
    """The buttons that open an experiment without a guess."""
    return [str(button.key) for button in page.button if str(button.key).startswith("skip_")]


def _draw(page: Any) -> Callable[[], None]:
    def draw() -> None:
        page.button(key="draw").click().run()
        assert not page.exception

    return draw


# --- every page, and the same at an earlier version


class Visitor:
    """A process that visits the pages of the checkout in this folder."""

    def __init__(self, checkout: Path, home: Path) -> None:
        threads = {f"{library}_NUM_THREADS": "1" for library in ("OPENBLAS", "MKL", "OMP")}
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-W", "ignore", str(ROOT / "benchmarks" / "visitor.py")],
            cwd=checkout, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=os.environ | threads | {"PYTHONPATH": str(checkout), "GLASSBOX_HOME": str(home)},
        )  # fmt: skip

    def __enter__(self) -> "Visitor":
        return self

    def __exit__(self, *problem: object) -> None:
        self.process.communicate(timeout=60)  # its questions are at an end, so it ends

    def ask(self, **question: Any) -> Any:
        assert self.process.stdin and self.process.stdout
        print(json.dumps(question), file=self.process.stdin, flush=True)
        answer = self.process.stdout.readline()
        assert answer, f"no answer to {question} from {self.process.args!r}"
        return json.loads(answer)


@contextmanager
def checkout(commit: str) -> Iterator[Path]:
    """The repository as it was then, in a folder that goes afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder) / "checkout"
        subprocess.run(["git", "worktree", "add", "--quiet", "--detach", at, commit], cwd=ROOT, check=True)
        try:
            yield at
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", at], cwd=ROOT, check=True)


def pages() -> Iterator[dict]:
    """A line a page and kind of rerun; last the page that does worst against its earlier self."""
    worst: dict | None = None
    with ExitStack() as stack:
        homes = [Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))) for _ in range(2)]
        folders = ROOT, stack.enter_context(checkout(EARLIER))
        ours, theirs = (stack.enter_context(Visitor(*where)) for where in zip(folders, homes, strict=True))
        earlier = {path.stem for path in (folders[1] / "pages").rglob("*.py")}
        for name in sorted(page_files(ROOT / "pages").keys() & earlier):
            there = theirs.ask(page=name)
            moved = next((control for control in ours.ask(page=name) if control in there), None)
            for kind, control in ("again", None), ("moved", moved):
                found = against(f"reruns_{name}_{kind}", name, control, ours, theirs)
                worst = found if worst is None or found["ratio"] < worst["ratio"] else worst
                yield found
    if worst:
        yield worst | {"name": "reruns_worst", "page": worst["name"].removeprefix("reruns_")}


def against(title: str, page: str, moved: list[str] | None, ours: Visitor, theirs: Visitor) -> dict:
    """Both versions' reruns of one page, in turns."""
    seconds: dict[Visitor, list[float]] = {ours: [], theirs: []}
    for visitor in seconds:
        visitor.ask(page=page, moved=moved, times=WARM_UP)
    for _ in range(TURNS):
        for visitor, spent in seconds.items():
            spent += visitor.ask(page=page, moved=moved, times=RERUNS)
    mine, before = (1000 * statistics.median(spent) for spent in seconds.values())
    what = {"moved": moved[1]} if moved else {}
    return line(title, mine, before, "version 0.3.0", before / mine, "ms of CPU for one rerun", **what)
