"""The figures on deepfakes build from facts, with titles, also where there is little to show; payloads hold what was found."""

import base64
import json

import numpy as np

from core.figures import deepfakes
from core.figures.palette import LIGHT
from core.models.face_swap import Config
from core.studies.arms_race import Retrained
from core.training.events import Record
from tests.figures.parts import numbers

P, H, Z = Config().pixels, Config().hidden, Config().latent
ROWS = H + Z + 2 * (H + P)
WEIGHTS = P * H + H * Z + 2 * (Z * H + H * P)


def moment(step: int) -> deepfakes.Moment:
    rng = np.random.default_rng(step)
    arrays = {
        "weights": rng.integers(-127, 128, WEIGHTS).astype(np.int8), "scales": rng.random(ROWS, np.float32),
        "biases": rng.random(ROWS, np.float32),
    }  # fmt: skip
    return Record(step, 10), arrays


def test_the_faces_travel_as_floats_then_bytes() -> None:
    found = [moment(3), moment(10)]
    head, raw = deepfakes.puppet_payload(found, ("Bombo", "Silvi"), (P, H, Z), "run", earlier=True).split(b"\0", 1)
    told = json.loads(head)
    assert told["steps"] == [3, 10] and told["people"] == ["Bombo", "Silvi"]
    assert told["networks"] == [[[P, H], [H, Z]], *[[[Z, H], [H, P]]] * 2]
    assert sum(wide * high for network in told["networks"] for wide, high in network) == WEIGHTS
    floats = 2 * 2 * ROWS
    assert len(raw) == 4 * floats + 2 * WEIGHTS
    assert np.array_equal(np.frombuffer(raw, np.int8, WEIGHTS, 4 * floats + WEIGHTS), found[1][1]["weights"])
    assert np.array_equal(numbers(raw[4 * 3 * ROWS : 4 * 4 * ROWS], "<f4"), found[1][1]["biases"])


def test_who_does_not_go_back_in_time_is_sent_the_last_faces_alone() -> None:
    found = [moment(step) for step in (3, 10, 30)]
    head, raw = deepfakes.puppet_payload(found, ("Bombo", "Silvi"), (P, H, Z), "run", earlier=False).split(b"\0", 1)
    told = json.loads(head)
    assert told["steps"] == [3, 10, 30] and told["sent"] == 1
    assert len(raw) == 4 * 2 * ROWS + WEIGHTS
    assert np.array_equal(np.frombuffer(raw, np.int8, WEIGHTS, 4 * 2 * ROWS), found[2][1]["weights"])


def test_the_game_has_every_face_with_what_both_detectors_say_of_it() -> None:
    rng = np.random.default_rng(0)
    faces = {name: rng.integers(0, 256, (3, 9)).astype(np.uint8) for name in ("real", "fake")}
    said = {f"logits_{name}": rng.normal(size=(3, 2)).astype(np.float16) for name in faces}
    payload = deepfakes.game_payload([(Record(step, 10), faces | said) for step in (5, 10)], "cards")
    json.dumps(payload, allow_nan=False)
    assert payload["pixels"] == 9 and [one["step"] for one in payload["moments"]] == [5, 10]
    for name in faces:
        last = payload["moments"][-1][name]
        assert base64.b64decode(last["pictures"]) == faces[name].tobytes()
        assert np.array_equal(last["logits"], said[f"logits_{name}"])


def test_the_matrix_names_rows_and_columns_and_frames_the_chosen_field() -> None:
    figure = deepfakes.race([[1.0, 0.6], [0.2, 0.99]], (100, 250, 500), (0, 1), LIGHT)
    (field,) = figure.data
    assert list(field.z[0]) == [1.0, 0.6] and len(field.x) == len(field.y) == 2
    (frame,) = figure.layout.shapes
    assert (frame.x0, frame.x1, frame.y0, frame.y1) == (0.5, 1.5, -0.5, 0.5)
    assert not deepfakes.race([[1.0]], (100, 250), (1, 1), LIGHT).layout.shapes


def test_axes_stay_where_they_are_while_a_study_grows() -> None:
    few, more = ({"tilt": [(30, -0.2), (100, 0.9)][:n]} for n in (1, 2))
    one, other = (deepfakes.carried(facts, LIGHT).layout for facts in (few, more))
    assert one.xaxis.range == other.xaxis.range and one.yaxis.range == other.yaxis.range
    assert deepfakes.carried({"tilt": []}, LIGHT).layout.yaxis.title.text


def test_retraining_shows_both_kinds_of_fakes() -> None:
    rows = [Retrained(0, 0.5, 0.5, False), Retrained(40, 0.9, 0.6, False)]
    old, new = deepfakes.retrained(rows, 600, LIGHT).data
    assert list(old.y) == [0.5, 0.9] and list(new.y) == [0.5, 0.6] and old.line.dash != new.line.dash
