"""ATT-7: fresh heads look everywhere about alike, and training makes the patterns (Vaswani et al. 2017: scores that are scaled
so that softmax starts soft).
"""

import copy

import numpy as np
import torch

from benchmarks.findings._text import begun, trained, unlearned
from core.measure.attention import evenness
from core.measure.heads import Passages
from core.models.transformer import Transformer
from core.training.recipe import Recipe

CRITERION = (
    "On 40 texts that the model does not learn, every head has an evenness of at least 0.9 before the first step (1: all tokens "
    "get the same), and after the default recipe the mean over all heads is below 0.9. With the first weights of queries and "
    "keys put back into the trained model, every head has at least 0.9 again."
)
TEXTS = 40


def measured(seed: int) -> dict[str, float]:
    """The evenness of the heads, mean and least, before, after, and after with the first queries and keys."""
    task = trained(Recipe(seed=seed))
    read, fresh = unlearned(task, TEXTS), begun(task)
    models = {"before": fresh, "after": task.model, "put back": put_back(task.model, fresh)}
    found: dict[str, float] = {}
    for name, model in models.items():
        heads = by_head(model, read)
        found |= {f"{name}, mean": float(heads.mean()), f"{name}, least": float(heads.min())}
    return found


def put_back(model: Transformer, fresh: Transformer) -> Transformer:
    """The trained model, whose queries and keys are made by the fresh one's weights; all else stays."""
    mixed, width = copy.deepcopy(model), model.config.width
    weights, first = mixed.state_dict(), fresh.state_dict()
    for name in weights:
        if name.endswith("qkv.weight"):  # of its rows the first are the queries', then come the keys'
            weights[name][: 2 * width] = first[name][: 2 * width]
    return mixed


@torch.inference_mode()
def by_head(model: Transformer, read: Passages) -> np.ndarray:
    """(L, H) the mean evenness of every head."""
    attention = model.trace(read.tokens[:, :-1]).attention.numpy()  # (L, N, H, T, T)
    lengths = read.there.sum(1).tolist()
    L, _, H, *_ = attention.shape

    def even(layer: int, head: int) -> float:
        each = [evenness(attention[layer, row, head, :n, :n]) for row, n in enumerate(lengths)]
        return float(np.mean(each))

    return np.array([[even(layer, head) for head in range(H)] for layer in range(L)])


def holds(measured: dict[str, float]) -> bool:
    return measured["before, least"] >= 0.9 and measured["after, mean"] < 0.9 and measured["put back, least"] >= 0.9
