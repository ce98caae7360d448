"""A GAN that learns to write digits, 8 x 8 pixels, in a few seconds of one core.

The recipe: the non-saturating loss with R1, Adam without momentum, and a slow copy of the generator that averages its
last steps. Without R1 the same networks lose most digits on the way (benchmarks/digits.py measures what this one makes).
"""

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import torch

from core.data.digits import digits
from core.models.gan import Discriminator, Generator, discriminator_loss, generator_loss, r1
from core.training.events import Record

NOISE, HIDDEN, PIXELS = 16, (128, 128), 64
BATCH = 64
RATE = 1e-3
BETAS = (0.0, 0.99)  # no momentum: it keeps pushing where the other network no longer stands
R1 = 1.0  # the weight of the penalty
MEMORY = 0.99  # of the slow copy: it averages about the last hundred steps
STEPS = 3_000
LOSS = "non-saturating"


@dataclass(eq=False)
class DigitGan:
    """Generator and discriminator with their optimizers; every random number comes from `seed`."""

    seed: int = 0
    penalty: float = R1
    losses: tuple[float, float] = field(default=(0.0, 0.0), init=False)  # discriminator's and generator's, last step

    def __post_init__(self) -> None:
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(self.seed)
            self.generator = Generator(NOISE, HIDDEN, PIXELS, pixels=True)
            self.discriminator = Discriminator(PIXELS, HIDDEN)
        self.slow = copy.deepcopy(self.generator).requires_grad_(False)
        self.rng = torch.Generator().manual_seed(self.seed)
        self.real = torch.from_numpy(digits()[0].images.copy())
        nets = (self.generator, self.discriminator)
        self.adams = [torch.optim.Adam(net.parameters(), lr=RATE, betas=BETAS, fused=True) for net in nets]

    def step(self) -> None:
        """One update of the discriminator, then one of the generator."""
        of_generator, of_discriminator = self.adams
        real = self.real[torch.randint(len(self.real), (BATCH,), generator=self.rng)]
        with torch.no_grad():
            made = self.generator(self._noise())
        wrong = discriminator_loss(self.discriminator(real), self.discriminator(made), LOSS)
        of_discriminator.zero_grad()
        (wrong + self.penalty * r1(self.discriminator, real) if self.penalty else wrong).backward()
        of_discriminator.step()

        caught = generator_loss(self.discriminator(self.generator(self._noise())), LOSS)
        of_generator.zero_grad()
        caught.backward()
        of_generator.step()
        with torch.no_grad():
            torch._foreach_lerp_(list(self.slow.parameters()), list(self.generator.parameters()), 1 - MEMORY)
        self.losses = wrong.item(), caught.item()

    @torch.no_grad()
    def pictures(self, count: int, seed: int = 0) -> np.ndarray:
        """(count, 64) float32 pictures by the slow copy; the same seed gives the same noise."""
        noise = torch.randn(count, NOISE, generator=torch.Generator().manual_seed(seed))
        return np.asarray(self.slow(noise).numpy())

    @torch.no_grad()
    def judge(self, pictures: np.ndarray) -> np.ndarray:
        """(N,) the discriminator's logits: above zero it says "real"."""
        return np.asarray(self.discriminator(torch.from_numpy(pictures)).numpy()[:, 0])

    def _noise(self) -> torch.Tensor:
        return torch.randn(BATCH, NOISE, generator=self.rng)


# --- the study

SHEET = 64  # made pictures that every record keeps, and as many real ones that the judge never learned from
MOMENTS = (0, 10, 20, 40, 80, 150, 300, 500, 750, 1_000, 1_500, 2_000, 2_500, 3_000)
SHIPPED = [{}, {"penalty": 0.1}, {"penalty": 0.0}]


@dataclass(frozen=True)
class Fought:
    """How the fight stands."""

    judge_loss: float  # of the last step
    maker_loss: float
    penalty: float  # the weight of R1
    right: float  # how often the judge is right, a share


def learn(*, seed: int = 0, penalty: float = R1) -> Iterator[Record[Fought]]:
    """Train, and keep at some moments what the generator makes of the same noise, and what the judge says of it.

    Arrays: `made` (64, 64) uint8 pictures; `judged_made` and `judged_real` (64,) the judge's logits, on them and on the
    held-out real pictures of `real_sheet`.
    """
    gan = DigitGan(seed, penalty)
    step = 0
    for moment in MOMENTS:
        while step < moment:
            gan.step()
            step += 1
            if step % QUIET == 0 and step < moment:
                yield Record(step, total=STEPS)  # a sign of life, with nothing to keep
        made = gan.pictures(SHEET)
        judged_made, judged_real = gan.judge(made), gan.judge(real_sheet())
        arrays: dict[str, np.ndarray] = {
            "made": (made * 255).round().astype(np.uint8), "judged_made": judged_made.astype(np.float16),
            "judged_real": judged_real.astype(np.float16),
        }  # fmt: skip
        found = Fought(*gan.losses, penalty, share_right(judged_made, judged_real))
        yield Record(step, total=STEPS, values=found, arrays=arrays)


QUIET = 250  # steps; about half a second


def real_sheet() -> np.ndarray:
    """(64, 64) real pictures that no model learns from."""
    return digits()[1].images[:SHEET].copy()


def share_right(judged_made: np.ndarray, judged_real: np.ndarray) -> float:
    """How often the judge is right, from its logits on made and on real pictures."""
    return float(np.concatenate((judged_made <= 0, judged_real > 0)).mean())
