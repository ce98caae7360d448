"""What an ear would tell of a sound: how strong every frequency is, moment by moment.

Knows nothing of models or pages. What a slice of sound and its frequencies are, `core.data.instruments` says.

Shapes: T samples, K keys of a keyboard that lie one after the other in a sound, F moments of a key, B bands of frequencies.
"""

import numpy as np

from core.data.instruments import HOP, RANGE, spectrogram

BINS, EVERY = 2, 2  # frequencies and slices that become one band and one moment
HIGHEST = 256  # frequencies that are looked at: up to 4,000 Hz, where both instruments have nearly all they have


def strengths(sound: np.ndarray, keys: int) -> np.ndarray:
    """(K, F, B) how strong each band is while each key sounds: 1 where nothing in the (T,) sound is stronger, and 0 where
    it is at least RANGE decibels softer than that. A band is as strong as the strongest of its frequencies.
    """
    length = len(sound) // keys
    strong = np.abs(spectrogram(sound))[: len(sound) // HOP, :HIGHEST]
    levels = np.clip(1 + 20 * np.log10(np.maximum(strong, 1e-9) / strong.max()) / RANGE, 0, 1)
    moments, bands = length // HOP // EVERY, levels.shape[1] // BINS
    by_key = levels.reshape(keys, length // HOP, levels.shape[1])[:, : moments * EVERY, : bands * BINS]
    found: np.ndarray = by_key.reshape(keys, moments, EVERY, bands, BINS).max(axis=(2, 4))
    return found
