"""Studies: repeated to the last digit, paused, changed in the middle, and taken up by another worker."""

from pathlib import Path

import numpy as np
import pytest
import torch

from core import files
from core.training import events as e
from core.training import slices, study
from core.training.run import Run
from core.training.slices import train_here, turn
from core.training.study import Going, Study
from tests.training import small_studies

COUNT = Study("small_studies.count", {"to": 5, "seed": 3})


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))
    monkeypatch.setattr(study, "PACKAGE", "tests.training")
    slices.going.clear()


def totals(run: Run) -> list[float]:
    return [record.values.total for record in run.records()]


def test_a_run_of_a_study_holds_what_the_generator_yields() -> None:
    run = Run.create(COUNT)
    train_here(run)
    there = list(small_studies.count(to=5, seed=3))
    assert run.status == "finished" and totals(run) == [record.values.total for record in there]
    for kept, record in zip(run.records(), there, strict=True):
        arrays = run.arrays(kept)
        assert arrays["path"].dtype == np.float16 and np.array_equal(arrays["path"], record.arrays["path"])
        assert kept.values.nothing is None


def test_what_it_found_is_read_as_the_type_that_it_says_or_not_at_all() -> None:
    run = Run.create(COUNT)
    train_here(run)
    assert {type(record.values) for record in run.records()} == {small_studies.Counted}
    assert Study.of(small_studies.count, "ada", to=5) == Study("small_studies.count", {"to": 5}, "ada")
    with pytest.raises(ValueError, match="size"):
        COUNT.typed([e.Record(0, 5, {"total": 1.0})])


@pytest.mark.parametrize("which", [COUNT, Study("small_studies.slow")])
def test_a_record_that_says_only_how_far_it_is_has_no_values(which: Study) -> None:
    run = Run.create(which)
    run.say(e.Record(1, 5))
    (record,) = run.records()
    assert not record.values and "done" not in record.values  # an experiment looks for what will come


def test_the_same_settings_are_one_study_and_other_settings_another() -> None:
    assert Run.create(COUNT).folder == Run.create(Study("small_studies.count", {"seed": 3, "to": 5})).folder
    assert Run.create(COUNT).folder != Run.create(Study("small_studies.count", {"to": 5, "seed": 4})).folder
    assert Study(COUNT.name, COUNT.settings, "ada").id != Study(COUNT.name, COUNT.settings, "ben").id != COUNT.id
    read = Run.create(Study(COUNT.name, COUNT.settings, "ada")).study
    assert read and read.private and read.owner == "ada" and not Run.create(COUNT).private


def test_it_pauses_where_it_is_asked_to() -> None:
    run = Run.create(COUNT)
    run.wish(until=2)
    assert turn(str(run.folder)) == "paused" and len(run.records()) == 2
    run.wish(until=3)
    assert turn(str(run.folder)) == "paused" and len(run.records()) == 3
    assert turn(str(run.folder)) == "finished" and len(run.records()) == 5


def test_another_worker_repeats_it_with_every_change_and_says_only_what_is_new() -> None:
    whole, interrupted = Run.create(COUNT), Run.create(Study(COUNT.name, COUNT.settings, "somebody"))
    for run in (whole, interrupted):
        run.wish(until=2)
        turn(str(run.folder))
        run.wish(change={"size": 10.0}, until=4)
        if run is interrupted:
            slices.going.clear()  # another worker knows nothing of it
        turn(str(run.folder))
        if run is interrupted:
            slices.going.clear()
        turn(str(run.folder))
    assert totals(whole) == totals(interrupted) and len(totals(whole)) == 5
    assert [record.values.size for record in whole.records()] == [1, 1, 10, 10, 10]


def test_a_turn_ends_after_its_time_and_the_next_one_goes_on() -> None:
    run = Run.create(COUNT)
    for count in (1, 2, 3):
        assert turn(str(run.folder), seconds=0.0) == "training" and len(run.records()) == count
    run.wish(do="stop")
    assert turn(str(run.folder)) == "stopped" and len(run.records()) == 3


def test_a_study_that_refuses_says_why() -> None:
    run = Run.create(Study("small_studies.refuses"))
    train_here(run)
    failed = run.last(e.Failed)
    assert isinstance(failed, e.Failed) and str(failed.reason) == "This cannot be studied."


def test_a_study_that_ran_away_ends_with_a_sentence_and_keeps_what_it_found() -> None:
    run = Run.create(Study("small_studies.runs_away"))
    train_here(run)
    failed = run.last(e.Failed)
    assert isinstance(failed, e.Failed) and str(failed.reason).startswith("The training ran away")
    assert [record.values.total for record in Run(run.folder).records()] == [1.0]


@pytest.mark.parametrize("name", ["small_studies.nothing", "nowhere.count", "small_studies.no_study"])
def test_there_is_no_such_study(name: str) -> None:
    with pytest.raises(ValueError, match="study"):
        Study(name).function()


@pytest.mark.parametrize("name", ["os.system", "../x.y", "a", "small_studies.count; x"])
def test_a_hostile_name_runs_nothing(name: str) -> None:
    with pytest.raises(ValueError, match="study"):
        Study(name).function()


def test_unknown_settings_are_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="does not know these settings"):
        Going(Study("small_studies.count", {"towards": 5}))


def test_a_study_that_is_left_in_the_middle_leaves_gradients_on_for_the_next() -> None:
    going = Going(Study("small_studies.without_gradients"))
    assert going.next([]) and torch.is_grad_enabled() and not torch.is_inference_mode_enabled()
    del going
    assert torch.is_grad_enabled() and not torch.is_inference_mode_enabled()
    weight = torch.ones(2, requires_grad=True)
    weight.sum().backward()
    assert weight.grad is not None


def test_damaged_arrays_are_refused_in_a_sentence() -> None:
    run = Run.create(COUNT)
    train_here(run)
    path = run.folder / "arrays.bin"
    content = bytearray(path.read_bytes())
    content[run.records()[1].start + 20] ^= 1
    path.write_bytes(content)
    assert run.arrays(run.records()[0])
    with pytest.raises(ValueError, match="damaged"):
        run.arrays(run.records()[1])


def test_a_run_whose_study_is_called_otherwise_by_now_is_listed_and_ends_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))
    folder = tmp_path / "runs" / "of_an_older_version"
    files.write_json(folder / "recipe.json", {"study": "bygone.learn", "settings": {}, "owner": "ada"})
    run = Run(folder)
    run.say(e.Queued(0, "ada"))
    assert run.there and run.private and run.owner == "ada" and not run.problem
    train_here(run)
    failed = run.last(e.Failed)
    assert isinstance(failed, e.Failed) and str(failed.reason) == "There is no study called 'bygone.learn'."
