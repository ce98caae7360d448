"""GAN-1: mode collapse on the ring of eight, provoked and cured (Lin, Khetan, Fanti and Oh 2018, "PacGAN")."""

from typing import Any

from core.studies.plane_gan import ring_experiment

CRITERION = (
    "The usual settings (6,000 steps, the last 2,000 at a quarter of the rates) cover at least 7 of 8 clouds with at least "
    "80 % of the points within three spreads; five generator updates a step cover at most 3 after 2,000 steps; the same with "
    "five discriminator updates as well covers at least 7 after 2,000 steps; the same judged in pairs covers at least 5 after "
    "4,000 steps, not all of them as in the paper, whose networks are much larger."
)


def measured(seed: int) -> dict[str, Any]:
    return ring_experiment(seed)


def holds(measured: dict[str, Any]) -> bool:
    return bool(
        measured["usual"]["covered"] >= 7
        and measured["usual"]["quality"] >= 0.8
        and measured["collapse"]["covered"] <= 3
        and measured["more judging"]["covered"] >= 7
        and measured["pairs"]["covered"] >= 5
    )
