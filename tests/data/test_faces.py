import numpy as np
import pytest

from core.data.faces import FACTORS, NAMES, SIDE, draw, face, faces


def test_faces_are_pictures_of_ink_with_their_factors_in_range() -> None:
    some = faces(600, 3)
    assert some.images.shape == (600, SIDE * SIDE) and some.factors.shape == (600, len(NAMES)) and len(some) == 600
    assert some.images.dtype == np.float32 and some.images.min() >= 0 and some.images.max() <= 1
    for column, factor in zip(some.factors.T, FACTORS.values(), strict=True):
        assert factor.low <= column.min() < column.max() <= factor.high


def test_the_same_seed_draws_the_same_faces_and_nobody_can_change_them() -> None:
    assert (faces.__wrapped__(40, 1).images == faces.__wrapped__(40, 1).images).all()
    assert (faces(40, 1).images != faces(40, 2).images).any()
    with pytest.raises(ValueError, match="read-only"):
        faces(40, 1).images[0] = 0


def test_a_third_are_each_of_the_two_people_and_half_wear_glasses() -> None:
    factors = dict(zip(NAMES, faces(3000, 0).factors.T, strict=True))
    who, glasses = factors["identity"], factors["glasses"]
    assert all(0.3 < share < 0.37 for share in ((who == 0).mean(), (who == 1).mean(), ((who > 0) & (who < 1)).mean()))
    assert set(glasses.tolist()) == {0.0, 1.0} and 0.45 < glasses.mean() < 0.55


@pytest.mark.parametrize("name", NAMES)
def test_every_factor_can_be_seen_and_is_smooth(name: str) -> None:
    low, high = FACTORS[name].low, FACTORS[name].high
    path = draw(np.stack([face(**{name: value}) for value in np.linspace(low, high, 41)]))
    steps = np.abs(np.diff(path, axis=0)).mean(1)
    assert np.abs(path[-1] - path[0]).mean() > 0.008
    assert steps.max() < 0.2 * np.abs(np.diff(path, axis=0)).sum(0).mean()  # no jump holds a fifth of the way


def test_faces_straight_ahead_are_symmetric_where_they_should_be() -> None:
    bombo = draw(face()).reshape(SIDE, SIDE)
    assert np.abs(bombo - bombo[:, ::-1]).max() < 1e-5
    left, right = (draw(face(tilt=lean, light=lean, gaze=lean)).reshape(SIDE, SIDE) for lean in (-1, 1))
    assert np.abs(left - right[:, ::-1]).max() < 1e-5


def test_light_falls_from_its_side() -> None:
    lit = draw(face(light=1)).reshape(SIDE, SIDE)
    assert lit[:, : SIDE // 2].sum() > lit[:, SIDE // 2 :].sum()


def test_draw_keeps_the_shape_and_says_what_is_missing() -> None:
    assert draw(np.zeros((2, 3, 7))).shape == (2, 3, SIDE * SIDE)
    with pytest.raises(ValueError, match="7 factors.*; 2 came"):
        draw(np.zeros(2))
    with pytest.raises(ValueError, match="no 'beard'"):
        face(beard=1)
