"""ATT-3: the attention sink, told as it is. Found in large models (Xiao et al. 2023); our small ones need not have one.

Gu et al. (2024), "When attention sink emerges in language models", saw it in small models after long training.
"""

import numpy as np

from benchmarks.findings._text import trained, unlearned
from core.measure.attention import sink_share
from core.measure.heads import Passages
from core.models.transformer import Transformer
from core.training.recipe import Recipe

CRITERION = (
    "No sink is promised: after the default recipe all heads together put less than three times the even share of their "
    "weight on the first token (the page shows each head, and names the sink where one has it)."
)
TEXTS = 40


def measured(seed: int) -> dict[str, float]:
    """Train the default recipe with this seed, and look at texts that it did not learn."""
    task = trained(Recipe(seed=seed))
    return shares(task.model, unlearned(task, TEXTS))


def shares(model: Transformer, read: Passages) -> dict[str, float]:
    """The weight on the first token: of all heads together, of the head that rests there most, and the even share."""
    attention = model.trace(read.tokens[:, :-1]).attention.detach().numpy()  # (L, B, H, T, T)
    lengths = read.there.sum(1).tolist()
    together, even = np.mean([sink_share(attention[:, row, :, :n, :n]) for row, n in enumerate(lengths)], axis=0)
    L, _, H, *_ = attention.shape
    most = max(
        np.mean([sink_share(attention[layer, row, head, :n, :n])[0] for row, n in enumerate(lengths)])
        for layer in range(L)
        for head in range(H)
    )
    return {"together": round(float(together), 3), "most": round(float(most), 3), "even": round(float(even), 3)}


def holds(measured: dict[str, float]) -> bool:
    """Is it as the criterion says?"""
    return measured["together"] < 3 * measured["even"]
