"""One tune written in three ways, as notes, as spectra and as samples: how many numbers a second each needs, how each sounds
when it is read again, and what one wrong number does.

Shapes: T samples, N slices.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from core.caches import lru_cache
from core.data.instruments import FREQUENCIES, HOP, RATE, sound_of, spectrogram, with_phases
from core.data.melodies import Note, heard, notes, written
from core.data.sounded_tunes import SIXTEENTH, played, tunes

WAYS = ("notes", "spectrum", "samples")
LONGEST = 48  # sixteenths of a tune that are looked at: three seconds
ROUNDS = 12  # of mending phases
AUDIBLE = 1e-3  # of the loudest that a sample can be: a change by less counts as none
PLACE = 0.375  # of the sound: there a number is made wrong
HIGH = 96  # the frequency of the wrong cell: 1,500 Hz, where a tone of our keys has nothing or little


@lru_cache(maxsize=64)
def beginning(number: int) -> tuple[str, ...]:
    """The first three seconds of a tune, note by note; a note that is too long is cut."""
    kept, filled = list[str](), 0
    for token in tunes()[number % len(tunes())].tokens:
        note = heard(token)
        length = min(note.length, LONGEST - filled) if note else 0
        if filled == LONGEST:
            break
        kept.append(written(Note(note.pitch, length)) if note else token)
        filled += length
    return tuple(kept)


def numbers_a_second(tokens: Sequence[str]) -> dict[str, float]:
    """How many numbers each way of writing has for a second of this tune."""
    seconds = sum(note.length for note in notes(tokens)) * SIXTEENTH
    return {"notes": len(tokens) / seconds, "spectrum": FREQUENCIES * RATE / HOP, "samples": float(RATE)}


def plain(tokens: Sequence[str]) -> np.ndarray:
    """(T,) the notes in plain tones: notes say nothing of who plays."""
    tones = []
    for note in notes(tokens):
        time = np.arange(round(note.length * SIXTEENTH * RATE)) / RATE
        turns = 2 * np.pi * 440 * 2 ** (((note.pitch or 69) - 69) / 12) * time
        swell = np.minimum(1, time / 0.015) * np.minimum(1, (note.length * SIXTEENTH - time) / 0.06)
        tones.append(0.4 * (note.pitch is not None) * swell * (np.sin(turns) - np.sin(3 * turns) / 9))
    return np.concatenate(tones)


def without_phases(sound: np.ndarray, rounds: int = ROUNDS) -> np.ndarray:
    """(T,) the same spectrum, from which only how strong each frequency is was kept; where waves begin is guessed."""
    strong = np.abs(spectrogram(sound))
    anyhow = spectrogram(np.random.default_rng(0).standard_normal(len(sound)))
    return with_phases(strong, anyhow, len(sound), rounds)


@lru_cache(maxsize=32)
def three_ways(who: int, number: int) -> Mapping[str, np.ndarray]:
    """The beginning of a tune, as it sounds when it is read from each way of writing."""
    tokens = beginning(number)
    sound = played(who, tokens)
    return {"notes": plain(tokens), "spectrum": without_phases(sound), "samples": sound}


@dataclass(frozen=True, eq=False)
class Wrong:
    """A tune in which one number is wrong."""

    sound: np.ndarray  # (T,)
    seconds: float  # that sound otherwise than they should
    first: float  # second at which that begins
    energy: float  # of what was changed, as a share of the energy of all
    tokens: tuple[str, ...] = ()  # with the wrong one, where it is a token


@lru_cache(maxsize=32)
def one_wrong(who: int, number: int) -> Mapping[str, Wrong]:
    """One wrong number in each way of writing: a note a semitone too high, one frequency of one slice as strong as the
    strongest, one sample as high as a sample can be.
    """
    tokens = beginning(number)
    right = played(who, tokens)
    at = round(PLACE * len(right))
    spectrum = spectrogram(right).copy()
    spectrum[at // HOP, HIGH] = np.abs(spectrum).max()
    samples = right.copy()
    samples[at] = -1.0 if right[at] > 0 else 1.0
    false = _sharpened(tokens, at / RATE)
    return {
        "notes": _compared(right, played(who, false), false),
        "spectrum": _compared(right, sound_of(spectrum, len(right))),
        "samples": _compared(right, samples),
    }


def _sharpened(tokens: Sequence[str], second: float) -> tuple[str, ...]:
    """The note that sounds at this second, a semitone higher."""
    passed, changed = 0.0, list(tokens)
    for place, token in enumerate(tokens):
        note = heard(token)
        if note is None:
            continue
        passed += note.length * SIXTEENTH
        if passed > second and note.pitch is not None:
            changed[place] = written(Note(note.pitch + 1, note.length))
            break
    return tuple(changed)


def _compared(right: np.ndarray, wrong: np.ndarray, tokens: tuple[str, ...] = ()) -> Wrong:
    changed = wrong - right
    where = np.flatnonzero(np.abs(changed) > AUDIBLE)
    seconds, first = (where[-1] - where[0] + 1) / RATE, where[0] / RATE
    return Wrong(wrong, float(seconds), float(first), float((changed**2).sum() / (right**2).sum()), tokens)
