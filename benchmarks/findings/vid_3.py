"""VID-3: a law is kept where it was learned, and not beyond (as Kang et al. 2024, arXiv:2411.02385, found in larger models)."""

from typing import Any

from benchmarks.findings._films import trained
from core.data.films import GRAVITY, ball_speed
from core.studies.moving_pictures import GRAVITIES, SPEEDS

CRITERION = (
    "Models that see eight pictures or make all at once learn from balls thrown with 0.2 to 0.6 pixels a picture. Thrown with 0.3, "
    "0.4 or 0.5, their balls fly on with this speed within 0.06 on average. Thrown with 1.0, they fly on with at most 0.8; and "
    "where gravity is doubled, their balls fall with less than 1.5 times the gravity that was learned."
)


def measured(seed: int) -> dict[str, Any]:
    """By maker, the speeds and gravities that it draws, on average over 24 films each."""
    makers = trained(seed).makers
    return {
        name: {
            "speeds": {
                f"{ball_speed(share):.1f}": drawn for share, drawn in zip(SPEEDS, makers[name].speeds, strict=True)
            },
            "doubled": makers[name].gravities[GRAVITIES.index(2.0)] / GRAVITY,
        }
        for name in ("eight", "whole")
    }


def holds(measured: dict[str, Any]) -> bool:
    return all(
        all(abs(one["speeds"][f"{speed}"] - speed) <= 0.06 for speed in (0.3, 0.4, 0.5))
        and one["speeds"]["1.0"] <= 0.8
        and one["doubled"] < 1.5
        for one in measured.values()
    )
