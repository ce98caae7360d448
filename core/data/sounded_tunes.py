"""Tunes of our own grammar, sounded on an instrument that nobody has ever built: what a model of sound learns from.

The same tune can be written as notes, as spectra or as samples, so what each way of writing costs can be counted.

Shapes: T samples.
"""

from collections.abc import Sequence

import numpy as np

from core.caches import cache, lru_cache
from core.data.instruments import RATE, Note, play
from core.data.melodies import Tune, invented, notes

SIXTEENTH = 0.0625  # seconds: a quarter lasts a quarter of a second
LOWEST, HIGHEST = 57, 76  # semitones: a slice parts their overtones, and some of these lie below 2,000 Hz
TUNES = 300  # of the grammar, of which those within these bounds are taken
VOWEL = 0.3
WHITE = frozenset({0, 2, 4, 5, 7, 9, 11})  # semitones above C that our tunes use, of twelve
THIRD = 3
SLOW = RATE // THIRD  # samples a second for a model that has to write every one of them
LEVELS = 64  # of a sample


@cache
def tunes() -> tuple[Tune, ...]:
    """Those of the grammar's tunes that stay within the bounds, the same ones every time."""
    return tuple(tune for tune in invented(TUNES) if within(tune))


def within(tune: Tune) -> bool:
    pitches = [note.pitch for note in notes(tune.tokens) if note.pitch is not None]
    return min(pitches) >= LOWEST and max(pitches) <= HIGHEST


def played(who: int, tokens: Sequence[str]) -> np.ndarray:
    """(T,) the tune on one of the instruments, RATE samples a second."""
    return np.concatenate([_tone(who, note.pitch, note.length) for note in notes(tokens)])


@lru_cache(maxsize=512)
def _tone(who: int, pitch: int | None, length: int) -> np.ndarray:
    """A tune has the same few tones again and again."""
    loudness = 0.9 if pitch else 0.0
    return play(who, [Note(pitch or LOWEST, length * SIXTEENTH, VOWEL, loudness=loudness)])


def slowed(sound: np.ndarray) -> np.ndarray:
    """(T / 3,) the same sound with SLOW samples a second: what lies above half as many hertz is lost.

    >>> slowed(np.cos(2 * np.pi * 100 * np.arange(1_200) / RATE)).round(3).tolist()[:3]
    [1.0, 0.988, 0.951]
    """
    count = len(sound) // THIRD
    spectrum = np.fft.rfft(sound[: count * THIRD])[: count // 2 + 1]
    found: np.ndarray = np.fft.irfft(spectrum, count) / THIRD
    return found


def quickened(sound: np.ndarray) -> np.ndarray:
    """(3 T,) and back, RATE samples a second, with nothing added above."""
    found: np.ndarray = np.fft.irfft(np.fft.rfft(sound), len(sound) * THIRD) * THIRD
    return found


def to_levels(sound: np.ndarray, levels: int = LEVELS) -> np.ndarray:
    """(T,) samples from -1 to 1 as whole numbers below `levels`, by the mu-law: steps that are small where it is soft.

    >>> to_levels(np.array([-1.0, 0.0, 0.01, 1.0])).tolist()
    [0, 32, 35, 63]
    """
    curved = np.sign(sound) * np.log1p((levels - 1) * np.minimum(1, np.abs(sound))) / np.log(levels)
    return np.clip(np.rint(levels / 2 + curved * (levels / 2)), 0, levels - 1).astype(np.int64)


def from_levels(levels: np.ndarray, count: int = LEVELS) -> np.ndarray:
    """And back.

    >>> from_levels(to_levels(np.array([-1.0, 0.0, 0.01, 1.0]))).round(3).tolist()
    [-1.0, 0.0, 0.008, 0.924]
    """
    curved = (np.asarray(levels) - count / 2) / (count / 2)
    return np.asarray(np.sign(curved) * (count ** np.abs(curved) - 1) / (count - 1))
