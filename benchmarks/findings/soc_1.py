"""SOC-1: a model speaks of people as often as its text did, and when colder still more of those who are told of often.

In miniature after Bender et al. (2021), "On the dangers of stochastic parrots", and Shumailov et al. (2024) on rare things.
"""

from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from core.studies.who_is_spoken_of import of_whom
from core.training.recipe import Recipe
from core.training.run import Run
from core.training.slices import train_here

WARMTH, TEXTS = (0.2, 0.5, 1.0), 500
CRITERION = (
    "The default recipe, trained with the seed, writes 500 texts at each temperature. At 1 the most told tenth of the people "
    "gets its share of the text within a fifth of it; at 0.5 it gets more than at 1, and at 0.2 more than at 0.5; and the "
    "number of people spoken of falls both times. At 0.2 the least told tenth gets less than at 1."
)


def measured(seed: int) -> dict[str, Any]:
    """By temperature: how many people it speaks of, and what the most and the least told tenth of them get."""
    with TemporaryDirectory() as scratch:
        run = Run.create(Recipe(seed=seed), where=Path(scratch))
        train_here(run)
        if run.status != "finished":
            raise ValueError(f"The training is {run.status}.")
        spoken = [of_whom(str(run.folder), run.steps[-1], warmth, TEXTS, seed) for warmth in WARMTH]
        return {str(one.temperature): asdict(one) for one in spoken}


def holds(measured: dict[str, Any]) -> bool:
    cold, cool, warm = (measured[str(warmth)] for warmth in WARMTH)
    return bool(
        abs(warm["first_tenth"] / warm["text"] - 1) <= 0.2
        and cold["first_tenth"] > cool["first_tenth"] > warm["first_tenth"]
        and cold["people"] < cool["people"] < warm["people"]
        and cold["last_tenth"] < warm["last_tenth"]
    )
