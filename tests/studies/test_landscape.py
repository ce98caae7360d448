"""The ground around a run: coarse first, the path with its true losses, and what cannot be read is refused."""

from itertools import islice

import pytest

from core.opened.model import shipped
from core.problems import Problem
from core.studies import landscape
from core.studies.landscape import REACH, SIDE, STRIDES, Off, places, steeper


def test_the_first_places_span_the_whole_plane_and_each_comes_once() -> None:
    order = places()
    coarse = order[: len(range(0, SIDE, STRIDES[0])) ** 2]
    assert {abs(one) for one in (coarse[0][0], coarse[0][1], coarse[-1][0], coarse[-1][1])} == {REACH}
    assert len(order) == len(set(order)) == SIDE**2


def test_the_path_begins_a_way_off_and_ends_at_the_trained_weights() -> None:
    steps = shipped().steps
    first = next(landscape.of_run(run="world", last=steps[-1])).values
    assert first.steps == steps and len(first.path) == len(steps) and 0.5 < first.shown <= 1
    began, trained = first.path[0], first.path[-1]
    assert (began.right, began.up) == pytest.approx((1, 0), abs=1e-3) and (trained.right, trained.up) == (0, 0)
    assert began.loss > 2 * trained.loss


def test_the_map_that_came_with_the_app_is_of_its_run_as_it_is() -> None:
    assert all(one["last"] == shipped().steps[-1] for many in landscape.SHIPPED.values() for one in many)


def test_the_ways_begin_at_one_loss_and_the_way_back_ends_where_training_began() -> None:
    last = shipped().steps[-1]
    offs = [record.values for record in landscape.ways_off(run="world", last=last)]
    path = next(landscape.of_run(run="world", last=last)).values.path
    assert offs[0].back == path[-1].loss and set(offs[0].random) == {offs[0].back}
    assert offs[-1].back == pytest.approx(path[0].loss, abs=0.01)


def test_random_directions_depend_on_the_seed_alone() -> None:
    last = shipped().steps[-1]
    one, again, other = (
        next(landscape.of_run(run="world", last=last, directions="random", seed=seed)).values for seed in (1, 1, 2)
    )
    assert one == again and one.places != other.places


@pytest.mark.parametrize("run, last", [("no such run", 750), ("world", 0)])
def test_a_run_without_two_moments_is_refused(run: str, last: int) -> None:
    with pytest.raises(Problem):
        next(islice(landscape.of_run(run=run, last=last), 1))


def test_other_directions_than_the_two_kinds_are_refused() -> None:
    with pytest.raises(ValueError, match="path or random"):
        next(landscape.of_run(run="world", last=750, directions="up"))


def test_steeper_compares_the_rises_at_half_a_way() -> None:
    def walked(back: float, random: float) -> list[Off]:
        return [Off(far, 1 + back * far, (1 + random * far,)) for far in landscape.DISTANCES]

    assert steeper(walked(1, 2)) == "random" and steeper(walked(2, 1)) == "back" and steeper(walked(1, 1.2)) == "same"
    assert steeper(walked(-1, 1)) == "random" and steeper(walked(1, -1)) == "back"
