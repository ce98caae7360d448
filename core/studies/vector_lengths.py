"""Does the length of a vector tell how often a word was read? A frequent word gets false names, each with its own share.

Of all places where the word stands, a half gets the first false name, a quarter the second, and so on: all names are used
alike and differ only in frequency. For noise, a name is also put in places that have nothing to do with it. The vectors
come from CBOW: the mean of the neighbours guesses the word in the middle (Mikolov et al. 2013).

Source: Wilson and Schakel (2015), "Controlled experiments for word embeddings", arXiv:1510.02675.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F

from core.data.world import World
from core.measure import embeddings as measure
from core.measure import pmi_vectors
from core.training.descent import descend
from core.training.events import Record

NAMES = 6
WIDTH, WINDOW, WRONG, BATCH = 32, 2, 8, 1024
RATE = 0.01
EVERY = 50


@dataclass(frozen=True)
class Lengths:
    """The vectors of all false names, the most frequent one first."""

    counts: Sequence[int]  # places in the text that bear the name
    lengths: Sequence[float]  # of its vector
    r: float  # how length goes along with the logarithm of the count: a correlation, from -1 to 1


def renamed(line: np.ndarray, word: int, first: int, noise: float, rng: np.random.Generator) -> np.ndarray:
    """The text with the word's places shared out among false names `first`, `first + 1` ...: a half, a quarter ...

    With `noise`, this share of the names' places is swapped with places drawn from the whole text.
    """
    line = line.copy()
    places = rng.permutation(np.flatnonzero(line == word))
    ends = np.cumsum([len(places) // 2**i for i in range(1, NAMES + 1)])
    for name, own in enumerate(np.split(places, ends)[:NAMES]):
        line[own] = first + name
        wrong = own[rng.random(len(own)) < noise]
        free = np.setdiff1d(np.flatnonzero((line >= 0) & (line < first)), places)
        others = rng.choice(free, len(wrong), replace=False)
        line[wrong], line[others] = line[others], line[wrong].copy()
    return line


def learn(*, word: str = "home", noise: float = 0.0, seed: int = 0, steps: int = 1000) -> Iterator[Record[Lengths]]:
    """Train CBOW on the renamed text, and measure the false names every few steps."""
    rng = np.random.default_rng((seed, 11))
    names, line = pmi_vectors.spelled(World(seed).text(600_000, seed=seed).splitlines())
    line = renamed(line, names.index(word), len(names), noise, rng)
    count = len(names) + NAMES
    centre = np.arange(WINDOW, len(line) - WINDOW)
    around = np.stack([line[centre + d] for d in (-2, -1, 1, 2)], axis=1)  # (N, 4)
    whole = (line[centre] >= 0) & (around >= 0).all(1)
    target, beside = torch.from_numpy(line[centre][whole]), torch.from_numpy(around[whole])
    often = np.bincount(line[line >= 0], minlength=count)
    chance = torch.from_numpy(often**0.75)

    draw = torch.Generator().manual_seed(seed)
    inward = (torch.randn(count, WIDTH, generator=draw) * 0.1).requires_grad_()
    outward = torch.zeros(count, WIDTH, requires_grad=True)

    def loss(step: int) -> torch.Tensor:
        rows = torch.randint(len(target), (BATCH,), generator=draw)
        middle = inward[beside[rows]].mean(1)  # (B, D)
        wrong = torch.multinomial(chance, BATCH * WRONG, replacement=True, generator=draw).view(BATCH, WRONG)
        right = F.softplus(-(middle * outward[target[rows]]).sum(1))
        false = F.softplus((outward[wrong] @ middle[:, :, None]).squeeze(2)).sum(1)
        return (right + false).mean()

    for step in descend([torch.optim.Adam([inward, outward], lr=RATE)], loss, steps):
        if step % EVERY == 0 or step == steps:
            yield Record(step, steps, measured(inward.detach().numpy()[-NAMES:], often[-NAMES:]))


def measured(vectors: np.ndarray, counts: np.ndarray) -> Lengths:
    lengths = measure.lengths(vectors)
    r = measure.correlation(np.log(counts), lengths)
    return Lengths(counts.tolist(), [round(float(x), 4) for x in lengths], round(r, 3))


SHIPPED = [{"word": "home", "noise": noise} for noise in (0.0, 1.0)]
