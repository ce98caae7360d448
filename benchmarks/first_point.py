"""How long a learner waits for the first thing that a live experiment found: seconds from the press of its button.

Each study is put in line as a page does it, with a start or a choice that did not come with the app, and stopped as soon as it told
something. Workers wait already; each study is new to them. A page promises five seconds on a quiet machine (`within`).
"""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from typing import Any

from benchmarks.measure import line
from core.opened.model import CAME_WITH_THE_APP, shipped
from core.studies import (
    assistant,
    copying,
    double_descent,
    errors_over_time,
    foundation,
    grokking,
    iso_flop,
    landscape,
    learning_rates,
    lookup,
    melodies,
    molecule_steering,
    molecules,
    moving_pictures,
    overfitting,
    passes,
    preference,
    readers,
    scaling_law,
    size_and_facts,
    sound_codes,
    sound_samples,
    steered,
)  # fmt: skip
from core.training import jobs
from core.training.open_study import OpenStudy, opened
from core.training.study import Study

SEED = 4321  # nobody recorded it
PROMISED = 5.0  # seconds
PATIENCE = 120.0  # seconds


def asked() -> dict[str, tuple[Callable[..., Any], dict[str, Any]]]:
    """Live experiments, by the page and what each is about."""
    run: dict[str, Any] = {"run": CAME_WITH_THE_APP}
    last = shipped().steps[-1]
    return {
        "big_picture_deeper_tasks": (foundation.learn, {**run, "step": last}),
        "before_transformers_race": (readers.learn, {}),
        "before_transformers_passes": (passes.learn, {}),
        "before_transformers_deeper_copying": (copying.learn, {}),
        "before_transformers_deeper_cost": (passes.write, {}),
        "melodies_built_like": (melodies.learn, {}),
        "training_deeper_rates": (learning_rates.learn, {}),
        "training_deeper_descent": (double_descent.learn, {}),
        "training_deeper_grokking": (grokking.learn, {}),
        "training_deeper_errors": (errors_over_time.of_run, {**run, "last": last}),
        "training_landscape_ground": (landscape.of_run, {**run, "last": last, "directions": "random"}),
        "training_landscape_ways": (landscape.ways_off, {**run, "last": last}),
        "training_landscape_by_heart": (overfitting.learn, {}),
        "assistant_tune": (assistant.learn, {"seed": 0, "own": [["hello", "hello"]]}),
        "assistant_prefer": (preference.learn, {"seed": 0, "judge": "own", "votes": "12" * preference.FEWEST}),
        "assistant_deeper_look_up": (lookup.learn, {"seed": 0, "keep": True}),
        "scale_law": (scaling_law.learn, {}),
        "scale_facts": (size_and_facts.learn, {}),
        "scale_deeper_point": (iso_flop.point, {}),
        "molecules_ladder": (molecules.learn, {}),
        "molecules_deeper_wishes": (molecule_steering.ask, {}),
        "molecules_deeper_search": (molecule_steering.climb, {}),
        "moving_pictures": (moving_pictures.learn, {}),
        "melodies_deeper_samples": (sound_samples.learn, {}),
        "melodies_deeper_codes": (sound_codes.learn, {}),
        "moving_pictures_deeper": (steered.learn, {}),
    }


def run() -> Iterator[dict[str, Any]]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        os.environ["GLASSBOX_HOME"] = home
        queue = jobs.start()
        while not queue.ready:
            time.sleep(0.1)
        try:
            for name, (function, settings) in asked().items():
                study: OpenStudy[Any] = opened(Study.of(function, "", **{"seed": SEED, **settings}), "somebody")
                seconds = until_it_tells(study)
                yield line(
                    f"first_point_{name}",
                    seconds,
                    PROMISED,
                    "the promise",
                    PROMISED / seconds,
                    "s",
                    within=seconds <= PROMISED,
                )
        finally:
            jobs.stop()


def until_it_tells(study: OpenStudy[Any]) -> float:
    """Seconds until it found something; then it is stopped."""
    began = time.perf_counter()
    study.start()
    while not study.found:
        assert study.status != "failed" and time.perf_counter() - began < PATIENCE, (
            f"{study.study.name}: {study.status}"
        )
        time.sleep(0.05)
    seconds = time.perf_counter() - began
    study.stop()
    while study.active:
        time.sleep(0.05)
    return seconds
