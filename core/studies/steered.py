"""Worlds dreamed by small networks that are told which push is given: with noise in what they see and without, with a long
memory, a short one, and a short one that is told the velocity.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from time import process_time
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from core.data import rink
from core.measure import steered as measure
from core.models import steered as model
from core.models.weights import filled
from core.training.descent import down_from_half, update
from core.training.events import Record

BATCH, RATE = 128, 2e-3
GAMES, LENGTH = 1_500, 32  # to learn from: games, and pictures of each
ROUNDS = (300, 700, 1_500)  # updates of every dreamer
PIECE = 100  # updates between two signs of life
NOISE = 0.3  # the greatest spread of the noise in what is seen
PIXELS = rink.SIDE**2


@dataclass(frozen=True)
class Schooling:
    """What a dreamer sees while it learns."""

    config: model.Config
    noise: float = NOISE


WIDTH = 80
DREAMERS: Mapping[str, Schooling] = {
    "plain": Schooling(model.Config(2, width=WIDTH), 0.0),
    "noise": Schooling(model.Config(2, width=WIDTH)),
    "one": Schooling(model.Config(1, width=WIDTH)),
    "four": Schooling(model.Config(4, width=WIDTH)),
    "told": Schooling(model.Config(1, told=2, width=WIDTH)),
}
KEPT = ("plain", "noise")  # whose weights are kept, to be played with
TRIED, BEGINS, DREAMED = 200, 8, 60  # games that nobody learned from: so many, from this picture on, so many pictures
STRENGTHS = (0.5, 1.0, 1.5, 2.0, 2.5, 3.0)  # of a push; 1 was learned
PUSHED, COASTS = 240, 4  # starts for each strength, and pictures after the push until the way is measured
SHIPPED: list[dict[str, Any]] = [{}]


@dataclass(frozen=True)
class Measured:
    """How good a dreamer is by now."""

    weights: int
    updates: int
    seconds: float  # of one core
    drift: measure.Drifted


@dataclass(frozen=True)
class Learned:
    """All dreamers after a round."""

    dreamers: Mapping[str, Measured] = field(default_factory=dict)
    strong: Sequence[float] = ()  # pixels that a push of each of STRENGTHS moves the puck of "noise"; at the end only
    strong_true: Sequence[float] = ()  # and the true one


class Lane:
    """A dreamer in training."""

    def __init__(self, schooling: Schooling, seed: int) -> None:
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            self.dreamer = model.Dreamer(schooling.config)
        self.noise = schooling.noise
        self.adam = torch.optim.AdamW(self.dreamer.parameters(), lr=RATE, weight_decay=0.0, fused=True)
        self.rng = torch.Generator().manual_seed(seed)
        self.done, self.seconds = 0, 0.0

    def learn(self, steps: int, total: int, pictures: Tensor, pushes: Tensor, speeds: Tensor) -> None:
        """So many updates on pictures of these games, each with those that came before it."""
        begin, config = process_time(), self.dreamer.config
        for _ in range(steps):
            game = torch.randint(len(pictures), (BATCH,), generator=self.rng)
            at = torch.randint(config.seen - 1, LENGTH - 1, (BATCH,), generator=self.rng)
            seen = torch.stack([pictures[game, at - back] for back in reversed(range(config.seen))], dim=1)
            if self.noise:
                spread = self.noise * torch.rand(BATCH, 1, 1, generator=self.rng)
                seen = seen + spread * torch.randn(seen.shape, generator=self.rng)
            told = [speeds[game, at]] if config.told else []
            logits = self.dreamer(torch.cat((seen.flatten(1), pushes[game, at], *told), dim=1))
            loss = F.binary_cross_entropy_with_logits(logits, pictures[game, at + 1])
            update([self.adam], loss, RATE * down_from_half(self.done, total))
            self.done += 1
        self.seconds += process_time() - begin


def tensors(games: rink.Games) -> tuple[Tensor, Tensor, Tensor]:
    """(N, T, P) pictures, (N, T - 1, A) pushes, (N, T, 2) velocities."""
    pictures = torch.from_numpy(games.pictures.reshape(*games.pictures.shape[:2], -1))
    return pictures, torch.from_numpy(games.pushes).float(), torch.from_numpy(games.speeds).float()


def learn(*, seed: int = 0, rounds: Sequence[int] = ROUNDS) -> Iterator[Record[Learned]]:
    """Train all in rounds; after each, let every one dream games that nobody learned from, and hold them to the truth."""
    games = tensors(rink.games(GAMES, LENGTH, seed))
    test = rink.games(TRIED, BEGINS + DREAMED, seed + 1_000_000)
    lanes = {name: Lane(schooling, seed) for name, schooling in DREAMERS.items()}
    each = sum(rounds)
    total, done = each * len(lanes), 0
    for steps in rounds:
        for lane in lanes.values():
            for begin in range(0, steps, PIECE):
                piece = min(PIECE, steps - begin)
                lane.learn(piece, each, *games)
                done += piece
                if done < total:
                    yield Record(done, total)
        found = {
            name: Measured(
                sum(weight.numel() for weight in lane.dreamer.parameters()), lane.done, lane.seconds,
                measure.drifted(dreamed(lane.dreamer, test), test.pictures[:, BEGINS:]),
            )
            for name, lane in lanes.items()
        }  # fmt: skip
        if done < total:
            yield Record(done, total, Learned(found))
    kept = {
        f"{name}.{key}": weight.numpy().astype(np.float16)
        for name in KEPT
        for key, weight in lanes[name].dreamer.state_dict().items()
    }
    yield Record(done, total, Learned(found, *strong(lanes["noise"].dreamer, seed)), kept)


def dreamed(dreamer: model.Dreamer, games: rink.Games) -> np.ndarray:
    """(N, T, S, S) what it dreams after the first pictures of these games, with the same pushes."""
    pictures, pushes, speeds = tensors(games)
    seen = pictures[:, BEGINS - dreamer.config.seen : BEGINS]
    told = speeds[:, BEGINS - 1 : -1] if dreamer.config.told else None
    made = model.dream(dreamer, seen, pushes[:, BEGINS - 1 :], told).numpy()
    return np.asarray(made.reshape(len(made), -1, rink.SIDE, rink.SIDE))


def strong(dreamer: model.Dreamer, seed: int) -> tuple[list[float], list[float]]:
    """How far a push of each strength moves the puck, in the dream and in truth: against the same start without a push."""
    rng = np.random.default_rng(seed + 2_000_000)
    place, speed = rng.uniform(4.5, rink.SIDE - 4.5, (PUSHED, 2)), rng.uniform(-0.2, 0.2, (PUSHED, 2))
    way = np.array([*rink.PUSHES.values()], float)[1:][rng.integers(4, size=PUSHED)]
    before = dreamer.config.seen - 1
    pushes = np.zeros((PUSHED, before + COASTS + 1, 2))

    def ends(strength: float) -> tuple[np.ndarray, np.ndarray]:
        pushed = pushes.copy()
        pushed[:, before] = strength * way
        true = rink.played(place, speed, pushed)
        pictures, told, _ = tensors(true)
        made = model.dream(dreamer, pictures[:, : before + 1], told[:, before:]).numpy()[:, -1:]
        where = measure.middles(made.reshape(PUSHED, 1, rink.SIDE, rink.SIDE))
        return where[:, 0], measure.middles(true.pictures[:, -1:])[:, 0]

    rest = ends(0.0)
    far = [
        [float(((now - then) * way).sum(1).mean()) for now, then in zip(ends(one), rest, strict=True)]
        for one in STRENGTHS
    ]
    made, true = zip(*far, strict=True)
    return np.round(made, 4).tolist(), np.round(true, 4).tolist()


def restored(arrays: Mapping[str, np.ndarray], name: str) -> model.Dreamer:
    """A dreamer from the arrays of a record that keeps weights."""
    weights = {key.partition(".")[2]: array for key, array in arrays.items() if key.startswith(f"{name}.")}
    return filled(model.Dreamer(DREAMERS[name].config), weights)
