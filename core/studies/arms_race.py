"""The arms race between makers of fakes and detectors, in miniature: handwritten digits, and a generator that gets better.

One GAN learns. At some moments we keep what it makes: these are the generations of fakes. For each generation a detector
learns to tell its fakes from real digits; then each detector is tested on fresh fakes of every generation, and on real
digits that nobody learned from.

Source of the finding: Chandra et al. (2025), "Deepfake-Eval-2024", where detectors lose about half of their AUC on fakes
that came after them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from core.data.digits import digits
from core.measure.confidence import ranked_above
from core.models.detector import Learning, train
from core.studies.digit_gan import DigitGan
from core.training.events import Record

GENERATIONS = (100, 250, 500, 1_000, 3_000)  # updates of the GAN; the first four are held to GAN-2's criterion
QUIET = 100  # updates between two signs of life
LEVELS = 16  # grey values between paper and ink, as the real digits have: fakes shall not be found by their in-betweens
UPDATES = 600  # of a detector
BLUR = 0.03
LOOK = 40  # updates between two measurements while a detector is retrained
SHOWN = 12  # fakes of each generation that a record keeps
TESTED = 450  # fresh fakes, as many as there are real digits to test with
SHIPPED = {"learn": [{}, {"remember": True}], "again": [{}]}


@dataclass(frozen=True)
class Generation:
    """A generation of fakes, numbered from 1, and how well all detectors so far do on all generations so far."""

    generation: int
    auc: Sequence[Sequence[float]]  # a row for each detector, a column for each generation


@dataclass(frozen=True)
class Retrained:
    """One detector after so many updates: its AUC on the old fakes, and on the new ones as soon as they are out."""

    updates: int
    old: float
    new: float | None
    retrained: bool  # has it begun to learn the new ones?


def learn(*, seed: int = 0, remember: bool = False) -> Iterator[Record[Generation]]:
    """Generation after generation: its fakes, a detector that learns from them, and how well everybody does by now.

    Args:
        remember: a detector learns from the fakes of all generations so far, not only from the newest.

    Arrays: `made` (SHOWN, 64) uint8, the newest fakes.
    """
    gan = DigitGan(seed)
    learned, held_out = digits()
    real = torch.from_numpy(learned.images.copy())
    tests: list[np.ndarray] = []
    known: list[torch.Tensor] = []
    detectors: list[Learning] = []
    step = 0
    for generation, moment in enumerate(GENERATIONS, 1):
        while step < moment:
            gan.step()
            step += 1
            if step % QUIET == 0 and step < moment:
                yield Record(step, GENERATIONS[-1])
        tests.append(fakes(gan, TESTED, seed=1))
        known.append(torch.from_numpy(fakes(gan, len(real), seed=2)))
        taught = torch.cat(known if remember else known[-1:])
        detectors.append(train(real, taught, seed=seed, steps=UPDATES * (1 + remember), blur=BLUR))
        auc = [[tells(one, held_out.images, test) for test in tests] for one in detectors]
        found = Generation(generation, auc)
        yield Record(step, GENERATIONS[-1], found, {"made": (tests[-1][:SHOWN] * 255).round().astype(np.uint8)})


def again(*, after: int = 2, seed: int = 0) -> Iterator[Record[Retrained]]:
    """Train a detector on generation `after`; then the next one comes out, and the same detector goes on, on its fakes."""
    gan = DigitGan(seed)
    learned, held_out = digits()
    real, known = torch.from_numpy(learned.images.copy()), torch.empty(0)
    learning = Learning(real.shape[1], seed, BLUR)
    tests: list[np.ndarray] = []
    step, total = 0, GENERATIONS[after] + 2 * UPDATES
    for update in range(2 * UPDATES + 1):
        if update in (0, UPDATES):
            while step < GENERATIONS[after - 1 + len(tests)]:
                gan.step()
                step += 1
                if step % QUIET == 0:
                    yield Record(step + update, total)
            tests.append(fakes(gan, TESTED, seed=1))
            known = torch.from_numpy(fakes(gan, len(real), seed=2))
        if update % LOOK == 0:
            old, *new = (tells(learning, held_out.images, test) for test in tests)
            yield Record(step + update, total, Retrained(update, old, new[0] if new else None, update > UPDATES))
        learning.update(real, known)


def fakes(gan: DigitGan, count: int, seed: int) -> np.ndarray:
    """(count, 64) pictures with as many grey values as real ones have."""
    return np.rint(gan.pictures(count, seed) * LEVELS).astype(np.float32) / LEVELS


def tells(detector: Learning, real: np.ndarray, fake: np.ndarray) -> float:
    """The chance that it finds a real picture more real than a fake one (AUC)."""
    scores = detector.scores(torch.from_numpy(np.concatenate((real, fake)))).numpy()
    return ranked_above(scores, np.repeat([1, 0], [len(real), len(fake)]))
