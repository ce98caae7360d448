"""What several findings begin with: the small model of the invented country, trained as the pages' own is."""

from core.training.corpus import corpus
from core.training.recipe import Recipe
from core.training.text import TextTask


def trained(recipe: Recipe) -> TextTask:
    """The recipe's model after its last step, with its tokenizer and its text."""
    task = TextTask(recipe, corpus(recipe.text))
    for step in range(recipe.steps):
        task.update(step)
    return task
