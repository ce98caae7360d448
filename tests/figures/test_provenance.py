"""The pictures of provenance and of collapse build, name their axes, and hold their ranges."""

import numpy as np

from core.figures import collapse, provenance
from core.figures.palette import LIGHT
from core.studies.influential_sentences import LeftOut
from core.studies.membership_inference import Compared
from core.studies.unlearned_author import MODELS


def titles(figure) -> tuple[str, str]:
    return figure.layout.xaxis.title.text or "", figure.layout.yaxis.title.text or ""


def test_the_bars_of_influence_keep_their_order_and_their_axis() -> None:
    figure = provenance.moved([("a b", 4.0), ("c d", 2.0)], [True, False], LIGHT)
    assert figure.layout.yaxis.categoryarray == ("c d", "a b") and figure.layout.xaxis.range == (0, 1.05)
    assert [bar.x[0] for bar in figure.data] == [1.0, 0.5]
    assert provenance.moved([], [], LIGHT).data == ()


def test_the_rest_builds_with_axis_titles() -> None:
    rows = [LeftOut(name, 2.0) for name in ("nothing", "top ten", "random ten", "random ten")]
    ways = {"a": "A", "b": "B", "c": "C"}
    shares = {"x": 1.0, "y": 0.5}
    figures = (
        provenance.without(rows, LIGHT),
        provenance.members({"read": np.ones(5), "other": np.array([9.0, 2])}, 10.7, LIGHT),
        provenance.told_apart([Compared(0, None, {"k": 0.5})], ["k"], 10, LIGHT),
        provenance.what_is_left(dict.fromkeys(MODELS, shares), ["x", "y"], LIGHT),
        collapse.over_generations({0: {"a": 1, "b": 1, "c": 1}}, ways, LIGHT, title="t", highest=2, last=5, at=3),
    )
    assert all(titles(figure)[1] for figure in figures)
    assert len(figures[3].data) == len(MODELS)
    assert figures[1].layout.xaxis.range == provenance.LOSSES  # also where a sentence lies beyond


def test_places_travel_as_the_browser_counts() -> None:
    piece = {"start": 1, "end": 3, "words": 1, "count": 0, "told": []}
    assert provenance.sources_payload({"text": "🙂ab", "pieces": [piece], "sentences": []})["pieces"][0]["start"] == 2
