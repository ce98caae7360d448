"""What an answer costs in electricity: at figures that others published, and for a small model by counting and timing.

Watt-hours everywhere. A figure is somebody's; the functions here only multiply and divide. Counting follows Kaplan et al.
(2020): a multiplication and an addition for every weight that a token meets. Knows nothing of pages.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np

from core import sampling
from core.models.decode import Decoder
from core.models.transformer import Config
from core.outcomes import band
from core.tokenizers import START

JOULES = 3600.0  # of one watt-hour
WATER = 4186.0  # joules that warm a litre of water by one degree


def daily(answer: float, answers: int, people: int = 1) -> float:
    """Watt-hours a day, where each of `people` asks for so many `answers`, at so many watt-hours an `answer`."""
    return answer * answers * people


def spread(figures: Sequence[float]) -> float:
    """How many times the smallest figure the largest is."""
    return max(figures) / min(figures)


def how_far_apart(figures: Sequence[float]) -> str:
    """That spread in a word: near (less than ten times), tens, or hundreds of times.

    >>> how_far_apart([1, 2]), how_far_apart([1, 50]), how_far_apart([1, 2_000])
    ('near', 'tens', 'hundreds')
    """
    return band(spread(figures), {"near": 10, "tens": 100, "hundreds": float("inf")})


def kettle(litres: float = 1.0, warmer: float = 80.0) -> float:
    """Watt-hours that warm so many litres of water by so many degrees, if nothing is lost.

    >>> round(kettle())
    93
    """
    return litres * WATER * warmer / JOULES


def how_many(energy: float, things: Mapping[str, float]) -> dict[str, float]:
    """How many of each thing the same energy would do."""
    return {name: energy / each for name, each in things.items()}


@dataclass(frozen=True)
class Counted:
    """The work of one answer of a model, counted from its shape and its own weights."""

    parameters: int
    tokens: int
    operations: int


def counted(sizes: Mapping[str, tuple[int, ...]], config: Config, tokens: int) -> Counted:
    """The multiplications and additions of reading or writing so many tokens, one after the other, keys and values kept.

    Every token meets every matrix once, except for the tables of positions and of values, of which it reads one row. (It
    reads one row of the token table too, but the same table turns the last vector into logits.)

    Args:
        sizes: the shape of every weight, by its name.
        config: of the same model.
        tokens: not more than the context holds; beyond it the model reads its window anew.
    """
    parameters = sum(prod(shape) for shape in sizes.values())
    tables = ("position_embedding", "value_embeddings")
    met = sum(prod(shape) for name, shape in sizes.items() if len(shape) == 2 and not name.startswith(tables))
    seen = tokens * (tokens + 1) // 2  # how many positions are looked at, over all steps
    attention = 4 * config.layers * config.width * seen  # scores, and the mix of values
    return Counted(parameters, tokens, 2 * met * tokens + attention)


def operations_of(parameters: int, tokens: int) -> int:
    """About as many for a model of which only the size is known: two for every weight and token (Kaplan et al. 2020).

    >>> operations_of(100, 3)
    600
    """
    return 2 * parameters * tokens


@dataclass(frozen=True)
class Timed:
    """How long one answer kept a processor busy, and what that costs at so many watts."""

    seconds: float
    tokens: int

    def energy(self, watts: float) -> float:
        """Watt-hours, if the machine draws `watts` because of this."""
        return self.seconds * watts / JOULES


def timed(answer: Callable[[], int], times: int = 5) -> Timed:
    """The processor time of an answer, the median of some: `answer` writes one and says how many tokens it wrote."""
    found = []
    for _ in range(times):
        start = time.thread_time()
        tokens = answer()
        found.append(Timed(time.thread_time() - start, tokens))
    return sorted(found, key=lambda one: one.seconds)[len(found) // 2]


def one_answer(weights: Mapping[str, np.ndarray], config: Config, tokens: int) -> tuple[Counted, Timed]:
    """One answer of a small model: its operations counted, its processor time taken, here and now.

    Args:
        weights: by name, as in `core.models.transformer`.
        config: of the same model.
        tokens: written after START; where the context holds fewer, so many as it does.
    """
    tokens = min(tokens, config.context - 1)
    sizes = {name: tuple(weight.shape) for name, weight in weights.items()}
    decoder = Decoder(weights, config)

    def answer() -> int:
        rng = np.random.default_rng(0)
        drawn = sampling.draws(decoder, [START], tokens, rng, stop=None, temperature=0.8, top_k=0, top_p=1.0)
        return sum(1 for _ in drawn)

    return counted(sizes, config, tokens), timed(answer)


def work_saved(share: float, faster: float) -> float:
    """Which part of the work time is saved where `share` of it goes `faster` (0.15: 15 % more is done in an hour).

    Amdahl's law (1967): only the part that is sped up shrinks. Negative where the tool slows people down.

    >>> round(work_saved(0.5, 1.0), 2), round(work_saved(1.0, 0.15), 2)
    (0.25, 0.13)
    """
    return share * (1 - 1 / (1 + faster))
