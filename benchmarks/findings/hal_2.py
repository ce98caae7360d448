"""Where "I don't know" earns nothing, guessing wins (Kalai et al. 2025)."""

from core.measure.confidence import abstaining, best, calibration_error, penalty_for
from core.studies.facts import learn

SURE = (0.0, 0.5, 0.75, 0.9)
CRITERION = (
    "On the facts that were told, with a calibration error below 0.06: without a penalty the best threshold is 0; the "
    "best threshold never falls as the penalty grows; and where the penalty is p / (1 - p), it is within 0.2 of p."
)


def measured(seed: int) -> dict:
    end = list(learn(seed=seed))[-1].arrays
    told = end["told"] > 0
    confidence, right = end["confidence"][told], end["right"][told]
    curves = {sure: abstaining(confidence, right, penalty_for(sure)) for sure in SURE}
    return {
        "calibration error": calibration_error(confidence, right),
        "best thresholds": [best(curve).threshold for curve in curves.values()],
    }


def holds(measured: dict) -> bool:
    thresholds = measured["best thresholds"]
    return (
        measured["calibration error"] < 0.06
        and thresholds[0] == 0
        and thresholds == sorted(thresholds)
        and all(abs(threshold - sure) <= 0.2 for threshold, sure in zip(thresholds, SURE, strict=True))
    )
