"""A transformer that draws digits: it goes on where somebody's half of a picture ends, in some hundred milliseconds.

Shapes: N pictures that are drawn at once, P = 64 pixels, LEVELS = 17 tones from paper to ink.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from core.data.digits import SIDE, digits
from core.measure.images import judge
from core.models import pixels
from core.models.pixels import ANY, LEVELS
from core.models.transformer import Transformer

ENDINGS = 8  # pictures that are drawn at once


@dataclass(frozen=True)
class Pixel:
    """One pixel of a picture, places counted from 1: what was thrown, and what was likeliest."""

    row: int
    column: int
    given: bool
    level: int
    likeliest: int
    chance: float  # of the likeliest


@dataclass(frozen=True, eq=False)
class Drawing:
    """Pictures by the transformer, with the chances from which each pixel was thrown."""

    levels: np.ndarray  # (N, P) uint8 from 0 to 16
    chances: np.ndarray  # (N, P, LEVELS) uint8, 255 for certainty
    given: int  # pixels
    truth: int | None  # the digit that was begun
    asked: int | None  # the digit that was asked for

    @property
    def images(self) -> np.ndarray:
        """(N, P) from 0 (paper) to 1 (ink)."""
        return self.levels / (LEVELS - 1)

    def named(self) -> Sequence[int]:
        """The digit that the judge takes each picture for."""
        found: list[int] = judge().named(self.images).tolist()
        return found

    def first(self) -> Sequence[Pixel]:
        """The first picture, pixel by pixel."""
        return [
            Pixel(
                p // SIDE + 1, p % SIDE + 1, p < self.given, int(self.levels[0, p]), int(self.chances[0, p].argmax()),
                float(self.chances[0, p].max()) / 255,
            )
            for p in range(SIDE * SIDE)
        ]  # fmt: skip


def drawn(model: Transformer, rows: int, example: int, digit: int | None, seed: int) -> Drawing:
    """Begin with so many rows of a held-out digit, and let the model go on, with other dice for each of the pictures.

    Args:
        model: the transformer over pixels.
        rows: how many rows of the held-out digit are given, and `example`, which one it is (counted on from 0).
        digit: what is asked for by name; it counts only where no row is given. None leaves it to chance.
        seed: of the dice.
    """
    held_out = digits()[1]
    example %= len(held_out)
    given = pixels.levels(torch.from_numpy(held_out.images[example : example + 1, : rows * SIDE].copy()))
    start = torch.full((ENDINGS,), ANY if digit is None or rows else ANY + 1 + digit)
    dice = torch.Generator().manual_seed(seed)
    steps = list(pixels.draw(model, start, dice, given.repeat(ENDINGS, 1) if rows else None))
    return Drawing(
        np.stack([one.level.numpy() for one in steps], 1).astype(np.uint8),
        np.rint(255 * np.stack([one.chances.numpy() for one in steps], 1)).astype(np.uint8),
        rows * SIDE,
        int(held_out.labels[example]) if rows else None,
        digit if not rows else None,
    )
