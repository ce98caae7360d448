"""How an experiment came out, as one of a few answers: the words for a measured number."""

from collections.abc import Mapping


def band(value: float, bands: Mapping[str, float]) -> str:
    """The first band whose upper end lies above the value; beyond all of them, the last one.

    >>> sizes = {"few": 0.05, "half": 0.7, "nearly all": 1}
    >>> band(0.01, sizes), band(0.7, sizes), band(1, sizes)
    ('few', 'nearly all', 'nearly all')
    """
    return next((name for name, end in bands.items() if value < end), list(bands)[-1])
