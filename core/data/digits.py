"""Handwritten digits: 1,797 real pictures of 8 × 8 grey values that ship inside scikit-learn, so nothing is fetched.

Source: Alpaydin and Kaynak (1998), "Optical recognition of handwritten digits", UCI Machine Learning Repository.

Shapes: N pictures, P = 64 pixels.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from core.caches import cache

SIDE = 8  # pixels
CLASSES = 10
HELD_OUT = 450  # pictures that no model trains on
DRAWN_DARK = 16.0  # the set's own greatest value


@dataclass(frozen=True, eq=False)
class Digits:
    """Pictures with what they show. Never changed in place: everybody shares them."""

    images: np.ndarray  # (N, P) float32 from 0 (paper) to 1 (ink)
    labels: np.ndarray  # (N,) int64 from 0 to 9

    def __len__(self) -> int:
        return len(self.labels)


@cache
def digits() -> tuple[Digits, Digits]:
    """The pictures to learn from and the held-out ones, in a fixed random order with all digits in both."""
    from sklearn.datasets import load_digits  # here, because reading it takes a second

    data = load_digits()
    images, labels = (data.data / DRAWN_DARK).astype(np.float32), data.target.astype(np.int64)
    order = np.random.default_rng(0).permutation(len(labels))
    learned, held_out = order[HELD_OUT:], order[:HELD_OUT]
    for array in (images, labels):
        array.setflags(write=False)
    return Digits(images[learned], labels[learned]), Digits(images[held_out], labels[held_out])


def held_out_digit(digit: int, which: int = 0) -> np.ndarray:
    """(P,) a real picture of that digit, which no model learned from."""
    held_out = digits()[1]
    found: np.ndarray = held_out.images[np.flatnonzero(held_out.labels == digit)[which]]
    return found


def picture_of(pixels: Any) -> np.ndarray | None:
    """(P,) what a browser counted of a drawing, block by block, as a picture; None for an empty or a wrong one."""
    if not isinstance(pixels, list) or len(pixels) != SIDE * SIDE:
        return None
    if not all(type(count) in (int, float) and 0 <= count <= DRAWN_DARK for count in pixels):
        return None
    picture = np.array(pixels, np.float32) / np.float32(DRAWN_DARK)
    return picture if picture.any() else None
