"""VID-2: who sees only the last picture cannot know when a ball comes out from behind a wall.

While the ball is hidden, all pictures are the same, whatever its speed.
"""

from dataclasses import asdict
from typing import Any

from benchmarks.findings._films import trained

CRITERION = (
    "Of 40 balls that roll behind a wall, those made from eight pictures, and those made all at once, come out in the right "
    "picture, or one before or after, in at least 0.9 of the films each. Those made from the last picture alone do so in at most "
    "0.6, and the others at least one and a half times as often as they."
)


def measured(seed: int) -> dict[str, Any]:
    """By maker, the shares of balls that come out ever, at the right time, too early and too late."""
    makers = trained(seed).makers
    return {name: asdict(makers[name].wall) for name in ("last", "two", "eight", "whole")}


def holds(measured: dict[str, Any]) -> bool:
    last, eight, whole = (measured[name]["right"] for name in ("last", "eight", "whole"))
    return bool(min(eight, whole) >= 0.9 and last <= 0.6 and min(eight, whole) >= 1.5 * last)
