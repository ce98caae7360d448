"""A small WaveNet learns tunes as samples, 4,000 numbers a second, and goes on with a tune that it never heard.

Two things are changed, each alone: how far back it hears (`reach`; the same layers with exactly as many weights), and whether a
little hiss lies over what it learns (`hiss`). What it writes is measured against the tunes' keys and against the instrument
that really plays them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F

from core.data.instruments import INSTRUMENTS
from core.data.sounded_tunes import SLOW, from_levels, played, quickened, slowed, to_levels, tunes
from core.measure.heard_notes import Told, told
from core.models.wavenet import Config, WaveNet, Writer
from core.training.descent import descend, down_from_half
from core.training.events import Record

REACHES: Mapping[str, tuple[int, ...]] = {  # dilations of ten layers
    "note": tuple(2**layer for layer in range(10)),
    "waves": (1, 2, 4, 8, 16) * 2,
    "few": (1,) * 10,
}
STEPS, BATCH, WINDOW, RATE = 250, 4, 2_048, 4e-3
MARKS = (12, 60, 125, STEPS)  # updates after which it is heard
TOLD = 5  # updates between two signs of life
HISS = 0.01  # of the loudest that a sample can be
TEMPERATURE = 0.7  # with which it writes; two others were tried on other seeds
LEARNED, HELD_OUT = 80, 8  # tunes
GIVEN, WRITTEN = SLOW // 2, 2 * SLOW  # samples of a tune that it gets, and that it adds
SHIPPED: list[dict[str, Any]] = [{}, {"reach": "few"}, {"hiss": False}]


def milliseconds(reach: str) -> float:
    """How far back a network of this reach hears.

    >>> [milliseconds(reach) for reach in REACHES]
    [256.0, 15.75, 2.75]
    """
    return 1_000 * Config(dilations=REACHES[reach]).reach / SLOW


@dataclass(frozen=True)
class Learned:
    """What it makes by now of tunes that it never heard."""

    surprise: float  # nats a sample, of tunes without hiss
    made: Told  # of what it writes: of one sound on the way, of all at the end
    real: Told  # of the same seconds of the tunes, as they really go on


def learn(
    *, instrument: str = "Oolo", reach: str = "note", hiss: bool = True, seed: int = 0
) -> Iterator[Record[Learned]]:
    """Train on tunes of this instrument; at each mark hear what it writes. The arrays keep a sound, in levels of a sample."""
    yield Record(0, STEPS)
    who = INSTRUMENTS.index(instrument)
    sound = np.concatenate([slowed(played(who, tune.tokens)) for tune in tunes()[:LEARNED]])
    unseen = [slowed(played(who, tune.tokens))[: GIVEN + WRITTEN] for tune in tunes()[-HELD_OUT:]]
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = WaveNet(Config(dilations=REACHES[reach]))
    adam = torch.optim.Adam(model.parameters(), RATE, fused=True)
    rng = np.random.default_rng(seed)

    def loss(step: int) -> torch.Tensor:
        begins = rng.integers(0, len(sound) - WINDOW - 1, BATCH)
        batch = np.stack([sound[begin : begin + WINDOW + 1] for begin in begins])
        batch += hiss * HISS * rng.standard_normal(batch.shape)
        levels = torch.from_numpy(to_levels(batch))
        return F.cross_entropy(model(levels[:, :-1]), levels[:, 1:])

    for step in descend([adam], loss, STEPS, lambda step: RATE * down_from_half(step, STEPS)):
        if step in MARKS:
            some = unseen if step == STEPS else unseen[:1]
            written = goes_on(model, np.stack([to_levels(one[:GIVEN]) for one in some]), seed)
            made = [quickened(from_levels(row)) for row in written]
            real = [quickened(one[GIVEN:]) for one in some]
            values = Learned(round(surprise(model, unseen), 4), told(made, who), told(real, who))
            yield Record(step, STEPS, values, {"written": written[0].astype(np.uint8)})
        elif step % TOLD == 0:
            yield Record(step, STEPS)


def goes_on(model: WaveNet, begun: np.ndarray, seed: int) -> np.ndarray:
    """(B, WRITTEN) levels that it writes after these beginnings."""
    weights = {name: weight.detach().numpy() for name, weight in model.state_dict().items()}
    writer = Writer(weights, model.config.dilations, len(begun))
    return writer.goes_on(begun, WRITTEN, TEMPERATURE, np.random.default_rng((seed, 1)))


@torch.inference_mode()
def surprise(model: WaveNet, sounds: list[np.ndarray]) -> float:
    """Nats a sample of these sounds, as they are."""
    levels = torch.from_numpy(np.stack([to_levels(one) for one in sounds]))
    return float(F.cross_entropy(model(levels[:, :-1]), levels[:, 1:]))


def given(instrument: str) -> tuple[np.ndarray, np.ndarray]:
    """The beginning that it gets at every mark, and how the tune really goes on; RATE samples a second."""
    sound = slowed(played(INSTRUMENTS.index(instrument), tunes()[-HELD_OUT].tokens))[: GIVEN + WRITTEN]
    heard = quickened(from_levels(to_levels(sound)))
    return heard[: GIVEN * 3], heard[GIVEN * 3 :]


def heard(written: np.ndarray) -> np.ndarray:
    """What a record kept, RATE samples a second."""
    return quickened(from_levels(written))
