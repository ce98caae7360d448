"""A deepfake in miniature: two people who do not exist, one encoder, two decoders, and the truth to compare with.

The faces are drawn from known factors, so what a swapped face should look like can be drawn as well. A probe, a linear
reading learned from real pictures of a person, says what a swapped face still shows of smile, gaze and tilt.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from core.data.faces import NAMES, PEOPLE, draw, face, faces
from core.models.face_swap import Config, FaceSwap, loss
from core.training.descent import descend
from core.training.events import Record

STEPS, BATCH, RATE = 3_000, 64, 1e-3
MARKS = (0, 100, 300, 1_000, 3_000)
NOISE, LIGHT = 0.3, 0.3  # how badly the encoder sees while it learns: noise in each pixel; brightness and contrast
TOLD = 100  # updates between two signs of life
FACES = 6_000  # drawn at random; a third of them are Bombo, a third Silvi, the rest is left aside
HELD_OUT = 300  # faces of each that nobody learns from
SHOWN = 6  # drivers in a record
DRIVEN = ("smile", "gaze", "tilt")  # what the first person's face tells the second one's
SHIPPED = [{"seed": 0}, {"seed": 0, "shared": False}]


class People:
    """Faces of each person to learn from and held-out ones, with the factors that they were drawn from."""

    def __init__(self) -> None:
        everybody = faces(FACES, seed=1)
        who = everybody.factors[:, NAMES.index("identity")]
        rows = [np.flatnonzero(who == person) for person in range(len(PEOPLE))]
        self.learned = [everybody.images[mine[HELD_OUT:]] for mine in rows]
        self.factors = [everybody.factors[mine[HELD_OUT:]] for mine in rows]
        self.held_out = [everybody.images[mine[:HELD_OUT]] for mine in rows]
        self.held_out_factors = [everybody.factors[mine[:HELD_OUT]] for mine in rows]


@dataclass(frozen=True)
class Swapped:
    """Bombo drives Silvi: what is kept, by factor, and typical differences of a pixel."""

    kept: Mapping[str, float]  # of what Bombo shows: 1 all, 0 nothing
    ceiling: Mapping[str, float]  # the same of faces that were really drawn
    error: float  # of the swapped face to the truth, which we can draw
    again: float  # of Bombo's own face, drawn again, to what it was
    chance: float  # of any other picture of Silvi to the truth


def learn(*, seed: int = 0, shared: bool = True) -> Iterator[Record[Swapped]]:
    """At each mark: drivers, themselves again, swapped, and what the swapped face should be; at the end the weights."""
    people = People()
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = FaceSwap(Config(shared=shared))
    adam = torch.optim.Adam(model.parameters(), lr=RATE, fused=True)
    rng = torch.Generator().manual_seed(seed)
    learned = [torch.from_numpy(images.copy()) for images in people.learned]
    probe = Probe(people.learned[1], people.factors[1])

    def wrong(step: int) -> torch.Tensor:
        now = tuple(some[torch.randint(len(some), (BATCH,), generator=rng)] for some in learned)
        return loss(model, tuple(badly_seen(images, rng) for images in now), now)

    for step in descend([adam], wrong, STEPS):
        if step in MARKS:
            arrays = pictures(model, people) | (weights(model) if step == STEPS else {})
            yield Record(step, STEPS, measured(model, people, probe), arrays)
        elif step % TOLD == 0:
            yield Record(step, STEPS)


def badly_seen(images: torch.Tensor, rng: torch.Generator, grain: float = NOISE) -> torch.Tensor:
    """The same pictures in noise and odd light. So the encoder can't tell people apart by their tone, and has to look at
    what is drawn. (Systems for real faces bend the pictures instead, for the same reason.)
    """
    noise = torch.randn(images.shape, generator=rng)
    contrast, brightness = torch.randn(2, len(images), 1, generator=rng)
    return images * (1 + LIGHT * contrast) + LIGHT * brightness + grain * noise


class Probe:
    """What a picture of one person shows of each factor, read off by the straight line that fits real pictures best."""

    def __init__(self, images: np.ndarray, factors: np.ndarray) -> None:
        self.mean, self.middle = images.mean(axis=0), factors.mean(axis=0)
        X, Y = (images - self.mean).astype(np.float64), (factors - self.middle).astype(np.float64)
        ridge = 0.01 * len(X)  # a little stiffness, so that no pixel is trusted alone
        self.weights = np.linalg.solve(X.T @ X + ridge * np.eye(X.shape[1]), X.T @ Y)  # (P, F)

    def kept(self, images: np.ndarray, factors: np.ndarray) -> dict[str, float]:
        """By factor: the correlation of what the pictures show with what they should show. 1: all of it; 0: nothing."""
        shown = (images - self.mean) @ self.weights
        columns = {name: NAMES.index(name) for name in DRIVEN}
        return {name: correlation(shown[:, column], factors[:, column]) for name, column in columns.items()}


def correlation(a: np.ndarray, b: np.ndarray) -> float:
    """Pearson's; 0 where one of them does not vary."""
    a, b = a - a.mean(), b - b.mean()
    length = float(np.sqrt((a @ a) * (b @ b)))
    return float(a @ b) / length if length > 1e-9 else 0.0


def measured(model: FaceSwap, people: People, probe: Probe) -> Swapped:
    """On faces that nobody learned from."""
    driver, factors = people.held_out[0], people.held_out_factors[0]
    swapped, truth = swap(model, driver), as_other(factors)
    return Swapped(
        kept=probe.kept(swapped, factors),
        ceiling=probe.kept(people.held_out[1], people.held_out_factors[1]),
        error=distance(swapped, truth),
        again=distance(swap(model, driver, drawn=0), driver),
        chance=distance(people.held_out[1], truth),
    )


@torch.inference_mode()
def swap(model: FaceSwap, images: np.ndarray, seen: int = 0, drawn: int = 1) -> np.ndarray:
    """(N, P) pictures of one person as the other one."""
    return np.asarray(model(torch.from_numpy(np.ascontiguousarray(images)), seen, drawn).numpy())


def as_other(factors: np.ndarray, who: int = 1) -> np.ndarray:
    """(N, P) the same factors, drawn as that person: the truth that a swap should meet."""
    changed = factors.copy()
    changed[:, NAMES.index("identity")] = who
    return draw(changed)


def distance(a: np.ndarray, b: np.ndarray) -> float:
    """The typical difference of a pixel: the root of the mean square."""
    return float(np.sqrt(((a - b) ** 2).mean()))


def side_by_side(models: Sequence[FaceSwap], *, gaze: float, tilt: float) -> list[np.ndarray]:
    """Rows (5, P) of faces from sad to smiling: the driver, the other one as each model draws them, and the truth."""
    factors = np.stack([face(smile=float(smile), gaze=gaze, tilt=tilt) for smile in np.linspace(-1, 1, 5)])
    driver = draw(factors)
    return [driver, *(swap(model, driver) for model in models), as_other(factors)]


def errors(rows: Sequence[np.ndarray]) -> list[float]:
    """How far each swapped row is from the truth. The rows of `side_by_side`, as bytes."""
    _, *swapped, truth = (row / 255 for row in rows)
    return [distance(row, truth) for row in swapped]


def pictures(model: FaceSwap, people: People) -> dict[str, np.ndarray]:
    """Some drivers, themselves again, swapped, and the truth, as bytes."""
    driver, factors = people.held_out[0][:SHOWN], people.held_out_factors[0][:SHOWN]
    rows = {
        "driver": driver,
        "again": swap(model, driver, drawn=0),
        "swapped": swap(model, driver),
        "truth": as_other(factors),
    }
    return {name: np.rint(255 * np.clip(images, 0, 1)).astype(np.uint8) for name, images in rows.items()}


def weights(model: FaceSwap) -> dict[str, np.ndarray]:
    """All weights in half precision, to let it draw any face without training it again."""
    return {name: weight.detach().numpy().astype(np.float16) for name, weight in model.state_dict().items()}


def restored(arrays: Mapping[str, np.ndarray], shared: bool = True) -> FaceSwap:
    """The model from the last record's arrays."""
    model = FaceSwap(Config(shared=shared))
    model.load_state_dict({name: torch.from_numpy(arrays[name].astype(np.float32)) for name in model.state_dict()})
    return model.eval().requires_grad_(False)
