"""The diffusion lesson: what is said of measurements and words."""

import pytest

from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.lessons import lesson
from core.studies import diffusion_digits, diffusion_faces
from core.studies.diffusion_films import Asked
from core.studies.diffusion_measured import Decided
from pages.images.diffusion import exhibits, films
from pages.kit.studies import study


def test_when_it_was_decided_is_read_off_the_first_level_that_reaches_it() -> None:
    rows = [Decided(level, share, share) for level, share in ((1.0, 0.1), (0.7, 0.55), (0.5, 0.92), (0.0, 1.0))]
    said = exhibits.decided(lesson("diffusion"), rows, LIGHT, drawn()).says
    assert "noise level of 70%" in said and "at 50% in nine out of ten" in said


def test_words_that_nobody_taught_get_one_sentence() -> None:
    read, troubles = films.understood(lesson("diffusion"), "smiling glasses " + " ".join(f"word{i}" for i in range(30)))
    assert read.words == ("smiling", "glasses") and len(troubles) == 2 and len(troubles[0]) < 400
    assert films.understood(lesson("diffusion"), "")[1] == []


@pytest.mark.parametrize(("steps", "told"), [(50, "film.digits"), (1, "film.no digits")])
def test_the_first_picture_shows_digits_and_a_single_step_does_not_pass_for_one(steps: int, told: str) -> None:
    """The judge names every picture of the single step as asked."""
    of = study(diffusion_digits.learn, kind="diffusion")
    film = films.digits_film(lesson("diffusion"), of, films.saved(of)[-1], 2, Asked("ddim", steps, 1.0))
    assert told in film.told and film.told[told]["right"] >= 18


@pytest.mark.parametrize(("steps", "clear"), [(50, True), (1, False)])
def test_a_face_that_no_drawing_is_near_to_counts_for_no_word(steps: int, clear: bool) -> None:
    of = study(diffusion_faces.learn)
    film = films.faces_film(
        lesson("diffusion"), of, films.saved(of)[-1], ("sad", "glasses"), Asked("euler", steps, 1.0)
    )
    assert (film.told["film.faces"]["right"] >= 8) == clear
    assert (film.told.get("film.unclear", {"unclear": 0})["unclear"] >= 8) != clear
