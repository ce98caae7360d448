"""It half knows: a model's own chances tell its true claims from its inventions better than chance (Kadavath et al. 2022).

It was stated after HAL-7 had failed at number 0, which asked besides that a narrower model, and one with false tellings, tell
them apart worse. At numbers 1 to 3 that was asked of false tellings alone, and failed at 2 and 3; all that is asked here held
at all four, in the models with false tellings too. So it is tried on others.
"""

from dataclasses import asdict

from core.studies.half_known import cases, learned, tells

CRITERION = (
    "Of a true and an untrue claim in its own texts, the true one had the higher chance in at least 80 of 100 pairs; of a "
    "right and a wrong answer in at least 70, of a right answer and one about nobody in at least 70."
)
TRIED = 4  # first numbers of the world and the weights that were tried before


def measured(seed: int) -> dict:
    """Of the usual model, with numbers that were not tried before: seed 0 stands for number 4, and so on."""
    return asdict(tells(learned(cases(seed + TRIED)["usual"]), seed + TRIED))


def holds(measured: dict) -> bool:
    return (measured["claims"] or 0) >= 0.8 and (measured["asked"] or 0) >= 0.7 and (measured["strangers"] or 0) >= 0.7
