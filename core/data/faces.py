"""Cartoon faces of 24 × 24 grey values, drawn from numbers that we know, so that what a model learned can be measured.

Two people who do not exist: Bombo, broad and bushy, and Silvi, slim and neat. Between them stand their kin. Every face is
seven numbers, its *factors*; the pencil adds nothing of its own, so the same factors give the same picture.

Shapes: N faces, F = 7 factors, P = 576 pixels.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.caches import cache

SIDE = 24  # pixels
PIXEL = 2 / SIDE  # the paper reaches from -1 to 1, downwards in y
PEOPLE = ("Bombo", "Silvi")


@dataclass(frozen=True)
class Factor:
    """One number behind every face, from `low` to `high`, and what these two ends look like."""

    low: float
    high: float
    ends: tuple[str, str]


FACTORS: Mapping[str, Factor] = {
    "smile": Factor(-1, 1, ("sad", "smiling")),
    "gaze": Factor(-1, 1, ("looking left", "looking right")),
    "tilt": Factor(-1, 1, ("leaning left", "leaning right")),
    "hair": Factor(0, 1, ("short hair", "long hair")),
    "glasses": Factor(0, 1, ("no glasses", "glasses")),
    "light": Factor(-1, 1, ("lit from the left", "lit from the right")),
    "identity": Factor(0, 1, PEOPLE),
}
NAMES = tuple(FACTORS)
LEAN = 0.3  # radians at full tilt


@dataclass(frozen=True, eq=False)
class Faces:
    """Faces with the factors that they were drawn from. Never changed in place: everybody shares them."""

    images: np.ndarray  # (N, P) float32 from 0 (paper) to 1 (ink)
    factors: np.ndarray  # (N, F) float32, the columns in the order of NAMES

    def __len__(self) -> int:
        return len(self.factors)


@cache
def faces(count: int = 2000, seed: int = 0) -> Faces:
    """Faces with factors at random: a third are Bombo, a third Silvi, a third kin of both; every second one wears glasses."""
    rng = np.random.default_rng(seed)
    low, high = (np.array([getattr(f, end) for f in FACTORS.values()]) for end in ("low", "high"))
    factors = rng.uniform(low, high, (count, len(FACTORS))).astype(np.float32)
    glasses, identity = NAMES.index("glasses"), NAMES.index("identity")
    factors[:, glasses] = factors[:, glasses] > 0.5
    kin = rng.integers(3, size=count) == 2
    factors[~kin, identity] = factors[~kin, identity] > 0.5
    images = draw(factors)
    for array in (images, factors):
        array.setflags(write=False)
    return Faces(images, factors)


def face(**known: float) -> np.ndarray:
    """(F,) factors of one face: Bombo looking straight ahead, with what is given changed.

    >>> face(smile=1)[:2].tolist()
    [1.0, 0.0]
    """
    if unknown := set(known) - set(NAMES):
        raise ValueError(f"A face has no {unknown.pop()!r}; it has {', '.join(NAMES)}.")
    return np.array([known.get(name, 0.0) for name in NAMES], np.float32)


def draw(factors: np.ndarray) -> np.ndarray:
    """(..., F) factors -> (..., P) pictures. Layer on layer, as one draws: hair behind, head, features, hair in front.

    ValueError where there are not F factors.
    """
    factors = np.asarray(factors, np.float32)
    if factors.shape[-1] != len(FACTORS):
        raise ValueError(f"A face has {len(FACTORS)} factors, {', '.join(NAMES)}; {factors.shape[-1]} came.")
    rows = factors.reshape(-1, len(FACTORS))
    images = np.concatenate([_drawn(part) for part in np.array_split(rows, max(1, len(rows) // 500))])
    return images.reshape(*factors.shape[:-1], SIDE * SIDE)


def _drawn(factors: np.ndarray) -> np.ndarray:
    smile, gaze, tilt, hair, glasses, light, who = (factors[:, i, None] for i in range(len(FACTORS)))  # (N, 1) each
    ticks = (np.arange(SIDE, dtype=np.float32) + 0.5) * PIXEL - 1
    x, y = (axis.reshape(1, -1) for axis in np.meshgrid(ticks, ticks))  # (1, P)
    ink = np.zeros((len(factors), SIDE * SIDE), np.float32)

    def paint(where: np.ndarray, tone: np.ndarray | float) -> None:
        """Cover the paper with a tone, as far as `where` says (0 to 1)."""
        nonlocal ink
        ink = ink + where * (tone - ink)

    def of(bombo: float, silvi: float) -> np.ndarray:
        """What Bombo has, what Silvi has, and for kin something between."""
        return bombo + (silvi - bombo) * who

    paint(_inside(_ellipse(x, y, 0, 1.08, of(0.78, 0.56), 0.32)), of(0.55, 0.8))  # shoulders
    angle = tilt * LEAN  # from here on everything leans with the head, around the neck
    x, y = x * np.cos(angle) + (y - 0.75) * np.sin(angle), (y - 0.75) * np.cos(angle) - x * np.sin(angle) + 0.75
    wide, high = of(0.66, 0.5), of(0.63, 0.71)
    mane = of(0.82, 0.58)  # how dark the hair is
    down = 0.1 + 0.72 * hair  # how far it hangs

    behind = _ellipse(x, y, 0, -0.12, wide + of(0.13, 0.12), high + 0.1)
    hanging = np.maximum(np.abs(x) - wide - of(0.1, 0.12), np.maximum(-0.15 - y, y - down))
    paint(_inside(np.minimum(behind + 2 * np.maximum(0, y), hanging)), mane)
    paint(_inside(_ellipse(np.abs(x), y, wide, 0.08, of(0.14, 0.08), of(0.17, 0.1))), 0.42)  # ears
    head = _ellipse(x, y, 0, 0.02, wide, high)
    skin = 0.22 - 0.2 * light * x / wide
    paint(_inside(head), skin)
    paint(_line(head, 0.03), 0.62)

    side, eye = np.abs(x), of(0.27, 0.21)
    white = _ellipse(side, y, eye, -0.04, of(0.15, 0.155), of(0.13, 0.155))
    paint(_inside(white), 0.02)
    paint(_line(white, 0.015), 0.5)
    centre = np.where(x < 0, -eye, eye) + 0.085 * gaze
    paint(_inside(_ellipse(x, y, centre, -0.03, 0.085, 0.095)) * _inside(white - 0.03), 1.0)
    brow = y + of(0.25, 0.29) - 0.1 * (side - eye) * of(-1, 1) + of(0.0, 0.9) * (side - eye) ** 2
    paint(_line(np.maximum(np.abs(brow), side - eye - 0.17, dtype=np.float32), of(0.055, 0.025))
          * _inside(np.abs(side - eye) - 0.17), 0.9)  # fmt: skip
    paint(_inside(_ellipse(x, y, 0, of(0.2, 0.17), of(0.11, 0.05), of(0.09, 0.055))), skin + of(0.25, 0.3))  # nose

    half = of(0.3, 0.25)
    bend = smile * 0.17 * (1 - (x / half) ** 2)  # the middle of a smile hangs lower than its ends
    lips = y - of(0.4, 0.43) - bend + 0.08 * smile
    within = _inside(np.abs(x) - half)
    laugh = np.clip(2 * smile - 0.6, 0, 1)  # a broad smile opens the mouth
    opened = _inside(np.maximum(lips, of(0.4, 0.43) - 0.08 * smile - y)) * within
    paint(opened * laugh, 0.08)
    paint(_line(np.maximum(np.abs(y - of(0.4, 0.43) + 0.08 * smile), np.abs(x) - half), 0.02) * laugh * within, 0.8)
    paint(_line(lips / np.sqrt(1 + (2 * smile * 0.17 * x / half**2) ** 2), 0.03) * within, 1.0)

    tuft = of(0.09, 0.0) * np.cos(x * 13) + of(0.0, 0.55) * np.abs(x + 0.18) ** 1.2  # bushy, or parted at one side
    front = np.maximum(_ellipse(x, y, 0, -0.05, wide + 0.07, high + 0.09), y + of(0.34, 0.53) - tuft)
    paint(_inside(front), mane)

    frame = _line(_ellipse(side, y, eye, -0.03, 0.215, 0.2), 0.045)
    bridge = _line(y + 0.06, 0.03) * _inside(side - eye + 0.2)
    paint(np.maximum(frame, bridge) * glasses, 0.88)
    return np.clip(ink, 0, 1).astype(np.float32)


def _ellipse(x: np.ndarray, y: np.ndarray, cx, cy, rx, ry) -> np.ndarray:  # type: ignore[no-untyped-def]
    """About how far a place lies outside (+) or inside (-) an ellipse."""
    u, v = (x - cx) / rx, (y - cy) / ry
    far = np.sqrt(u * u + v * v) + 1e-9
    steep = np.sqrt((u / rx) ** 2 + (v / ry) ** 2) / far + 1e-9  # the slope of `far`, which turns it into a distance
    return (far - 1) / steep


def _inside(distance: np.ndarray) -> np.ndarray:
    """The share of a pixel that lies inside: this is what makes edges smooth."""
    return np.clip(0.5 - distance / PIXEL, 0, 1)


def _line(distance: np.ndarray, half: np.ndarray | float) -> np.ndarray:
    """The share of a pixel that a line of that half width covers; one thinner than a pixel is fainter."""
    half = np.asarray(half)
    return np.clip(0.5 + (half - np.abs(distance)) / PIXEL, 0, 1) * np.minimum(1, 0.35 + 2 * half / PIXEL)
