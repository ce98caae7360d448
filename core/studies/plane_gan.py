"""A GAN that learns points in the plane, by hand-written gradients, a record every few steps.

A record holds the weights of both nets. From them any page computes whatever it shows: points, the judge's field, the
bent grid, arrows. Nearly every setting may change while it runs, the loss, the data and the number of steps too.

Shapes: N points, B of them in a batch, P parameters.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

import numpy as np

from core.data import points
from core.measure.points import match
from core.models import gan_by_hand as hand
from core.models.gan import LOSSES
from core.models.gan_by_hand import Adam, Net
from core.problems import Problem
from core.training.events import Record
from core.training.study import NOTHING, Live

NOISE = 2  # numbers that the generator starts from
BATCH = 160
STEPS = 20_000  # more would only waste a worker; a learner starts again
MEASURED = 2_000  # points of which a record says how good they are, and which pages show
POOL = 400 * BATCH  # real points are drawn so many at once, then used batch by batch: drawing few takes as long
HALVES = ("both", "discriminator", "generator")
MOST_DRAWN = 300


@dataclass(frozen=True)
class Settings:
    """What a learner can change between two records. ValueError with a sentence where it makes no sense."""

    shape: str = "ring"
    drawn: Sequence[Sequence[float]] = ()  # the learner's own points, for the shape "drawn"
    rate_d: float = 2e-3
    rate_g: float = 2e-3
    momentum: float = 0.5  # Adam's first beta; less than the usual 0.9, because the goal moves (Radford et al. 2016)
    steps_d: int = 1
    steps_g: int = 1
    loss: str = "non-saturating"
    r1: float = 0.0  # the weight of R1
    pack: int = 1  # points that are judged together
    half: str = "both"  # who learns
    every: int = 20  # steps to the next record

    def __post_init__(self) -> None:
        if self.shape not in points.SHAPES:
            raise ValueError(f"There is no shape called {self.shape!r}; choose one of {', '.join(points.SHAPES)}.")
        if self.shape == "drawn" and not 1 <= len(self.drawn) <= MOST_DRAWN:
            raise Problem("points drawn", most=MOST_DRAWN)
        if self.loss not in LOSSES or self.half not in HALVES:
            raise ValueError(f"The loss is one of {', '.join(LOSSES)}; who learns is one of {', '.join(HALVES)}.")
        for name, least, most in LIMITS:
            if not least <= getattr(self, name) <= most:
                raise ValueError(f"{name} must lie between {least} and {most}, but is {getattr(self, name)}.")


LIMITS = (
    ("rate_d", 0, 1), ("rate_g", 0, 1), ("momentum", 0, 0.99), ("steps_d", 1, 10), ("steps_g", 1, 10), ("r1", 0, 100),
    ("pack", 1, 4), ("every", 1, 1000),
)  # fmt: skip
KNOWN = {one.name for one in fields(Settings)}

# What a lesson provokes on purpose, and what cures it. The generator runs five steps ahead and keeps its momentum.
COLLAPSE: dict[str, Any] = {"rate_d": 1e-3, "rate_g": 1e-3, "momentum": 0.9, "steps_g": 5}
MORE_JUDGING: dict[str, Any] = COLLAPSE | {"steps_d": 5}
PACKING: dict[str, Any] = COLLAPSE | {"pack": 2}
SWITCH = 2_000  # the step at which a healthy run gets the settings of the collapse
SHIPPED: dict[str, list[dict[str, Any]]] = {
    "learn": [
        {"start": {"every": 40}, "steps": 4000},
        {"start": COLLAPSE | {"every": 40}, "steps": 2000},
        {"start": MORE_JUDGING | {"every": 40}, "steps": 2000},
        {"start": PACKING | {"every": 40}, "steps": 4000},
    ],
    "switch": [{"every": 80}],
}


@dataclass(eq=False)
class PlaneGan:
    """Both nets with their optimizers. Every random number comes from `seed`."""

    seed: int = 0
    hidden: tuple[int, ...] = (32, 32)
    pack: int = field(default=1, init=False)

    def __post_init__(self) -> None:
        self.rng = np.random.default_rng(self.seed)
        self.maker = Net.fresh((NOISE, *self.hidden, 2), hand.RELU, self.rng)
        self.push_maker, self.adam_maker = Net(self.maker.sizes, hand.RELU), Adam(self.maker.flat.size)
        self.new_judge(1)
        self.kept: dict[str, np.ndarray] = {}  # the last batches and where the judge pulled, for whoever looks closely
        self._real, self._of, self._at = np.empty((0, 2), np.float32), ("", ""), 0

    def new_judge(self, pack: int) -> None:
        """A judge of `pack` points at once; it has forgotten everything, for it sees other inputs."""
        self.pack = pack
        self.judge = Net.fresh((2 * pack, *self.hidden, 1), hand.LEAKY, self.rng)
        self.push_judge, self.adam_judge = Net(self.judge.sizes, hand.LEAKY), Adam(self.judge.flat.size)

    def step(self, now: Settings) -> None:
        """What one step does: the judge's updates, then the generator's."""
        if now.pack != self.pack:
            self.new_judge(now.pack)
        if now.half != "generator":
            for _ in range(now.steps_d):
                self.judge_step(now)
        if now.half != "discriminator":
            for _ in range(now.steps_g):
                self.maker_step(now)

    def judge_step(self, now: Settings) -> None:
        real, z = self.real(now), self.noise()
        made = hand.forward(self.maker, z)[-1]
        wide = (-1, 2 * self.pack)
        together, made_together = real.reshape(wide), made.reshape(wide)
        hand.judge_gradient(self.judge, together, made_together, now.loss, self.push_judge)
        if now.loss == "wasserstein":
            mix = self.rng.random((len(together), 1), dtype=np.float32)
            between = mix * together + (1 - mix) * made_together
            hand.add_penalty(self.judge, between, 1.0, 1.0, self.push_judge)
        elif now.r1:
            hand.add_penalty(self.judge, together, now.r1 / 2, 0.0, self.push_judge)
        self.adam_judge.step(self.judge, self.push_judge, now.rate_d, now.momentum)
        self.kept |= {"real": real, "z_judge": z}

    def maker_step(self, now: Settings) -> None:
        z = self.noise()
        _, slopes = hand.maker_gradient(self.maker, self.judge, z, now.loss, self.push_maker)
        self.adam_maker.step(self.maker, self.push_maker, now.rate_g, now.momentum)
        self.kept |= {"z_maker": z, "slopes": slopes}

    def real(self, now: Settings) -> np.ndarray:
        """(B, 2) points of the shape."""
        shape = now.shape, str(now.drawn)
        if shape != self._of:
            drawn = np.array(now.drawn, dtype=np.float64).reshape(-1, 2)
            self._real, self._of, self._at = points.draw(now.shape, POOL, self.rng, drawn).astype(np.float32), shape, 0
        self._at = (self._at + BATCH) % POOL
        return self._real[self._at : self._at + BATCH]

    def noise(self) -> np.ndarray:
        return self.rng.standard_normal((BATCH, NOISE), dtype=np.float32)

    def points(self, count: int = MEASURED) -> np.ndarray:
        """(N, 2) what the generator makes of always the same noise."""
        return hand.forward(self.maker, fixed_noise(count))[-1]

    def losses(self, now: Settings) -> tuple[float, float]:
        """Discriminator's and generator's loss on points that neither learns from."""
        rng = np.random.default_rng(1)
        drawn = np.array(now.drawn, dtype=np.float64).reshape(-1, 2)
        real = points.draw(now.shape, MEASURED, rng, drawn).astype(np.float32)
        wide = (-1, 2 * self.pack)
        y_real = hand.forward(self.judge, real.reshape(wide))[-1]
        y_made = hand.forward(self.judge, self.points().reshape(wide))[-1]
        return how_wrong(y_real, y_made, now.loss)


def how_wrong(y_real: np.ndarray, y_made: np.ndarray, loss: str) -> tuple[float, float]:
    """Both losses from the judge's logits; see `core.models.gan` for what they mean. -log p is log(1 + e^-y)."""
    if loss == "wasserstein":
        return float(y_made.mean() - y_real.mean()), float(-y_made.mean())
    judge = float(np.logaddexp(0, -y_real).mean() + np.logaddexp(0, y_made).mean())
    surprise = np.logaddexp(0, y_made) * -1 if loss == "saturating" else np.logaddexp(0, -y_made)
    return judge, float(surprise.mean())


def fixed_noise(count: int = MEASURED) -> np.ndarray:
    """(N, 2) noise that is the same in all records, so that a page can follow each point."""
    return np.random.default_rng(0).standard_normal((count, NOISE), dtype=np.float32)


# --- the study


@dataclass(frozen=True)
class Losses:
    """How wrong both are, on points that neither learns from."""

    judge_loss: float
    maker_loss: float


@dataclass(frozen=True)
class Stands(Losses):
    """How good the points are by now (see `core.measure.points.Match`), and the settings that made them so."""

    covered: int  # clouds or places along the shape
    places: int  # how many there are
    quality: float  # the share of points that hit
    divergence: float  # bits
    shape: str
    pack: int  # points that are judged together
    half: str  # who learns
    loss: str
    before: Losses | None = None  # right before a single step


def learn(
    *, start: Mapping[str, Any] = NOTHING, seed: int = 0, steps: int = STEPS, take: str = "", live: Live = NOTHING
) -> Iterator[Record[Stands]]:
    """Train and say every few steps how it stands.

    Args:
        start: settings that differ from the usual ones.
        take: tells apart the runs of one learner that begin alike.
        live: settings that changed meanwhile.
    """
    gan, step = PlaneGan(seed), 0
    now = settings(start, live)
    yield record(gan, now, step, steps)
    while step < steps:
        now = settings(start, live)
        before = Losses(*gan.losses(now)) if now.every == 1 else None
        for _ in range(min(now.every, steps - step)):
            gan.step(now)
            step += 1
        yield record(gan, now, step, steps, before)


def switch(*, every: int = 80, seed: int = 0) -> Iterator[Record[Stands]]:
    """The usual settings until the ring is covered; then those that collapse a fresh pair of networks."""
    live: dict[str, Any] = {"every": every}
    for one in learn(seed=seed, steps=2 * SWITCH, live=live):
        yield one
        if one.step >= SWITCH:
            live |= COLLAPSE


def settings(*given: Mapping[str, Any]) -> Settings:
    """The usual settings with changes; later ones count. Names that no setting has are left out."""
    merged = {name: value for one in given for name, value in one.items() if name in KNOWN}
    return replace(Settings(), **merged)


def record(gan: PlaneGan, now: Settings, step: int, total: int, before: Losses | None = None) -> Record[Stands]:
    """How good it is by now, and both nets. A single step is told in detail, with what it learned from."""
    drawn = np.array(now.drawn, dtype=np.float64).reshape(-1, 2)
    fit = match(gan.points(), now.shape, drawn)
    found = Stands(
        *gan.losses(now), fit.covered, fit.places, fit.quality, fit.divergence,
        shape=now.shape, pack=gan.pack, half=now.half, loss=now.loss, before=before,
    )  # fmt: skip
    arrays = {"maker": gan.maker.flat.astype(np.float16), "judge": gan.judge.flat.astype(np.float16)}
    if before:
        arrays |= {name: array.astype(np.float16) for name, array in gan.kept.items()}
    return Record(step, total=total, values=found, arrays=arrays)


# --- the experiment on mode collapse

CALMER = {"rate_d": 5e-4, "rate_g": 5e-4}  # a quarter of the usual rates, for the end
PLANS: dict[str, list[tuple[int, Mapping[str, Any]]]] = {
    "usual": [(4000, {}), (2000, CALMER)],
    "collapse": [(2000, COLLAPSE)],
    "more judging": [(2000, MORE_JUDGING)],
    "pairs": [(4000, PACKING)],
}


def ring_experiment(seed: int) -> dict[str, dict[str, float]]:
    """How many clouds of the ring each of the four plans covers, and how many points hit; always from fresh weights."""
    found = {}
    for name, plan in PLANS.items():
        gan = PlaneGan(seed)
        for steps, changes in plan:
            now = settings(changes)
            for _ in range(steps):
                gan.step(now)
        fit = match(gan.points(), "ring")
        found[name] = {
            "covered": fit.covered, "quality": round(fit.quality, 3), "divergence": round(fit.divergence, 3),
        }  # fmt: skip
    return found
