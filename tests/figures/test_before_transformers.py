"""The figures of /before_transformers are built, of whole facts and of those of a beginning."""

import numpy as np

from core.figures import before_transformers as figures
from core.figures.palette import DARK, LIGHT
from core.measure.word_counts import Counted


def test_a_bar_for_each_rung_and_none_that_is_longer_than_the_first() -> None:
    figure = figures.ladder(Counted("a b a b c".split()).ladder(["c", "a", "b"]), LIGHT)
    (bars,) = figure.data
    assert bars.x == (3, 3, 1) and bars.y == (1, 2, 3) and "nowhere" in bars.text[2]


def test_a_state_is_drawn_by_its_most_changed_numbers() -> None:
    grid = np.random.default_rng(0).normal(size=(12, 90))
    for difference in (True, False):
        (drawn,) = figures.states(np.abs(grid) if difference else grid, "she reads on", 1, difference, DARK).data
        assert np.shape(drawn.z) == (figures.FEW, 12)
    assert not np.isnan(figures.states(np.zeros((2, 3)), "ab", 1, True, LIGHT).data[0].z).any()


def test_a_race_that_has_just_begun_has_no_level_line() -> None:
    lines = {name: [(0, 50.0)] for name in ("rnn", "lstm", "transformer")}
    assert len(figures.race(lines, None, LIGHT).data) == 3 and len(figures.race(lines, 1.7, LIGHT).data) == 4


def test_bars_of_states_follow_each_other_and_blocks_are_for_all() -> None:
    states, *blocks = figures.waiting({"states": [0, 1e-6, 3e-6], "blocks": [0, 2e-6, 4e-6]}, LIGHT).data
    assert states.base == (0, 1) and states.x == (1, 2)
    assert [block.base for block in blocks] == [(0, 0), (2, 2)]


def test_the_other_figures_have_titles_on_both_axes() -> None:
    shares = {"transformer": 1.0, "gru": 0.5}
    times = {
        16: {"steps": 1e-3, "layer": 1e-3, "transformer": 1e-3},
        32: {"steps": 2e-3, "layer": 1e-3, "transformer": 1e-3},
    }
    for figure in (
        figures.passes(times, LIGHT), figures.cost({16: {"state": 1e-4, "cache": 2e-4, "again": 1e-3}}, LIGHT),
        figures.copying({10: shares, 40: shares}, LIGHT), figures.evidence({"one": [1, 0.5]}, LIGHT),
        figures.echo({"rnn": [1.0, 0.0, -1e-9]}, LIGHT),
    ):  # fmt: skip
        assert figure.layout.xaxis.title.text and figure.layout.yaxis.title.text
