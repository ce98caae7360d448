"""Two runs that should be one: what a seed decides, and what a single letter does."""

from dataclasses import replace

from core.training.corpus import Corpus, corpus
from core.training.events import Step
from core.training.recipe import Recipe
from core.training.text import TextTask


def twins(recipe: Recipe, steps: int) -> dict[str, list[Step]]:
    """The first steps of the recipe twice, and once more with one letter changed that is read after a third of them."""
    text = corpus(recipe.text)
    task = TextTask(recipe, text)
    changed = one_letter_changed(text, task.windows.document(steps // 3, recipe.batch))
    return {
        "first": _steps(task, steps),
        "again, same seed": _steps(TextTask(recipe, text), steps),
        "one letter changed": _steps(TextTask(recipe, changed, task.tokenizer), steps),
    }


def _steps(task: TextTask, steps: int) -> list[Step]:
    return [task.update(step) for step in range(steps)]


def one_letter_changed(text: Corpus, place: int) -> Corpus:
    """The same text, but in one document the first "a" is an "e"."""
    documents = list(text.documents)
    documents[place] = documents[place].replace("a", "e", 1)
    return replace(text, documents=tuple(documents))
