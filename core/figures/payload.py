"""What travels to a picture of our own (assets/components): a line of JSON, a zero byte, then numbers as they lie in memory.

A payload is a figure's sibling: facts in, bytes out. The lowest byte of a number comes first, as every browser's does.
"""

import json
from base64 import b64encode
from collections.abc import Mapping
from typing import Any

import numpy as np

Array = np.ndarray  # as a page names numbers that it hands on and never looks into


def packed(head: Mapping[str, Any], *parts: np.ndarray | bytes) -> bytes:
    """The head as JSON, a zero byte, and all parts behind it, each in its own kind of number and row by row.

    ValueError where the head holds a number that JSON does not have (not a number, infinite): a browser would show nothing.

    >>> packed({"side": 2}, np.array([[1, 2]], np.uint8), b"text")
    b'{"side": 2}\\x00\\x01\\x02text'
    """
    told = json.dumps(head, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")
    return told + b"\0" + b"".join(part if isinstance(part, bytes) else _raw(part) for part in parts)


def letters(numbers: np.ndarray) -> str:
    """The numbers in base64, for a payload that is JSON altogether."""
    return b64encode(_raw(numbers)).decode()


def tones(images: np.ndarray) -> np.ndarray:
    """Pictures from 0 (paper) to 1 (ink) as a byte a pixel, in the shape that they came in.

    >>> tones(np.array([[0, 0.5], [1, 1.2]])).tolist()
    [[0, 128], [255, 255]]
    """
    return np.rint(np.clip(images, 0, 1) * 255).astype(np.uint8)


def _raw(numbers: np.ndarray) -> bytes:
    return np.asarray(numbers, numbers.dtype.newbyteorder("<")).tobytes()
