"""From facts to the payload of the slider from noise to picture, and back from what a browser sends."""

import json

import numpy as np
import pytest

from pages.images.diffusion import denoising, films


def unpacked(payload: bytes, kind: str) -> tuple[dict, np.ndarray]:
    head, numbers = payload.split(b"\0", 1)
    return json.loads(head), np.frombuffer(numbers, kind)


def test_points_travel_as_16_bit_shares_of_the_edge() -> None:
    frames, real, field = np.zeros((2, 3, 2)), np.full((4, 2), 0.8), np.full((2, 5, 5, 2), -3.2)
    frames[1, 2] = [1.6, -0.4]
    payload = denoising.points_payload(
        frames, real, field, edge=1.6, levels=[1.0, 0.0], steps=[0, 1], said=["noise", "ring"]
    )
    head, numbers = unpacked(payload, "<i2")
    assert (head["count"], head["real"], head["grid"], head["of"]) == (3, 4, 5, 1)
    assert len(numbers) == frames.size + real.size + field.size
    cloud = numbers[: frames.size].reshape(frames.shape) / denoising.MOST * 1.6
    assert np.allclose(cloud, frames, atol=1e-4)
    assert numbers[-1] == -denoising.MOST  # what points beyond the edge is cut off there


def test_pictures_travel_as_bytes_of_ink_what_there_is_before_what_is_believed() -> None:
    frames, beliefs = np.full((2, 3, 64), -0.5), np.full((2, 3, 64), 0.5)
    payload = denoising.sheet_payload(
        frames, beliefs, side=8, columns=3, levels=[1.0, 0.0], steps=[0, 7], said=["a", "b"]
    )
    head, numbers = unpacked(payload, "u1")
    assert (head["count"], head["side"], head["columns"], head["of"]) == (3, 8, 3, 7)
    assert (numbers[: frames.size] == 0).all() and (numbers[frames.size :] == 128).all()


@pytest.mark.parametrize("sent", [None, "x", [[1]], [[0, 2]], [[0, "1"]], [[0, 0]] * 9, [[0, True]], [5]])
def test_what_is_no_list_of_points_is_no_points(sent: object) -> None:
    assert denoising.sent_points(sent, most=8) == []


def test_points_that_were_drawn_arrive() -> None:
    assert denoising.sent_points([[0.5, -1], [0, 0]], most=8) == [[0.5, -1], [0, 0]]


def test_when_it_was_decided_is_read_off_the_first_level_that_reaches_it() -> None:
    rows = [{"level": level, "decided": share} for level, share in ((1.0, 0.1), (0.7, 0.55), (0.5, 0.92), (0.0, 1.0))]
    assert "noise level of 70%" in films.when_decided(rows) and "at 50% in nine of ten" in films.when_decided(rows)


def test_words_that_nobody_taught_get_one_sentence() -> None:
    read, troubles = films.understood("smiling glasses " + " ".join(f"word{i}" for i in range(30)))
    assert read.words == ("smiling", "glasses") and len(troubles) == 2 and len(troubles[0]) < 400
    assert films.understood("")[1] == []
