"""Factors read off pictures by drawing: against faces whose factors are known."""

import numpy as np

from core.data.faces import NAMES, faces
from core.measure.face_factors import factors_of


def test_the_factors_of_drawn_faces_are_found_again() -> None:
    known = faces(24, seed=7)
    found, away = factors_of(known.images)
    wrong = np.abs(found - known.factors)
    assert np.median(wrong, axis=0).max() < 0.15 and away.max() < 0.1
    assert (found[:, NAMES.index("glasses")] == known.factors[:, NAMES.index("glasses")]).all()


def test_a_picture_that_is_no_face_is_far_from_every_drawing() -> None:
    _, away = factors_of(np.random.default_rng(0).random((3, 576)))
    assert away.min() > 0.25
