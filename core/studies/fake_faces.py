"""Pictures for a game: drawn faces of Silvi, fakes of her that Bombo drives, and what two detectors say of each.

Every picture is grainy, as if somebody had sent it through a bad connection; else fakes would be given away by being
softer than a pencil. One detector learned yesterday, from the fakes of the moment before; the other one learned anew.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from core.measure.confidence import ranked_above
from core.models.detector import Learning, train
from core.studies.face_reenactment import MOMENTS, STEPS, TOLD, training
from core.studies.face_swap import HELD_OUT, People, swap
from core.training.events import Record

GRAIN = 0.08  # of ink, in every pixel
UPDATES = 400  # of a detector
CARDS = 24  # fakes in a record, and as many drawn faces
SHIPPED: list[dict[str, int]] = [{}]


@dataclass(frozen=True)
class Judged:
    """All held-out faces, drawn and faked, judged by both detectors."""

    auc: Sequence[float]  # of yesterday's detector and of today's


def learn(*, seed: int = 0) -> Iterator[Record[Judged]]:
    """At each moment of the swapper's training but the first one: cards, and what yesterday's and today's detector say.

    Arrays: `fake` and `real` (CARDS, P) uint8, and
    `logits_fake`, `logits_real` (2, CARDS), yesterday's detector first.
    """
    people, rng = People(), np.random.default_rng(seed)
    taught, held_out = (grainy(images, rng) for images in (people.learned[1], people.held_out[1]))
    yesterday: Learning | None = None
    for step, model in training(people, seed):
        if step in MOMENTS:
            known, fresh = (grainy(swap(model, some), rng) for some in (people.learned[0], people.held_out[0]))
            today = train(torch.from_numpy(taught), torch.from_numpy(known), seed=seed, steps=UPDATES, blur=0.05)
            if yesterday:
                says = [
                    np.asarray(one.scores(torch.from_numpy(np.concatenate((held_out, fresh)))))
                    for one in (yesterday, today)
                ]
                kinds = np.repeat([1, 0], [HELD_OUT, HELD_OUT])
                logits = np.stack(says).astype(np.float16)
                yield Record(
                    step, STEPS, Judged([ranked_above(one, kinds) for one in says]),
                    {"real": whole(held_out[:CARDS]), "fake": whole(fresh[:CARDS]), "logits_real": logits[:, :CARDS],
                     "logits_fake": logits[:, HELD_OUT : HELD_OUT + CARDS]},
                )  # fmt: skip
            yesterday = today
        elif step % TOLD == 0:
            yield Record(step, STEPS)


def grainy(images: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The same pictures in the grain of a bad connection, with as many grey values as a byte holds."""
    noisy = np.clip(images + GRAIN * rng.standard_normal(images.shape), 0, 1)
    return np.rint(255 * noisy).astype(np.float32) / 255


def whole(images: np.ndarray) -> np.ndarray:
    return np.rint(255 * images).astype(np.uint8)
