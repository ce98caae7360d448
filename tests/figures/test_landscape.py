"""The pictures of the ground: also half measured, in both schemes, with nothing outside of them."""

import pytest

from core.figures import landscape as figures
from core.figures.palette import DARK, LIGHT, Palette
from core.studies.landscape import Ground, Off, Place, places
from core.studies.overfitting import Losses

PATH = (Place(1.0, 0.0, 7.0), Place(0.5, 0.4, 2.0), Place(0.0, 0.0, 0.8))


def measured(count: int) -> list[Ground]:
    found = tuple(Place(right, up, 0.8 + 10 * (right**2 + up**2)) for right, up in places()[:count])
    return [Ground(found[:8], PATH, (0, 10, 750), 0.9, 1000), Ground(found[8:])]


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=("light", "dark"))
@pytest.mark.parametrize("count", [8, 40, 289])
def test_the_map_caps_what_is_high_and_leaves_out_what_is_not_measured(count: int, colours: Palette) -> None:
    figure = figures.ground(measured(count), True, colours)
    heights = [one for row in figure.data[0].z for one in row if one is not None]
    assert len(heights) == count and max(heights) <= figures.ABOVE * 7.0
    path, began, trained = figure.data[1:]
    assert (began.x[0], began.y[0]) == (1.0, 0.0) and (trained.x[0], trained.y[0]) == (0.0, 0.0) and len(path.x) == 3


def test_a_plane_of_noise_has_no_path_on_it() -> None:
    assert [trace.type for trace in figures.ground(measured(40), False, LIGHT).data] == ["contour", "scatter"]


def test_random_directions_have_one_name_and_the_way_back_its_own() -> None:
    figure = figures.ways_off([Off(0.0, 1, (1, 1)), Off(0.1, 1.1, (2, 3))], LIGHT)
    assert len(figure.data) == 3 and sum(trace.showlegend is not False for trace in figure.data) == 2


def test_the_line_stands_where_the_unread_pages_are_easiest() -> None:
    losses = [(25, Losses(3, 3)), (50, Losses(2, 2)), (75, Losses(1, 4))]
    assert figures.by_heart(losses, DARK).layout.shapes[0].x0 == 50
