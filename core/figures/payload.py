"""What travels to a picture of our own (assets/components): a line of JSON, a zero byte, then numbers.

A payload is a figure's sibling: facts in, bytes out. Of numbers of several bytes, first the lowest byte of all of them travels,
then the next one of all: signs and sizes are alike from number to number, the last digits are not, and so apart they pack into
less. A picture takes each part as a whole.
"""

import json
from base64 import b64encode
from collections.abc import Mapping
from typing import Any

import numpy as np

Array = np.ndarray  # as a page names numbers that it hands on and never looks into


def packed(head: Mapping[str, Any], *parts: np.ndarray | bytes) -> bytes:
    """The head as JSON, a zero byte, and all parts behind it, each in its own kind of number, row by row and byte by byte.

    ValueError where the head holds a number that JSON does not have (not a number, infinite): a browser would show nothing.

    >>> packed({"side": 2}, np.array([[1, 2]], np.uint8), b"text")
    b'{"side": 2}\\x00\\x01\\x02text'
    >>> packed({}, np.array([1, 2, 259], np.uint16))
    b'{}\\x00\\x01\\x02\\x03\\x00\\x00\\x01'
    """
    told = json.dumps(head, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")
    return told + b"\0" + b"".join(part if isinstance(part, bytes) else _by_bytes(part) for part in parts)


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
    """As they lie in the memory of a browser."""
    return np.asarray(numbers, numbers.dtype.newbyteorder("<")).tobytes()


def _by_bytes(numbers: np.ndarray) -> bytes:
    return np.frombuffer(_raw(numbers), np.uint8).reshape(-1, numbers.itemsize).T.tobytes()
