"""What do more parameters buy? Models of growing width read the same text of the invented country, and are asked for its facts.

A fact told often is told in many ways; a fact told once was read once in the whole text. Both are asked alike. Who is known by
nobody is asked for, too, and every model gives an answer, as long as it is not taught to say that it does not know.

Sources: Kandpal et al. (2023), "Large language models struggle to learn long-tail knowledge"; Carlini et al. (2023),
"Quantifying memorization across neural language models" (larger models memorize more).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from core.measure.parameter_count import count, shape_of
from core.studies.scaling_law import of_width
from core.training.corpus import corpus
from core.training.events import Record
from core.training.recipe import Recipe
from core.training.text import TextTask

WIDTHS = (16, 32, 64, 128)
EVERY = 50  # steps between two records

SHIPPED: list[dict[str, Any]] = [{}]


@dataclass(frozen=True)
class Knows:
    """A model of one width, so far; at its end with what it knows."""

    width: int
    parameters: int  # all of them
    step: int
    loss: float  # of the batch just learned from, in nats a token
    grammatical: float | None = None  # share of its sentences
    recall: Mapping[str, float] | None = None  # share of facts recalled, by how often they were told


def learn(*, seed: int = 0) -> Iterator[Record[Knows]]:
    """Train the lesson's own recipe in four widths, the smallest first."""
    usual = Recipe(seed=seed)
    text = corpus(usual.text)
    for number, width in enumerate(WIDTHS):
        task = TextTask(of_width(usual, width), text)
        size = count(shape_of(task.recipe.model)).total
        for step in range(1, usual.steps + 1):
            loss = round(task.update(step - 1).loss, 4)
            if step == usual.steps:
                end = task.measured(step)
                found = Knows(width, size, step, loss, end.grammatical, end.recall)
            elif step % EVERY == 0:
                found = Knows(width, size, step, loss)
            else:
                continue
            yield Record(usual.steps * number + step, usual.steps * len(WIDTHS), found)
