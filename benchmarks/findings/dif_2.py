"""DIF-2: DDIM draws in a tenth of the steps (Song et al. 2021), and the same noise always gives the same picture."""

from typing import Any

from core.studies import diffusion_measured

CRITERION = (
    "On 1,000 digits by one network, the energy distance to held-out digits (that of real training digits is the floor) of "
    "DDIM in 20 steps is within 25 % of DDPM's in 200 and below DDPM's in 20; DDIM repeats itself exactly, DDPM does not."
)


def measured(seed: int) -> dict[str, Any]:
    *rows, repeats = (record.values for record in diffusion_measured.few_steps(seed=seed) if record.values)
    found: dict[str, Any] = {"floor": round(rows[0]["floor"], 5)}
    for row in rows:
        found |= {f"{name}_{row['steps']}": round(row[name], 5) for name in ("ddim", "ddpm")}
    return found | dict(repeats)


def holds(measured: dict[str, Any]) -> bool:
    near = measured["ddim_20"] <= 1.25 * max(measured["ddpm_200"], measured["floor"])
    better = measured["ddim_20"] < measured["ddpm_20"]
    return bool(near and better and measured["ddim_repeats"] and not measured["ddpm_repeats"])
