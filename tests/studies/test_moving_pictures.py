"""The makers of films: fair, deterministic, and what came with the app is what the lesson says."""

from itertools import islice

import numpy as np
import pytest
import torch

from core.data import films
from core.measure import moving_pictures as measure
from core.studies import moving_pictures as study
from core.studies.moving_pictures import Filmmakers, Learned
from core.training.events import Record
from core.training.run import STUDIES, Run
from core.training.study import Study

SHORT = {"rounds": ((60, 20), (40, 20)), "learned": 40, "makers": ("alone", "last", "two", "eight", "whole")}


@pytest.fixture(scope="module")
def short() -> list[Record[Learned]]:
    """A training of two short rounds."""
    return list(study.learn(seed=3, **SHORT))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def shipped() -> tuple[Learned, Filmmakers]:
    """What was measured at the end of the training that came with the app, and its makers."""
    run = Run(STUDIES / Study("moving_pictures.learn", {}).key)
    last = [record for record in run.records() if record.values][-1]
    values: Learned = last.values
    return values, Filmmakers.restored(run.arrays(last))


def test_all_makers_have_the_same_number_of_weights_within_a_twentieth(shipped: tuple[Learned, Filmmakers]) -> None:
    counts = {name: one.weights for name, one in shipped[0].makers.items()}
    middle = sum(counts.values()) / len(counts)
    assert all(abs(count / middle - 1) < 0.05 for count in counts.values()), counts
    assert {one.updates for one in shipped[0].makers.values()} == {sum(steps for _, steps in study.ROUNDS)}


def test_the_same_seed_gives_the_same_films(short: list[Record[Learned]]) -> None:
    again = next(record for record in study.learn(seed=3, **SHORT) if record.values)  # type: ignore[arg-type]
    first = next(record for record in short if record.values)
    assert first.arrays.keys() == again.arrays.keys() == {f"film.{name}" for name in study.MAKERS}
    assert all(np.array_equal(first.arrays[name], again.arrays[name]) for name in first.arrays)


def test_it_tells_how_far_it_is_and_keeps_films_first_and_weights_last(short: list[Record[Learned]]) -> None:
    steps = [record.step for record in short]
    assert steps == sorted(steps) and steps[-1] == short[-1].total == 100 + 5 * 40
    found = [record for record in short if record.values]
    assert len(found) == 2
    assert all(one.speeds == () for one in found[0].values.makers.values())
    assert all(len(one.speeds) == len(study.SPEEDS) for one in found[1].values.makers.values())
    assert found[0].arrays["film.whole"].shape == (films.FRAMES - study.GIVEN, films.SIDE, films.SIDE)


def test_weights_that_were_kept_make_the_films_that_were_measured(short: list[Record[Learned]]) -> None:
    ready = Filmmakers.restored(short[-1].arrays)
    scenes, true = study.stacked(films.films(study.TESTED, 3 + 1_000_000))
    rows = [i for i, scene in enumerate(scenes) if scene == "swing"]
    made = ready.films("whole", scenes, true, seed=3)[rows]  # with the same dice
    assert made.shape == true[rows].shape and np.array_equal(made[:, : study.GIVEN], true[rows][:, : study.GIVEN])
    found = short[-1].values.makers["whole"]
    far = measure.distance(made, true[rows], "swing")[:, study.GIVEN :].mean(0)
    assert np.allclose(far, found.distance["swing"], atol=0.1)  # weights were kept in half precision


def test_the_first_film_comes_early(short: list[Record[Learned]]) -> None:
    updates = [codec + len(study.MAKERS) * each for codec, each in study.ROUNDS]
    assert updates[0] < sum(updates) / 15
    assert next(record.step for record in short if record.values) == 60 + 5 * 20


def test_a_ball_that_nobody_asked_of_it_is_drawn_from_two_numbers(shipped: tuple[Learned, Filmmakers]) -> None:
    _, ready = shipped
    shown = study.shown(ready, "ball", 0.4, 0.7, ("two", "whole"))
    assert shown.true.shape == (films.FRAMES, films.SIDE, films.SIDE) and [*shown.made] == ["two", "whole"]
    assert all(np.all(off[: study.GIVEN] == 0) for off in shown.off.values())
    again = study.shown(ready, "ball", 0.4, 0.7, ("whole",))
    assert np.array_equal(again.made["whole"], shown.made["whole"])
    other = study.shown(ready, "ball", 0.4, 0.7, ("two",), seed=1)
    assert not np.array_equal(other.made["two"], shown.made["two"])


def test_a_moment_of_a_training_has_a_film_whatever_it_kept(short: list[Record[Learned]]) -> None:
    kept = [record.arrays for record in short if record.values]
    for arrays in kept:
        shown = study.seen_at(arrays, ("alone", "whole"))
        assert shown and shown.scene == "ball" and [*shown.made] == ["alone", "whole"]
    assert study.seen_at({}, ("whole",)) is None


def test_how_often_a_network_is_asked_is_counted(shipped: tuple[Learned, Filmmakers]) -> None:
    found, ready = shipped
    true = films.film("ball", 0.5, 0.5).pictures[None]
    for name, maker in ready.makers.items():
        calls: list[int] = []
        hook = maker.register_forward_hook(lambda *_, calls=calls: calls.append(1))
        ready.films(name, ["ball"], true)
        hook.remove()
        assert len(calls) == found.makers[name].evaluations, name


def test_hidden_balls_of_any_speed_have_one_code_so_the_last_picture_tells_nothing(
    shipped: tuple[Learned, Filmmakers],
) -> None:
    _, ready = shipped
    empty = films.behind(films.ground()[None])[0]
    slow, fast = (films.film("wall", 0.5, speed).pictures for speed in (0.0, 1.0))
    hidden = [one for film in (slow, fast) for one in film if np.allclose(one, empty)]
    codes = ready.codec.codes(np.stack(hidden)[None])[0]
    assert torch.allclose(codes, codes[:1].expand_as(codes), atol=1e-5)


def test_what_came_with_the_app_flickers_drifts_and_holds(shipped: tuple[Learned, Filmmakers]) -> None:
    found = shipped[0].makers
    alone, two, whole = (study.over_scenes(found[name].distance) for name in ("alone", "two", "whole"))
    assert min(found["alone"].flicker.values()) > 1.4
    assert two[-1] > 4 * two[0] and whole[-1] < 0.5 * two[-1] and alone[0] > 5 * two[0]
    assert found["last"].wall.right < 0.6 < 0.9 <= min(found["eight"].wall.right, found["whole"].wall.right)
    assert max(found["eight"].speeds[-1], found["whole"].speeds[-1]) < 0.8


def test_only_some_makers_may_be_taught() -> None:
    records = study.learn(seed=1, rounds=((10, 5),), learned=8, makers=("whole",))
    found = [record for record in islice(records, 20) if record.values]
    assert [*found[-1].values.makers] == ["whole"]
