"""The pictures of the lesson on hallucination: they build, have their axes, and show what they were given."""

import re

import numpy as np
import pytest

from core.figures import trust
from core.figures.palette import DARK, LIGHT
from core.lessons import head
from core.measure.asking import Answer, Asked
from core.measure.confidence import abstaining, calibration
from core.studies.capacity import Held
from core.studies.recall_by_tellings import Heated
from core.studies.told_once import WRITTEN, Foretold, trade_off
from core.tables import as_row, with_heads
from core.training.run import STUDIES, Run
from core.training.study import Study

ASKED = Asked("Mira lives in", "Mira", "home", (
    Answer("Milford", 0.6, "true", 3), Answer("Tesdale", 0.3, "false", 0), Answer("Kivholm", 0.001, "false", 1),
))  # fmt: skip


def test_answers_say_truth_and_tellings_without_colour() -> None:
    figure = trust.answers(ASKED, LIGHT)
    assert {trace.name for trace in figure.data} == {"✓ true", "✗ false"}
    assert {text for trace in figure.data for text in trace.text} == {
        "60%, told 3 times",
        "30%, never told",
        "<1%, told once",
    }
    assert figure.layout.xaxis.title.text == "chance of “Mira lives in …”"


def test_axes_keep_their_place() -> None:
    sure, right = np.array([0.2, 0.9]), np.array([0, 1])
    rows = [record.values for record in trade_off()]
    for figure in (
        trust.calibration(calibration(sure, right), DARK),
        trust.scores({"−1": abstaining(sure, right, 1.0)}, DARK),
        trust.trade_off(rows, 0.3, DARK),
        trust.by_group({"right": {"once": 0.2, "never": None}}, DARK, "told"),
        trust.foretold([Foretold(1.0, 0.1, 0.1, 0.05, 0.03)], DARK),
    ):
        assert figure.layout.yaxis.range is not None and figure.data


def test_whatever_is_called_a_bound_lies_below_what_was_invented() -> None:
    """In every row of the record that came with the app. What was invented is a share of sentences that were thrown by dice:
    three standard errors of it are allowed for."""
    rows = [record.values for record in Run(STUDIES / Study("told_once.trade_off").key).records()]
    assert len(rows) == 21
    lines = {trace.name: list(trace.y) for trace in trust.trade_off(rows, 0.3, LIGHT).data}
    columns = {
        name: [row[name] for row in with_heads([as_row(row) for row in rows])] for name in map(head, as_row(rows[0]))
    }
    allowed = 3 * (0.5 * 0.5 / WRITTEN) ** 0.5
    for name, values in [*lines.items(), *columns.items()]:
        if re.search(r"bound|least|must", name):
            for row, value in zip(rows, values, strict=True):
                assert value <= row.invented + allowed, f"{name} at {row.share}"
    difference = "told once minus miscalibration"
    for found in (lines[difference], columns[difference]):
        assert found == pytest.approx([row.told_once - row.miscalibration for row in rows], abs=1e-5)


def test_the_pictures_of_the_second_page_hold_what_they_were_given() -> None:
    curve = abstaining(np.array([0.2, 0.6, 0.9]), np.array([0, 1, 1]), 0.0)
    risk = trust.risk(curve, 0.5, LIGHT)
    assert list(risk.data[0].x)[0] == 1.0 and list(risk.data[1].y) == [0.0]
    heats = [Heated(t, "once", 0.0, t / 2, 0.0) for t in (0.5, 1.0)]
    lines = trust.by_temperature(heats, {"once": "told once"}, 1.0, DARK)
    assert list(lines.data[0].y) == [0.25, 0.5] and lines.layout.yaxis.range is not None
    held = [Held(210.0, 100, 2.1, 0.9), Held(220.0, 100, 2.2, 0.5)]
    assert list(trust.held(held[:1], LIGHT, live=held[1]).data[1].marker.symbol) == ["circle", "star"]
    assert list(trust.filled({50: held[0], 99: held[1]}, LIGHT).data[0].y) == [600, 1_188]
    assert list(trust.while_it_learns({3: 0.4}, 0.01, DARK).data[0].y) == [0.4]
