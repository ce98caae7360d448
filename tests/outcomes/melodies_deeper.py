"""How the experiments of /melodies_deeper may come out."""

import numpy as np

from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.measure.heard_notes import Told
from core.measure.sound_written import WAYS, Wrong
from core.studies import sound_codes, sound_samples
from core.studies.sound_codes import Kept
from pages.beyond.melodies import raw_sound
from tests.outcomes import Case, Cases

REAL = Told(1.0, 3.5, 1.0)
KEPT = Kept(0.98, 0.99, 1.1, 60)


def wrong(longest: str) -> Case:
    found = {way: Wrong(np.zeros(2), 0.4 if way == longest else 0.001, 0.0, 0.01) for way in WAYS}
    return lambda text: raw_sound.wrong(text, found, LIGHT, drawn())


def samples(in_tune: float, notes: float = 1.0) -> sound_samples.Learned:
    return sound_samples.Learned(0.8, Told(in_tune, notes, 0.9), REAL)


def hiss(with_hiss: float, clean: float) -> Case:
    found = {"hiss": samples(with_hiss), "clean": samples(clean)}
    return lambda text: raw_sound.hiss(text, found, LIGHT, drawn())


def reach(near: float, far: float) -> Case:
    found = {"few": samples(near), "note": samples(far)}
    return lambda text: raw_sound.reach(text, found, LIGHT, drawn())


def beat(by_samples: float, by_codes: float) -> Case:
    codes = sound_codes.Learned(KEPT, 0.3, Told(0.99, by_codes, 0.97), REAL)
    found = {"samples": samples(0.9, by_samples), "codes": codes}
    return lambda text: raw_sound.beat(text, 64, found, KEPT, LIGHT, drawn())


CASES: Cases = {
    "one_wrong_number": {way: wrong(way) for way in WAYS},
    "hiss": {"clean": hiss(0.4, 0.9), "hiss": hiss(0.9, 0.4), "same": hiss(0.9, 0.88)},
    "reach": {"better": reach(0.5, 0.9), "same": reach(0.9, 0.9), "worse": reach(0.9, 0.5)},
    "beat": {
        "samples": beat(3.4, 0.5), "codes": beat(0.5, 3.4), "both": beat(3.4, 3.4), "neither": beat(0.5, 8.0),
    },
}  # fmt: skip
