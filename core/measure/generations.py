"""What becomes of something that is copied from copy to copy, in a word. Knows nothing of what is copied.

Source of the question: Shumailov et al. (2024), "AI models collapse when trained on recursively generated data". Drawing a
generation out of the one before is much older: it is how Wright (1931), "Evolution in Mendelian populations", and Fisher
worked out by chance alone which variants of a gene a small population loses.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np


def drawn_again(kinds: int, generations: int, seed: int) -> list[Counter[int]]:
    """A bag in which each of so many things lies once, and the bags after it: as many draws from the bag before, with
    each thing put back. By generation, the first bag among them, how often each thing lies there that is left.

    >>> bags = drawn_again(10, 3, seed=0)
    >>> [bag.total() for bag in bags], len(bags[0])
    ([10, 10, 10, 10], 10)
    """
    rng = np.random.default_rng((seed, 14))
    bag = np.arange(kinds)
    bags = [Counter(bag.tolist())]
    for _ in range(generations):
        bag = rng.choice(bag, size=kinds)
        bags.append(Counter(bag.tolist()))
    return bags


def alone_from(bags: Sequence[Counter[int]]) -> int | None:
    """The first generation in which only one thing is left; None where several are to the end."""
    return next((generation for generation, bag in enumerate(bags) if len(bag) == 1), None)


def vanishes_faster(names: tuple[int, int], others: tuple[int, int]) -> str:
    """Which words vanish faster, in a word: names, others, alike; `nothing`, where none is lost yet.

    Faster is what has a tenth less left, as a share.

    Args:
        names, others: how many there were, and how many are left.

    >>> vanishes_faster((100, 50), (400, 360)), vanishes_faster((100, 100), (400, 400))
    ('names', 'nothing')
    """
    if names[0] == names[1] and others[0] == others[1]:
        return "nothing"
    left, left_of_others = names[1] / names[0], others[1] / others[0]
    if abs(left - left_of_others) < 0.1:
        return "alike"
    return "names" if left < left_of_others else "others"


def gets_worse(losses: Sequence[float]) -> str:
    """How a loss grows from generation to generation, in a word: not (less than a twentieth), at_once, steadily, unevenly.

    It came `at_once` where the first step makes four fifths of the rise, and `steadily` where every step goes up.

    >>> gets_worse([2.0, 2.3, 2.5, 2.8]), gets_worse([2.0, 2.9, 3.0, 3.0])
    ('steadily', 'at_once')
    """
    rise = losses[-1] - losses[0]
    if rise < 0.05 * losses[0]:
        return "not"
    steps = [after - before for before, after in pairwise(losses)]
    if len(steps) > 1 and steps[0] >= 0.8 * rise:
        return "at_once"
    return "steadily" if min(steps) > 0 else "unevenly"


def spreads(left: float) -> str:
    """What became of a variance, in a word: shrinks (to less than half), grows (by half or more) or stays."""
    return "shrinks" if left < 0.5 else "grows" if left >= 1.5 else "stays"
