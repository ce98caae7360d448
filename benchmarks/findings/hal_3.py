"""The long tail: a fact is known about as well as it was told often (Kandpal et al. 2023)."""

from collections.abc import Mapping
from math import log2

from core.studies.facts import TELLINGS, learn

CRITERION = (
    "The share known never falls from one number of tellings to twice as many; told once it is below 50 %, told 64 times "
    "above 90 %; half the width needs at least 0.5 doublings more for half of the facts; leaving out those told 16 times "
    "brings them below 15 % and costs each other group at most 20 points."
)


def measured(seed: int) -> dict:
    shares = {
        name: list(learn(seed=seed, **settings))[-1].values.from_memory
        for name, settings in {"whole": {}, "narrow": {"width": 32}, "without": {"forget": 16}}.items()
    }
    others = [str(n) for n in TELLINGS if n != 16]
    return {
        "known": shares["whole"],
        "doublings for half, whole": doublings_for_half(shares["whole"]),
        "doublings for half, narrow": doublings_for_half(shares["narrow"]),
        "left out": shares["without"]["16"],
        "most that another group lost": max(shares["whole"][n] - shares["without"][n] for n in others),
    }


def doublings_for_half(known: Mapping[str, float]) -> float:
    """How many doublings of the tellings it takes to know half of the facts, between the groups by a straight line."""
    shares = [known[str(n)] for n in TELLINGS]
    place = next((i for i, share in enumerate(shares) if share >= 0.5), None)
    if place is None:
        return log2(TELLINGS[-1]) + 1
    if place == 0:
        return 0.0
    return place - 1 + (0.5 - shares[place - 1]) / (shares[place] - shares[place - 1])


def holds(measured: dict) -> bool:
    shares = [measured["known"][str(n)] for n in TELLINGS]
    return (
        all(few <= many + 0.02 for few, many in zip(shares, shares[1:], strict=False))
        and shares[0] < 0.5
        and shares[-1] > 0.9
        and measured["doublings for half, narrow"] - measured["doublings for half, whole"] >= 0.5
        and measured["left out"] < 0.15
        and measured["most that another group lost"] <= 0.20
    )
