"""What the rows of sound get: every sound in eight bits, notes where they sound, a spectrum as bytes."""

import json

import numpy as np

from core.data.instruments import RATE
from core.figures.palette import LIGHT
from core.figures.raw_sound import Row, bars, joined, rows_payload, wrong


def unpacked(payload: bytes) -> tuple[dict, bytes]:
    head, _, rest = payload.partition(b"\0")
    return json.loads(head), rest


def test_rows_hold_their_sounds_and_pictures_one_after_the_other() -> None:
    time = np.arange(2 * RATE) / RATE
    sound = 2 * np.sin(2 * np.pi * 440 * time)  # too loud: all become softer alike
    rows = [
        Row("a", "x", sound / 2, "notes", tokens="M:4/4 A4 z2 ^c2 |".split()),
        Row("b", "y", sound, "spectrum", "made", marks=[(0.5, 0.25)]),
        Row("c", "z", sound[:RATE], "wave", step=3),
    ]
    head, rest = unpacked(rows_payload(rows, id="id", given=0.5))
    assert head["seconds"] == 2 and head["rate"] == RATE and [row["given"] for row in head["rows"]] == [0.5] * 3
    notes, spectrum, wave = head["rows"]
    assert notes["notes"] == [[0, 0.5, 69, "A4"], [0.75, 0.25, 73, "^c2"]]
    assert spectrum["marks"] == [[0.5, 0.25]] and spectrum["frames"] > 50 and wave["frames"] == 0
    sizes = [row["samples"] + row["frames"] * row["bins"] for row in head["rows"]]
    assert len(rest) == sum(sizes)
    first = np.frombuffer(rest, np.int8, notes["samples"]).astype(float)
    again = np.sign(first) * (256 ** (np.abs(first) / 127) - 1) / 255
    assert np.abs(again - sound / 4).max() < 0.03
    picture = np.frombuffer(rest, np.uint8, spectrum["frames"] * spectrum["bins"], sizes[0] + spectrum["samples"])
    loudest = picture.reshape(spectrum["frames"], spectrum["bins"]).mean(0).argmax()
    assert abs(loudest - 440 / (RATE / 768) / 2) <= 1


def test_figures_have_a_bar_for_each() -> None:
    figure = wrong({"notes": 0.3, "spectrum": 0.06, "samples": 0.0001}, LIGHT)
    assert list(figure.data[0].y) == [300, 60, 0.1] and figure.layout.yaxis.type == "log"
    told = bars({"real": {"in_tune": 1.0}, "made": {"in_tune": 0.5}}, LIGHT)
    assert [bar.name for bar in told.data] == ["real", "made"]
    assert joined(np.ones(2), np.zeros(1)).tolist() == [1, 1, 0]
