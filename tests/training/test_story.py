from dataclasses import replace

from core.training.corpus import corpus
from core.training.events import Measured, Step
from core.training.story import came_first, faster, first_reached, lie, parted, steepest
from core.training.twins import one_letter_changed, twins
from tests.training.test_train import TINY


def test_what_was_reached_first_is_read_off_the_measurements() -> None:
    measured = [Measured(0, 5.0, 0.1, None, 0.0), Measured(10, 3.0, 0.95, 0.2, 0.3), Measured(20, 2.0, 0.97, 0.8, 0.93)]
    first = first_reached(measured, 0.9)
    assert (first.grammatical, first.recalled) == (10, 20)
    assert first_reached(measured[:1], 0.9).grammatical is None and first_reached([], 0.9).recalled is None


def test_what_a_run_never_reached_did_not_come_first() -> None:
    measured = [Measured(0, 5.0, 0.95, None, 0.0)]
    assert came_first(first_reached(measured, 0.9)) == "grammar"
    assert came_first(first_reached([], 0.9)) == "neither"
    assert faster({"a": None, "b": 3}) == "b" and faster({"a": 2, "b": 3}) == "a"
    assert faster({"a": 3, "b": 3}) == "both" and faster({"a": None, "b": None}) == "neither"


def test_two_curves_are_the_same_only_where_no_digit_differs() -> None:
    assert [lie(apart) for apart in (0.0, 1e-12, 0.01, 0.011)] == ["exact", "close", "close", "apart"]


def test_the_loss_fell_fastest_where_it_fell_by_most_a_step() -> None:
    assert steepest([Measured(step, loss) for step, loss in ((0, 7.0), (3, 6.9), (13, 3.0), (113, 1.0))]) == 13
    assert steepest([Measured(0, 2.0), Measured(5, 2.5)]) == 0 == steepest([])


def test_runs_part_by_their_largest_difference() -> None:
    one = [Step(1, 2.0), Step(2, 1.0)]
    other = [Step(1, 2.0), Step(2, 1.25)]
    assert parted({"a": one, "b": one, "c": other}) == {"b": 0.0, "c": 0.25}


def test_twins_fall_on_each_other_and_one_letter_parts_them() -> None:
    runs = twins(replace(TINY, steps=20), 6)
    apart = parted(runs)
    assert apart["again, same seed"] == 0.0 and apart["one letter changed"] > 0.0
    first, changed = runs["first"], runs["one letter changed"]
    assert [a.loss for a in first[:2]] == [b.loss for b in changed[:2]]  # the letter has not been read yet


def test_one_letter_is_one_letter() -> None:
    text = corpus(TINY.text)
    changed = one_letter_changed(text, 3)
    differing = [(a, b) for a, b in zip(text.text, changed.text, strict=True) if a != b]
    assert differing == [("a", "e")]
