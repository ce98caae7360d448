"""Two runs that should be one: what a seed decides, and what a single letter does."""

from dataclasses import replace

from core.training.corpus import Corpus, corpus
from core.training.events import Step
from core.training.recipe import Recipe
from core.training.text import TextTask


def twins(recipe: Recipe, steps: int) -> dict[str, list[Step]]:
    """The first steps of the recipe twice, and once more with one letter of the text changed."""
    text = corpus(recipe.text)
    return {
        "first": _steps(recipe, text, steps),
        "again, same seed": _steps(recipe, text, steps),
        "one letter changed": _steps(recipe, one_letter_changed(text), steps),
    }


def _steps(recipe: Recipe, text: Corpus, steps: int) -> list[Step]:
    task = TextTask(recipe, text)
    return [event for event in map(task.update, range(steps)) if isinstance(event, Step)]


def one_letter_changed(text: Corpus) -> Corpus:
    """The same text, but the first "a" of its first document is an "e"."""
    first, *rest = text.documents
    return replace(text, documents=(first.replace("a", "e", 1), *rest))
