"""Arrays with names as bytes, by way of safetensors, which holds numbers and never code. Knows nothing of files.

The library writes an array's memory as it lies, also where that is not the order of its rows, and gives names back in
another order each time. Here rows come first and names are sorted, so the same arrays are the same bytes.
"""

from collections.abc import Mapping

import numpy as np
import safetensors
import safetensors.numpy
import safetensors.torch
from torch import Tensor


def dump(arrays: Mapping[str, np.ndarray]) -> bytes:
    """The arrays as bytes, whatever order their memory has."""
    content: bytes = safetensors.numpy.save({name: np.array(arrays[name], order="C") for name in sorted(arrays)})
    return content


def load(content: bytes) -> dict[str, np.ndarray]:
    """The arrays, their names sorted. ValueError where these are not the bytes of arrays."""
    try:
        found = safetensors.numpy.load(content)
    except (safetensors.SafetensorError, ValueError, KeyError) as problem:
        raise ValueError(f"These are no arrays that can be read: {problem}") from None
    return {name: found[name] for name in sorted(found)}


def dump_tensors(tensors: Mapping[str, Tensor]) -> bytes:
    """The same for tensors of torch, from whatever device."""
    content: bytes = safetensors.torch.save({name: tensors[name].contiguous() for name in sorted(tensors)})
    return content


def load_tensors(content: bytes) -> dict[str, Tensor]:
    try:
        found = safetensors.torch.load(content)
    except (safetensors.SafetensorError, ValueError, KeyError) as problem:
        raise ValueError(f"These are no tensors that can be read: {problem}") from None
    return {name: found[name] for name in sorted(found)}
