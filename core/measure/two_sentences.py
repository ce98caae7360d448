"""One word in two sentences: what a model holds at it, from the table of embeddings up through the layers.

Shapes: S places where the residual stream is tapped (the table's row, with position, after each layer: S = L + 2),
        T positions, D width.

Source: Ethayarajh (2019), "How contextual are contextualized word representations?" (one word, many vectors).
"""

from collections.abc import Sequence

import numpy as np
import torch

from core.measure.embeddings import through_layers
from core.models.transformer import Transformer


def alike(model: Transformer, first: Sequence[int], second: Sequence[int]) -> list[float]:
    """(S,) the cosines of what the model holds at the last of these (T,) tokens, and at the last of those."""
    return through_layers(stream(model, first), stream(model, second))


@torch.inference_mode()
def stream(model: Transformer, tokens: Sequence[int]) -> np.ndarray:
    """(S, D) what the model holds at the last token, bottom to top."""
    trace = model.trace(torch.tensor([list(tokens)]))
    layers = [layer.residual_after for layer in trace.layers]
    return np.stack([x[0, -1].numpy() for x in (trace.token_embeddings, trace.embeddings, *layers)])
