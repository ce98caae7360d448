"""The transformer goes on where somebody's half of a picture ends, and never touches what was given."""

import numpy as np
import pytest
import torch

from core.data.digits import digits
from core.measure.images import judge
from core.measure.pixel_drawing import ENDINGS, Drawing, drawn
from core.models.pixels import LEVELS
from core.models.transformer import Transformer
from core.studies.pixel_transformer import config


@pytest.fixture(scope="module")
def model() -> Transformer:
    torch.manual_seed(0)
    return Transformer(config(named=True)).eval().requires_grad_(False)


def test_what_is_given_stays_and_the_dice_do_the_rest(model: Transformer) -> None:
    held_out = digits()[1]
    found = drawn(model, 4, 7, None, 0)
    assert found.levels.shape == (ENDINGS, 64) and found.chances.shape == (ENDINGS, 64, LEVELS)
    assert (found.levels[:, :32] == np.rint(held_out.images[7, :32] * (LEVELS - 1))).all()
    assert (found.given, found.truth, found.asked) == (32, held_out.labels[7], None)
    assert len(np.unique(found.levels, axis=0)) == ENDINGS  # each picture has dice of its own
    assert np.array_equal(found.levels, drawn(model, 4, 7 + len(held_out), None, 0).levels)
    assert not np.array_equal(found.levels, drawn(model, 4, 7, None, 1).levels)


def test_a_digit_may_be_asked_for_only_where_no_row_is_given(model: Transformer) -> None:
    asked, given = drawn(model, 0, 0, 3, 0), drawn(model, 1, 0, 3, 0)
    assert (asked.given, asked.truth, asked.asked) == (0, None, 3)
    assert (given.given, given.asked) == (8, None) and given.truth is not None


def test_a_drawing_tells_its_first_picture_pixel_by_pixel() -> None:
    levels, chances = np.zeros((2, 64), np.uint8), np.zeros((2, 64, LEVELS), np.uint8)
    levels[0, 9], chances[0, 9, 5] = 16, 102
    drawing = Drawing(levels, chances, 10, 1, None)
    pixels = drawing.first()
    one = pixels[9]
    assert (one.row, one.column, one.given, one.level, one.likeliest, one.chance) == (2, 2, True, 16, 5, 0.4)
    assert sum(pixel.given for pixel in pixels) == 10 and len(pixels) == 64
    assert drawing.images.max() == 1 and list(drawing.named()) == judge().named(drawing.images).tolist()
