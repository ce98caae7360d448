"""How the experiments of /latent_space may come out."""

import numpy as np

from core.data.digits import held_out_digit
from core.figures.palette import LIGHT
from pages.images.latent_space import exhibits
from tests.outcomes import Case, Cases

ZERO, ONE, SIX = (held_out_digit(digit) for digit in (0, 1, 6))
GREY = np.full(64, 0.3)


def film(first: np.ndarray, middle: np.ndarray, last: np.ndarray) -> np.ndarray:
    return np.stack([first] * 10 + [middle] * 10 + [last] * 10)


def between(straight: np.ndarray, mixed: np.ndarray) -> Case:
    """Two films from a 0 to a 1."""
    return lambda text: exhibits.between(text, {"straight": straight, "arc": straight, "mixed": mixed})


def smile(**changes: float) -> Case:
    return lambda text: exhibits.smile(text, "smile", {"gaze": 0.0, **changes}, LIGHT)


def chaos(*distances: float) -> Case:
    """The distances at three values of β."""
    rows = [{"beta": beta, "frechet_distance": one} for beta, one in zip((0.0, 1.0, 4.0), distances, strict=True)]
    return lambda text: exhibits.chaos(text, rows)


MIXED = film(ZERO, GREY, ONE)
CASES: Cases = {
    "between": {
        "another": between(film(ZERO, SIX, ONE), MIXED), "one of both": between(film(ZERO, ONE, ONE), MIXED),
        "as clear": between(film(ZERO, SIX, ONE), film(ZERO, SIX, ONE)), "unclear": between(MIXED, MIXED),
        "lost": between(film(ZERO, SIX, SIX), MIXED),
    },
    "smile": {
        "mostly": smile(smile=0.5, hair=-0.1), "much else": smile(smile=0.5, hair=-0.3),
        "something else": smile(smile=-0.004, hair=0.2), "nothing": smile(smile=-0.004),
    },
    "chaos": {"none": chaos(1, 2, 3), "middle": chaos(3, 1, 2), "most": chaos(3, 2, 1)},
}  # fmt: skip
