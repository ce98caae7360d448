"""The payloads of the race and of the drawing transformer: every number where the browser looks for it."""

import json

import numpy as np

from core.figures.families import drawing_payload, race_payload
from core.measure.images import judge
from core.measure.pixel_drawing import Drawing
from core.studies.families import Measured

RNG = np.random.default_rng(0)


def frame(second: int, twins: list[int]) -> tuple[Measured, dict[str, np.ndarray]]:
    found = Measured(
        second, updates=9, seconds=1.1, weights=50_000, frechet=2.5, confidence=0.9, classes=10, nearest=1.2,
        shares=[0.1] * 10, sharpness=0.8, variety=0.7, copied=0.5,
    )  # fmt: skip
    arrays = {
        "sheet": RNG.integers(0, 255, (2, 4)).astype(np.uint8), "twin": np.array(twins), "named": np.array([3, 1]),
        "sure": np.array([0.5, 0.25], np.float16), "far": np.array([1.0, 2.0], np.float16),
    }  # fmt: skip
    return found, arrays


def test_a_race_sends_each_frame_with_its_twins_and_keeps_a_family_without_any() -> None:
    images, labels = np.eye(4), np.array([9, 8, 7, 6])
    found = {"gan": [frame(1, [0, 1]), frame(5, [2, 3])], "vae": [frame(1, [1, 1])], "flow": []}
    sent = race_payload(
        found, images, labels, names={"gan": "G", "vae": "V", "flow": "F"}, weaknesses=dict.fromkeys(found, "w"),
        fails=lambda name, found: f"{name} at {found.second}", real={"frechet": 0.3}, begin=1,
    )  # fmt: skip
    head, _, raw = sent.partition(b"\0")
    told = json.loads(head)
    assert told["marks"] == [1, 5] and told["real"] == {"frechet": 0.3} and told["begin"] == 1
    first, second, none = told["families"]
    assert [one["place"] for family in (first, second) for one in family["frames"]] == [0, 1, 2]
    assert [one["fails"] for one in first["frames"]] == ["gan at 1", "gan at 5"] and second["name"] == "V"
    assert [one["twinShows"] for one in first["frames"]] == [[9, 8], [7, 6]] and none == {
        "name": "F", "weights": 0, "weakness": "w", "frames": [],
    }  # fmt: skip
    pictures = np.frombuffer(raw, np.uint8).reshape(3, 2, 2, 4)  # frames, made and twin, pictures, pixels
    for sheet, (_, arrays) in zip(pictures, [*found["gan"], *found["vae"]], strict=True):
        assert (sheet[0] == arrays["sheet"]).all() and (sheet[1] == 255 * images[arrays["twin"]]).all()


def test_a_drawing_sends_levels_and_chances_picture_by_picture() -> None:
    levels, chances = RNG.integers(0, 17, (3, 64)).astype(np.uint8), RNG.integers(0, 256, (3, 64, 17)).astype(np.uint8)
    drawn = Drawing(levels, chances, 32, 4, None)
    head, _, raw = drawing_payload(drawn).partition(b"\0")
    told = json.loads(head)
    assert (told["given"], told["truth"], told["asked"]) == (32, 4, None)
    assert [one["named"] for one in told["pictures"]] == judge().named(drawn.images).tolist() == list(drawn.named())
    sent = np.frombuffer(raw, np.uint8).reshape(3, 64 * 18)
    assert (sent[:, :64] == levels).all() and (sent[:, 64:].reshape(3, 64, 17) == chances).all()
