"""What the attention lesson shows, computed from the open model: the weights at every moment of its training."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from core.measure import attention as measure
from core.models.transformer import Config
from core.tokenizers import END
from pages.parts.open_model import OpenModel

PROMPT = "Yito lives in Tesdale. It was autumn, and he was in the woods. Yito"


def frames(opened: OpenModel, tokens: Sequence[int]) -> np.ndarray:
    """(F, L, H, T, T) attention over the tokens at every checkpoint."""
    return np.stack([_attention(opened, step, tuple(tokens)) for step in opened.steps])


@st.cache_data(max_entries=2_000, show_spinner=False, hash_funcs={OpenModel: lambda opened: str(opened.run.folder)})
def _attention(opened: OpenModel, step: int, tokens: tuple[int, ...]) -> np.ndarray:
    """(L, H, T, T) by the NumPy model; kept for whoever asks the same."""
    decoder = opened.decoder(step)
    decoder.read(list(tokens))
    return decoder.attention.astype(np.float32)


def sinks(all_frames: np.ndarray) -> np.ndarray:
    """(F, L, H) where the first token soaks up more than three times its share."""
    F, L, H, *_ = all_frames.shape
    found = [measure.has_sink(all_frames[f, la, h]) for f in range(F) for la in range(L) for h in range(H)]
    return np.array(found).reshape(F, L, H)


def opened_head(head: Sequence[int] | None, config: Config) -> tuple[int, int]:
    """The layer and head that are open, counted from 0; the first where the model has no such head any more."""
    layer, number = head or (0, 0)
    return (layer, number) if layer < config.layers and number < config.heads else (0, 0)


def table(heads: Sequence[measure.Head]) -> list[dict[str, Any]]:
    """Every head and its weight on each pattern, for people who would rather read."""
    return [
        {"layer": h.layer, "head": h.head}
        | {words: f"{getattr(h, name):.0%}" for name, words in measure.PATTERNS.items()}
        for h in heads
    ]


@dataclass(frozen=True)
class Moved:
    end: str
    changes: Mapping[str, float]


def with_another_end(opened: OpenModel, tokens: Sequence[int]) -> Moved:
    """The same tokens with another last one, and how much the weights changed."""
    choices = [*opened.tokenizer.encode("and the"), *range(END + 1, opened.tokenizer.size)]
    other = next(token for token in choices if token != tokens[-1])
    before = _attention(opened, opened.step, tuple(tokens))
    after = _attention(opened, opened.step, (*tokens[:-1], other))
    return Moved(opened.tokenizer.spell([other])[0].strip(), measure.change_of_last(before, after))
