"""Payloads of the GAN lesson: what the browser gets is what the study recorded."""

import base64
import json
from itertools import pairwise

import numpy as np

from core.figures import gan
from core.studies.digit_gan import Fought
from core.studies.plane_gan import MEASURED, Stands, fixed_noise
from core.training.events import Record, plain
from tests.figures.parts import numbers


def test_the_plane_travels_as_real_points_then_noise_then_each_frame() -> None:
    real, maker = np.array([[0.5, -1.0]]), np.arange(6, dtype=np.float16)
    found = Stands(1.3, 0.7, 8, 8, 0.9, 0.1, "ring", 1, "both", "non-saturating")
    payload = gan.plane_payload([(3, Record(60, values=found), {"maker": maker})], real, run="one")
    head, raw = payload.split(b"\0", 1)
    told, sizes = json.loads(head), [2, 2 * MEASURED, 6]
    ends = [2 * sum(sizes[:place]) for place in range(4)]  # in bytes
    points, noise, made = (numbers(raw[begin:end], "<f2") for begin, end in pairwise(ends))
    assert told["frames"] == [plain(found) | {"index": 3, "step": 60, "blocks": {"maker": 6}}]
    assert (told["real"], told["noise"], len(raw) / 2) == (2, 2 * MEASURED, sum(sizes))
    assert points.tolist() == [0.5, -1.0] and made.tolist() == [0, 1, 2, 3, 4, 5]
    assert np.array_equal(noise, fixed_noise().astype(np.float16).ravel())


def test_the_game_gets_pictures_as_bytes_and_what_the_judge_said_of_each() -> None:
    arrays = {"made": np.array([[0, 255]], np.uint8), "judged_made": np.array([-1.5]), "judged_real": np.array([2.0])}
    payload = gan.game_payload(
        [(Record(10, values=Fought(1.1, 0.9, 1.0, 0.8)), arrays)], np.array([[1.0, 0.0]], np.float32), "id"
    )
    assert list(base64.b64decode(payload["real"])) == [255, 0]
    (moment,) = payload["moments"]
    assert list(base64.b64decode(moment["made"])) == [0, 255]
    assert (moment["judged_made"], moment["judged_real"]) == ([-1.5], [2.0])


def test_of_many_records_some_travel_and_the_last_among_them() -> None:
    records = [
        Record(step, values=Stands(1, 1, 8, 8, 0.9, 0.1, "ring", 1, "both", "wasserstein")) for step in range(500)
    ]
    some = gan.frames(records, lambda record: {"maker": np.array([record.step])}, first=100, most=40)
    assert [i for i, *_ in some] == [*range(100, 500, 10), 499]
    assert all(record.step == i == arrays["maker"][0] for i, record, arrays in some)
