"""TRN-5: what a model of the invented country gets wrong while it learns: first its words, then its sentences, last its facts."""

from typing import Any

from core.measure.sentence_errors import ERRORS, judged, shares
from core.measure.text import write
from core.training import Recipe
from core.training.corpus import corpus
from core.training.text import TextTask

CRITERION = (
    "At sixteen moments of the usual training, evenly over the logarithm of its steps, the share of sentences with a word that "
    "does not exist is greatest before that of real words in no order, and this one before that of whole sentences with a wrong "
    "fact. At the end wrong facts are the most frequent error."
)
MOMENTS, TEXTS = 16, 48


def measured(seed: int) -> dict[str, Any]:
    """The step at which each error is at its most, and all shares at the end."""
    recipe = Recipe(seed=seed)
    task = TextTask(recipe, corpus(recipe.text))
    world = task.corpus.world
    assert world
    looks = sorted({round((recipe.steps + 1) ** (moment / MOMENTS)) - 1 for moment in range(MOMENTS + 1)})
    curve: dict[int, dict[Any, float]] = {}
    for step in range(recipe.steps + 1):
        if step in looks and (found := shares(judged(world, write(task.model, task.tokenizer, TEXTS, seed)))):
            curve[step] = found
        if step < recipe.steps:
            task.update(step)
    most = {error: max(curve, key=lambda step: curve[step][error]) for error in ERRORS}
    return {"at its most": most, "end": curve[recipe.steps]}


def holds(measured: dict[str, Any]) -> bool:
    most, end = measured["at its most"], measured["end"]
    wrong = {error: share for error, share in end.items() if error != "none"}
    return bool(most["letters"] < most["order"] < most["fact"] and max(wrong, key=lambda error: wrong[error]) == "fact")
