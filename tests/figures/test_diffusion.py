"""From facts to the payload of the slider from noise to picture."""

import json

import numpy as np

from core.figures import diffusion
from tests.figures.parts import numbers


def unpacked(payload: bytes, kind: str) -> tuple[dict, np.ndarray]:
    head, raw = payload.split(b"\0", 1)
    return json.loads(head), numbers(raw, kind)


def test_points_travel_as_16_bit_shares_of_the_edge() -> None:
    frames, real, field = np.zeros((2, 3, 2)), np.full((4, 2), 0.8), np.full((2, 5, 5, 2), -3.2)
    frames[1, 2] = [1.6, -0.4]
    payload = diffusion.points_payload(
        frames, real, field, edge=1.6, levels=[1.0, 0.0], steps=[0, 1], said=["noise", "ring"]
    )
    head, numbers = unpacked(payload, "<i2")
    assert (head["count"], head["real"], head["grid"], head["of"]) == (3, 4, 5, 1)
    assert len(numbers) == frames.size + real.size + field.size
    cloud = numbers[: frames.size].reshape(frames.shape) / diffusion.MOST * 1.6
    assert np.allclose(cloud, frames, atol=1e-4)
    assert numbers[-1] == -diffusion.MOST  # what points beyond the edge is cut off there


def test_pictures_travel_as_bytes_of_ink_what_there_is_before_what_is_believed() -> None:
    frames, beliefs = np.full((2, 3, 64), -0.5), np.full((2, 3, 64), 0.5)
    payload = diffusion.sheet_payload(
        frames, beliefs, side=8, columns=3, levels=[1.0, 0.0], steps=[0, 7], said=["a", "b"]
    )
    head, numbers = unpacked(payload, "u1")
    assert (head["count"], head["side"], head["columns"], head["of"]) == (3, 8, 3, 7)
    assert (numbers[: frames.size] == 0).all() and (numbers[frames.size :] == 128).all()
