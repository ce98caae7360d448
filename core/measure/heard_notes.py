"""What notes stand in a sound: read off its spectrum, moment by moment, without knowing who made it.

Knows nothing of models or pages. Shapes: N slices, P pitches that are tried.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.caches import cache
from core.data.instruments import FREQUENCIES, HOP, RATE, WINDOW, hertz, level, sounded, spectrogram
from core.data.sounded_tunes import HIGHEST, LOWEST, SLOW, VOWEL, WHITE

FINE = 0.1  # semitones from one pitch that is tried to the next
TRIED = np.arange(LOWEST - 3, HIGHEST + 3.01, FINE)
HEARD = SLOW // 2 * WINDOW // RATE  # frequencies that are looked at: below 2,000 Hz, which all sounds have
SILENT = 0.05  # of the loudest slice: what is softer has no pitch
IN_TUNE = 0.25  # semitones from a key


@cache
def comb() -> np.ndarray:
    """(HEARD, P) for each pitch: its overtones, less what lies between them. A tone stands out where it is right."""
    found = np.zeros((FREQUENCIES, len(TRIED)))
    for i, frequency in enumerate(hertz(TRIED) * WINDOW / RATE):
        number = np.arange(1, max(2, int((HEARD - 2) / frequency) + 1))[:6]
        for where, sign in ((number * frequency, 1.0), ((number - 0.5) * frequency, -1.0)):
            place = where.astype(int)
            np.add.at(found[:, i], place, sign * (1 - where + place) / len(number))
            np.add.at(found[:, i], place + 1, sign * (where - place) / len(number))
    return found[:HEARD]


@dataclass(frozen=True, eq=False)
class Moments:
    """A sound, slice by slice."""

    pitch: np.ndarray  # (N,) in semitones; what stands out most, whether anything does or not
    loud: np.ndarray  # (N,) whether it is loud enough to have a pitch
    levels: np.ndarray  # (N, FREQUENCIES)


def moments(sound: np.ndarray) -> Moments:
    """What is heard in each slice."""
    spectrum = spectrogram(sound)[: max(1, len(sound) // HOP)]
    levels, peak = level(spectrum)
    return Moments(TRIED[(levels[:, :HEARD] @ comb()).argmax(axis=1)], peak[:, 0] > SILENT * peak.max(), levels)


def in_tune(found: Moments) -> float:
    """The share of loud slices within a quarter of a semitone of a white key. Of pitches at random, 29 % are."""
    pitch = found.pitch[found.loud]
    near = np.rint(pitch)
    white = np.isin(near.astype(int) % 12, list(WHITE))
    return float((white & (np.abs(pitch - near) <= IN_TUNE)).mean()) if len(pitch) else 0.0


STEADY = 4  # slices of one key in a row, 64 ms, that make a note


def steady(found: Moments) -> list[tuple[int, int, int]]:
    """The notes of a sound: key, first slice, how many slices. Two notes of one key in a row are heard as one."""
    keys = np.where(found.loud, np.rint(found.pitch), -1).astype(int)
    edges = np.flatnonzero(np.diff(keys, prepend=-2))
    runs = [(int(keys[a]), int(a), int(b - a)) for a, b in zip(edges, [*edges[1:], len(keys)], strict=True)]
    notes = list[tuple[int, int, int]]()
    for key, first, slices in runs:
        if key < 0 or slices < STEADY:
            continue
        if notes and notes[-1][0] == key:
            key, first, slices = key, notes[-1][1], first + slices - notes.pop()[1]
        notes.append((key, first, slices))
    return notes


def notes_a_second(found: Moments) -> float:
    """How many notes begin in a second."""
    return len(steady(found)) * RATE / HOP / len(found.pitch)


@cache
def _voices() -> np.ndarray:
    """(2, keys, HEARD) how each instrument really sounds at each key."""
    keys = np.arange(TRIED[0], TRIED[-1] + 1)
    factors = np.column_stack([keys, np.full(len(keys), VOWEL)])
    return np.stack([sounded(who, factors, np.random.default_rng(0))[:, :HEARD] for who in (0, 1)])


def own_voice(found: Moments, who: int) -> float:
    """The share of loud slices that are nearer to this instrument, at the key that is heard, than to the other one."""
    key = np.rint(found.pitch[found.loud] - TRIED[0]).astype(int)
    heard = found.levels[found.loud, :HEARD]
    far = ((_voices()[:, key] - heard) ** 2).mean(axis=2)  # (2, N)
    return float((far[who] < far[1 - who]).mean()) if len(key) else 0.0


@dataclass(frozen=True)
class Told:
    """What is told of some sounds, on average."""

    in_tune: float
    notes_a_second: float
    own_voice: float


def told(sounds: Sequence[np.ndarray], who: int) -> Told:
    """Of sounds with RATE samples a second that this instrument played, or should have."""
    found = [moments(sound) for sound in sounds]
    rows = [(in_tune(one), notes_a_second(one), own_voice(one, who)) for one in found]
    return Told(*(float(np.mean(column)) for column in zip(*rows, strict=True)))
