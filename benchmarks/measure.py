"""How a benchmark measures: contenders take turns in one process, the process clock counts, the median speaks.

Turns, so that whatever else the machine does hits all of them alike. The process clock counts only our own work.
"""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch

ROUNDS = 9
WARM_UP = 2  # rounds that do not count: caches fill, memory is fetched from the system


def interleaved(contenders: Mapping[str, Callable[[], object]], rounds: int = ROUNDS) -> dict[str, list[float]]:
    """Process-time seconds of each contender in each round; within a round each has one turn."""
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for turn in range(WARM_UP + rounds):
        for name, work in contenders.items():
            start = time.process_time()
            work()
            if turn >= WARM_UP:
                seconds[name].append(time.process_time() - start)
    return seconds


def ratio(peer: Sequence[float], ours: Sequence[float]) -> float:
    """How many times as fast as the peer we are: the median over rounds, each round compared with itself."""
    return statistics.median(theirs / mine for theirs, mine in zip(peer, ours, strict=True))


def matrix_product_peak(size: int = 512) -> float:
    """Float operations per second of a float32 matrix product: the roof under which everything here stands."""
    a, b = torch.randn(2, size, size)
    out = torch.empty(size, size)
    products = 20

    def work() -> None:
        for _ in range(products):
            torch.mm(a, b, out=out)

    seconds = statistics.median(interleaved({"product": work})["product"])
    return 2 * size**3 * products / seconds


def line(
    name: str, ours: float, peer: float | None, peer_name: str | None, ratio: float | None, unit: str, **more: Any
) -> dict[str, Any]:
    """One figure. A ratio above one says that we are better; without a peer it is None."""
    shown = {"name": name, "ours": ours, "peer": peer, "peer_name": peer_name, "ratio": ratio, "unit": unit} | more
    return {key: float(f"{value:.4g}") if isinstance(value, float) else value for key, value in shown.items()}
