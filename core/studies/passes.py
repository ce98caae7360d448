"""How long one training pass takes on texts of growing length: token by token, or all tokens at once.

A recurrent network has no second state before the first one is there. A transformer waits only from block to block: within a
block every position is worked out side by side. Timed in turn, in one run, on one core: a pass forward, its loss, and
the way back. These are seconds in which this machine worked at it, waiting not counted; a repetition has others.

Sources: Vaswani et al. (2017), "Attention is all you need", table 1: how many operations must wait for each other.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from math import log
from statistics import linear_regression
from time import thread_time

import torch
from torch import Tensor, nn

from core.models import recurrent, transformer
from core.models.decode import Decoder
from core.models.transformer import next_token_loss
from core.training.events import Record

WAYS = ("steps", "layer", "transformer")  # in the open, inside PyTorch, and without a state
LENGTHS = (16, 32, 64, 128, 256, 512)
ROUNDS = 7
SYMBOLS, BUDGET = 64, 100_000  # of the text; weights that each model may have
WATCHED = 16  # tokens of the pass in which it is noted down when each was ready


@dataclass(frozen=True)
class Timed:
    """One pass of each way over a text of this length, in seconds."""

    length: int
    seconds: Mapping[str, float]
    ready: Mapping[str, Sequence[float]] = field(default_factory=dict)  # seconds after the start; of the shortest text


def networks(seed: int = 0) -> tuple[recurrent.Recurrent, transformer.Transformer]:
    """An LSTM and a transformer with as many weights, but for a few."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        reads = recurrent.within(BUDGET, recurrent.Config(SYMBOLS, kind="lstm"))
        looks = transformer.Config(SYMBOLS, context=max(LENGTHS), width=64, heads=4, layers=2, positions="rotary")
        return recurrent.Recurrent(reads), transformer.Transformer(looks)


def learn(*, seed: int = 0) -> Iterator[Record[Timed]]:
    """Round after round, a pass of every way over a text of every length."""
    reads, looks = networks(seed)
    passes: dict[str, tuple[nn.Module, Callable[[Tensor], Tensor]]] = {
        "steps": (reads, lambda tokens: reads.expected(torch.stack([one.shown for one in reads.steps(tokens)], 1))),
        "layer": (reads, reads),
        "transformer": (looks, looks),
    }
    rng = torch.Generator().manual_seed(seed)
    texts = {length: torch.randint(SYMBOLS, (1, length + 1), generator=rng) for length in LENGTHS}
    for model, forward in passes.values():
        seconds(model, forward, texts[LENGTHS[0]])  # the first pass of all also loads what PyTorch needs
    total = ROUNDS * len(LENGTHS)
    for number in range(total):
        length = LENGTHS[number % len(LENGTHS)]
        took = {way: seconds(model, forward, texts[length]) for way, (model, forward) in passes.items()}
        watched = ready(reads, looks, texts[length][:, :WATCHED]) if length == LENGTHS[0] else {}
        yield Record(number + 1, total, Timed(length, took, watched))


def seconds(model: nn.Module, forward: Callable[[Tensor], Tensor], text: Tensor) -> float:
    """Of one pass: forward over the whole text, and back to the gradient of every weight."""
    model.zero_grad(set_to_none=True)
    start = thread_time()
    next_token_loss(forward(text[:, :-1]), text[:, 1:]).backward()
    return thread_time() - start


@torch.inference_mode()
def ready(reads: recurrent.Recurrent, looks: transformer.Transformer, tokens: Tensor) -> dict[str, Sequence[float]]:
    """When each token's state was there, and when each block of the transformer was, for all tokens; the first is 0."""
    next(reads.steps(tokens)), looks(tokens)  # each begins warm
    start = thread_time()
    states = [0.0, *(thread_time() - start for _ in reads.steps(tokens))]
    blocks = [0.0]

    def noted(name: str, layer: int, tensor: Tensor) -> Tensor:
        if name == "residual_after":
            blocks.append(thread_time() - start)
        return tensor

    start = thread_time()
    looks.trace(tokens, noted)
    return {"states": states, "blocks": blocks}


# --- the other side: one new token at a time

GROWN = (16, 64, 256, 1024)  # tokens that are there already
AGAIN = 3  # times that what takes so little is repeated


@dataclass(frozen=True)
class Written:
    """What one more token costs after a text of this length, in seconds, and how many numbers must be kept for it."""

    length: int
    # "state": an LSTM; "cache": a transformer that keeps keys and values; "again": one that reads everything anew
    seconds: Mapping[str, float]
    kept: Mapping[str, int]


def write(*, seed: int = 0) -> Iterator[Record[Written]]:
    """Round after round, one more token after texts of every length."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        reads = recurrent.Recurrent(recurrent.within(BUDGET, recurrent.Config(SYMBOLS, kind="lstm")))
        config = transformer.Config(
            SYMBOLS, context=max(GROWN) + AGAIN, width=64, heads=4, layers=2, positions="rotary"
        )
        looks = transformer.Transformer(config)
    decoder = Decoder({name: weight.numpy() for name, weight in looks.state_dict().items()}, config)
    text = torch.randint(SYMBOLS, (1, max(GROWN)), generator=torch.Generator().manual_seed(seed))
    state = reads.blank()
    total = ROUNDS * len(GROWN)
    with torch.inference_mode():
        looks(text[:, :8]), reads.step(text[:, 0], state)  # the first of all also loads what PyTorch needs
    for number in range(total):
        one = one_more(reads, looks, decoder, text[:, : GROWN[number % len(GROWN)]], state)
        yield Record(number + 1, total, one)


@torch.inference_mode()
def one_more(
    reads: recurrent.Recurrent, looks: transformer.Transformer, decoder: Decoder, text: Tensor, state: recurrent.State
) -> Written:
    """One more token after this (1, T) text, by an LSTM, by a transformer that keeps keys and values, and by one that does not."""
    length, L, D = text.shape[1], looks.config.layers, looks.config.width
    decoder.read(text[0].numpy())
    took = {
        "state": timed(lambda: reads.expected(reads.step(text[:, 0], state).shown), AGAIN),
        "cache": timed(lambda: decoder.step(0), AGAIN),
        "again": timed(partial(looks, text)),
    }
    return Written(length, took, {"state": 2 * reads.config.state, "cache": 2 * L * D * length, "again": length})


def timed(work: Callable[[], object], times: int = 1) -> float:
    """Seconds of this core; of several times the quickest, for the first one finds the processor's own memory full of others."""
    took = []
    for _ in range(times):
        start = thread_time()
        work()
        took.append(thread_time() - start)
    return min(took)


# --- what the records say together


def quickest(found: Sequence[Timed] | Sequence[Written]) -> dict[int, dict[str, float]]:
    """By length and way, the quickest of all passes: whoever else works on the machine can only make one slower."""
    lengths = sorted({one.length for one in found})
    return {
        length: {way: min(one.seconds[way] for one in found if one.length == length) for way in found[0].seconds}
        for length in lengths
    }


def slope(seconds: Mapping[int, float]) -> float:
    """How time grows with length: 1 where twice the text takes twice the time, 0 where it takes no longer.

    The slope of the line through the logarithms of both.

    >>> slope({10: 3.0, 20: 6.0, 40: 12.0})
    1.0
    """
    found = linear_regression([log(length) for length in seconds], [log(each) for each in seconds.values()])
    return round(found.slope, 6)


SHORTER, LONGER = 1.1, 4  # times as long: hardly, and clearly


def sooner(seconds: Mapping[str, float]) -> str:
    """Which way reads a text sooner: "transformer" where token by token takes longer by far, "some" where it takes longer,
    else "steps"."""
    times = seconds["steps"] / seconds["transformer"]
    return "transformer" if times >= LONGER else "some" if times > SHORTER else "steps"


def dearer(seconds: Mapping[int, Mapping[str, float]]) -> str:
    """Whose next token costs clearly more after the longest text than after the shortest: "both" of the state and the kept
    keys and values, "cache" alone, "state" alone, or "none". Clearly: a fifth as much again."""
    first, last = seconds[min(seconds)], seconds[max(seconds)]
    grown = [way for way in ("state", "cache") if last[way] >= 1.2 * first[way]]
    return "both" if len(grown) == 2 else grown[0] if grown else "none"
