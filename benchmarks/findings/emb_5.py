"""EMB-5: one word in two sentences starts as one vector, and what stood before makes it two (Ethayarajh 2019)."""

import numpy as np
import torch

from benchmarks.findings._text import trained, unlearned
from core.measure.embeddings import unit
from core.measure.surgery import joined, silenced
from core.models.transformer import Edit, Transformer, unedited
from core.training.recipe import Recipe

CRITERION = (
    "For 200 pairs of one token at one place of two texts that the model did not learn, the mean cosine of the two vectors falls "
    "with each layer and is below 0.9 after the last. With all heads silenced it stays above 0.999."
)
TEXTS, PAIRS = 400, 200


def measured(seed: int) -> dict[str, list[float]]:
    """The mean cosines from the table up through the layers, as the model is and without its heads."""
    recipe = Recipe(seed=seed)
    task = trained(recipe)
    read = unlearned(task, TEXTS)
    tokens = read.tokens[:, :-1]
    met = pairs(tokens.numpy(), read.there.numpy(), np.random.default_rng(seed))
    heads = list(range(recipe.model.heads))
    mute = joined([silenced(layer, heads) for layer in range(recipe.model.layers)])
    return {"as it is": cosines(task.model, tokens, met), "without heads": cosines(task.model, tokens, met, mute)}


def pairs(tokens: np.ndarray, there: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """(PAIRS, 3) a place, and two texts with the same token there and another one just before it."""
    found = []
    for place in rng.permutation(np.arange(2, tokens.shape[1])):
        rows = rng.permutation(np.flatnonzero(there[:, place]))
        for first, second in zip(rows[::2], rows[1::2], strict=False):
            same, before = (tokens[first, at] == tokens[second, at] for at in (place, place - 1))
            if same and not before:
                found.append((place, first, second))
    return rng.permutation(np.array(found))[:PAIRS]


@torch.inference_mode()
def cosines(model: Transformer, tokens: torch.Tensor, met: np.ndarray, edit: Edit = unedited) -> list[float]:
    """The mean cosine of the pairs' vectors: in the table, with position, after each layer."""
    trace = model.trace(tokens, edit)
    stream = [trace.token_embeddings, trace.embeddings, *(layer.residual_after for layer in trace.layers)]
    place, first, second = met.T
    return [float((unit(x.numpy()[first, place]) * unit(x.numpy()[second, place])).sum(-1).mean()) for x in stream]


def holds(measured: dict[str, list[float]]) -> bool:
    _, *through = measured["as it is"]
    falls = all(later < earlier for earlier, later in zip(through, through[1:], strict=False))
    return falls and through[-1] < 0.9 and min(measured["without heads"]) > 0.999
