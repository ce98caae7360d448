"""Films of the diffusion lesson: how they begin, how they end, and what they do not leave out."""

import numpy as np
import pytest

from core.models.diffusion import Denoiser
from core.studies import diffusion_digits, diffusion_films, diffusion_points
from core.studies.diffusion_films import Asked


@pytest.mark.parametrize("steps", [1, 7, 200])
def test_a_film_goes_from_noise_to_no_noise_in_a_few_frames(steps: int) -> None:
    way = diffusion_films.walk(
        Denoiser(diffusion_points.config("ring", "diffusion")), Asked(steps=steps), np.zeros((5, 2))
    )
    assert (way.levels[0], way.levels[-1], way.steps[0], way.steps[-1]) == (1.0, 0.0, 0, steps)
    assert way.frames.shape == way.beliefs.shape == (min(diffusion_films.FRAMES, steps + 1), 5, 2)


def test_a_film_of_drowning_examples_ends_with_the_examples() -> None:
    real = np.array([[0.5, -0.25]])
    model = Denoiser(diffusion_points.config("ring", "diffusion"))
    way = diffusion_films.walk(model, Asked(steps=4, forwards=True), real)
    assert np.array_equal(way.frames[-1], real.astype(np.float32)) and not np.allclose(way.frames[0], real)


def test_the_field_has_an_arrow_for_each_place_in_each_frame() -> None:
    model = Denoiser(diffusion_points.config("ring", "diffusion"))
    made = diffusion_films.cloud(model, "ring", Asked(steps=2))
    G = diffusion_films.GRID
    assert made.field.shape == (3, G, G, 2) and len(made.hits) == 3 and not made.right
    assert diffusion_films.places()[0].tolist() == diffusion_films.places().min(axis=0).tolist()  # rows from the bottom


def test_real_digits_are_read_as_what_they_are() -> None:
    model = Denoiser(diffusion_digits.network("diffusion"))
    made = diffusion_films.digits(model, None, Asked(steps=1, forwards=True))
    assert made.right >= 18 and made.way.frames.shape == (2, diffusion_films.DIGITS, 64)
