"""What several findings begin with: the small model of the invented country, trained as the pages' own is."""

from collections.abc import Set

import torch

from core.measure.heads import Passages, passages
from core.models.transformer import Transformer
from core.training.corpus import corpus
from core.training.recipe import Recipe
from core.training.text import TextTask


def trained(recipe: Recipe) -> TextTask:
    """The recipe's model after its last step, with its tokenizer and its text."""
    task = TextTask(recipe, corpus(recipe.text))
    for step in range(recipe.steps):
        task.update(step)
    return task


def unlearned(task: TextTask, count: int, names: Set[str] = frozenset()) -> Passages:
    """So many texts that the model did not learn, cut to what it reads at once; `names` says who is looked for in them."""
    return passages(task.corpus.held_out[:count], task.tokenizer, task.recipe.model.context, frozenset(names))


def begun(task: TextTask) -> Transformer:
    """The model as it was before its first step: the same seed gives the same weights."""
    torch.manual_seed(task.recipe.seed)
    return Transformer(task.recipe.model)
