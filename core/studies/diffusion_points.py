"""A denoiser learns a shape in the plane, in some four seconds of one core.

Shapes: N points, C clouds.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from core.data import points
from core.models.diffusion import KINDS, Config
from core.problems import Problem
from core.studies.denoising import Learned, Learner, records
from core.training.events import Record

SCALE = 1.5  # makes the points about as wide as the noise
BOUND = 1.3 * SCALE  # nothing real lies further out
EXAMPLES = 20_000
STEPS, BATCH, MOMENTS = 3_000, 256, 9
CLOUDS = "clouds"  # the shape whose points come with the name of their cloud
CLOUD_SPREAD = 0.3
SHAPES = (*points.SHAPES, CLOUDS)
MOST_DRAWN = 400
SHIPPED = [
    {"shape": "ring"},
    {"shape": "ring", "kind": "flow"},
    {"shape": "moons"},
    {"shape": "moons", "kind": "flow"},
    {"shape": "spiral"},
    {"shape": "spiral", "kind": "flow"},
    {"shape": CLOUDS},
]


def learn(
    *, shape: str = "ring", kind: str = "diffusion", seed: int = 0, steps: int = STEPS,
    drawn: Sequence[Sequence[float]] = (),
) -> Iterator[Record[Learned]]:  # fmt: skip
    """Records with the loss, and with the weights at some moments. ValueError with a sentence for a shape that is none."""
    rng = np.random.default_rng(seed)
    if shape == CLOUDS:
        examples, names = clouds(EXAMPLES, rng)
        conditions = np.eye(len(cloud_centres()))[names]
    else:
        examples, conditions = points.draw(shape, EXAMPLES, rng, checked(drawn)), None
    learner = Learner(config(shape, kind), examples * SCALE, conditions, steps=steps, batch=BATCH, seed=seed)
    yield from records(learner, MOMENTS)


def config(shape: str, kind: str) -> Config:
    """The network for a shape."""
    if shape not in SHAPES or kind not in KINDS:
        raise ValueError(f"There is no {kind!r} of {shape!r}; choose {' or '.join(KINDS)} of {', '.join(SHAPES)}.")
    return Config(kind, size=2, width=64, layers=2, conditions=3 if shape == CLOUDS else 0, waves=2)


def checked(drawn: Sequence[Sequence[float]]) -> np.ndarray:
    """(N, 2) the learner's points. ValueError where they are too many, too far out, or no points."""
    try:
        cloud = np.array(drawn, dtype=np.float64).reshape(len(drawn), 2)
    except (TypeError, ValueError):
        raise Problem("points drawn", most=MOST_DRAWN) from None
    if len(cloud) > MOST_DRAWN or not np.isfinite(cloud).all() or np.abs(cloud).max(initial=0) > 1:
        raise Problem("points drawn", most=MOST_DRAWN)
    return cloud


# --- clouds that overlap: what guidance does to them can be computed, for their truth is known


def cloud_centres() -> np.ndarray:
    """(3, 2) corners of a triangle, near enough that the clouds overlap."""
    angles = np.pi / 2 + np.arange(3) * (2 * np.pi / 3)
    return 0.4 * np.stack((np.cos(angles), np.sin(angles)), axis=1)


def clouds(count: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """(N, 2) points of three overlapping clouds, and (N,) which cloud each is from."""
    names = rng.integers(3, size=count)
    return cloud_centres()[names] + rng.normal(0, CLOUD_SPREAD, (count, 2)), names


def most_likely(made: np.ndarray) -> np.ndarray:
    """(N,) the cloud that a point most likely comes from: of clouds alike in size and shape, the nearest."""
    return ((made[:, None] - cloud_centres()) ** 2).sum(axis=2).argmin(axis=1)
