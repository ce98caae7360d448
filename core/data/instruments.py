"""Two instruments that nobody has ever built, computed from numbers that we know, so that what a model learned of them
can be measured.

Oolo, hollow and dark, sounds its odd overtones; Zirr, bright and nasal, sounds them all. A tone is a few numbers, its
*factors*: pitch, and a vowel from "oo" to "ee", as a player's mouth or a mute would shape it. The same factors can be
sounded on either instrument, so what a faked tone should be like can be sounded as well.

Shapes: N tones or slices, T samples.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

INSTRUMENTS = ("Oolo", "Zirr")
RATE = 12_000  # samples a second: all overtones that matter lie below 6,000 Hz
WINDOW, HOP = (
    768,
    192,
)  # samples in a slice (64 ms: enough to part the overtones of the lowest tone), and from one to the next
FREQUENCIES = WINDOW // 2 + 1
RANGE = 50.0  # decibels: what is softer, beside the loudest frequency of its slice, counts as silence
LOW, HIGH = 58, 78  # the lowest and highest pitch, in semitones; 69 is the A of 440 Hz
OVERTONES = 24
VIBRATO = 5.5  # swings a second

KEYS = tuple(range(60, 77))  # of a keyboard: from C to the E above the next C
KEY_SECONDS = 0.4  # that a key sounds
TUNES: Mapping[str, tuple[int, ...]] = {  # keys, counted from C
    "ode": (4, 4, 5, 7, 7, 5, 4, 2, 0, 0, 2, 4, 4, 2, 2),
    "jacques": (0, 2, 4, 0, 0, 2, 4, 0, 4, 5, 7, 7, 4, 5, 7, 7),
    "white": (0, 2, 4, 5, 7, 9, 11, 12, 14, 16),
}

HANN = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(WINDOW) / WINDOW)


@dataclass(frozen=True)
class Note:
    """One tone of a melody."""

    pitch: int  # in semitones
    seconds: float = 0.4
    vowel: float = 0.3  # 0: oo, 1: ee
    vibrato: float = 0.0  # semitones to each side
    loudness: float = 0.9


def hertz(pitch: np.ndarray | float) -> np.ndarray:
    """Twelve semitones double the frequency.

    >>> float(hertz(69)), float(hertz(81))
    (440.0, 880.0)
    """
    return np.asarray(440.0 * 2.0 ** ((np.asarray(pitch, dtype=np.float64) - 69) / 12))


def overtones(who: int, pitch: np.ndarray, vowel: np.ndarray) -> np.ndarray:
    """(N, OVERTONES) how strongly each overtone sounds: the instrument's own voice, shaped by the vowel that both share."""
    number = np.arange(1, OVERTONES + 1)
    frequency = hertz(pitch)[:, None] * number
    if who == 0:
        own = number**-1.3 * np.where(number % 2, 1.0, 0.05)
    else:
        own = 0.6 * number**-0.9 * (1 + 3 * _bump(frequency, 2_700, 500))
    v = vowel[:, None]
    first, second = 380 + 420 * v, 750 + 1_150 * v  # the two resonances that make a vowel, in hertz
    mouth = 0.15 + 1.3 * _bump(frequency, first, 240) + 1.8 * _bump(frequency, second, 330)
    strength: np.ndarray = 0.5 * own * mouth * (frequency < 0.48 * RATE)
    return strength


def _bump(frequency: np.ndarray, centre: np.ndarray | float, width: float) -> np.ndarray:
    bump: np.ndarray = np.exp(-(((frequency - centre) / width) ** 2))
    return bump


def play(who: int, notes: Sequence[Note]) -> np.ndarray:
    """(T,) the melody on one instrument, from -1 to 1."""
    return np.concatenate([_tone(who, note) for note in notes]) if notes else np.zeros(0)


def _tone(who: int, note: Note) -> np.ndarray:
    time = np.arange(round(note.seconds * RATE)) / RATE
    pitch = note.pitch + note.vibrato * np.sin(2 * np.pi * VIBRATO * time) * np.minimum(1, 4 * time)
    phase = 2 * np.pi * np.cumsum(hertz(pitch)) / RATE
    strength = overtones(who, np.array([float(note.pitch)]), np.array([note.vowel]))[0]
    number = np.arange(1, OVERTONES + 1)
    sound = strength @ np.sin(number[:, None] * phase + number[:, None] ** 2)  # crests of the overtones apart
    swell = np.minimum(1, time / 0.03) * np.minimum(1, (note.seconds - time) / 0.06)
    tone: np.ndarray = note.loudness * sound * swell
    return tone


FACTORS = ("pitch", "vowel")
DETUNED = 0.2  # semitones: how far a tone in the examples may be from its key


@dataclass(frozen=True, eq=False)
class Slices:
    """Spectra of single slices of sound, with the factors that they were sounded from."""

    spectra: np.ndarray  # (N, FREQUENCIES) float32, from 0 (silence) to 1 (the loudest frequency of the slice)
    factors: np.ndarray  # (N, 2) float64: pitch, vowel


def slices(who: int, count: int, seed: int) -> Slices:
    """Slices of tones at random: any key, nearly in tune, any vowel."""
    rng = np.random.default_rng(seed)
    pitch = rng.integers(LOW, HIGH + 1, count) + rng.uniform(-DETUNED, DETUNED, count)
    factors = np.column_stack([pitch, rng.uniform(0, 1, count)])
    return Slices(sounded(who, factors, rng), factors)


def sounded(who: int, factors: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """(N, FREQUENCIES) spectra of tones with these factors on an instrument; where its waves stand is left to chance."""
    number = np.arange(1, OVERTONES + 1)
    strength = overtones(who, factors[:, 0], factors[:, 1])
    time = np.arange(WINDOW) / RATE
    found = []
    for i in range(0, len(factors), 250):
        turn = 2 * np.pi * hertz(factors[i : i + 250, 0])[:, None] * time  # (n, T)
        wave = np.exp(1j * turn)
        power, sound = np.ones_like(wave), np.zeros(turn.shape)
        for k in number:  # each overtone's wave is the one before it times the first
            power = power * wave
            start = np.exp(2j * np.pi * rng.random((len(turn), 1)))
            sound += strength[i : i + 250, k - 1, None] * (power * start).imag
        found.append(level(np.fft.rfft(sound * HANN))[0])
    return np.concatenate(found).astype(np.float32)


def spectrogram(sound: np.ndarray) -> np.ndarray:
    """(N, FREQUENCIES) complex: slice after slice, so padded that every sample lies in as many slices."""
    padded = np.concatenate([np.zeros(WINDOW - HOP), sound, np.zeros(WINDOW)])
    count = 1 + (len(padded) - WINDOW) // HOP
    rows = np.arange(count)[:, None] * HOP + np.arange(WINDOW)
    return np.fft.rfft(padded[rows] * HANN)


def sound_of(spectrum: np.ndarray, length: int) -> np.ndarray:
    """(T,) the sound whose slices are nearest to these: each back to samples, and overlaid."""
    parts = np.fft.irfft(spectrum, WINDOW) * HANN
    total, weight = (np.zeros(len(parts) * HOP + WINDOW) for _ in range(2))
    for i, part in enumerate(parts):
        total[i * HOP : i * HOP + WINDOW] += part
        weight[i * HOP : i * HOP + WINDOW] += HANN**2
    sound: np.ndarray = (total / np.maximum(weight, 1e-3))[WINDOW - HOP : WINDOW - HOP + length]
    return sound


def level(spectrum: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Decibels as numbers from 0 (silence) to 1 (the loudest frequency of the slice), and (N, 1) how strong that one is."""
    strength = np.abs(spectrum)
    peak = np.maximum(strength.max(axis=1, keepdims=True), 1e-3)
    return np.clip(1 + 20 * np.log10(np.maximum(strength, 1e-9) / peak) / RANGE, 0, 1), peak


def strength(level: np.ndarray, peak: np.ndarray) -> np.ndarray:
    """And back: what has level 0 is silent."""
    return np.where(level > 0.02, 10 ** (RANGE * (level - 1) / 20), 0) * peak


def with_phases(strong: np.ndarray, start: np.ndarray, length: int, rounds: int = 12) -> np.ndarray:
    """(T,) a sound with these strengths. A spectrum says how strong, not when its waves begin; begin as `start` does, and
    mend what does not fit together, round by round (Griffin and Lim 1984).
    """
    sound = sound_of(strong * start / np.maximum(np.abs(start), 1e-9), length)
    for _ in range(rounds):
        found = spectrogram(sound)[: len(strong)]
        sound = sound_of(strong * found / np.maximum(np.abs(found), 1e-9), length)
    return sound
