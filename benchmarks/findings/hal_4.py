"""Capacity: about two bits of knowledge a weight, whatever the width (Allen-Zhu and Li 2024)."""

from core.studies.capacity import WIDTHS, learn

CRITERION = (
    "Models of width 8, 12, 16 and 24 that are told 4,000 facts 200 times each hold from 1.9 to 2.6 bits a weight, all "
    "weights counted; at width 16, bits a weight grow from 500 to 1,000 to 4,000 facts; told 50 times, they hold less "
    "than told 200 times."
)


def measured(seed: int) -> dict:
    def held(**settings: int) -> float:
        return list(learn(seed=seed, **settings))[-1].values.a_weight

    return {
        "by width": {str(width): held(width=width) for width in WIDTHS},
        "by facts": {str(facts): held(facts=facts) for facts in (500, 1_000)},
        "told 50 times": held(exposures=50),
    }


def holds(measured: dict) -> bool:
    widths, facts = measured["by width"], measured["by facts"]
    return (
        all(1.9 <= bits <= 2.6 for bits in widths.values())
        and facts["500"] < facts["1000"] < widths["16"]
        and measured["told 50 times"] < widths["16"]
    )
