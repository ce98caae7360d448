"""One weight of the open model: how its loss on a learner's words moves with it, kept once for everybody who looks there."""

from collections.abc import Callable, Sequence
from math import log10

from core.caches import shared
from core.language import number
from core.measure import one_weight
from core.measure.one_weight import Weight
from core.opened.model import OpenModel


def matrices(opened: OpenModel) -> dict[str, int]:
    """How many weights each matrix of the open model has, by its name."""
    return one_weight.matrices(opened.model())


def named(matrix: str, say: Callable[..., str]) -> str:
    """A matrix in words, which `say` has under `matrix.` and what it is; a block is counted from 1."""
    first, *inside = matrix.removesuffix(".weight").split(".")
    if not inside:
        return say(f"matrix.{first}")
    number, *part = inside
    return say(f"matrix.{part[0] if part else first}", block=int(number) + 1)


def plain(nudge: float) -> str:
    """A nudge with all its zeros, as nobody reads powers of ten at sight.

    >>> plain(0.1), plain(1e-8), plain(1.0)
    ('0.1', '0.00000001', '1')
    """
    return number(nudge, f".{max(0, -round(log10(nudge)))}f")


def looked_at(opened: OpenModel, tokens: Sequence[int], matrix: str, rank: int) -> Weight:
    """The weight of that rank in a matrix, by how steep the loss is along it."""
    return _looked_at(opened, tuple(tokens), matrix, rank)


@shared(256)
def _looked_at(opened: OpenModel, tokens: tuple[int, ...], matrix: str, rank: int) -> Weight:
    return one_weight.looked_at(opened.model(), tokens, matrix, rank)
