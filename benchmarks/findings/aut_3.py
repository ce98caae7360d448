"""AUT-3: half way between two codes of a plain autoencoder mostly lie two digits laid over each other (Berthelot et al. 2018).

AUT-1 expected a digit in at least one of ten pairs, and mostly failed; this criterion was chosen after its first start.
"""

from benchmarks.findings.aut_1 import half_way

CRITERION = (
    "Half way between the codes of 300 pairs of different held-out digits, more than half of the pictures are two laid over "
    "each other (the mean of the two ends is nearer than any learned digit), with 8 numbers and with 32. With 2 numbers, more "
    "of them are a digit (the judge is at least 0.7 sure, and a learned digit is nearer) than with 8."
)
WIDTHS = (2, 8, 32)


def measured(seed: int) -> dict[str, float]:
    """The shares of the pictures half way that are a digit or two laid over each other, by the count of numbers."""
    found = {codes: half_way(codes, seed) for codes in WIDTHS}
    return {f"{codes}: {name}": found[codes][name] for codes in WIDTHS for name in ("digit", "laid over")}


def holds(measured: dict[str, float]) -> bool:
    mostly = all(measured[f"{codes}: laid over"] > 0.5 for codes in (8, 32))
    return mostly and measured["2: digit"] > measured["8: digit"]
