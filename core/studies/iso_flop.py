"""Where computing goes best: a fixed amount of it is spent on small models that read much, or on large ones that read little.

For each of three budgets six sizes are trained, each on as many tokens as the budget pays for, and each with a learning rate
that falls to nothing at its own end. A token costs 6 operations for every weight that it is multiplied with: 2 on the way
forward and 4 on the way back. Those weights are the blocks and the table of tokens, which also makes the logits; the table
of positions is only looked up in, so it costs nothing and is not counted.

Source: Hoffmann et al. (2022), "Training compute-optimal large language models", section 3.2 (isoFLOP profiles). The price of
a token: Kaplan et al. (2020), "Scaling laws for neural language models", section 2.1.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import prod
from typing import Any

import torch

from core import tokenizers
from core.caches import lru_cache
from core.measure import text as measure
from core.measure.compute import tokens_for
from core.models.transformer import Config, Transformer, next_token_loss, shapes
from core.training.corpus import corpus
from core.training.events import Record
from core.training.recipe import OptimizerChoice, TextChoice
from core.training.text import SEEDING, optimizers, schedule
from core.training.windows import Windows

VOCABULARY, CONTEXT, BATCH = 256, 64, 8  # few kinds of token, so that the table is no large part of a small model
BUDGETS: Mapping[str, float] = {"small": 1e10, "middle": 5e10, "large": 2.5e11}  # operations of one training
WIDTHS: Mapping[str, Sequence[int]] = {
    "small": (8, 12, 16, 24, 32, 48), "middle": (12, 16, 24, 32, 48, 64), "large": (16, 24, 32, 48, 64, 96),
}  # fmt: skip
OFFERED = (8, 12, 16, 20, 24, 28, 32, 40, 48, 64, 80, 96)  # widths for a point of one's own
EVERY = 100  # steps between two records
TEXT = TextChoice()

SHIPPED: list[dict[str, Any]] = [{}]


@dataclass(frozen=True)
class Spent:
    """A model that spends its budget, so far."""

    budget: str
    width: int
    parameters: int  # that each token is multiplied with
    tokens: int  # that the budget pays for
    read: int  # of them, so far
    loss: float  # of the batch just learned from, in nats a token
    held_out: float | None = None  # of text that it never met; at its end


def config(width: int) -> Config:
    """A model of this width; where it is narrow, with two heads, so that none gets too few numbers."""
    return Config(vocabulary=VOCABULARY, context=CONTEXT, width=width, heads=2 if width < 32 else 4)


def multiplied(model: Config) -> int:
    """The weights that a token is multiplied with: all but the table of positions."""
    return sum(prod(shape) for name, shape in shapes(model).items() if not name.startswith("position_embedding"))


@dataclass(frozen=True, eq=False)
class Text:
    """The invented country's text as tokens: what is learned, and (N, T + 1) held-out windows."""

    documents: list[list[int]]
    held_out: torch.Tensor


@lru_cache(maxsize=1)
def text() -> Text:
    """The same for every model: learned and held-out scenes of one country, in few kinds of token."""
    found = corpus(TEXT)
    tokenizer = tokenizers.train("pieces", found.text, VOCABULARY)
    held_out = Windows([tokenizer.encode(one) for one in found.held_out], CONTEXT)
    return Text([tokenizer.encode(one) for one in found.documents], torch.from_numpy(next(held_out.all(64))))


def spend(seed: int, budget: str, width: int, operations: float = 0.0) -> Iterator[Spent]:
    """Train one model until its budget is spent; the last of what it yields has the loss on new text.

    Args:
        operations: of a budget other than the named one.
    """
    shape, learned, rule = config(width), text(), OptimizerChoice()
    size = multiplied(shape)
    steps = max(1, round(tokens_for(operations or BUDGETS[budget], size) / (BATCH * CONTEXT)))
    with SEEDING:
        torch.manual_seed(seed)
        model = Transformer(shape)
    turning, windows = optimizers(model, rule.name, rule.rate), Windows(learned.documents, CONTEXT, seed)
    said = partial(Spent, budget, width, size, steps * BATCH * CONTEXT)
    for step in range(1, steps + 1):
        seen = torch.from_numpy(windows.batch(step - 1, BATCH))
        loss = next_token_loss(model(seen[:, :-1]), seen[:, 1:])
        loss.backward()
        for one in turning:
            one.param_groups[0]["lr"] = rule.rate * schedule(step - 1, steps)
            one.step()
            one.zero_grad(set_to_none=True)
        if step == steps:
            held_out = round(measure.loss(model, learned.held_out), 4)
            yield said(step * BATCH * CONTEXT, round(loss.item(), 4), held_out)
        elif step % EVERY == 0:
            yield said(step * BATCH * CONTEXT, round(loss.item(), 4))


def learn(*, seed: int = 0) -> Iterator[Record[Spent]]:
    """All sizes of all budgets, the smallest budget first; the step counts the tokens that were read.

    Args:
        seed: of the first weights and of the order of the text.
    """
    wanted = [(budget, width) for budget, widths in WIDTHS.items() for width in widths]
    paid = [tokens_for(BUDGETS[budget], multiplied(config(width))) for budget, width in wanted]
    total, before = round(sum(paid)), 0
    for budget, width in wanted:
        for one in spend(seed, budget, width):
            yield Record(min(total, before + one.read), total, one)
        before += one.read


def point(*, budget: str = "small", width: int = 20, seed: int = 0) -> Iterator[Record[Spent]]:
    """One size of the learner's choice, trained until a budget is spent."""
    for one in spend(seed, budget, width):
        yield Record(one.read, one.tokens, one)


def done(found: Sequence[Spent]) -> list[Spent]:
    """Every model that spent its budget."""
    return [one for one in found if one.held_out is not None]
