"""DIF-2: DDIM draws in a tenth of the steps (Song et al. 2021), and the same noise always gives the same picture."""

from typing import Any

from core.studies import diffusion_measured

CRITERION = (
    "On 1,000 digits by one network, the energy distance to held-out digits (that of real training digits is the floor) of "
    "DDIM in 20 steps is within 25 % of DDPM's in 200 and below DDPM's in 20; DDIM repeats itself exactly, DDPM does not."
)


def measured(seed: int) -> dict[str, Any]:
    found = [record.values for record in diffusion_measured.few_steps(seed=seed) if record.values]
    drawn = [one.drawn for one in found if one.drawn]
    told: dict[str, Any] = {"floor": round(drawn[0].floor.energy, 5)}
    for one in drawn:
        told |= {f"{name}_{one.steps}": round(one.by[name].energy, 5) for name in ("ddim", "ddpm")}
    return told | {f"{name}_repeats": same for name, same in found[-1].repeats.items()}


def holds(measured: dict[str, Any]) -> bool:
    near = measured["ddim_20"] <= 1.25 * max(measured["ddpm_200"], measured["floor"])
    better = measured["ddim_20"] < measured["ddpm_20"]
    return bool(near and better and measured["ddim_repeats"] and not measured["ddpm_repeats"])
