"""Training as a stream of events: `train(recipe)` needs no app, no cluster and no folder."""

from collections.abc import Iterator

from core.training import loop
from core.training.corpus import corpus
from core.training.events import Event
from core.training.recipe import OptimizerChoice, Recipe, TextChoice, TokenizerChoice
from core.training.text import TextTask

__all__ = ["OptimizerChoice", "Recipe", "TextChoice", "TokenizerChoice", "train"]


def train(recipe: Recipe, own: str = "") -> Iterator[Event]:
    """Train what the recipe says, from random weights. `own` is the learner's text where the recipe names one.

    >>> losses = [event.loss for event in train(Recipe(steps=20)) if isinstance(event, Step)]  # doctest: +SKIP
    """
    task = TextTask(recipe, corpus(recipe.text, own))
    yield from loop.events(task, recipe.steps)
