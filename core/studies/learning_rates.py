"""From crawl to explosion: one small network, three ways to turn its weights, and for each of them many learning rates.

The network writes letter by letter; its text is the invented country's. Each training starts from the same weights and reads
the same letters in the same order, at one rate from its first step to its last, so that only the rule and the rate differ.

Shapes: B batch, T position, V vocabulary.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf, isfinite
from typing import Any

import numpy as np
import torch
from torch import Tensor

from core.data.world import World
from core.measure.text import loss as mean_loss
from core.models.transformer import Config, Transformer, next_token_loss
from core.tokenizers.characters import Characters
from core.training.events import Record
from core.training.muon import Muon
from core.training.windows import Windows

OPTIMIZERS = ("sgd", "adamw", "muon")
RATES = (1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1, 0.3, 1.0, 3.0, 10.0)
STEPS, BATCH, CONTEXT, WIDTH, LAYERS = 200, 16, 32, 32, 2
LETTERS, HELD_OUT = 200_000, 6_000  # of the text, learned and held out


@dataclass(frozen=True)
class Trained:
    """Where a training at one rate ended: losses in nats a letter; None where they are no numbers any more."""

    optimizer: str
    rate: float
    start: float  # before the first step, on letters that are never learned
    end: float | None  # after the last one
    curve: tuple[float | None, ...]  # the training loss, a mean of every ten steps


@dataclass(frozen=True, eq=False)
class Letters:
    """A text as letters: what is learned, window by window, and (N, T + 1) held-out windows."""

    vocabulary: int
    windows: Windows
    held_out: Tensor


def letters(seed: int, size: int = LETTERS) -> Letters:
    """The text of a country, letter by letter; its held-out scenes are others of the same country."""
    world = World(seed)
    text, other = world.text(size), world.text(HELD_OUT, seed=99)
    tokenizer = Characters.train(text, 200)
    learned, unseen = ([tokenizer.encode(line) for line in some.splitlines()] for some in (text, other))
    held_out = torch.from_numpy(np.concatenate(list(Windows(unseen, CONTEXT).all(64))))
    return Letters(tokenizer.size, Windows(learned, CONTEXT, seed), held_out)


def network(vocabulary: int, seed: int) -> Transformer:
    """Two layers, with the first weights that the seed makes."""
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        return Transformer(Config(vocabulary, CONTEXT, width=WIDTH, heads=4, layers=LAYERS))


def rule(name: str, model: Transformer, rate: float) -> list[torch.optim.Optimizer]:
    """Muon turns the matrices inside the blocks; the rest gets AdamW at the same rate, as Muon is meant to be used."""
    inside = [weight for key, weight in model.named_parameters() if weight.ndim == 2 and key.startswith("blocks.")]
    rest = [weight for key, weight in model.named_parameters() if weight.ndim != 2 or not key.startswith("blocks.")]
    adam: dict[str, Any] = {"lr": rate, "betas": (0.9, 0.95), "weight_decay": 0.0}
    match name:
        case "sgd":
            return [torch.optim.SGD([*inside, *rest], lr=rate)]
        case "adamw":
            return [torch.optim.AdamW([*inside, *rest], **adam)]
        case "muon":
            return [Muon(inside, lr=rate), torch.optim.AdamW(rest, **adam)]
    raise ValueError(f"The optimizer must be one of {', '.join(OPTIMIZERS)}, but is {name!r}.")


def trained(text: Letters, name: str, rate: float, seed: int) -> Trained:
    """One training, until its end or until its loss is no number any more."""
    model = network(text.vocabulary, seed)
    start, optimizers, losses = mean_loss(model, text.held_out), rule(name, model, rate), []
    for step in range(STEPS):
        windows = torch.from_numpy(text.windows.batch(step, BATCH))
        loss = next_token_loss(model(windows[:, :-1]), windows[:, 1:])
        losses.append(loss.item())
        if not isfinite(losses[-1]):
            break
        loss.backward()
        for optimizer in optimizers:
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
    losses += [inf] * (STEPS - len(losses))
    curve = [number(float(np.mean(losses[first : first + 10]))) for first in range(0, STEPS, 10)]
    return Trained(name, rate, round(start, 4), number(mean_loss(model, text.held_out)), tuple(curve))


def number(loss: float) -> float | None:
    """Four digits of it; None where it is none."""
    return round(loss, 4) if isfinite(loss) else None


def learn(*, seed: int = 0) -> Iterator[Record[Trained]]:
    """Every rule at every rate, rate by rate, from the middle outwards; the step counts the trainings."""
    text, total = letters(seed), len(OPTIMIZERS) * len(RATES)
    middle = len(RATES) // 2
    order = sorted(range(len(RATES)), key=lambda place: (abs(place - middle), place))
    for step, (place, name) in enumerate(((place, name) for place in order for name in OPTIMIZERS), 1):
        yield Record(step, total, trained(text, name, RATES[place], seed))


@dataclass(frozen=True)
class Best:
    """The rate at which a rule ended lowest, and that loss."""

    rate: float
    loss: float


def best(sweep: Iterable[Trained]) -> Best:
    """Of trainings by one rule, of which one or more ended with a number."""
    return min((Best(one.rate, one.end) for one in sweep if one.end is not None), key=lambda one: one.loss)


def bests(found: Sequence[Trained]) -> dict[str, Best]:
    """The same for every rule of which a training ended with a number, in the order of the rules."""
    by_rule = {name: [one for one in found if one.optimizer == name and one.end is not None] for name in OPTIMIZERS}
    return {name: best(sweep) for name, sweep in by_rule.items() if sweep}


def exploded(one: Trained) -> bool:
    """Did it end above where it began, or at no number at all?"""
    return one.end is None or one.end > one.start


def first_explosion(found: Sequence[Trained], name: str, above: float) -> float | None:
    """The lowest rate above this one at which a rule exploded; None where it did at none."""
    return min(
        (one.rate for one in found if one.optimizer == name and one.rate > above and exploded(one)), default=None
    )
