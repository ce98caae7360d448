"""LND-1: from the trained weights the loss rises slowly on the straight way back to the first ones, and fast elsewhere."""

from statistics import mean
from typing import Any

import torch

from core.measure.landscape import plane_of_path, share_in_plane
from core.studies.landscape import WINDOWS, measured_on, off_by
from core.training import Recipe
from core.training.corpus import corpus
from core.training.text import TextTask

CRITERION = (
    "Half of the straight way back from the trained weights to the first ones, the loss on unread text has risen less than half "
    "as much as in each of four random directions, filter by filter as long as the weights, at the same distance. The plane of "
    "the way back and of the direction in which the training left it most holds nine tenths of the moments' squared distances."
)
MOMENTS = 12  # evenly over the logarithm of the steps, as those that a run keeps


def measured(seed: int) -> dict[str, Any]:
    """The losses at the trained weights and half a way off them, and how much the plane shows."""
    recipe = Recipe(seed=seed)
    task = TextTask(recipe, corpus(recipe.text))
    kept = sorted({round((recipe.steps + 1) ** (moment / MOMENTS)) - 1 for moment in range(MOMENTS + 1)})
    tables = []
    for step in range(recipe.steps + 1):
        if step in kept:
            tables.append(task.weights())
        if step < recipe.steps:
            task.update(step)
    windows: torch.Tensor = task.held_out[:WINDOWS]
    there = measured_on(task.model, kept, tables, windows)
    offs = list(off_by(there, seed))
    half = next(one for one in offs if one.distance == 0.5)
    return {
        "trained": offs[0].back, "half back": half.back, "half in random directions": list(half.random),
        "mean in random directions": mean(half.random), "shown": share_in_plane(plane_of_path(there.moments), there.moments),
    }  # fmt: skip


def holds(measured: dict[str, Any]) -> bool:
    back = measured["half back"] - measured["trained"]
    least = min(measured["half in random directions"]) - measured["trained"]
    return bool(back < 0.5 * least and measured["shown"] >= 0.9)
