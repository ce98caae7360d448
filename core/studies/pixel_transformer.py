"""A transformer learns to draw digits, pixel after pixel, in a dozen seconds of one core.

It is told the digit for half of the pictures that it learns from, so that one may ask for a digit or leave it to chance.
The weights of the end come with the records, so a page can let it draw without training it again.
"""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import torch

from core.data.digits import CLASSES, SIDE, digits
from core.measure.images import judge, quality
from core.models import pixels
from core.models.pixels import ANY, LEVELS
from core.models.transformer import Config, Transformer
from core.training.descent import update
from core.training.events import Record
from core.training.muon import Muon

WIDTH, LAYERS = 44, 2
BATCH = 32
RATE, OTHERS = 0.01, 0.01  # of Muon for the matrices, and of AdamW for the rest
MEMORY = 0.98  # of the slow copy that draws: about the last fifty steps
A_SECOND = 50  # updates in a second of one core, measured on the machine that made the app
SECONDS = (0, 1, 2, 3, 5, 8, 12)
SHEET = 36  # pictures in a record
JUDGED = 450  # pictures behind every measure, as many as there are held-out digits
GIVEN = (0, 2, 4, 6)  # rows that are given, where it has to go on
SLIPS = (0, 1, 2, 4)  # wrong pixels among those given
SHIPPED = [{"seed": 0}]


@dataclass(frozen=True)
class Drawn:
    """How good its pictures are after some seconds of training, and how well it knows real ones."""

    second: int
    nats: float  # surprise at a held-out picture
    frechet: float  # distance to real digits
    confidence: float  # of the judge, on average
    classes: int  # digits that occur among the pictures


@dataclass(frozen=True)
class End:
    """What it can do when it has learned, and what it cannot; all are shares of pictures that show the right digit."""

    given: Mapping[str, float]  # by how many rows were given: "0", "2", …
    slips: Mapping[str, float]  # by how many of the pixels of four given rows were wrong: "0", "1", …
    asked: float  # for a digit by name


@dataclass(frozen=True)
class Learned:
    """The loss of the last batch, nats a pixel; at some marks how it draws; at the end what it can do."""

    loss: float
    drawn: Drawn | None = None
    end: End | None = None


@dataclass(eq=False)
class PixelArtist:
    """The transformer with its optimizers; every random number comes from `seed`."""

    seed: int = 0
    told: float = 0.0  # the share of pictures whose digit it is told before the first pixel

    def __post_init__(self) -> None:
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(self.seed)
            self.model = Transformer(config(named=self.told > 0))
        self.slow = copy.deepcopy(self.model).requires_grad_(False)
        self.rng = torch.Generator().manual_seed(self.seed)
        learned, _ = digits()
        self.real = pixels.levels(torch.from_numpy(learned.images.copy()))
        self.labels = torch.from_numpy(learned.labels.copy())
        named = dict(self.model.named_parameters())
        matrices = [w for name, w in named.items() if w.ndim == 2 and "embedding" not in name]
        rest = [w for name, w in named.items() if w.ndim < 2 or "embedding" in name]
        adam = torch.optim.AdamW(rest, lr=OTHERS, betas=(0.9, 0.95), weight_decay=0.0, fused=True)
        self.optimizers = [Muon(matrices, lr=RATE), adam]
        self.steps, self.loss = 0, float(np.log(LEVELS))

    def step(self) -> None:
        """One update from a batch of pictures."""
        rows = torch.randint(len(self.real), (BATCH,), generator=self.rng)
        told = torch.rand(BATCH, generator=self.rng) < self.told
        start = torch.where(told, ANY + 1 + self.labels[rows], ANY)
        loss = pixels.loss(self.model, self.real[rows], start)
        update(self.optimizers, loss)
        self.steps += 1
        self.loss = loss.item()
        memory = min(MEMORY, 1 - 1 / (1 + 0.2 * self.steps))  # it forgets its random beginning faster
        with torch.no_grad():
            torch._foreach_lerp_(list(self.slow.parameters()), list(self.model.parameters()), 1 - memory)

    def pictures(self, count: int, seed: int = 0) -> np.ndarray:
        """(count, 64) pictures by the slow copy, which chooses freely."""
        return finished(self.slow, count, seed)


def config(named: bool) -> Config:
    """The transformer of this study; `named`: with a beginning for each digit."""
    return pixels.config(WIDTH, LAYERS, pixels=SIDE * SIDE, classes=CLASSES if named else 0)


def finished(model: Transformer, count: int, seed: int, digit: int | None = None) -> np.ndarray:
    """(count, 64) pictures from the first pixel to the last; of one digit, where it is named."""
    start = torch.full((count,), ANY if digit is None else ANY + 1 + digit)
    return pixels.pictures(pixels.draw(model, start, torch.Generator().manual_seed(seed))).numpy()


def continued(model: Transformer, given: np.ndarray, seed: int) -> np.ndarray:
    """(N, 64) pictures whose first pixels are given as (N, G) ink, and the rest drawn."""
    start = torch.full((len(given),), ANY)
    known = pixels.levels(torch.from_numpy(np.ascontiguousarray(given)))
    return pixels.pictures(pixels.draw(model, start, torch.Generator().manual_seed(seed), known)).numpy()


def learn(*, seed: int = 0) -> Iterator[Record[Learned]]:
    """A record every half second of training, with what it draws at the marks; at the end the weights, and what it can't."""
    artist, total = PixelArtist(seed, told=0.5), SECONDS[-1] * A_SECOND
    for step in range(total + 1):
        if step % A_SECOND == 0 and step // A_SECOND in SECONDS:
            images = artist.pictures(JUDGED, seed=1)
            good, end = quality(images), None
            drawn = Drawn(step // A_SECOND, nats(artist.slow), good.frechet, good.confidence, good.classes)
            arrays = {"sheet": np.rint(images[:SHEET] * (LEVELS - 1)).astype(np.uint8)}
            if step == total:
                end = End(after_rows(artist.slow), after_slips(artist.slow), asked(artist))
                arrays |= weights(artist.slow)
            yield Record(step, total, Learned(artist.loss, drawn, end), arrays)
        elif step % (A_SECOND // 2) == 0:
            yield Record(step, total, Learned(artist.loss))
        if step < total:
            artist.step()


def nats(model: Transformer) -> float:
    """The exact mean surprise at a held-out picture, in nats a picture: none of the other families can say it."""
    picture = pixels.levels(torch.from_numpy(digits()[1].images.copy()))
    return float(pixels.surprise(model, picture, torch.full((len(picture),), ANY)).sum(1).mean())


def after_rows(model: Transformer) -> dict[str, float]:
    """By how many rows of a held-out digit were given: the share of pictures that end as the same digit."""
    _, held_out = digits()
    ends = {rows: continued(model, held_out.images[:, : rows * SIDE], seed=2) for rows in GIVEN}
    return {str(rows): float((judge().named(end) == held_out.labels).mean()) for rows, end in ends.items()}


def after_slips(model: Transformer, rows: int = 4) -> dict[str, float]:
    """The same, with so many of the given pixels turned from ink to paper or from paper to ink. It can't take them back."""
    _, held_out = digits()
    shares = {}
    for count in SLIPS:
        given = spoiled(held_out.images[:, : rows * SIDE], count, seed=3)
        shares[str(count)] = float((judge().named(continued(model, given, seed=2)) == held_out.labels).mean())
    return shares


def spoiled(given: np.ndarray, count: int, seed: int) -> np.ndarray:
    """The pictures with `count` pixels of each turned to their opposite, at random places that differ from each other."""
    places = np.random.default_rng(seed).random(given.shape).argsort(axis=1)[:, :count]
    wrong = given.copy()
    ink = np.take_along_axis(given, places, 1)
    np.put_along_axis(wrong, places, (ink < 0.5).astype(given.dtype), 1)
    return wrong


def asked(artist: PixelArtist, each: int = 45) -> float:
    """Asked for a digit by name: how often the judge sees that digit."""
    right = [
        judge().named(finished(artist.slow, each, seed=4 + digit, digit=digit)) == digit for digit in range(CLASSES)
    ]
    return float(np.mean(right))


def weights(model: Transformer) -> dict[str, np.ndarray]:
    """All weights in half precision: 100 kB, exact enough to draw with."""
    return {name: weight.numpy().astype(np.float16) for name, weight in model.state_dict().items()}


def restored(arrays: Mapping[str, np.ndarray]) -> Transformer:
    """The model from a record's arrays."""
    model = Transformer(config(named=True))
    state = {name: torch.from_numpy(arrays[name].astype(np.float32)) for name in model.state_dict()}
    model.load_state_dict(state)
    return model.eval().requires_grad_(False)
