"""Learning by heart: a small network reads the same few pages again and again, and is asked about others of that country."""

from collections.abc import Iterator
from dataclasses import dataclass

import torch

from core.measure.text import loss as mean_loss
from core.models.transformer import next_token_loss
from core.studies.learning_rates import BATCH, letters, network, rule
from core.training.events import Record

LETTERS = 6_000  # of the text, which is read again every thirteen steps
RATE, STEPS, LOOK = 3e-3, 1000, 25


@dataclass(frozen=True)
class Losses:
    """In nats a letter: on what it learns from, a mean of the steps since the last look, and on what it never reads."""

    learned: float
    unseen: float


def learn(*, size: int = LETTERS, seed: int = 0) -> Iterator[Record[Losses]]:
    """Train with AdamW on so many letters, and look at both losses every few steps."""
    text = letters(seed, size)
    model = network(text.vocabulary, seed)
    (optimizer,) = rule("adamw", model, RATE)
    since: list[float] = []
    for step in range(1, STEPS + 1):
        windows = torch.from_numpy(text.windows.batch(step - 1, BATCH))
        loss = next_token_loss(model(windows[:, :-1]), windows[:, 1:])
        since.append(loss.item())
        loss.backward()
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        if step % LOOK == 0:
            yield Record(step, STEPS, Losses(sum(since) / len(since), mean_loss(model, text.held_out)))
            since = []
