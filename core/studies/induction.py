# ruff: noqa: F722 - "B T" below are shapes for jaxtyping, not Python
"""How an induction head forms: a small attention-only model learns to repeat random blocks of symbols.

Nothing but a repeat can be foreseen in random symbols, so whatever the model learns it learns by looking back. Where a
block comes again, an induction head finds the symbol's earlier place and looks at what followed there. For this it needs
a layer below that tells every place what stands before it: so two layers can do it, and one cannot.

Sources: Olsson et al. (2022), "In-context learning and induction heads" (the two scores; the sudden change); Elhage et
al. (2021), "A mathematical framework for transformer circuits" (why two layers).

Shapes: B batch, T position, L layers, H heads.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from jaxtyping import Bool, Float, Int
from torch import Tensor

from core.measure.surgery import silenced
from core.models.attention_only import AttentionOnly, Config, Trace
from core.training.descent import descend
from core.training.events import Record
from core.training.muon import Muon

STEPS, EVERY = 1000, 20
SYMBOLS, CONTEXT = 64, 64
BATCH, TESTED = 32, 128  # rows to learn from at each step; rows that every measurement is made on
SHORTEST, LONGEST = 8, 30  # of a block; any length, so that "look back so many places" does not solve it
FIXED = 16  # the length of every block where the lengths are fixed: the short cut of counting places
SHOWN, BLOCK = 36, 12  # the row whose attention is kept to look at: three turns of one block
RATE, TABLES_RATE = 0.02, 0.003  # Muon's for the heads, AdamW's for the tables of symbols and positions
SHIPPED: list[dict] = [{"layers": 2}, {"layers": 1}, {"layers": 2, "lengths": "fixed"}]

Table = Sequence[Sequence[float]]  # a number for every head, layer by layer


@dataclass(frozen=True)
class Repeated:
    """How well the model foresees what comes, and what each head has to do with it. Losses are in nats."""

    first: float  # the loss in the first turn of a block, where nothing can be known,
    second: float  # and in the repeats
    accuracy: float  # the share of the repeats that is foreseen
    without: Table  # the loss in the repeats without one head,
    without_layer: Sequence[float]  # and without all heads of a layer
    prefix: Table  # the weight on what followed earlier turns of the same symbol,
    previous: Table  # and on the place just before
    example: Sequence[int]  # the row of symbols whose attention is kept


@dataclass(frozen=True, eq=False)
class Rows:
    """Rows of symbols in which a random block comes again and again."""

    symbols: Int[Tensor, "B T+1"]
    lengths: Int[Tensor, "B 1"]  # of each row's block

    @property
    def inputs(self) -> Int[Tensor, "B T"]:
        return self.symbols[:, :-1]

    @property
    def targets(self) -> Int[Tensor, "B T"]:
        return self.symbols[:, 1:]

    @property
    def repeats(self) -> Bool[Tensor, "B T"]:
        """The places whose own symbol has been there before, one turn of the block ago, so that the next is known."""
        return torch.arange(self.inputs.shape[1]) >= self.lengths

    @property
    def new(self) -> Bool[Tensor, "B T"]:
        """The places in the first turn, where the next symbol can only be guessed."""
        return torch.arange(self.inputs.shape[1]) < self.lengths - 1

    @property
    def followers(self) -> Bool[Tensor, "B T T"]:
        """Where an induction head should look: each place just after an earlier turn of the row's own symbol."""
        places = torch.arange(self.inputs.shape[1])
        back = places[:, None] - (places - 1)  # (T, T) from the row's place to the place before the column
        return (back > 0) & (back % self.lengths[:, :, None] == 0) & (places > 0)


def rows(count: int, rng: torch.Generator, lengths: str = "random") -> Rows:
    """Draw a block for every row, and repeat it to the end."""
    shortest, longest = (FIXED, FIXED) if lengths == "fixed" else (SHORTEST, LONGEST)
    length = torch.randint(shortest, longest + 1, (count, 1), generator=rng)
    blocks = torch.randint(SYMBOLS, (count, longest), generator=rng)
    return Rows(blocks.gather(1, torch.arange(CONTEXT + 1) % length), length)


# --- what is measured


def losses(trace: Trace, tested: Rows) -> tuple[float, float, float]:
    """Surprise in the first turn and in the repeats, in nats, and the share of the repeats that is foreseen."""
    surprise = F.cross_entropy(trace.logits.transpose(1, 2), tested.targets, reduction="none")  # (B, T)
    foreseen = (trace.logits.argmax(-1) == tested.targets)[tested.repeats].float().mean()
    return surprise[tested.new].mean().item(), surprise[tested.repeats].mean().item(), foreseen.item()


def prefix_scores(attention: Float[Tensor, "L B H T T"], tested: Rows) -> Float[Tensor, "L H"]:
    """Prefix matching (Olsson et al. 2022): the weight on what followed earlier turns of the same symbol, in repeats."""
    weight = (attention * tested.followers[None, :, None]).sum(-1)  # (L, B, H, T)
    return weight.transpose(1, 2)[:, :, tested.repeats].mean(-1)


def previous_scores(attention: Float[Tensor, "L B H T T"]) -> Float[Tensor, "L H"]:
    """The weight on the place just before."""
    return attention.diagonal(-1, 3, 4).mean(dim=(1, 3))


@torch.inference_mode()
def measured(model: AttentionOnly, tested: Rows, example: Int[Tensor, "1 T"]) -> Repeated:
    """What a record says about the model: losses, both scores of each head, and the loss of repeats without it."""
    L, H = model.config.layers, model.config.heads

    def second_without(layer: int, *heads: int) -> float:
        return losses(model.trace(tested.inputs, silenced(layer, heads)), tested)[1]

    trace = model.trace(tested.inputs)
    first, second, foreseen = losses(trace, tested)
    return Repeated(
        first, second, foreseen,
        without=[[second_without(layer, head) for head in range(H)] for layer in range(L)],
        without_layer=[second_without(layer, *range(H)) for layer in range(L)],
        prefix=prefix_scores(trace.attention, tested).tolist(),
        previous=previous_scores(trace.attention).tolist(),
        example=example[0].tolist(),
    )  # fmt: skip


# --- the study


def learn(*, layers: int = 2, seed: int = 0, lengths: str = "random") -> Iterator[Record[Repeated]]:
    """Train, and look every few steps. `lengths` "fixed" gives every block one length: the trap of counting places."""
    torch.manual_seed(seed)
    rng = torch.Generator().manual_seed(seed)
    tested = rows(TESTED, torch.Generator().manual_seed(1_000_003 + seed), lengths)
    example = _example(seed)
    model = AttentionOnly(Config(vocabulary=SYMBOLS, context=CONTEXT, width=32, heads=2, layers=layers))

    def loss(step: int) -> Tensor:
        batch = rows(BATCH, rng, lengths)
        return F.cross_entropy(model(batch.inputs).flatten(0, 1), batch.targets.flatten())

    for step in descend(_optimizers(model), loss, STEPS):
        if step % EVERY == 0:
            with torch.inference_mode():
                looked = model.trace(example).attention[:, 0]  # (L, H, T, T)
            kept = (255 * looked).round().to(torch.uint8).numpy()
            yield Record(step, STEPS, measured(model, tested, example), {"attention": kept})


def _example(seed: int) -> Int[Tensor, "1 T"]:
    block = torch.randperm(SYMBOLS, generator=torch.Generator().manual_seed(seed))[:BLOCK]
    return block[torch.arange(SHOWN) % BLOCK][None]


def _optimizers(model: AttentionOnly) -> tuple[torch.optim.Optimizer, ...]:
    inside = {name for name, weight in model.named_parameters() if name.startswith("layers") and weight.ndim == 2}
    heads = [weight for name, weight in model.named_parameters() if name in inside]
    tables = [weight for name, weight in model.named_parameters() if name not in inside]
    adam = torch.optim.AdamW(tables, lr=TABLES_RATE, betas=(0.9, 0.98), weight_decay=0.0, fused=True)
    return Muon(heads, lr=RATE), adam


# --- what its records say together


@dataclass(frozen=True)
class Formed:
    """What became of a model, read off its records. Heads are counted from 1, as on the page."""

    first: float  # the loss where nothing can be known,
    second: float  # and in the repeats, both at the end
    accuracy: float
    head: tuple[int, int]  # layer and head that match prefixes best at the end
    prefix: float  # its score,
    prefix_before: float  # what it was before training,
    costs: float  # how much the loss in the repeats rises without it, in nats,
    layer_costs: float  # and without all heads of its layer, for they may do the same work
    before: tuple[int, int] | None  # the head below that looks most at the token before; None where there is no layer
    previous: float
    previous_before: float
    previous_costs: float
    cliff: tuple[int, int] | None  # the shortest stretch of steps that holds most of the drop; None where none came
    steep: float  # that stretch as a share of all steps


DROP = 0.8  # of the whole fall of the loss: what the cliff holds


def formed(records: Sequence[Record[Repeated]]) -> Formed:
    """Where the heads stand after the last record, and how suddenly they got there."""
    start, end = records[0].values, records[-1].values
    head, below = _largest(end.prefix), _largest(end.previous[:1])
    lower = head[0] > 0
    cliff = cliff_of([(record.step, record.values.second) for record in records])
    return Formed(
        end.first, end.second, end.accuracy,
        (head[0] + 1, head[1] + 1), _at(end.prefix, head), _at(start.prefix, head),
        _at(end.without, head) - end.second, end.without_layer[head[0]] - end.second,
        (1, below[1] + 1) if lower else None,
        _at(end.previous, below) if lower else 0.0, _at(start.previous, below) if lower else 0.0,
        _at(end.without, below) - end.second if lower else 0.0,
        cliff, (cliff[1] - cliff[0]) / max(1, records[-1].step) if cliff else 1.0,
    )  # fmt: skip


LEARNED = 0.5  # of the repeats are foreseen: the model has learned to look for them
SUDDEN = 0.25  # of all steps: a fall within fewer is a cliff


def which_learned(two: Formed, one: Formed) -> str:
    """Which of the models of two layers and of one has learned the repeats by `LEARNED`: "two", "one", "both" or "neither".

    Behind "two" and "both" stands how: "two_suddenly" where the fall takes no more than `SUDDEN`, else "two_slowly".
    """
    learned = [model for model in (two, one) if model.accuracy > LEARNED]
    if not learned:
        return "neither"
    if two not in learned:
        return "one"
    how = "suddenly" if all(model.steep <= SUDDEN for model in learned) else "slowly"
    return f"{'both' if one in learned else 'two'}_{how}"


def losses_without(records: Sequence[Record[Repeated]]) -> dict[str, list[float]]:
    """The loss in the repeats at every record, without the head that matches prefixes in the end, without its layer, and
    without the head before it, of the layer below."""
    told = formed(records)
    (layer, head), (below, before) = told.head, told.before or (1, 1)
    return {
        "head": [record.values.without[layer - 1][head - 1] for record in records],
        "layer": [record.values.without_layer[layer - 1] for record in records],
        "before": [record.values.without[below - 1][before - 1] for record in records],
    }


@dataclass(frozen=True)
class Elsewhere:
    """Where a head looks in a row whose block has another length than those that it learned from, as shares of its weight."""

    followed: float  # at what followed the earlier turns of the same symbol, as an induction head does
    counted: float  # `FIXED` - 1 places back, which was right in every row whose block has that length


def elsewhere(kept: np.ndarray, head: tuple[int, int]) -> Elsewhere:
    """What a head (counted from 1) does in the row that is kept to look at, (L, H, T, T), whose block has `BLOCK` symbols."""
    attention = torch.from_numpy(kept.astype(np.float32))[:, None]  # (L, 1, H, T, T)
    attention = attention / attention.sum(-1, keepdim=True)  # kept in bytes, a row adds up to one only nearly
    row = Rows(torch.zeros(1, SHOWN + 1, dtype=torch.long), torch.tensor([[BLOCK]]))
    counted = attention.diagonal(1 - FIXED, 3, 4).mean(dim=(1, 3))
    layer, number = head[0] - 1, head[1] - 1
    return Elsewhere(prefix_scores(attention, row)[layer, number].item(), counted[layer, number].item())


def how_it_repeats(fixed: Sequence[Record[Repeated]], free: Sequence[Record[Repeated]], tried: Elsewhere) -> str:
    """What a model that saw blocks of one length does about the repeats, against one that saw blocks of any length.

    "nothing": it foresees no more than `LEARNED` of them; "counts": in a block of another length, its head looks where
    counting leads; else it has an induction head, which came "sooner" or "later" than in the other model.
    """
    if fixed[-1].values.accuracy <= LEARNED:
        return "nothing"
    if tried.counted > tried.followed:
        return "counts"
    first, other = (
        next((record.step for record in records if record.values.accuracy > LEARNED), STEPS)
        for records in (fixed, free)
    )
    return "sooner" if first < other else "later"


def half_way(records: Sequence[Record[Repeated]], score: str, head: tuple[int, int]) -> int:
    """The first of the steps at which a head's "prefix" or "previous" score (heads from 1) has half of its last value."""
    values = [_at(getattr(record.values, score), (head[0] - 1, head[1] - 1)) for record in records]
    return next(record.step for record, value in zip(records, values, strict=True) if value >= values[-1] / 2)


def cliff_of(curve: Sequence[tuple[int, float]]) -> tuple[int, int] | None:
    """The shortest stretch of steps in which the loss falls by `DROP` of its whole fall; None where it fell little.

    >>> cliff_of([(0, 4.0), (10, 3.9), (20, 0.2), (30, 0.1)])
    (10, 20)
    """
    whole = curve[0][1] - min(loss for _, loss in curve)
    if whole < 1:
        return None
    falls = [
        (later - step, step, later)
        for i, (step, loss) in enumerate(curve)
        for later, then in curve[i + 1 :]
        if loss - then >= DROP * whole
    ]
    return min(falls)[1:] if falls else None


def _largest(table: Table) -> tuple[int, int]:
    layer, head = np.unravel_index(int(np.argmax(table)), np.shape(table))
    return int(layer), int(head)


def _at(table: Table, place: tuple[int, int]) -> float:
    return table[place[0]][place[1]]
