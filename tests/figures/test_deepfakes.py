"""The figures on deepfakes build from facts, with titles, also where there is little to show."""

from core.figures import deepfakes
from core.figures.palette import LIGHT


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
    rows = [{"updates": 0, "old": 0.5, "new": 0.5}, {"updates": 40, "old": 0.9, "new": 0.6}]
    old, new = deepfakes.retrained(rows, 600, LIGHT).data
    assert list(old.y) == [0.5, 0.9] and list(new.y) == [0.5, 0.6] and old.line.dash != new.line.dash
