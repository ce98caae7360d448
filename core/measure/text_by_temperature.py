"""What the loading of the die does to a text: how alike its endings are, how grammar and truth bear the heat."""

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np
import torch

from core import sampling
from core.data.world import Fact, World
from core.measure.text import Written, judge, write
from core.models.decode import Decoder
from core.models.transformer import Transformer
from core.outcomes import band
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


LOST = 0.1  # a share that fell by so much has broken


def breaks_first(written: Mapping[float, Written]) -> Literal["grammar", "truth", "both", "neither"]:
    """What falls first by a tenth of all sentences, or of all claims, below its share at the lowest temperature.

    Where both have fallen by the same temperature, the one that fell by a tenth more than the other; else both.
    """
    heats = sorted(written)
    coldest = written[heats[0]]
    for hotter in map(written.__getitem__, heats[1:]):
        grammar = _fall(coldest.grammatical, hotter.grammatical)
        truth = _fall(coldest.true, hotter.true)
        if max(grammar, truth) >= LOST:
            if abs(grammar - truth) < LOST and min(grammar, truth) >= LOST:
                return "both"
            return "grammar" if grammar > truth else "truth"
    return "neither"


def _fall(before: float | None, after: float | None) -> float:
    """By how much a share fell; by nothing where it could not be told."""
    return 0.0 if before is None or after is None else before - after


@torch.inference_mode()
def kept(model: Transformer, tokens: Sequence[int], top_p: float) -> list[int]:
    """How many tokens of the vocabulary top-p keeps after each token of the text."""
    logits = model(torch.tensor([list(tokens[-model.config.context :])]))[0].double()
    likeliest_first = np.sort(logits.softmax(-1).numpy())[:, ::-1]
    found: list[int] = sampling.enough(likeliest_first, top_p).tolist()  # as the die has it, for all places at once
    return found


def cut_away(kept: Sequence[int], vocabulary: int) -> str:
    """How much of the vocabulary a cut takes away at the usual place of a text: few, tenth, half or nearly_all."""
    return band(1 - float(np.median(kept)) / vocabulary, {"few": 0.05, "tenth": 0.3, "half": 0.8, "nearly_all": 1})
