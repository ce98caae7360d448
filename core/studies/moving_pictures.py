"""Models of films learn the same tiny films: each picture alone, picture after picture, and all pictures at once.

A small VAE first learns to put a picture into eight numbers and to take it out again. All makers of films write such
codes, have about as many weights, and get as many updates from batches of the same size: what they differ in is what
they see and how much they make at a time. Of those that go from picture to picture there are three, with a memory of one,
two and eight pictures.

The training goes in rounds, each longer than the one before, so that there is a first film after a few seconds. The last
record's arrays are the weights, in half precision: what `Filmmakers` needs to make any other film. The records before
it keep one film of each maker.
"""

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from time import process_time
from typing import Any

import numpy as np
import torch
from torch import Tensor

from core.data import films
from core.measure import moving_pictures as measure
from core.models import moving_pictures as model
from core.models import vae
from core.models.weights import filled
from core.training.descent import update
from core.training.events import Record

CODE, GIVEN = 8, 4  # numbers of a picture's code; pictures that every film begins with
HIDDEN, SIGMA, CODEC_RATE = 64, 0.1, 3e-3  # of the VAE
RATE, BATCH, MEMORY = 3e-3, 128, 0.995  # of the makers; MEMORY: of the slow average of their weights, which draws
STEPS = 16  # from noise to a code
LEARNED, TESTED = 2_000, 160  # films
ROUNDS = ((500, 150), (1_500, 600), (2_500, 3_250))  # updates of the VAE, and of every maker
PIECE = 250  # updates between two signs of life
MAKERS: Mapping[str, model.Config] = {
    "alone": model.Config("alone", width=72),
    "last": model.Config("next", memory=1, width=72),
    "two": model.Config("next", memory=2, width=72),
    "eight": model.Config("next", memory=8, width=66),
    "whole": model.Config("whole", width=50),
}
SHOWN = ("ball", 0.5, 0.5)  # the film that is kept while they learn
SPEEDS = tuple(round(-0.5 + 0.25 * i, 2) for i in range(11))  # how fast a ball is thrown: 0 to 1 was learned
GRAVITIES = (0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0)  # times the gravity that was learned
TRIED = 24  # films for each of these
SPAN = (3, 9)  # pictures between which speed is measured; the first one is the last that is given
FALL = (3, 6)  # and gravity: then even a heavy ball is still above the ground
SHIPPED: list[dict[str, Any]] = [{}]


@dataclass(frozen=True)
class Measured:
    """How good the films of a maker are by now."""

    weights: int
    updates: int
    seconds: float  # of one core, for these updates
    evaluations: int  # how often the network is asked for one film
    flicker: Mapping[str, float]  # by scene: how often as much as in the true films a pixel changes
    distance: Mapping[str, Sequence[float]]  # by scene: pixels from the truth, for each picture that is made
    wall: measure.Emerged
    speeds: Sequence[float] = ()  # that it draws for each of SPEEDS; at the end only
    gravities: Sequence[float] = ()  # and for each of GRAVITIES


@dataclass(frozen=True)
class Learned:
    """All makers after a round."""

    codec: float  # squared error of a pixel that the VAE gives back
    codec_weights: int
    codec_seconds: float
    makers: Mapping[str, Measured] = field(default_factory=dict)


class Codec:
    """Pictures to codes and back: a VAE, and the middle and spread of what it writes."""

    def __init__(self, network: vae.VAE, middle: Tensor, spread: Tensor) -> None:
        self.network, self.middle, self.spread = network, middle, spread

    @classmethod
    def of(cls, network: vae.VAE, pictures: Tensor) -> "Codec":
        """With the middle and spread of these pictures' codes."""
        with torch.inference_mode():
            codes, _ = network.encode(pictures)
        return cls(network, codes.mean(0).clone(), codes.std(0).clone())

    @torch.inference_mode()
    def codes(self, pictures: np.ndarray) -> Tensor:
        """(N, T, S, S) pictures to (N, T, Z) codes around zero."""
        N, T = pictures.shape[:2]
        flat = torch.from_numpy(np.ascontiguousarray(pictures, np.float32).reshape(N * T, -1))
        return ((self.network.encode(flat)[0] - self.middle) / self.spread).reshape(N, T, -1)

    @torch.inference_mode()
    def pictures(self, codes: Tensor) -> np.ndarray:
        """(N, T, Z) codes to (N, T, S, S) pictures."""
        N, T, Z = codes.shape
        made = self.network.decode(codes.reshape(N * T, Z) * self.spread + self.middle)
        return np.asarray(made.numpy().reshape(N, T, films.SIDE, films.SIDE))


class Filmmakers:
    """The codec and the makers, ready to make films."""

    def __init__(self, codec: Codec, makers: Mapping[str, model.Maker]) -> None:
        self.codec, self.makers = codec, makers

    @classmethod
    def restored(cls, arrays: Mapping[str, np.ndarray]) -> "Filmmakers":
        """From the arrays of a record that keeps weights."""

        def of(name: str) -> dict[str, np.ndarray]:
            return {key.partition(".")[2]: array for key, array in arrays.items() if key.startswith(f"{name}.")}

        kept = of("codec")
        middle, spread = (torch.from_numpy(kept.pop(name).astype(np.float32)) for name in ("middle", "spread"))
        codec = Codec(filled(vae.VAE(CODEC), kept), middle, spread)
        return cls(codec, {name: filled(model.Maker(config), of(name)) for name, config in MAKERS.items()})

    def films(
        self, name: str, scenes: Sequence[str], true: np.ndarray, seed: int = 0, steps: int = STEPS
    ) -> np.ndarray:
        """(N, T, S, S) films with the beginnings of these true ones; the same seed gives every maker the same dice."""
        scene = one_hot(scenes)
        given = self.codec.codes(true[:, :GIVEN])
        dice = torch.randn(len(true), films.FRAMES, CODE, generator=torch.Generator().manual_seed(seed))
        made = self.codec.pictures(model.film(self.makers[name], scene, given, dice, steps))
        made[:, :GIVEN] = true[:, :GIVEN]
        return made


CODEC = vae.Config(films.SIDE**2, CODE, HIDDEN)


def one_hot(scenes: Sequence[str]) -> Tensor:
    """(N, C) a one where the scene's name is."""
    return torch.eye(len(films.SCENES))[torch.tensor([films.SCENES.index(scene) for scene in scenes])]


class Lane:
    """A maker in training; the slow average of its weights is what makes films."""

    def __init__(self, config: model.Config, seed: int, total: int) -> None:
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            self.maker = model.Maker(config)
        self.average = copy.deepcopy(self.maker).requires_grad_(False)
        self.adam = torch.optim.AdamW(self.maker.parameters(), lr=RATE, weight_decay=0.0, fused=True)
        self.rng = torch.Generator().manual_seed(seed)
        self.done, self.total, self.seconds = 0, total, 0.0

    def learn(self, steps: int, clean: Tensor, known: Tensor) -> None:
        """So many updates; the rate falls from the first to the last one of all."""
        begin = process_time()
        for _ in range(steps):
            rows = torch.randint(len(clean), (BATCH,), generator=self.rng)
            noise = torch.randn(BATCH, clean.shape[1], generator=self.rng)
            t = torch.sigmoid(torch.randn(BATCH, generator=self.rng))  # most often in the middle of the way
            loss = model.loss(self.maker, clean[rows], known[rows], noise, t)
            update([self.adam], loss, RATE * max(0.02, 1 - self.done / self.total))
            self.done += 1
            memory = min(MEMORY, 1 - 1 / (1 + 0.2 * self.done))  # it forgets its random beginning faster
            with torch.no_grad():
                torch._foreach_lerp_(list(self.average.parameters()), list(self.maker.parameters()), 1 - memory)
        self.seconds += process_time() - begin


def stacked(some: Sequence[films.Film]) -> tuple[list[str], np.ndarray]:
    """Their scenes, and (N, T, S, S) their pictures."""
    return [one.scene for one in some], np.stack([one.pictures for one in some])


def learn(
    *,
    seed: int = 0,
    rounds: Sequence[Sequence[int]] = ROUNDS,
    learned: int = LEARNED,
    makers: Sequence[str] = (*MAKERS,),
) -> Iterator[Record[Learned]]:
    """Train all in rounds; after each, measure every maker on films that nobody learned from."""
    scenes, pictures = stacked(films.films(learned, seed))
    flat, scene = torch.from_numpy(pictures.reshape(-1, films.SIDE**2)), one_hot(scenes)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        network = vae.VAE(CODEC)
    adam = torch.optim.Adam(network.parameters(), CODEC_RATE, fused=True)
    rng = torch.Generator().manual_seed(seed)
    codec_total, each = (sum(one[which] for one in rounds) for which in (0, 1))
    lanes = {name: Lane(MAKERS[name], seed, each) for name in makers}
    total, done, codec_done, codec_seconds = codec_total + each * len(lanes), 0, 0, 0.0
    for codec_steps, steps in rounds:
        for piece in pieces(codec_steps):
            begin = process_time()
            for _ in range(piece):
                batch = flat[torch.randint(len(flat), (BATCH,), generator=rng)]
                nats = network.losses(batch, torch.randn(BATCH, CODE, generator=rng), 1.0, SIGMA).total
                update([adam], nats, CODEC_RATE * min(1.0, 2 * (codec_total - codec_done) / codec_total))
                codec_done += 1
            codec_seconds, done = codec_seconds + process_time() - begin, done + piece
            yield Record(done, total)
        codec = Codec.of(network, flat)
        codes = codec.codes(pictures)
        for lane in lanes.values():
            known = model.examples(lane.maker.config, scene, codes)
            for piece in pieces(steps):
                lane.learn(piece, *known)
                done += piece
                if done < total:
                    yield Record(done, total)
        ready = Filmmakers(codec, {name: lane.average for name, lane in lanes.items()})
        found, arrays = measured(ready, lanes, seed, done == total)
        with torch.inference_mode():
            error = float((network(flat[: 20 * TESTED]) - flat[: 20 * TESTED]).square().mean())
        weights = sum(weight.numel() for weight in network.parameters())
        yield Record(done, total, Learned(error, weights, codec_seconds, found), arrays)


def pieces(steps: int) -> list[int]:
    """So many updates in pieces that take a moment.

    >>> pieces(600)
    [250, 250, 100]
    """
    return [min(PIECE, steps - begin) for begin in range(0, steps, PIECE)]


def measured(
    ready: Filmmakers, lanes: Mapping[str, Lane], seed: int, end: bool
) -> tuple[dict[str, Measured], dict[str, np.ndarray]]:
    """What there is to say of every maker; at the end with what only then is worth it, and with all weights."""
    scenes, true = stacked(films.films(TESTED, seed + 1_000_000))  # other dice than those of any training
    rows = {scene: [i for i, one in enumerate(scenes) if one == scene] for scene in films.SCENES}
    found, arrays = {}, {}
    for name, lane in lanes.items():
        made = ready.films(name, scenes, true, seed)
        found[name] = Measured(
            weights=sum(weight.numel() for weight in lane.maker.parameters()), updates=lane.done,
            seconds=lane.seconds, evaluations=asked(lane.maker.config),
            flicker={one: measure.flicker(after(made[rows[one]]), after(true[rows[one]])) for one in films.MOVING},
            distance={
                one: np.round(measure.distance(made[rows[one]], true[rows[one]], one)[:, GIVEN:].mean(0), 4).tolist()
                for one in films.MOVING
            },
            wall=measure.emerged(made[rows["wall"]], true[rows["wall"]]),
            **(beyond(ready, name, seed) if end else {}),
        )  # fmt: skip
        shown = films.film(*SHOWN).pictures[None]
        arrays[f"film.{name}"] = bytes_of(ready.films(name, [SHOWN[0]], shown)[0, GIVEN:])
        if end:
            arrays |= {
                f"{name}.{key}": weight.numpy().astype(np.float16) for key, weight in lane.average.state_dict().items()
            }
    if end:
        arrays = {key: array for key, array in arrays.items() if not key.startswith("film.")}
        kept = ready.codec.network.state_dict() | {"middle": ready.codec.middle, "spread": ready.codec.spread}
        arrays |= {f"codec.{key}": weight.numpy().astype(np.float16) for key, weight in kept.items()}
    return found, arrays


def bytes_of(pictures: np.ndarray) -> np.ndarray:
    """A byte a pixel."""
    return np.rint(255 * np.clip(pictures, 0, 1)).astype(np.uint8)


def asked(config: model.Config) -> int:
    """How often the network is asked for one film."""
    return STEPS * (1 if config.way == "whole" else config.frames - config.given)


def after(pictures: np.ndarray) -> np.ndarray:
    """From the last given picture on: the first change is that to the first one that is made."""
    return pictures[:, GIVEN - 1 :]


def beyond(ready: Filmmakers, name: str, seed: int) -> dict[str, list[float]]:
    """Speeds and gravities that it draws, where balls are thrown faster and fall faster than any that it learned from."""
    fast = thrown_at(SPEEDS)
    heavy = np.stack([films.film("ball", 1.0, share, gravity=weight * films.GRAVITY).pictures
                      for weight in GRAVITIES for share in np.linspace(0, 1, TRIED)])  # fmt: skip
    ball = ["ball"] * TRIED
    speeds = measure.speed(ready.films(name, ball * len(SPEEDS), fast, seed), *SPAN).reshape(-1, TRIED)
    gravities = measure.gravity(ready.films(name, ball * len(GRAVITIES), heavy, seed), *FALL).reshape(-1, TRIED)
    return {"speeds": np.round(speeds.mean(1), 4).tolist(), "gravities": np.round(gravities.mean(1), 4).tolist()}


def thrown_at(speeds: Sequence[float]) -> np.ndarray:
    """(N, T, S, S) true films of a ball at each of these speeds, from several heights."""
    return np.stack(
        [films.film("ball", start, speed).pictures for speed in speeds for start in np.linspace(0, 1, TRIED)]
    )


# --- a film that somebody asks for


@dataclass(frozen=True, eq=False)
class Shown:
    """The true film with such a beginning, and what makers make of it."""

    scene: str
    true: np.ndarray  # (T, S, S)
    path: np.ndarray  # (T, 2) of the true thing, as it is measured
    made: Mapping[str, np.ndarray]  # (T, S, S) by maker
    off: Mapping[str, np.ndarray]  # (T,) pixels from the truth, by maker


def shown(
    ready: Filmmakers,
    scene: str,
    start: float,
    speed: float,
    makers: Sequence[str],
    seed: int = 0,
    gravity: float = 1.0,
) -> Shown:
    """The film of these two numbers, and those that makers make of its beginning."""
    true = films.film(scene, start, speed, gravity=gravity * films.GRAVITY)
    made = {name: ready.films(name, [scene], true.pictures[None], seed)[0] for name in makers}
    return beside(true, made)


def sketched(arrays: Mapping[str, np.ndarray], makers: Sequence[str]) -> Shown:
    """The film that is kept while they learn, from the arrays of a record that keeps one."""
    true = films.film(*SHOWN)
    made = {
        name: np.concatenate((true.pictures[:GIVEN], arrays[f"film.{name}"].astype(np.float32) / 255))
        for name in makers
    }
    return beside(true, made)


def beside(true: films.Film, made: Mapping[str, np.ndarray]) -> Shown:
    """The made films beside the true one."""
    path = true.path if true.scene == "wall" else measure.place(true.pictures, true.scene)[0]
    off = {name: measure.distance(one[None], true.pictures[None], true.scene)[0] for name, one in made.items()}
    return Shown(true.scene, true.pictures, path, made, off)


def over_scenes(by_scene: Mapping[str, Sequence[float]]) -> list[float]:
    """The mean over the scenes, for each place.

    >>> over_scenes({"ball": [1.0, 2.0], "swing": [3.0, 6.0]})
    [2.0, 4.0]
    """
    return [float(one) for one in np.mean([*by_scene.values()], axis=0)]


def seen_at(arrays: Mapping[str, np.ndarray], makers: Sequence[str]) -> Shown | None:
    """The film of a moment of a training, from what its record keeps; None where it keeps nothing."""
    if "codec.middle" in arrays:
        return shown(Filmmakers.restored(arrays), *SHOWN, makers)
    return sketched(arrays, makers) if arrays else None
