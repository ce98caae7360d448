"""What the loading of the die does to a text: how alike its endings are, how grammar and truth bear the heat."""

from collections.abc import Mapping, Sequence

import numpy as np
import torch

from core import sampling
from core.data.world import Fact, World
from core.measure.text import Written, judge, write
from core.models.decode import Decoder
from core.models.transformer import Transformer
from core.tokenizers import END, Tokenizer


def endings(
    decoder: Decoder, prompt: Sequence[int], count: int, length: int, seed: int, temperature: float
) -> list[tuple[int, ...]]:
    """The prompt, finished `count` times with `count` different dice."""
    dice = (np.random.default_rng((seed, number)) for number in range(count))
    return [
        tuple(draw.token for draw in sampling.draws(decoder, prompt, length, rng, temperature=temperature, stop=END))
        for rng in dice
    ]


def by_temperature(
    model: Transformer,
    tokenizer: Tokenizer,
    world: World,
    told: Mapping[Fact, int],
    temperatures: Sequence[float],
    count: int = 24,
) -> dict[float, Written]:
    """`count` texts at each temperature, read back and judged by the world."""
    return {t: judge(write(model, tokenizer, count, seed=1, temperature=t), world, told) for t in temperatures}


@torch.inference_mode()
def kept(model: Transformer, tokens: Sequence[int], top_p: float) -> list[int]:
    """How many tokens of the vocabulary top-p keeps after each token of the text."""
    logits = model(torch.tensor([list(tokens[-model.config.context :])]))[0].double()
    likeliest_first = np.sort(logits.softmax(-1).numpy())[:, ::-1]
    left = likeliest_first.cumsum(-1)  # as in `sampling.distribution`, for all places at once
    return [int(count) for count in (left < top_p * left[:, -1:]).sum(-1) + 1]
