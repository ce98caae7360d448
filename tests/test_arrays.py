"""Arrays come back under their names, in the same order each time: the library's own is another one at every reading."""

import numpy as np
import safetensors.numpy
import torch

from core import arrays

NAMES = [f"layer.{number}" for number in (7, 2, 30, 11, 0, 5, 19, 3)]


def test_names_come_back_in_their_order_however_they_were_written() -> None:
    content = safetensors.numpy.save({name: np.ones(1) for name in NAMES})
    assert all(list(arrays.load(content)) == sorted(NAMES) for _ in range(20))
    assert all(list(arrays.load_tensors(content)) == sorted(NAMES) for _ in range(20))


def test_the_same_arrays_are_the_same_bytes() -> None:
    one = {name: np.ones((2, 3)).T for name in NAMES}
    other = {name: np.ones((3, 2)) for name in reversed(NAMES)}
    assert arrays.dump(one) == arrays.dump(other)
    assert arrays.dump_tensors({name: torch.ones(3, 2, dtype=torch.float64) for name in NAMES}) == arrays.dump(one)
