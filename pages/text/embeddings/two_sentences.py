"""One word in two sentences: how alike its vectors are, from the table of embeddings up through the layers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from core.measure import embeddings as measure
from core.tokenizers import START
from pages.kit.open_model import OpenModel

EXAMPLES = '"May I open it now?" asked Yito.', "The gate was open.", "open"


@dataclass(frozen=True)
class Met:
    places: Sequence[str]  # where the stream is tapped, bottom to top
    cosines: Sequence[float]
    says: str


def meet(opened: OpenModel, first: str, second: str, word: str) -> Met:
    """The cosines of the word's two vectors. A sentence without the word, or no word at all, is said, not raised."""
    streams = [_stream(opened, sentence, word) for sentence in (first, second)]
    for sentence, stream in zip((first, second), streams, strict=True):
        if stream is None:
            return Met(
                [], [], f"“{word.strip()}” is not in “{sentence[:60]}”, or stands too far back. Write it into both."
            )
    a, b = streams
    assert a is not None and b is not None
    taps = [f"after layer {layer}" for layer in range(1, opened.config.layers + 1)]
    cosines = measure.through_layers(a, b)
    return Met(
        ["table of embeddings", "with position", *taps], cosines,
        f"In the table “{word.strip()}” is one vector: cosine {cosines[0]:.2f}. "
        f"After {len(taps)} layers its two vectors have a cosine of {cosines[-1]:.2f}.",
    )  # fmt: skip


def _stream(opened: OpenModel, sentence: str, word: str) -> np.ndarray | None:
    """(S, D) what the model holds at the word's last token: the table's row, with position, after each layer."""
    word = word.strip()
    at = sentence.find(word)
    if not word or at < 0:
        return None
    tokens = [START, *opened.tokenizer.encode(sentence[: at + len(word)])][-opened.config.context :]
    with torch.inference_mode():
        trace = opened.model().trace(torch.tensor([tokens]))
    layers = [layer.residual_after for layer in trace.layers]
    return np.stack([x[0, -1].numpy() for x in (trace.token_embeddings, trace.embeddings, *layers)])


def rows(met: Met) -> list[dict[str, Any]]:
    return [{"where": place, "cosine": round(value, 3)} for place, value in zip(met.places, met.cosines, strict=True)]
