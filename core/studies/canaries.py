"""Canaries: made-up lines that stand in a text once, twice, up to 64 times, and how many of them a model says by heart.

A canary means nothing and cannot be guessed, so a model that says one has it from its text. The model reads single
letters; the text around the canaries is the world's. The same text with every canary told once is the cure: deduplicated.

Sources: Carlini et al. (2019), "The secret sharer" (canaries); Carlini et al. (2023), "Quantifying memorization across
neural language models" (copies, size, length of the prompt); Kandpal, Wallace and Raffel (2022), "Deduplicating training
data mitigates privacy risks in language models".

Shapes: N canaries, T letters of each.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from core.measure.recitation import extracted, right, stretch
from core.models.transformer import Config, Transformer, next_token_loss
from core.tokenizers import END, START
from core.tokenizers.characters import Characters
from core.training.corpus import the_world
from core.training.descent import descend
from core.training.events import Record
from core.training.text import optimizers, schedule
from core.training.windows import Windows

COPIES = (1, 2, 4, 8, 16, 32, 64)
EACH = 12  # canaries told so often
LETTERS = 24  # of a canary
GIVEN = (2, 4, 8, 16)  # letters of it that the model is given
ALPHABET = "abcdefghijklmnopqrstuvwxyz"
SIZE = 150_000  # letters of the text around them
PASSES = 3  # through the whole text; after a dozen even what was told once is known by heart
BATCH = 16
RATE = 0.02
LOOKS = 12
EVERY = 30  # steps, so that whoever waits sees it move
WIDE, NARROW = 64, 24  # about 106,000 and 17,000 weights
SHIPPED: list[dict[str, Any]] = [{}, {"width": NARROW}, {"once": True}, {"width": NARROW, "once": True}]


@dataclass(frozen=True)
class Planted:
    """A text with something planted in it."""

    documents: tuple[str, ...]
    planted: tuple[str, ...]
    copies: np.ndarray  # (N,)


@dataclass(frozen=True)
class Recited:
    """By letters given, "2" to "16", and there by copies, "1" to "64"; and the size of the model."""

    extracted: Mapping[str, Mapping[str, float]]  # the share of canaries that come out in full
    stretch: Mapping[str, Mapping[str, float]]  # the mean number of letters that come out word for word
    weights: int


def background(size: int = SIZE) -> tuple[str, ...]:
    """What the model reads besides: scenes of the world."""
    return tuple(the_world(0, 200, 20).text(size).splitlines())


def plant(lines: Sequence[str], copies: Sequence[int], seed: int, size: int = SIZE) -> Planted:
    """The text with each line in it as often as `copies` says, in an order that is drawn."""
    documents = [*background(size), *(line for line, count in zip(lines, copies, strict=True) for _ in range(count))]
    order = np.random.default_rng((seed, 3)).permutation(len(documents))
    return Planted(tuple(documents[i] for i in order), tuple(lines), np.array(copies))


def canaries(seed: int, each: int = EACH) -> tuple[str, ...]:
    """Lines of letters drawn at random, so many for each number of copies."""
    rng = np.random.default_rng((seed, 2))
    return tuple("".join(rng.choice(list(ALPHABET), LETTERS)) for _ in range(each * len(COPIES)))


def reader(vocabulary: int, width: int, seed: int) -> Transformer:
    """A model that reads letters: two layers, 64 letters at once."""
    torch.manual_seed(seed)
    return Transformer(Config(vocabulary=vocabulary, width=width))


def training(model: Transformer, windows: Windows, steps: int) -> Iterator[int]:
    """Train the model, and stop for a look before the first step and after every one."""

    def loss(step: int) -> Tensor:
        batch = torch.from_numpy(windows.batch(step, BATCH))
        return next_token_loss(model(batch[:, :-1]), batch[:, 1:])

    return descend(optimizers(model, "muon", RATE), loss, steps, lambda step: schedule(step, steps) * RATE)


def looks(steps: int, count: int) -> set[int]:
    """Steps at which to look, closer together at first."""
    return {round(steps * (i / count) ** 1.5) for i in range(count + 1)}


def learn(*, width: int = WIDE, once: bool = False, passes: int = PASSES, seed: int = 0) -> Iterator[Record[Recited]]:
    """Train a model on the text with canaries, and try to get them out on the way.

    Args:
        width: of the model.
        once: tell every canary once, however often it was told: the deduplicated text.
        passes: how often the whole text is read.
        seed: of the canaries, their order and the first weights.
    """
    lines = canaries(seed)
    copies = np.repeat(COPIES, EACH)
    text = plant(lines, [1] * len(lines) if once else copies.tolist(), seed)
    letters = Characters.train("".join(text.documents), 500)
    windows = Windows([letters.encode(one) for one in text.documents], 64, seed)
    model = reader(letters.size, width, seed)
    steps = passes * len(windows) // BATCH
    asked = torch.tensor([[START, *letters.encode(line), END] for line in lines])
    weights = sum(weight.numel() for weight in model.parameters())
    for step in training(model, windows, steps):
        if step in looks(steps, LOOKS):
            yield Record(step, steps, summary(right(model, asked[:, :-1]), copies, weights))
        elif step % EVERY == 0:
            yield Record(step, steps)


def summary(found: np.ndarray, copies: np.ndarray, weights: int) -> Recited:
    """What comes out, where `found` (N, T) says which letters are the likeliest ones."""

    def means(measure: Callable[[np.ndarray, int], np.ndarray]) -> dict[str, dict[str, float]]:
        each = {given: measure(found, given) for given in GIVEN}
        return {str(g): {str(n): float(some[copies == n].mean()) for n in COPIES} for g, some in each.items()}

    return Recited(means(extracted), means(stretch), weights)
