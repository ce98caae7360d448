"""A plane through weights: right angles, places there and back, and directions with the rows' own lengths."""

import numpy as np
import pytest

from core.measure import landscape

TABLES = {"a": np.arange(6.0, dtype=np.float32).reshape(2, 3) + 1, "norm": np.ones(4, dtype=np.float32)}


def moments(seed: int = 0, count: int = 5) -> list[np.ndarray]:
    rng = np.random.default_rng(seed)
    return [rng.standard_normal(40).astype(np.float32) for _ in range(count)]


def test_tables_make_a_line_and_the_line_the_tables() -> None:
    line = landscape.in_a_line(TABLES)
    again = landscape.as_tables(line, TABLES)
    assert line.shape == (10,) and all(np.array_equal(again[name], table) for name, table in TABLES.items())


def test_the_plane_of_a_path_leads_right_to_its_beginning_and_has_right_angles() -> None:
    path = moments()
    plane = landscape.plane_of_path(path)
    assert plane.of(path[0]) == pytest.approx((1, 0), abs=1e-5) and plane.of(path[-1]) == (0, 0)
    assert plane.right @ plane.up == pytest.approx(0, abs=1e-5)
    assert np.linalg.norm(plane.right) == pytest.approx(1) and np.linalg.norm(plane.up) == pytest.approx(1)
    assert np.allclose(plane.at(1, 0), path[0], atol=1e-5)
    assert plane.of(plane.at(0.3, -0.7)) == pytest.approx((0.3, -0.7), abs=1e-5)


def test_a_path_of_three_moments_lies_in_its_plane_and_a_longer_one_only_partly() -> None:
    few, many = moments(count=3), moments(count=9)
    assert landscape.share_in_plane(landscape.plane_of_path(few), few) == pytest.approx(1, abs=1e-4)
    assert 0.2 < landscape.share_in_plane(landscape.plane_of_path(many), many) < 0.95


def test_no_other_direction_upwards_shows_more_of_the_path() -> None:
    path = moments(count=9)
    plane = landscape.plane_of_path(path)
    shown = landscape.share_in_plane(plane, path)
    for seed in range(20):
        other = landscape.plane_of_noise({"a": path[-1].reshape(8, 5)}, plane.way, seed)
        up = landscape._upright(other.up, plane.right)
        assert landscape.share_in_plane(landscape.Plane(plane.here, plane.right, up, plane.way), path) <= shown + 1e-5


def test_a_straight_path_still_has_two_directions() -> None:
    plane = landscape.plane_of_path([np.full(6, 2.0, np.float32), np.full(6, 1.0, np.float32)])
    assert np.isfinite(plane.up).all() and plane.right @ plane.up == pytest.approx(0, abs=1e-5)


def test_random_rows_are_as_long_as_the_weights_own_and_norms_stay() -> None:
    noise = landscape.as_tables(landscape.random_direction(TABLES, 3), TABLES)
    assert np.allclose(np.linalg.norm(noise["a"], axis=1), np.linalg.norm(TABLES["a"], axis=1), rtol=1e-5)
    assert not noise["norm"].any()
    assert not np.array_equal(noise["a"], landscape.as_tables(landscape.random_direction(TABLES, 4), TABLES)["a"])
