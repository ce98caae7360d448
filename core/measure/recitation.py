"""How much of a text a model says by heart: give it the beginning, let it go on greedily, and compare.

A greedy continuation stays exact just as long as the true next token is the likeliest one. So one pass over the true text
answers for every beginning at once: no continuation has to be written to be measured.

Sources: Carlini et al. (2023), "Quantifying memorization across neural language models" (a text is extracted where the
greedy continuation of its beginning is the rest, word for word).

Shapes: N texts, T tokens of each (START first).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log2

import numpy as np
import torch
from torch import Tensor

from core.models.decode import Decoder
from core.models.transformer import Transformer
from core.outcomes import band
from core.tokenizers import END, START

OUT = 0.9  # of the rest, word for word: then a text is out


@torch.inference_mode()
def right(model: Transformer, tokens: Tensor) -> np.ndarray:
    """(N, T - 1) is the true next token the likeliest one, given all true ones before it?"""
    guess = torch.cat([model(part[:, :-1]).argmax(-1) for part in tokens.split(64)])
    found: np.ndarray = (guess == tokens[:, 1:]).numpy()
    return found


def stretch(right: np.ndarray, given: int) -> np.ndarray:
    """(N,) how many tokens in a row come out word for word after the first `given` ones.

    >>> stretch(np.array([[False, True, True, False, True]]), 1).tolist()
    [2]
    """
    after = right[:, given:]
    return np.where(after.all(1), after.shape[1], (~after).argmax(1))


def extracted(right: np.ndarray, given: int) -> np.ndarray:
    """(N,) does all the rest come out after the first `given` tokens?"""
    return np.asarray(right[:, given:].all(1))


@dataclass(frozen=True)
class Said:
    """One token of a continuation, and how sure the model was of it."""

    token: int
    chance: float


def go_on(reader: Decoder, beginning: Sequence[int], most: int) -> list[Said]:
    """The greedy continuation of a beginning, until END or `most` tokens."""
    said: list[Said] = []
    logits = reader.read([START, *beginning])
    while len(said) < most:
        powers = np.exp(logits - logits.max())
        token = int(logits.argmax())
        if token == END:
            break
        said.append(Said(token, float(powers[token] / powers.sum())))
        logits = reader.step(token)
    return said


def half_at(shares: Mapping[str, float]) -> float | None:
    """The number of copies at which half comes out, on a straight line between two doublings; None where it never does.

    >>> half_at({"1": 0.0, "2": 0.25, "4": 0.75})
    2.8284271247461903
    """
    points = [(log2(int(copies)), share) for copies, share in shares.items()]
    if points and points[0][1] >= 0.5:
        return float(2 ** points[0][0])
    for (few, low), (many, high) in pairwise(points):
        if low < 0.5 <= high:
            return float(2 ** (few + (many - few) * (0.5 - low) / (high - low)))
    return None


def copies_needed(shares: Mapping[str, float]) -> str:
    """From how many copies on half of the lines come out, in a word: first, few (up to 11), many or never.

    >>> copies_needed({"1": 0.0, "2": 0.25, "4": 0.75}), copies_needed({"1": 0.0, "64": 0.25})
    ('few', 'never')
    """
    half = half_at(shares)
    return "never" if half is None else band(half, {"first": 1.5, "few": 11, "many": 65})


def deduplicated(shares: Mapping[str, float]) -> str:
    """Did telling every line only once keep most of them inside? `cured` where fewer than half come out."""
    return "cured" if sum(shares.values()) < len(shares) / 2 else "not_cured"


def came(shares: Sequence[float]) -> str:
    """How a text came out over the moments of a training, in a word: never, lost, early, to_and_fro, sudden or slowly.

    A text is out where nine tenths of what was left to say come word for word: `never`, where they came at no moment, and
    `lost`, where they came and do not at the end. It is `early` if that was so within the first quarter of the moments. It
    went `to_and_fro` if it was once out and then less than half came. It came out in a `sudden` step if at least half came
    at one moment more than at the moment before.

    Args:
        shares: of the rest that came word for word, at each moment.

    >>> came([0.1, 0.2, 0.1, 0.2, 1.0]), came([0.1, 0.2, 0.5, 0.8, 1.0]), came([0, 0, 0, 1.0, 0.2, 1.0])
    ('sudden', 'slowly', 'to_and_fro')
    """
    out = out_at(shares)
    if out is None:
        return "never"
    if shares[-1] < OUT:
        return "lost"
    if out < len(shares) / 4:
        return "early"
    if min(shares[out:]) < 0.5:
        return "to_and_fro"
    leap = leap_at(shares)
    return "sudden" if shares[leap] - shares[leap - 1] >= 0.5 else "slowly"


def leap_at(shares: Sequence[float]) -> int:
    """The moment, from 1, that brought the most at once on the way out, or until the end where it never came.

    >>> leap_at([0.1, 0.2, 0.8, 1.0]), leap_at([0.1, 0.2, 0.1])
    (2, 1)
    """
    out = out_at(shares)
    return max(
        range(1, len(shares) if out is None else out + 1),
        key=lambda moment: shares[moment] - shares[moment - 1],
        default=0,
    )


def out_at(shares: Sequence[float]) -> int | None:
    """The first moment, from 0, at which nearly all of the rest came word for word; None where that never was."""
    return next((moment for moment, share in enumerate(shares) if share >= OUT), None)
