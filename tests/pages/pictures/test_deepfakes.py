"""Payloads of the lesson on deepfakes: what the browser gets is what the studies found."""

import json

import numpy as np
import pytest

from core.lessons import LessonError
from core.models.face_swap import Config
from core.training.events import Record
from pages.trust.deepfakes import pictures

P, Z, H = Config().pixels, Config().latent, Config().hidden
ROWS = H + Z + 2 * (H + P)
WEIGHTS = P * H + H * Z + 2 * (Z * H + H * P)
VALUES = {"carried": dict.fromkeys(pictures.FACTORS, 0.5), "identity": 0.999, "error": 0.1}


def moment(step: int) -> pictures.Moment:
    rng = np.random.default_rng(step)
    arrays = {
        "weights": rng.integers(-127, 128, WEIGHTS).astype(np.int8), "scales": rng.random(ROWS, np.float32),
        "biases": rng.random(ROWS, np.float32), "read": rng.random((3, 7, P), np.float32), "offset": rng.random((3, 7), np.float32),
    }  # fmt: skip
    return Record(step, 10, VALUES), arrays


def test_the_faces_travel_as_floats_then_bytes() -> None:
    found = [moment(3), moment(10)]
    head, raw = pictures.puppet_payload(found, "run").split(b"\0", 1)
    told = json.loads(head)
    assert told["steps"] == [3, 10] and told["people"] == ["Bombo", "Silvi"]
    assert sum(wide * high for network in told["networks"] for wide, high in network) == WEIGHTS
    floats = 21 * P + 21 + 2 * 2 * ROWS
    assert len(raw) == 4 * floats + 2 * WEIGHTS
    assert np.array_equal(np.frombuffer(raw, np.int8, WEIGHTS, 4 * floats + WEIGHTS), found[1][1]["weights"])
    assert np.array_equal(np.frombuffer(raw, "<f4", 21, 4 * 21 * P), found[0][1]["offset"].ravel())


def test_what_is_nearly_all_is_not_called_all() -> None:
    assert "tilt 0.50" in pictures.follows([moment(10)]) and ">99\xa0% Silvi" in pictures.follows([moment(10)])


@pytest.mark.parametrize(
    ("detector", "generation", "said"),
    [
        (1, 1, "learned from generation 1"),
        (1, 2, "trained again, on generation 2, manages 98\xa0%"),
        (2, 1, "old tricks work on it again"),
        (1, 3, "Generation 3 is not there yet"),
    ],
)
def test_each_field_of_the_matrix_has_its_sentence(detector: int, generation: int, said: str) -> None:
    assert said in pictures.race_says([[0.99, 0.6], [0.2, 0.98]], detector, generation, remember=False)


def test_what_retraining_did_is_told_once_it_was_done() -> None:
    learns = {"updates": 40, "old": 0.9, "new": None, "retrained": False}
    meets = {"updates": 600, "old": 0.99, "new": 0.6, "retrained": False}
    again = {"updates": 1200, "old": 0.7, "new": 0.97, "retrained": True}
    assert pictures.retrained_says([learns], 2) == "After 40 updates the detector has an AUC of 0.90 on generation 2."
    assert "of 0.60 on generation 3" in pictures.retrained_says([learns, meets], 2)
    assert "0.97 there" in pictures.retrained_says([learns, meets, again], 2)


def test_every_step_to_take_has_a_source() -> None:
    advice = pictures.advice()
    assert len(advice.steps) >= 4 and advice.passages
    assert all(step.link.startswith("https://") and step.source for step in advice.steps)


def test_a_missing_part_of_the_advice_is_named(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "suspicious_pictures.yaml").write_text("steps: [{do: Stop.}]\npassages: [one]\n")
    monkeypatch.setattr(pictures, "FOLDER", tmp_path)
    with pytest.raises(LessonError, match="suspicious_pictures.yaml"):
        pictures.advice.__wrapped__()
