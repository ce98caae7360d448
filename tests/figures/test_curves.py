"""Figures compute nothing, so they are asked only to build, to name their axes, and to bear having nothing to show."""

import re

import pytest

from core.figures import curves, drawing
from core.figures.palette import DARK, LIGHT
from core.measure.text import Written
from core.training.events import Measured, Step
from pages.kit.components import ASSETS

STEPS = [Step(1, 6.9), Step(2, 5.0)]
MEASURED = [Measured(0, 6.9, 0.1, None, 0.0, {"once": 0.0}), Measured(2, 5.0, 0.9, 0.5, 0.4, {"once": 0.1})]


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_curves_show_their_numbers_and_name_their_axes(colours) -> None:
    losses = curves.losses({"a": STEPS, "b": STEPS}, colours)
    assert [list(trace.y) for trace in losses.data] == [[6.9, 5.0]] * 2
    assert len({trace.line.dash for trace in losses.data}) == 2  # never by colour alone
    shares = curves.shares(MEASURED, colours)
    assert [list(trace.y) for trace in shares.data] == [[0.1, 0.9], [0.5], [0.0, 0.4]]
    recall = curves.recall({"Muon": MEASURED[1].recall or {}, "AdamW": {}}, colours)
    recalled = curves.recalled({"Muon": MEASURED, "AdamW": MEASURED[:1]}, colours)
    assert [list(trace.y) for trace in recalled.data] == [[0.0, 0.4], [0.0]]
    assert len({trace.line.dash for trace in recalled.data}) == 2
    for figure in (losses, shares, recall, recalled):
        assert figure.layout.xaxis.title.text and figure.layout.yaxis.title.text


def test_a_share_has_the_hue_and_the_mark_that_it_has_in_the_living_picture() -> None:
    """assets/components/learning.js: name: [words, hue, mark]."""
    source = (ASSETS / "learning.js").read_text(encoding="utf-8")
    there = dict(re.findall(r'^  \w+: \["(\w+)", ("\w+", "\w+")\],$', source, re.MULTILINE))
    shares = curves.shares(MEASURED, LIGHT).data
    assert list(there) == list(curves.SHARES)
    for trace, (hue, mark) in zip(shares, (re.findall(r"\w+", said) for said in there.values()), strict=True):
        assert (trace.line.color, trace.marker.symbol.removesuffix("-up")) == (getattr(LIGHT, hue), mark)


def test_nothing_to_show_is_said() -> None:
    assert curves.losses({}, LIGHT).layout.annotations[0].text
    assert curves.shares([], LIGHT).layout.annotations[0].text


def test_a_text_without_claims_has_no_bar_for_truth() -> None:
    written = {0.3: Written(("x",), 4, 1.0, 2, 0.5), 2.0: Written(("y",), 4, 0.25, 0, None)}
    truth = drawing.shares_by_temperature(written, LIGHT).data[1]
    assert list(truth.y) == [0.5, None] and list(truth.text) == ["50%", "none made"]


def test_kept_tokens_are_shown_on_their_places() -> None:
    figure = drawing.kept_tokens([3, 700], [" the", " old"], 1024, LIGHT)
    assert 10 ** figure.layout.annotations[0].y == pytest.approx(figure.layout.shapes[0].y0)  # on a logarithmic axis
    assert list(figure.data[0].y) == [3, 700] and figure.layout.yaxis.type == "log"
    assert list(figure.layout.xaxis.ticktext) == ["the", "old"]
