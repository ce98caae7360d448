"""Who can repeat what it read? A row of random symbols, then the same row again, by readers with and without a look back.

Nothing in random symbols can be foreseen but the repeat, so whoever gets it right has kept the row. A recurrent network
must keep all of it in its state; a transformer keeps nothing back, for every token read stays there to be looked at.

Sources: Jelassi et al. (2024), "Repeat after me: transformers are better than state space models at copying"; Hochreiter and
Schmidhuber (1997) tried networks on such distances first.

Shapes: B batch, T position, N symbols in a row.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from core.models import recurrent, transformer
from core.models.transformer import next_token_loss
from core.training.descent import descend
from core.training.events import Record
from core.training.text import optimizers

SYMBOLS = 16  # and one more, which says: now repeat
BUDGET = 65_000  # weights that each model may have
STEPS, EVERY, BATCH, TESTED = 1_000, 25, 64, 512
LENGTHS = (10, 20, 40)
MODELS = ("transformer", "gru", "lstm")
RATE, STEADY = 0.02, 0.006  # of Muon for the transformer, and of AdamW for the two that have a state
CAN = 0.9  # a share that counts as being able to
KNOWN = 0.999  # a share from which on there is nothing left to learn
SHIPPED: list[dict[str, Any]] = [{"length": length} for length in LENGTHS]


@dataclass(frozen=True)
class Copied:
    """The share of the symbols that each model repeats rightly, in rows that it never saw."""

    right: Mapping[str, float]
    weights: Mapping[str, int]


def rows(count: int, length: int, rng: torch.Generator) -> Tensor:
    """(B, 2N + 1): random symbols, the sign to repeat, the same symbols."""
    symbols = torch.randint(SYMBOLS, (count, length), generator=rng)
    return torch.cat((symbols, torch.full((count, 1), SYMBOLS), symbols), 1)


def networks(length: int, seed: int) -> dict[str, nn.Module]:
    """The three models, each with as many weights as the budget allows."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        look_back = transformer.Config(SYMBOLS + 1, context=2 * length, width=52, heads=4, layers=2)
        found: dict[str, nn.Module] = {"transformer": transformer.Transformer(look_back)}
        for kind in MODELS[1:]:
            found[kind] = recurrent.Recurrent(recurrent.within(BUDGET, recurrent.Config(SYMBOLS + 1, kind=kind)))
    return found


def learn(*, length: int = 20, seed: int = 0) -> Iterator[Record[Copied]]:
    """Train the three on the same batches, and ask them every few steps to repeat fresh rows."""
    models = networks(length, seed)
    weights = {name: sum(weight.numel() for weight in model.parameters()) for name, model in models.items()}
    tested = rows(TESTED, length, torch.Generator().manual_seed(1_000_003 + seed))
    trainings = {name: trained(model, length, seed) for name, model in models.items()}
    shares = dict.fromkeys(models, 0.0)
    for step in range(STEPS + 1):
        learning = [name for name in models if shares[name] < KNOWN]  # who can do it is left alone, and keeps its share
        for name in learning:
            next(trainings[name])
        if step % EVERY == 0:
            shares |= {name: right(models[name], tested) for name in learning}
            yield Record(step, STEPS, Copied(dict(shares), weights))


def trained(model: nn.Module, length: int, seed: int) -> Iterator[int]:
    """One model's training, a step at a time; with the same seed each model gets the same rows."""
    rng = torch.Generator().manual_seed(seed)

    def loss(step: int) -> Tensor:
        batch = rows(BATCH, length, rng)
        return next_token_loss(model(batch[:, :-1])[:, length:], batch[:, length + 1 :])

    def rate(step: int) -> float:
        return STEADY * min(1.0, (step + 1) / 20, (STEPS - step) / (0.4 * STEPS))

    if isinstance(model, transformer.Transformer):
        return descend(optimizers(model, "muon", RATE), loss, STEPS)
    return descend([torch.optim.AdamW(model.parameters(), lr=STEADY, weight_decay=0.0)], loss, STEPS, rate)


@torch.inference_mode()
def right(model: nn.Module, tested: Tensor) -> float:
    """The share of the symbols that come out right, each asked after the true ones before it."""
    length = tested.shape[1] // 2
    said = model(tested[:, :-1])[:, length:].argmax(-1)
    return round(float((said == tested[:, length + 1 :]).float().mean()), 4)


# --- what its records say together


def by_step(records: Sequence[Record[Copied]], model: str, share: float) -> int | None:
    """The first step after which the model repeats at least this share; None where it never does."""
    return next((one.step for one in records if one.values.right[model] >= share), None)


def who(right: Mapping[str, float]) -> str:
    """Who has learned to repeat, as nine of ten: "all", "transformer" alone, "some" others as well, or "nobody"."""
    can = {name for name, share in right.items() if share >= CAN}
    if can == set(right):
        return "all"
    if "transformer" not in can:
        return "others" if can else "nobody"
    return "transformer" if len(can) == 1 else "some"
