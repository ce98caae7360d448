"""Does a transformer need to be told where each token stands? One small task, learned with and without positions.

A start token, random letters, then a question: which letter stood at place n? A causal model without any positions can
still count, for the start token gets half of the first letter's even attention, a third of the second's, and so on
(Haviv et al. 2022; Kazemnejad et al. 2023). Take the mask away as well, and what is left is a bag of letters in which no
order can be seen.

Shapes: B batch, T position, V vocabulary.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from core.models.transformer import POSITIONS, Config, Transformer, next_token_loss
from core.outcomes import band
from core.training.descent import descend
from core.training.events import Record

LETTERS, PLACES = 10, 6  # the vocabulary: letters first, then one question for each place, then the start
STEPS, BATCH, RATE, LOOK = 1000, 128, 1e-3, 25
SHIPPED: list[dict[str, Any]] = [
    {"positions": "learned"},
    {"positions": "rotary"},
    {"positions": "none"},
    {"positions": "none", "causal": False},
]
NAMES = ("learned positions", "rotary positions", "no positions", "no positions, no mask")


def tasks(count: int, rng: torch.Generator) -> tuple[Tensor, Tensor]:
    """(B, T) a start, letters and a question, and (B,) the letter that is asked for."""
    letters = torch.randint(LETTERS, (count, PLACES), generator=rng)
    place = torch.randint(PLACES, (count, 1), generator=rng)
    start = torch.full((count, 1), LETTERS + PLACES)
    return torch.cat((start, letters, LETTERS + place), dim=1), letters.gather(1, place)[:, 0]


def network(positions: str, causal: bool, seed: int) -> Transformer:
    """Two layers; without the mask every token sees all others."""
    if positions not in POSITIONS:
        raise ValueError(f"The positions must be one of {', '.join(POSITIONS)}, but are {positions!r}.")
    torch.manual_seed(seed)
    config = Config(LETTERS + PLACES + 1, PLACES + 2, width=64, heads=4, layers=2, positions=positions)
    model = Transformer(config)
    if not causal:
        model.mask.zero_()
    return model


@dataclass(frozen=True)
class Answered:
    """How well the network answers by now."""

    right: float  # the share of the questions that it answers rightly


def learn(*, positions: str = "learned", causal: bool = True, seed: int = 0) -> Iterator[Record[Answered]]:
    """Train, and say every few steps how many of a thousand fresh questions are answered rightly."""
    with torch.random.fork_rng():
        model = network(positions, causal, seed)
    rng = torch.Generator().manual_seed(seed + 1)
    examined = tasks(1000, torch.Generator().manual_seed(seed + 2))

    def loss(step: int) -> Tensor:
        tokens, answers = tasks(BATCH, rng)
        return next_token_loss(model(tokens)[:, -1:], answers[:, None])

    def rate(step: int) -> float:
        return RATE * min(1, (step + 1) / 50, (STEPS - step) / (STEPS / 3))

    for step in descend([torch.optim.AdamW(model.parameters(), lr=RATE)], loss, STEPS, rate):
        if step % LOOK == 0:
            yield Record(step, STEPS, Answered(accuracy(model, *examined)))


def accuracy(model: Transformer, tokens: Tensor, answers: Tensor) -> float:
    """The share of questions that the model answers rightly."""
    with torch.inference_mode():
        return float((model(tokens)[:, -1].argmax(-1) == answers).float().mean())


def learned(right: float) -> str:
    """Whether a share of right answers shows that the task was learned: "yes" (nine of ten), "partly", or "no" where it is
    at most half as many again as blind guessing gets."""
    return band(right, {"no": 1.5 / LETTERS, "partly": 0.9, "yes": 1})


def bag(seed: int = 0, count: int = 20_000) -> float:
    """How many a perfect reader of the mere bag of letters gets right: it can only name the commonest letter."""
    tokens, answers = tasks(count, torch.Generator().manual_seed(seed))
    counts = torch.nn.functional.one_hot(tokens[:, 1:-1], LETTERS).sum(1)  # (B, letters)
    return float((counts.argmax(-1) == answers).float().mean())
