import numpy as np
import pytest

from core.data.points import CENTRES, SHAPES, SPREAD, draw, sent


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if shape != "drawn"])
def test_a_shape_fills_the_square_and_stays_in_it(shape: str) -> None:
    points = draw(shape, 4_000, np.random.default_rng(1))
    assert points.shape == (4_000, 2)
    assert 0.6 < np.abs(points).max() < 1.05
    assert np.array_equal(points, draw(shape, 4_000, np.random.default_rng(1)))


@pytest.mark.parametrize("shape", CENTRES)
def test_every_mode_gets_its_share(shape: str) -> None:
    centres = CENTRES[shape]()
    points = draw(shape, 10_000, np.random.default_rng(2))
    distances = np.linalg.norm(points[:, None] - centres, axis=-1)
    shares = np.bincount(distances.argmin(1), minlength=len(centres)) / len(points)
    assert np.allclose(shares, 1 / len(centres), atol=0.015)
    assert abs(float(np.sqrt((distances.min(1) ** 2).mean() / 2)) / SPREAD - 1) < 0.05


def test_own_points_come_again_near_where_they_were_drawn() -> None:
    points = draw("drawn", 100, np.random.default_rng(3), np.array([[0.5, -0.5]]))
    assert np.linalg.norm(points.mean(0) - [0.5, -0.5]) < 0.02
    with pytest.raises(ValueError, match="Draw some points"):
        draw("drawn", 5, np.random.default_rng(0))


def test_an_unknown_shape_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="'blob'"):
        draw("blob", 5, np.random.default_rng(0))


@pytest.mark.parametrize("drawn", [None, "x", [[1]], [[0, 2]], [[0, "1"]], [[0, 0]] * 9, [[0, True]], [5]])
def test_what_is_no_list_of_points_is_no_points(drawn: object) -> None:
    assert sent(drawn, most=8, edge=1) == []


def test_points_that_were_drawn_arrive() -> None:
    assert sent([[0.5, -1], [0, 0]], most=8) == [[0.5, -1], [0, 0]]
