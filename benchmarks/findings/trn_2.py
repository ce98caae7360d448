"""TRN-2: double descent: a model errs most where it has just as many weights as pictures, and a penalty takes the peak away.

Belkin, Hsu, Ma and Mandal (2019), "Reconciling modern machine-learning practice and the classical bias-variance trade-off".
"""

from typing import Any

from core.studies.double_descent import learn as errors
from core.studies.double_descent import peak, rises

CRITERION = (
    "With 150, 300 and 600 pictures, a tenth of them labelled at random, the error on unseen ones is greatest within 15 % of as "
    "many features as pictures; with ten times as many features it is less than 2 points above the least with fewer features "
    "than pictures. With the best penalty, the error with half as many features as pictures or more is nowhere more than 3 "
    "points above that with fewer of them."
)
PICTURES = (150, 300, 600)


def measured(seed: int) -> dict[str, Any]:
    """By the number of pictures: where the peak lies and how high it is, what comes before and after, and the control."""
    found: dict[str, Any] = {}
    for pictures in PICTURES:
        curve = [record.values for record in errors(pictures=pictures, seed=seed)]
        top = peak(curve)
        found[str(pictures)] = {
            "peak at": top.features, "error there": top.unseen, "error at ten times": curve[-1].unseen,
            "least before": min(one.unseen for one in curve if one.features < pictures),
            "rise with a penalty": rises([one.ridge for one in curve if one.features >= pictures / 2]),
        }  # fmt: skip
    return found


def holds(measured: dict[str, Any]) -> bool:
    return all(
        abs(measured[str(n)]["peak at"] / n - 1) <= 0.15
        and measured[str(n)]["error at ten times"] < measured[str(n)]["least before"] + 0.02
        and measured[str(n)]["rise with a penalty"] <= 0.03
        for n in PICTURES
    )
