"""One model that read a text, adapted with a few examples, against three that begin with nothing (Bommasani et al. 2021)."""

from benchmarks.findings._text import trained
from core.measure.few_examples import ADAPTED, FROM_NOTHING
from core.studies.foundation import Beginning, compared
from core.training.recipe import Recipe

EXAMPLES = 64
CRITERION = (
    f"With {EXAMPLES} examples of each task and the same steps, the model that read the text gets more new cases right to the "
    "letter than the same network from random weights: at least 15 points of 100 more in sorting, at least 15 more in "
    "answering, at least 20 more in rewriting. Asked without any example, it gets at most 10 % right in each."
)


def measured(seed: int) -> dict:
    """By task: the shares of new cases that each gets right."""
    task = trained(Recipe(seed=seed))
    assert task.corpus.world and task.corpus.told is not None
    begin = Beginning(task.recipe.model, task.tokenizer, task.corpus.world, task.corpus.told, task.weights())
    found: dict = {}
    for record in compared(begin, (0, EXAMPLES), seed):
        tried = record.values
        name = tried.start if tried.examples else f"{tried.start}, no example"
        found.setdefault(tried.task, {})[name] = tried.right
    return found


def holds(measured: dict) -> bool:
    def more(task: str) -> float:
        return float(measured[task][ADAPTED] - measured[task][FROM_NOTHING])

    untaught = max(one[f"{ADAPTED}, no example"] for one in measured.values())
    return min(more("sort"), more("answer")) >= 0.15 and more("rewrite") >= 0.2 and untaught <= 0.1
