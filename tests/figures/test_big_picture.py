"""The pictures of /big_picture: what travels to the three rings, and figures that say what their axes are."""

import json

import numpy as np

from core.data.milestones import milestones
from core.figures.big_picture import adapted, named_right, nested_payload, over_examples, timeline
from core.figures.palette import LIGHT


def test_what_travels_to_the_rings_is_plain_and_small() -> None:
    given, made = np.linspace(0, 1, 64, dtype=np.float32), np.zeros((6, 64), np.float32)
    rules = [{"says": "a hole: 0", "decides": True}]
    told = nested_payload(given, rules, 0, [0.1] * 10, 3, made)
    assert json.loads(json.dumps(told)) == told
    assert told["given"][0] == 0 and told["given"][-1] == 255 and len(told["made"]) == 6


def test_bars_and_lines_have_titles_and_more_than_colour() -> None:
    bars = adapted({"read": {"sort": 0.5}, "dice": {"sort": 0.1}}, LIGHT).to_dict()
    assert [one["marker"]["pattern"]["shape"] for one in bars["data"]] == ["", "/"]
    lines = over_examples({"read": {0: 0.0, 4: 0.5}, "dice": {0: 0.0, 4: 0.1}}, LIGHT).to_dict()
    assert lines["layout"]["xaxis"]["title"]["text"] and lines["layout"]["yaxis"]["title"]["text"]
    assert len({one["line"]["dash"] for one in lines["data"]}) == 2
    shares = named_right({"rules": 0.5, "classifier": 0.98}, LIGHT).to_dict()
    assert shares["data"][0]["text"] == ["50%", "98%"]


def test_the_chosen_idea_is_filled_alone() -> None:
    years = {one.key: one.year for one in milestones()}
    (dots,) = timeline(years, "gan", LIGHT).to_dict()["data"]
    assert [name for name, symbol in zip(years, dots["marker"]["symbol"], strict=True) if symbol == "circle"] == ["gan"]
