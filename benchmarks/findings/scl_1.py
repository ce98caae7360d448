"""SCL-1: the loss falls as a power law of the size, so that the next size can be foretold (Kaplan et al. 2020)."""

from core.measure.scaling import fit, missed, without_largest
from core.studies.scaling_law import learn, points

CRITERION = (
    "Eight models from 1,568 to 221,568 parameters in their blocks, 400 steps each: a straight line through the logarithms of size "
    "and loss explains 95 % of the variance or more, its exponent lies between 0.03 and 0.12, and the line through the seven "
    "smaller ones foretells the loss of the largest within 3 %."
)


def measured(seed: int) -> dict[str, float]:
    """The law through all sizes, and by what share the line through the smaller ones misses the largest."""
    found = points([record.values for record in learn(seed=seed)])
    law, (smaller, largest) = fit(found), without_largest(found)
    return {
        "exponent": law.exponent, "explained": law.explained, "largest missed by": missed(fit(smaller), largest),
        "least parameters": min(size for size, _ in found), "most parameters": max(size for size, _ in found),
    }  # fmt: skip


def holds(measured: dict[str, float]) -> bool:
    foretold = abs(measured["largest missed by"]) < 0.03
    return measured["explained"] >= 0.95 and 0.03 <= measured["exponent"] <= 0.12 and foretold
