"""The diffusion lesson: what a browser sends, and what is said of measurements and words."""

import pytest

from core.figures.palette import LIGHT
from core.lessons import lesson
from core.studies.diffusion_measured import Decided
from pages.images.diffusion import denoising, exhibits, films
from pages.kit.exhibit import drawn


@pytest.mark.parametrize("sent", [None, "x", [[1]], [[0, 2]], [[0, "1"]], [[0, 0]] * 9, [[0, True]], [5]])
def test_what_is_no_list_of_points_is_no_points(sent: object) -> None:
    assert denoising.sent_points(sent, most=8) == []


def test_points_that_were_drawn_arrive() -> None:
    assert denoising.sent_points([[0.5, -1], [0, 0]], most=8) == [[0.5, -1], [0, 0]]


def test_when_it_was_decided_is_read_off_the_first_level_that_reaches_it() -> None:
    rows = [Decided(level, share, share) for level, share in ((1.0, 0.1), (0.7, 0.55), (0.5, 0.92), (0.0, 1.0))]
    said = exhibits.decided(lesson("diffusion"), rows, LIGHT, drawn()).says
    assert "noise level of 70%" in said and "at 50% in nine of ten" in said


def test_words_that_nobody_taught_get_one_sentence() -> None:
    read, troubles = films.understood(lesson("diffusion"), "smiling glasses " + " ".join(f"word{i}" for i in range(30)))
    assert read.words == ("smiling", "glasses") and len(troubles) == 2 and len(troubles[0]) < 400
    assert films.understood(lesson("diffusion"), "")[1] == []
