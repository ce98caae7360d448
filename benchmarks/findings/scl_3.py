"""SCL-3: across families size alone explains little of real models' scores; with the year it explains most of them.

Hendrycks et al. (2021) for the questions; Ho et al. (2024), "Algorithmic progress in language models", for the years.
"""

import numpy as np

from core.data.real_models import real_models
from core.measure.size_and_score import fit

CRITERION = (
    "Of 28 dense models with published sizes, drawn anew with replacement, size alone explains at most 0.6 of the variance of "
    "their scores, size and year together at least 0.7 and at least 0.2 more, and a year goes with 5 points or more at equal "
    "size."
)


def measured(seed: int) -> dict[str, float]:
    """What either line explains, and what ten times the size and a year go with, for one draw of the models."""
    models = [model for model in real_models() if model.reference]
    drawn = [models[i] for i in np.random.default_rng(seed).integers(len(models), size=len(models))]
    alone, both = fit(drawn), fit(drawn, with_year=True)
    return {
        "size alone: explained": alone.explained, "size and year: explained": both.explained,
        "points for ten times the size": both.tenfold, "points a year": both.yearly,
    }  # fmt: skip


def holds(measured: dict[str, float]) -> bool:
    alone, both = measured["size alone: explained"], measured["size and year: explained"]
    return alone <= 0.6 and both >= 0.7 and both - alone >= 0.2 and measured["points a year"] >= 5
