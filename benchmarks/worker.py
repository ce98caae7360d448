"""Training inside a worker of the app against the same steps in a plain process: tokens a second of processor time, memory.

A learner waits for the worker, so a setting that slows only workers down would be seen nowhere else. Processor time, and
not the clock, so that whatever else the machine does counts for neither side; the two take turns.
"""

import contextlib
import os
import statistics
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

import psutil
import torch

from benchmarks import measure
from core.caches import lru_cache
from core.training import Recipe, TextChoice
from core.training.corpus import corpus
from core.training.jobs import Jobs
from core.training.text import TextTask

RECIPE = Recipe(text=TextChoice(size=100_000))  # the default model; its text is shorter, which no step feels
STEPS = 40  # a round
ROUNDS = 5
TRIMMING = "65536"  # how readily Dask's own workers give memory back, in bytes


@lru_cache(maxsize=1)
def task() -> TextTask:
    return TextTask(RECIPE, corpus(RECIPE.text))


def steps(begin: int) -> dict[str, float]:
    """Some steps of training in the process that is asked: processor seconds a step, page faults, megabytes of memory."""
    torch.set_num_threads(1)
    learning = task()
    faults, start = _faults(), time.process_time()
    for step in range(begin, begin + STEPS):
        learning.update(step)
    seconds = (time.process_time() - start) / STEPS
    return {
        "seconds": seconds,
        "faults": (_faults() - faults) / STEPS,
        "megabytes": psutil.Process().memory_info().rss / 1e6,
    }


def _faults() -> int:
    if sys.platform == "win32":
        return int(psutil.Process().memory_info().num_page_faults)
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt


@contextlib.contextmanager
def plain(**environment: str) -> Iterator[ProcessPoolExecutor]:
    """A process of Python's own, with these settings in its environment."""
    before = os.environ.copy()
    os.environ.update(environment)
    try:
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            pool.submit(steps, 0).result()  # it starts with the first question, and this warms it up
            os.environ.clear()
            os.environ.update(before)
            yield pool
    finally:
        os.environ.clear()
        os.environ.update(before)


def run() -> Iterator[dict[str, Any]]:
    jobs = Jobs(workers=1)
    found: dict[str, list[dict[str, float]]] = {"worker": [], "plain": [], "trimming": []}
    try:
        with plain() as peer, plain(MALLOC_TRIM_THRESHOLD_=TRIMMING) as trimming:
            jobs.ask(steps, 0).result()
            for begin in range(STEPS, (ROUNDS + 1) * STEPS, STEPS):
                found["worker"].append(jobs.ask(steps, begin).result())
                found["plain"].append(peer.submit(steps, begin).result())
                found["trimming"].append(trimming.submit(steps, begin).result())
    finally:
        jobs.close()
    middle = {
        name: {what: statistics.median(one[what] for one in some) for what in some[0]} for name, some in found.items()
    }
    tokens = RECIPE.tokens_per_step
    for name, peer_name, says in (
        ("worker", "plain", "the same steps in a plain process"),
        ("worker_trimming", "trimming", "the same steps with Dask's own MALLOC_TRIM_THRESHOLD_"),
    ):
        yield measure.line(
            name,
            tokens / middle["worker"]["seconds"],
            tokens / middle[peer_name]["seconds"],
            says,
            measure.ratio([one["seconds"] for one in found[peer_name]], [one["seconds"] for one in found["worker"]]),
            "tokens/s of processor time",
            page_faults_a_step=middle["worker"]["faults"],
            page_faults_a_step_peer=middle[peer_name]["faults"],
            megabytes=middle["worker"]["megabytes"],
            megabytes_peer=middle[peer_name]["megabytes"],
            rounds=ROUNDS,
        )
