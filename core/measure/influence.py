"""Which training sentences moved a model towards an output: gradients that point the same way, over training time.

A step on one sentence changes the loss of another by about minus the rate times the product of their gradients. Added up
over moments of the training, this says how much the first helped the second (Pruthi et al. 2020, "Estimating training
data influence by tracing gradient descent", TracIn). What merely looks alike is found by `longest_run`.

Shapes: N training sentences, Q outputs, T positions, P weights of the model in one row.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor
from torch.func import functional_call, grad, vmap

from core.models.transformer import Transformer
from core.outcomes import band

FILL = 0  # the token that fills a row up; it is never asked for


@dataclass(frozen=True, eq=False)
class Moment:
    """The weights at one moment of training, and the rate with which they were about to learn."""

    weights: Mapping[str, Tensor]
    rate: float


def surprise(logits: Tensor, targets: Tensor) -> Tensor:
    """The mean surprise at the words of each row, in nats; what fills the row up is not asked for."""
    losses = F.cross_entropy(logits.flatten(0, -2), targets.flatten(), reduction="none").view(targets.shape)
    asked = (targets != FILL).float()
    return (losses * asked).sum(-1) / asked.sum(-1)


def losses(model: Transformer, rows: Tensor) -> Tensor:
    """The surprise at each of the (N, T + 1) rows."""
    with torch.inference_mode():
        return surprise(model(rows[:, :-1]), rows[:, 1:])


def gradients(model: Transformer, weights: Mapping[str, Tensor], rows: Tensor) -> Tensor:
    """(N, P) how each row by itself would have the weights changed."""

    def loss(weights: Mapping[str, Tensor], row: Tensor) -> Tensor:
        return surprise(functional_call(model, dict(weights), (row[None, :-1],))[0], row[1:])

    each = vmap(grad(loss), in_dims=(None, 0))(dict(weights), rows)
    return torch.cat([weight.flatten(1) for weight in each.values()], dim=1)


def influence(model: Transformer, moments: Sequence[Moment], rows: Tensor, outputs: Tensor) -> Tensor:
    """(Q, N) how much each training row lowered the loss of each output, summed over the moments (Pruthi et al., eq. 1)."""
    total = torch.zeros(len(outputs), len(rows))
    for moment in moments:
        wanted, given = (gradients(model, moment.weights, some) for some in (outputs, rows))
        total += moment.rate * (wanted @ given.T)
    return total


def rank(scores: Tensor, place: int) -> int:
    """The place of one of the scores among all, the largest first.

    >>> rank(torch.tensor([0.1, 0.9, 0.5]), 2)
    2
    """
    return int((scores > scores[place]).sum()) + 1


def greatest(scores: np.ndarray, count: int) -> list[tuple[int, float]]:
    """The places of the greatest of (N,) scores, with the scores; the greatest first.

    >>> greatest(np.array([0.1, 0.9, 0.5]), 2)
    [(1, 0.9), (2, 0.5)]
    """
    return [(place, float(scores[place])) for place in np.argsort(-scores)[:count].tolist()]


def share_above(scores: np.ndarray, one: float) -> float:
    """The share of (N,) scores that are greater than this one.

    >>> share_above(np.array([1.0, 2.0, 3.0, 4.0]), 3.0)
    0.25
    """
    return float((scores > one).mean())


def mean_by_name(numbers: Iterable[tuple[str, float]]) -> dict[str, float]:
    """The mean of the numbers under each name, in the order in which the names first come.

    >>> mean_by_name([("all", 2.0), ("some", 3.0), ("all", 4.0)])
    {'all': 3.0, 'some': 3.0}
    """
    found: dict[str, list[float]] = defaultdict(list)
    for name, number in numbers:
        found[name].append(number)
    return {name: float(np.mean(some)) for name, some in found.items()}


def longest_run(one: Sequence[str], other: Sequence[str]) -> int:
    """The most words in a row that two sentences share.

    >>> longest_run("a red fox came home".split(), "the red fox came late".split())
    3
    """
    return SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size


def left_out(surprise: Mapping[str, float]) -> str:
    """What leaving sentences out did to a model's surprise, in a word: top, alike or neither.

    `neither` changed it by a tenth of a nat a word. Without the `top` ten it rose at least twice as much as without ten
    random ones.

    >>> left_out({"nothing": 2.0, "top ten": 3.0, "random ten": 2.1})
    'top'
    """
    top, other = (surprise[name] - surprise["nothing"] for name in ("top ten", "random ten"))
    if max(top, other) < 0.1:
        return "neither"
    return "top" if top >= 2 * other else "alike"


def told_apart_once(shares: Mapping[float, float]) -> str:
    """How well read texts are told from unread ones after one reading, in a word: hardly, partly or nearly.

    Args:
        shares: by readings, how often the read one of two texts is found; 0.5 is guessing.
    """
    return band(shares[1], {"hardly": 0.6, "partly": 0.9, "nearly": 2})


def known_without(theirs: float, too: float) -> str:
    """What a model knows that never read an author, in a word: all, others_told or none.

    Args:
        theirs, too: shares known of what only this author told, and of what another told too.
    """
    return "all" if theirs >= 0.5 else "others_told" if too >= 0.5 else "none"
