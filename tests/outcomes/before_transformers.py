"""How the experiments of /before_transformers may come out."""

import numpy as np

from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.measure.state_forgets import Reading
from core.studies.passes import LENGTHS, Timed
from core.studies.readers import Counted, Learned
from core.training.events import Record
from pages.text.before_transformers import exhibits
from tests.outcomes import Case, Cases


def forget(fades: float, letters: int = 60) -> Case:
    """The distance of the two states falls by this factor from letter to letter."""
    apart = fades ** np.arange(letters + 1)[:, None] * np.ones(3)
    return lambda text: exhibits.forget(
        text, Reading(apart, apart), "a" * (letters + 1), "rnn", "apart", LIGHT, drawn()
    )


def race(**perplexity: float) -> Case:
    ends = {"rnn": 2.0, "lstm": 2.0, "transformer": 2.0, "counting": 2.0} | perplexity
    counting = ends.pop("counting")
    last = Learned(ends, dict.fromkeys(ends, 60_000), [Counted(6, 50_000, counting, 0.9)], {"rnn": "one"})
    return lambda text: exhibits.race(text, [Record(100, 100, last)], LIGHT, drawn())


def passes(times: float) -> Case:
    """Token by token, a pass takes so many times as long."""
    found = [Timed(length, {"steps": times * 1e-3, "layer": 2e-3, "transformer": 1e-3}) for length in LENGTHS]
    return lambda text: exhibits.passes(text, found, True, LIGHT, drawn())


CASES: Cases = {
    "forget": {"letters": forget(0.7), "words": forget(0.9), "long": forget(0.99)},
    "race": {name: race(**{name: 1.5}) for name in ("counting", "rnn", "lstm", "transformer")} | {"tie": race()},
    "passes": {"steps": passes(1.0), "some": passes(2.0), "transformer": passes(8.0)},
}
