"""A scaling law of one's own: models of growing width learn the same text in the same order, and their losses are compared.

Only the width differs: same tokenizer, same windows, as many steps, and no value embeddings, so that parameters are what Kaplan
et al. count. They leave the tables for tokens and positions out, for those grow with the vocabulary and not with the model.

Source: Kaplan et al. (2020), "Scaling laws for neural language models".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import prod
from typing import Any

from core import tokenizers
from core.measure import text as measure
from core.models.transformer import Config, shapes
from core.training.corpus import corpus
from core.training.events import Record
from core.training.recipe import OptimizerChoice, Recipe, TextChoice
from core.training.text import TextTask

WIDTHS = (8, 12, 16, 24, 32, 48, 64, 96)
STEPS = 400  # of each model
EVERY = 25  # steps between two records
TEXT = TextChoice(
    source="python"
)  # a text that people wrote, so that no small model comes near the end of what can be learned

SHIPPED: list[dict[str, Any]] = [{}, {"seed": 1}, {"seed": 2}]


@dataclass(frozen=True)
class Sized:
    """A model of one width, so far."""

    width: int
    parameters: int  # in its blocks
    step: int  # of its training
    loss: float  # of the batch just learned from, in nats a token
    held_out: float | None = None  # of text that it never met; at its end


def of_width(recipe: Recipe, width: int) -> Recipe:
    """The recipe with a model of another width; where it is narrow, with two heads, so that none gets too few numbers."""
    return replace(recipe, model=replace(recipe.model, width=width, heads=2 if width < 32 else 4))


def parameters(config: Config) -> int:
    """Of the blocks alone: matrices and norms."""
    return sum(prod(shape) for name, shape in shapes(config).items() if name.startswith("blocks."))


def learn(*, seed: int = 0, widths: Sequence[int] = WIDTHS) -> Iterator[Record[Sized]]:
    """Train one model after the other, the smallest first.

    Args:
        seed: of the first weights and of the order of the text.
        widths: of the models, each a number of its residual stream.
    """
    text = corpus(TEXT)
    tokenizer = tokenizers.train("pieces", text.text, Config().vocabulary)
    usual, total = (
        Recipe(TEXT, model=Config(), optimizer=OptimizerChoice(), steps=STEPS, seed=seed),
        STEPS * len(widths),
    )
    for number, width in enumerate(widths):
        task = TextTask(of_width(usual, width), text, tokenizer)
        size = parameters(task.recipe.model)
        for step in range(1, STEPS + 1):
            loss = task.update(step - 1).loss
            if step % EVERY == 0:
                held_out = round(measure.loss(task.model, task.held_out), 4) if step == STEPS else None
                yield Record(STEPS * number + step, total, Sized(width, size, step, round(loss, 4), held_out))


def points(found: Sequence[Sized]) -> list[tuple[float, float]]:
    """Parameters and held-out loss of every model that is done."""
    return [(float(one.parameters), one.held_out) for one in found if one.held_out is not None]
