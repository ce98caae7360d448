"""Visits the pages of one checkout, without a browser and a network, and says what their reruns cost.

A process of its own, started in the checkout's folder, which need not be the one that this file lies in: nothing of ours is
imported. It reads a question a line and answers in a line, both JSON. `{"page": "gan"}` asks what can be moved there;
`{"page": "gan", "moved": ["slider", "noise"], "times": 5}` for the CPU seconds of five reruns, each after that control was
moved by one step, to and fro; without `moved` the page is just run again.

Counted is the CPU time of the thread in which the page's script runs. Not counted is what the server does only once, or
not at all: compiling the page, and reading its answer as a test does. Garbage is collected in between, for the server
collects it at times of its own.
"""

import gc
import json
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any, TextIO

import threadpoolctl
import torch
from streamlit.runtime.context import ContextProxy
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, app_test, local_script_runner

PAGES = Path("pages").resolve()
KINDS = (
    "slider",
    "selectbox",
    "number_input",
    "text_area",
    "text_input",
    "button_group",
)  # in the order of what is moved first


class TimedRunner(local_script_runner.LocalScriptRunner):
    """Notes how long the script took."""

    seconds = 0.0

    def _run_script_thread(self) -> None:
        start = time.thread_time()
        super()._run_script_thread()
        TimedRunner.seconds = time.thread_time() - start


def as_served() -> None:
    """As in the server: one thread, pages compiled once, a browser with a cookie."""
    torch.set_num_threads(1)
    threadpoolctl.threadpool_limits(1)
    compiled = ScriptCache()
    for module in (app_test, local_script_runner):
        vars(module)["ScriptCache"] = lambda: compiled
    vars(app_test)["LocalScriptRunner"] = TimedRunner
    ContextProxy.cookies = {"glassbox": 22 * "a"}  # type: ignore[assignment, method-assign]


def opened(name: str) -> AppTest:
    page = AppTest.from_file(str(PAGES / "shell.py"), default_timeout=600).run()
    if name != "welcome":
        page.switch_page(str(page_file(name)))
    page.run()
    assert not page.exception, (name, page.exception[0].message)
    return page


def page_file(name: str) -> Path:
    """A lesson is a folder with one or two pages; at version 0.3.0 each page was a file of its section."""
    first = name.removesuffix("_deeper")
    ways = (f"*/{first}/{'page' if name == first else 'deeper'}.py", f"*/{name}.py")
    return next(path for way in ways for path in PAGES.glob(way))


def movable(page: AppTest) -> list[tuple[str, str]]:
    """Kind and key of all that can be moved, in the order of the kinds; `register`, which is on every page, is the last."""
    return [
        (kind, one.key) for kind in KINDS for one in page.get(kind) if one.key and not getattr(one, "disabled", False)
    ]


def control(page: AppTest, kind: str, key: str) -> Any:
    return next(one for one in page.get(kind) if one.key == key)


def two_values(one: Any) -> tuple[Any, Any]:
    """What a control shows, and what it shows one step further."""
    match one.type:
        case "slider" | "number_input":
            step = one.step if one.value + one.step <= one.max else -one.step
            return one.value, one.value + step
        case "text_area" | "text_input":
            return one.value, f"{one.value} and"
    options = list(one.options)
    return options[0], options[1]


def rerun(page: AppTest) -> float:
    gc.collect()
    page.run()
    assert not page.exception, page.exception[0].message
    return TimedRunner.seconds


def reruns(page: AppTest, times: int, moved: tuple[str, str] | None) -> Iterator[float]:
    """Seconds of each."""
    values = two_values(control(page, *moved)) if moved else ()
    for turn in range(times):
        if moved:
            control(page, *moved).set_value(values[(turn + 1) % 2])
        yield rerun(page)


def main(questions: Iterable[str], answers: TextIO) -> None:
    as_served()
    pages: dict[str, AppTest] = {}
    for question in map(json.loads, questions):
        name = question["page"]
        if name not in pages:
            pages[name] = opened(name)
            gc.collect()
            gc.freeze()  # as the server does with what it has loaded
        times, moved = question.get("times"), question.get("moved")
        answer = list(reruns(pages[name], times, moved)) if times else movable(pages[name])
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    answers = sys.stdout
    with redirect_stdout(sys.stderr):  # what a library prints is no answer
        main(sys.stdin, answers)
