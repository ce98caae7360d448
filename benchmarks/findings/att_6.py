"""ATT-6: some heads do a job that has a name, most do not; a name is given where pattern and effect agree.

Clark et al. (2019) named heads by their patterns, Michel et al. (2019) took heads away; a name here needs both.
"""

from benchmarks.findings._text import begun, trained, unlearned
from core.measure.heads import Passages, roles
from core.models.transformer import Transformer
from core.training.recipe import Recipe

CRITERION = (
    "After the default recipe, at least one and fewer than half of the heads pass both tests on 40 texts that the model did "
    "not learn. With the weights that it began with, none does."
)
TEXTS = 40


def measured(seed: int) -> dict[str, int]:
    """How many heads have a name, before and after, and how many heads there are."""
    task = trained(Recipe(seed=seed))
    people = frozenset(task.corpus.world.people) if task.corpus.world else frozenset[str]()
    read = unlearned(task, TEXTS, people)
    heads = task.recipe.model.layers * task.recipe.model.heads
    return {"named": named(task.model, read), "named before": named(begun(task), read), "heads": heads}


def named(model: Transformer, read: Passages) -> int:
    return sum(role.named is not None for role in roles(model.eval(), read))


def holds(measured: dict[str, int]) -> bool:
    return 1 <= measured["named"] < measured["heads"] / 2 and measured["named before"] == 0
