"""DIF-1: denoising makes the ring without collapse (Ho et al. 2020), where a GAN may keep one cloud only."""

from dataclasses import asdict
from typing import Any

from core.studies import diffusion_measured

CRITERION = (
    "DDPM in 200 steps covers 8 of 8 modes of the ring, at least 80 % of 2,000 points hit a mode within three spreads, "
    "and each mode holds 12.5 % of the hits, give or take 4 points."
)


def measured(seed: int) -> dict[str, Any]:
    *_, last = diffusion_measured.ring(seed=seed)
    return {name: round(float(value), 4) for name, value in asdict(last.values).items()}


def holds(measured: dict[str, Any]) -> bool:
    fair = measured["least"] >= 0.085 and measured["most"] <= 0.165
    return bool(measured["modes"] == 8 and measured["quality"] >= 0.8 and fair)
