"""TRN-4: three rules that turn weights, each at its own best rate: Muon gets further than AdamW, and AdamW than SGD.

Jordan et al. (2024), "Muon: an optimizer for hidden layers in neural networks"; Kingma and Ba (2015), "Adam".
"""

from core.studies.learning_rates import OPTIMIZERS, RATES, best, letters, trained

CRITERION = (
    "After 200 steps, each at the best of eleven rates from 0.0001 to 10, Muon's loss on unseen letters is lower than AdamW's, and "
    "AdamW's lower than that of plain gradient descent. No best rate is the lowest or the highest of the eleven."
)


def measured(seed: int) -> dict[str, dict[str, float]]:
    """Each rule's best rate and the loss that it ends at there."""
    text, found = letters(seed), {}
    for name in OPTIMIZERS:
        top = best([trained(text, name, rate, seed) for rate in RATES])
        found[name] = {"rate": top.rate, "loss": top.loss}
    return found


def holds(measured: dict[str, dict[str, float]]) -> bool:
    losses = {name: one["loss"] for name, one in measured.items()}
    inside = all(RATES[0] < one["rate"] < RATES[-1] for one in measured.values())
    return losses["muon"] < losses["adamw"] < losses["sgd"] and inside
