"""Right answers long after learning by heart: addition on a clock of 59 hours, with weight decay and, beside it, without.

Half of all sums are learned, the others are asked. Source: Power, Burda, Edwards, Babuschkin and Misra (2022), "Grokking:
generalization beyond overfitting on small algorithmic datasets". Here the network is two tables and one hidden layer.

Shapes: P hours of the clock, N pairs, D numbers of an hour, M hidden units.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from core.training.descent import descend
from core.training.events import Record

HOURS = 59  # a prime number, so that no smaller clock hides in it
WIDTH, HIDDEN = 64, 128
RATE, BETAS, DECAY = 0.01, (0.9, 0.98), 1.0
LOOK = 25
LEARNED, GENERALIZED = (
    0.99,
    0.95,
)  # from these shares on, the learned pairs are known by heart, and the others understood
LATER = 5  # times as many steps, from which on the others came later
AFTER = 100  # steps that are still shown then
MOST = 3000  # steps after which it is given up


class Adder(nn.Module):
    """(N, 2) pairs of hours -> (N, P) logits of their sum."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = nn.Embedding(HOURS, WIDTH), nn.Embedding(HOURS, WIDTH)
        self.hidden, self.out = nn.Linear(WIDTH, HIDDEN, bias=False), nn.Linear(HIDDEN, HOURS, bias=False)

    def forward(self, pairs: Tensor) -> Tensor:
        met = self.first(pairs[:, 0]) + self.second(pairs[:, 1])  # (N, D)
        logits: Tensor = self.out(F.relu(self.hidden(met)))
        return logits


def sums() -> tuple[Tensor, Tensor]:
    """(P², 2) all pairs of hours, row by row of the table, and (P²,) their sums on the clock."""
    pairs = torch.cartesian_prod(torch.arange(HOURS), torch.arange(HOURS))
    return pairs, pairs.sum(1) % HOURS


def chosen(share: float, seed: int) -> Tensor:
    """(P²,) which of the pairs are learned: this share, at random."""
    order = torch.randperm(HOURS**2, generator=torch.Generator().manual_seed(seed))
    learned = torch.zeros(HOURS**2, dtype=torch.bool)
    learned[order[: int(share * HOURS**2)]] = True
    return learned


def training(decay: float, learned: Tensor, seed: int, steps: int) -> Iterator[tuple[int, Tensor]]:
    """The step and (P²,) which sums are right by then, every few steps."""
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        model = Adder()
    pairs, answers = sums()
    taught, wanted = pairs[learned], answers[learned]
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, betas=BETAS, weight_decay=decay)
    for step in descend([optimizer], lambda _: F.cross_entropy(model(taught), wanted), steps):
        if step % LOOK == 0:
            with torch.inference_mode():
                right = model(pairs).argmax(-1) == answers
            yield step, right  # outside, or whoever asks would go on in that mode


@dataclass(frozen=True)
class Answered:
    """Shares of right sums: of those that are learned and of the others, with weight decay and without."""

    learned: float
    others: float
    learned_without: float
    others_without: float


def learn(*, share: float = 0.5, decay: float = DECAY, seed: int = 0) -> Iterator[Record[Answered]]:
    """Two networks from one start on the same pairs, until the one with weight decay knows the others too.

    Arrays: "right" (P, P), which sums the one with weight decay has right, and "learned" (P, P), which pairs are taught.
    """
    learned = chosen(share, seed)
    end = MOST
    both = zip(training(decay, learned, seed, MOST), training(0.0, learned, seed, MOST), strict=True)
    for (step, right), (_, without) in both:
        found = Answered(*(of(which, some) for some in (right, without) for which in (learned, ~learned)))
        tables = {"right": right, "learned": learned}
        arrays = {name: table.reshape(HOURS, HOURS).numpy().astype(np.uint8) for name, table in tables.items()}
        yield Record(step, MOST, found, arrays)
        if found.others >= GENERALIZED:
            end = min(end, step + AFTER)
        if step >= end:
            return


def of(which: Tensor, right: Tensor) -> float:
    """The share of right sums among these."""
    return float(right[which].float().mean())


def first_at(curve: Iterable[tuple[int, float]], mark: float) -> int | None:
    """The first step at which a share has reached the mark; None where it never did."""
    return next((step for step, share in curve if share >= mark), None)


def heard(answers: Sequence[tuple[int, Answered]]) -> tuple[int | None, int | None]:
    """The steps at which the learned sums are known by heart, and at which the others are understood."""
    learned = first_at(((step, one.learned) for step, one in answers), LEARNED)
    return learned, first_at(((step, one.others) for step, one in answers), GENERALIZED)


def grokked(answers: Sequence[tuple[int, Answered]]) -> str:
    """Did the others come "later", five times as late as the learned ones or more, "together" with them, or "never"?"""
    learned, others = heard(answers)
    if learned is None or others is None:
        return "never"
    return "later" if others >= LATER * learned else "together"
