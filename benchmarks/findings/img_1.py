"""IMG-1: scores of pictures do not ask whether a picture is new, and a judge likes averages (Meehan et al. 2020).

The published remedy is a test that compares distances to learned and to held-out pictures; here is the fault that it mends.
"""

import numpy as np

from core.data.digits import CLASSES, Digits, digits
from core.measure.images import frechet, trained

CRITERION = (
    "By a judge trained anew: 200 learned digits, drawn at random, have at most 1.1 times the Fréchet distance of 200 held-out "
    "ones to the other held-out ones, and the chance of the digit that it names is on average at least 0.99 times as large; it "
    "is surer of the averages of the ten digits than of held-out ones, and names each average as its digit. Noise is at least "
    "three times as far away as held-out digits are."
)
PICTURES = 200  # on a sheet


def measured(seed: int) -> dict[str, float]:
    """Distances to held-out digits, and how sure the judge is, sheet by sheet."""
    rng = np.random.default_rng(seed)
    by, (learned, held_out) = trained(seed), digits()
    rows, others = rng.permutation(len(learned))[:PICTURES], rng.permutation(len(held_out))
    sheets = {
        "learned": learned.images[rows], "new": held_out.images[others[:PICTURES]], "averages": averages(learned),
        "noise": rng.random((PICTURES, learned.images.shape[1])),
    }  # fmt: skip
    real = by.features(held_out.images[others[PICTURES:]])
    named = by.named(sheets["averages"]) == np.arange(CLASSES)
    return (
        {f"distance, {name}": frechet(by.features(sheets[name]), real) for name in ("learned", "new", "noise")}
        | {f"sure, {name}": float(by.chances(made).max(axis=1).mean()) for name, made in sheets.items()}
        | {"averages named": int(named.sum())}
    )


def averages(learned: Digits) -> np.ndarray:
    """(C, P) the average picture of each digit."""
    return np.stack([learned.images[learned.labels == digit].mean(axis=0) for digit in range(CLASSES)])


def holds(measured: dict[str, float]) -> bool:
    m = measured
    return (
        m["distance, learned"] <= 1.1 * m["distance, new"]
        and m["sure, learned"] >= 0.99 * m["sure, new"]
        and m["sure, averages"] > m["sure, new"]
        and m["averages named"] == CLASSES
        and m["distance, noise"] >= 3 * m["distance, new"]
    )
