"""ATT-1: an induction head forms suddenly, on top of a head that looks at the token before; one layer cannot have it.

Olsson et al. (2022), "In-context learning and induction heads".
"""

from core.studies.induction import formed, learn

CRITERION = (
    "Two layers: prefix score > 0.5, accuracy in repeats > 0.7, 80 % of the fall of their loss within 25 % of the steps, "
    "a head below with more than three times its first weight on the token before, and the loss in repeats rises by more "
    "than 1 nat without the heads of the second layer (two of them share the work) and without that head below. "
    "One layer: accuracy < 0.25."
)


def measured(seed: int) -> dict[str, float]:
    """Both models trained from this seed."""
    two, one = (formed(list(learn(layers=layers, seed=seed))) for layers in (2, 1))
    return {
        "prefix": round(two.prefix, 3), "prefix_before": round(two.prefix_before, 3),
        "accuracy": round(two.accuracy, 3), "second": round(two.second, 3), "first": round(two.first, 3),
        "steep": round(two.steep, 3), "costs": round(two.costs, 3), "layer_costs": round(two.layer_costs, 3),
        "previous": round(two.previous, 3), "previous_before": round(two.previous_before, 3),
        "previous_costs": round(two.previous_costs, 3),
        "one_layer_accuracy": round(one.accuracy, 3), "one_layer_prefix": round(one.prefix, 3),
    }  # fmt: skip


def holds(measured: dict[str, float]) -> bool:
    """Is it as the criterion says?"""
    return (
        measured["prefix"] > 0.5
        and measured["accuracy"] > 0.7
        and measured["steep"] <= 0.25
        and measured["previous"] > 3 * measured["previous_before"]
        and measured["layer_costs"] > 1
        and measured["previous_costs"] > 1
        and measured["one_layer_accuracy"] < 0.25
    )
