"""How surely the plane's GAN covers the ring, and how surely its collapse is a collapse: ten seeds each, 2,000 steps.

A cloud counts as covered where one point in a hundred lies within three spreads of its centre.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from benchmarks.measure import line
from core.measure.points import match
from core.studies.plane_gan import COLLAPSE, PlaneGan, settings

SEEDS, STEPS, LOOK = 10, 2_000, 100


def covered(start: Mapping[str, Any], seed: int) -> list[int]:
    """The number of clouds that are covered, looked at every hundred steps."""
    gan, now, seen = PlaneGan(seed), settings(start), []
    for step in range(1, STEPS + 1):
        gan.step(now)
        if step % LOOK == 0:
            seen.append(match(gan.points(), now.shape).covered)
    return seen


def run() -> Iterator[dict]:
    healthy = [covered({}, seed) for seed in range(SEEDS)]
    reached = sum(max(seen) == 8 for seen in healthy)
    yield line(
        "ring_default", reached, None, None, None, "of 10 seeds covered all eight clouds within 2,000 steps",
        at_the_end=[seen[-1] for seen in healthy], first_at=[LOOK * (1 + seen.index(8)) if 8 in seen else None for seen in healthy],
    )  # fmt: skip
    collapsed = [covered(COLLAPSE, seed) for seed in range(SEEDS)]
    yield line(
        "ring_collapse", sum(seen[-1] <= 2 for seen in collapsed), None, None, None,
        "of 10 seeds cover at most two clouds after 2,000 steps of the collapse preset",
        at_the_end=[seen[-1] for seen in collapsed],
    )  # fmt: skip
