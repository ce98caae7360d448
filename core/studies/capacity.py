"""How many facts fit into a model: facts drawn at random, told again and again, and the bits of them that it holds.

A fact is a key of three words and a value of two. Nothing foretells the value but having read it, and each of its words
is one of 64: six bits, twelve a fact. What the model cannot say of them yet is its cross entropy; the rest it holds.

Source: Allen-Zhu and Li (2024), "Physics of language models, part 3.3: knowledge capacity scaling laws".

Shapes: N facts, B facts of one step.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import log
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from core.models.transformer import Config, Transformer
from core.training.descent import descend
from core.training.events import Record
from core.training.text import optimizers, schedule

WORDS = 64  # six bits each
KEY, VALUE = 3, 2  # words
BITS = 12  # of one value
RATE, BATCH = 0.02, 256
LOOKS = 16  # records along the way
WIDTHS = (8, 12, 16, 24)
COUNTS = (500, 1_000, 2_000, 4_000)

SHIPPED: list[dict[str, Any]] = [
    *({"facts": facts} for facts in COUNTS),
    *({"width": width} for width in WIDTHS if width != 16),
    {"exposures": 50},
]


@dataclass(frozen=True)
class Held:
    """What a model holds of the facts."""

    bits: float  # of all values
    weights: int  # that the model has, all counted
    a_weight: float  # bits
    right: float  # the share of facts that it says rightly


def drawn(facts: int, seed: int) -> Tensor:
    """(N, 5) keys, all different, each with a value that has nothing to do with it."""
    rng = torch.Generator().manual_seed(seed)
    keys = torch.randperm(WORDS**KEY, generator=rng)[:facts]
    digits = torch.stack([keys // WORDS**place % WORDS for place in range(KEY)], dim=1)
    return torch.cat([digits, torch.randint(WORDS, (facts, VALUE), generator=rng)], dim=1)


def doubt(model: Transformer, facts: Tensor) -> Tensor:
    """The mean cross entropy, in nats, of a word of the values, given all before it."""
    logits = model(facts[:, :-1])[:, KEY - 1 :]
    return F.cross_entropy(logits.flatten(0, 1), facts[:, KEY:].flatten())


@torch.inference_mode()
def held(model: Transformer, facts: Tensor) -> Held:
    """How much of these facts the model holds."""
    bits = len(facts) * (BITS - VALUE * float(doubt(model, facts)) / log(2))
    said = model(facts[:, :-1])[:, KEY - 1 :].argmax(-1)
    weights = sum(weight.numel() for weight in model.parameters())
    right = (said == facts[:, KEY:]).all(1).float().mean()
    return Held(bits, weights, bits / weights, float(right))


def learn(*, seed: int = 0, width: int = 16, facts: int = 4_000, exposures: int = 200) -> Iterator[Record[Held]]:
    """Tell every fact so often, and look along the way at how many bits are held.

    Args:
        seed: of the facts, their order and the first weights.
        width: of the model: what decides how many weights it has.
        facts: how many there are.
        exposures: how often each is told.
    """
    told = drawn(facts, seed)
    torch.manual_seed(seed)
    model = Transformer(Config(vocabulary=WORDS, context=KEY + VALUE - 1, width=width, heads=2, layers=2))
    rng = torch.Generator().manual_seed(seed + 1)
    order = torch.cat([torch.randperm(facts, generator=rng) for _ in range(exposures)])
    batches = told[order].split(BATCH)
    steps = len(order) // BATCH
    looks = {round(steps * i / LOOKS) for i in range(LOOKS + 1)}
    both = optimizers(model, "muon", RATE)
    for step in descend(
        both, lambda step: doubt(model, batches[step]), steps, lambda step: schedule(step, steps) * RATE
    ):
        if step in looks:
            yield Record(step, steps, held(model, told))
