"""One drawn person moves another one's face: the swap of face_swap.py with its weights at every moment, for the browser.

A page lets the learner drive one face and runs encoder and decoder while the hand moves. So the weights travel small: a
byte each, and a scale for each row of a matrix. What the fakes show of every factor is found by drawing (face_factors).

Shapes: N faces, F = 7 factors, P = 576 pixels.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import torch

from core.data.faces import NAMES, faces
from core.measure.face_factors import factors_of
from core.models.face_swap import Config, FaceSwap, loss
from core.studies.face_swap import BATCH, FACES, RATE, People, Probe, as_other, badly_seen, correlation, distance, swap
from core.training.descent import descend, down_from_half
from core.training.events import Record

STEPS = 4_000
GRAIN = 0.15  # noise in each pixel that the encoder sees: half of face_swap.py's, as eyes and mouth are few pixels
MOMENTS = (30, 100, 300, 1_000, 4_000)
TOLD = 50  # updates between two signs of life
DRIVERS = 120  # held-out faces of the driver, whose fakes are measured
IDENTITY = NAMES.index("identity")
MOST = 127  # a weight is a whole number from -127 to 127, times its row's scale
CARRIED = ("tilt", "gaze", "smile", "hair", "glasses", "light")  # factors: the first three are the driver's to move
SHIPPED = [{}, {"shared": False}]


@dataclass(frozen=True)
class CarriedOver:
    """What of the drivers' faces is found in the fakes."""

    carried: Mapping[str, float]  # by factor: the correlation of what the driver shows with what the fake shows
    identity: float  # whom the fake shows on average: 0 Bombo, 1 Silvi
    shown: float  # whom the driver shows
    error: float  # typical difference of a pixel to the face as it should be


def learn(*, seed: int = 0, shared: bool = True) -> Iterator[Record[CarriedOver]]:
    """At each moment, Bombo drives Silvi: what crosses over, and the weights that do it.

    Arrays, with a shared encoder: `weights`, `scales` and `biases` of encoder and both decoders, in this order; and, in
    the first record with any, how to read a picture: `read` (3, F, P) and `offset` (3, F).
    """
    people = People()
    for step, model in training(people, seed, shared):
        if step in MOMENTS:
            arrays = small(model) if shared else {}
            if shared and step == MOMENTS[0]:
                arrays |= reading(people)
            yield Record(step, STEPS, measured(model, people), arrays)
        elif step % TOLD == 0:
            yield Record(step, STEPS)


def training(people: People, seed: int, shared: bool = True) -> Iterator[tuple[int, FaceSwap]]:
    """The model after each update; it is one and the same, and changes when the next one is asked for."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = FaceSwap(Config(shared=shared))
    adam = torch.optim.Adam(model.parameters(), lr=RATE, fused=True)
    rng = torch.Generator().manual_seed(seed)
    learned = [torch.from_numpy(images.copy()) for images in people.learned]

    def wrong(step: int) -> torch.Tensor:
        now = tuple(some[torch.randint(len(some), (BATCH,), generator=rng)] for some in learned)
        return loss(model, tuple(badly_seen(images, rng, GRAIN) for images in now), now)

    # the second half calms down, so that fine things like the eyes come out
    for step in descend([adam], wrong, STEPS, lambda step: RATE * down_from_half(step, STEPS)):
        yield step, model


def measured(model: FaceSwap, people: People) -> CarriedOver:
    """Look for the drawing that is most like each fake."""
    drivers, known = people.held_out[0][:DRIVERS], people.held_out_factors[0][:DRIVERS]
    fakes = swap(model, drivers)
    found, _ = factors_of(fakes)
    carried = {name: correlation(found[:, i], known[:, i]) for i, name in enumerate(NAMES) if i != IDENTITY}
    identity, shown = (float(some[:, IDENTITY].mean()) for some in (found, known))
    return CarriedOver(carried, identity, shown, distance(fakes, as_other(known)))


def reading(people: People) -> dict[str, np.ndarray]:
    """A straight line for each factor that reads it off a picture: quick enough for each movement of a hand.

    A ruler for each person, as their eyes and mouths lie elsewhere; and one for everybody, which tells them apart.
    """
    everybody = faces(FACES, seed=1)
    known = [*zip(people.learned, people.factors, strict=True), (everybody.images, everybody.factors)]
    probes = [Probe(images, factors) for images, factors in known]
    return {
        "read": np.stack([probe.weights.T for probe in probes]).astype(np.float32),
        "offset": np.stack([probe.middle - probe.mean @ probe.weights for probe in probes]).astype(np.float32),
    }


def small(model: FaceSwap) -> dict[str, np.ndarray]:
    """All matrices row by row, a byte a weight; a scale for each row; all biases."""
    state = {name: weight.detach().numpy() for name, weight in model.state_dict().items()}
    rows = [row for name, weight in state.items() if name.endswith("weight") for row in weight]
    scales = [max(float(np.abs(row).max()), 1e-12) / MOST for row in rows]
    whole = [np.rint(row / scale).astype(np.int8) for row, scale in zip(rows, scales, strict=True)]
    biases = [bias for name, bias in state.items() if name.endswith("bias")]
    return {
        "weights": np.concatenate(whole),
        "scales": np.array(scales, np.float32),
        "biases": np.concatenate(biases).astype(np.float32),
    }


def restored(arrays: Mapping[str, np.ndarray]) -> FaceSwap:
    """The model that `small` wrote down, as the browser runs it."""
    model = FaceSwap(Config())
    at_weight = at_row = at_bias = 0
    state = {}
    for name, weight in model.state_dict().items():
        size = weight.numel()
        if name.endswith("weight"):
            rows, columns = weight.shape
            whole = arrays["weights"][at_weight : at_weight + size].reshape(rows, columns)
            state[name] = torch.from_numpy(whole * arrays["scales"][at_row : at_row + rows, None])
            at_weight, at_row = at_weight + size, at_row + rows
        else:
            state[name] = torch.from_numpy(arrays["biases"][at_bias : at_bias + size].copy())
            at_bias += size
    model.load_state_dict(state)
    return model.eval().requires_grad_(False)
