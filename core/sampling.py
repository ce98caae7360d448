"""From logits to a token, with every stage kept: temperature, top-k, top-p, chances, the throw of a die.

Knows nothing about models or text; NumPy only. Whatever reads tokens and answers with logits can be drawn from.

Sources: top-k from Fan et al. (2018), "Hierarchical neural story generation"; top-p from Holtzman et al. (2020),
"The curious case of neural text degeneration".
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypedDict

import numpy as np


@dataclass(frozen=True, eq=False)
class Distribution:
    """How logits become chances. All arrays are (V,), one number for each token of the vocabulary."""

    logits: np.ndarray
    temperature: float
    top_k: int
    top_p: float
    order: np.ndarray  # token ids, the likeliest first; of equals the lower id. No stage changes this order.
    before: np.ndarray  # chances as the model means them: softmax(logits)
    scaled: np.ndarray  # logits / temperature
    softened: np.ndarray  # chances after temperature: softmax(scaled)
    kept_by_k: np.ndarray  # bool: what top-k leaves
    kept_by_p: np.ndarray  # bool: what top-p leaves of that, so nothing that top-k cut
    after: np.ndarray  # the chances to draw from: what is left, scaled up to sum to one


@dataclass(frozen=True, eq=False)
class Draw:
    """One token, and how it came to be chosen."""

    token: int
    position: int  # its place in the text, where the prompt's first token has place 0
    chance: float  # of this token, after all stages (zero if it was forced against the rules)
    before: float  # of this token, as the model meant it
    die: float  # from 0 up to 1: where the die fell
    forced: bool  # chosen by the learner, not by the die
    distribution: Distribution


class Settings(TypedDict):
    """The three dials."""

    temperature: float
    top_k: int
    top_p: float


PRESETS: dict[str, Settings] = {
    "greedy": {"temperature": 0.0, "top_k": 0, "top_p": 1.0},
    "balanced": {"temperature": 0.8, "top_k": 40, "top_p": 0.95},
    "wild": {"temperature": 1.5, "top_k": 0, "top_p": 1.0},
}

# What rounding may take from a sum of chances: .7 + .2 is 1e-16 below .9, and of 4,096 tokens the sums are off by up to
# 1e-14. A hundred times that is still far below any chance that a draw could notice.
ROUNDING = 1e-12


def distribution(logits: np.ndarray, temperature: float = 1.0, top_k: int = 0, top_p: float = 1.0) -> Distribution:
    """Every stage from (V,) logits to chances: divide by the temperature, then top-k, then top-p of what is left.

    Temperature 0 is greedy: all on the largest logit. `top_k` 0 and `top_p` 1 are off. Top-k keeps exactly k tokens;
    of equals the lower id stays. Top-p keeps the fewest tokens that together reach p. ValueError for settings without
    meaning.
    """
    logits = np.asarray(logits, dtype=np.float64)
    _check(logits, temperature, top_k, top_p)
    order = np.argsort(-logits, kind="stable")
    before = softmax(logits)
    scaled, softened = soften(logits, temperature, winner=order[0])

    kept_by_k = np.ones(len(logits), dtype=bool)
    if top_k:
        kept_by_k[order[top_k:]] = False
    kept_by_p = kept_by_k.copy()
    if top_p < 1:
        kept_by_p[order[enough(softened[order] * kept_by_k[order], top_p) :]] = False

    after = np.where(kept_by_p, softened, 0.0)
    after /= after.sum()
    return Distribution(logits, temperature, top_k, top_p, order, before, scaled, softened, kept_by_k, kept_by_p, after)


def enough(chances: np.ndarray, top_p: float) -> np.ndarray:
    """How many of the likeliest tokens it takes to hold top_p of all the chance: (..., V), the likeliest first -> (...).

    A sum that misses p by no more than ROUNDING reaches it.

    >>> enough(np.array([[0.5, 0.3, 0.2], [0.7, 0.2, 0.1]]), 0.8).tolist()
    [2, 2]
    """
    held = np.cumsum(chances, axis=-1)  # by the likeliest alone, by the two likeliest, ...
    return (held < (top_p - ROUNDING) * held[..., -1:]).sum(axis=-1) + 1


def soften(logits: np.ndarray, temperature: float, winner: int) -> tuple[np.ndarray, np.ndarray]:
    """Logits divided by the temperature, and their softmax: below 1 the likely gain, above 1 all come closer."""
    if temperature == 0:  # the limit: one token takes all
        alone = np.arange(len(logits)) == winner
        return np.where(alone, 0.0, -np.inf), alone.astype(np.float64)
    with np.errstate(over="ignore"):  # near zero the quotient may leave the range of numbers; the chances do not
        return logits / temperature, softmax((logits - logits.max()) / temperature)


def softmax(logits: np.ndarray) -> np.ndarray:
    """Positive numbers that sum to one: e to the power of each logit, divided by their sum."""
    powers = np.exp(logits - logits.max())  # the same result, and no power can overflow
    return powers / powers.sum()


def draw(distribution: Distribution, rng: np.random.Generator) -> tuple[int, float]:
    """Throw a die: the token, and where the die fell.

    Lay the chances end to end from 0 to 1, the likeliest first; the token on whose stretch the die falls is drawn.
    """
    die = rng.random()
    ends = np.cumsum(distribution.after[distribution.order])
    place = np.searchsorted(ends, die * ends[-1], side="right")
    return int(distribution.order[place]), float(die)


def seeded(*numbers: int) -> np.random.Generator:
    """A die that always falls the same way for the same whole numbers: a seed, the number of the throw ..."""
    return np.random.default_rng(numbers)


class Reader(Protocol):
    """What a text can be drawn from: `core.models.decode.Decoder` is one."""

    def read(self, tokens: Sequence[int]) -> np.ndarray: ...

    def step(self, token: int) -> np.ndarray: ...


def draws(
    reader: Reader,
    prompt: Sequence[int],
    length: int,
    rng: np.random.Generator,
    temperature: float = 1.0,
    top_k: int = 0,
    top_p: float = 1.0,
    stop: int | None = None,
    forced: Mapping[int, int] | None = None,
) -> Iterator[Draw]:
    """Write up to `length` tokens after the prompt, one record each; `stop` (a text's END), once drawn, is the last.

    `forced` maps positions to tokens that the learner chose. The die is thrown there too, so that one changed token
    does not change the throws after it.
    """
    forced = forced or {}
    logits = reader.read(prompt)
    for position in range(len(prompt), len(prompt) + length):
        chances = distribution(logits, temperature, top_k, top_p)
        token, die = draw(chances, rng)
        token = forced.get(position, token)
        yield Draw(
            token, position, float(chances.after[token]), float(chances.before[token]), die, position in forced, chances
        )
        if token == stop or position == len(prompt) + length - 1:
            return
        logits = reader.step(token)


def _check(logits: np.ndarray, temperature: float, top_k: int, top_p: float) -> None:
    if logits.ndim != 1 or len(logits) == 0 or not np.isfinite(logits).all():
        raise ValueError(f"Logits must be a row of finite numbers, but {logits.shape} came, or some are not finite.")
    if not (temperature >= 0 and np.isfinite(temperature)):
        raise ValueError(f"The temperature must be 0 (greedy) or more, but is {temperature}.")
    if top_k < 0:
        raise ValueError(f"Top-k must be 0 (off) or the number of tokens to keep, but is {top_k}.")
    if not 0 < top_p <= 1:
        raise ValueError(f"Top-p must be above 0 and at most 1 (off), but is {top_p}.")
