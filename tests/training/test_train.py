"""Training itself, on a world and a model small enough for a test."""

import json
import socket
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.models.transformer import Config
from core.training import Recipe, TextChoice, TokenizerChoice, loop, train
from core.training import events as e
from core.training.loop import landmarks
from core.training.run import Run
from core.training.slices import Lease, train_here, turn, warm
from core.training.slow_motion import look
from core.training.text import schedule

TINY = Recipe(
    text=TextChoice(size=60_000), tokenizer=TokenizerChoice("pieces", 400), batch=4, steps=12,
    model=Config(vocabulary=400, context=32, width=16, heads=2, layers=1),
)  # fmt: skip


@pytest.fixture(autouse=True)
def short_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few and short measurements along the way: what they find is tested elsewhere."""
    monkeypatch.setattr(loop, "landmarks", lambda steps, most=24: landmarks(steps, 4))
    monkeypatch.setattr("core.training.text.ASKED", 20)
    monkeypatch.setattr("core.training.text.WRITTEN", 2)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))
    warm.clear()
    return tmp_path


def losses(run: Run) -> list[float]:
    return [event.loss for event in run.curve().values()]


def test_train_needs_no_folder_and_ends_with_finished() -> None:
    events = list(train(TINY))
    steps = [event for event in events if isinstance(event, e.Step)]
    assert [event.step for event in steps] == list(range(1, 13))
    assert steps[-1].loss < steps[0].loss
    assert isinstance(events[-1], e.Finished)
    assert [ev.step for ev in events if isinstance(ev, e.Checkpoint)] == list(landmarks(12, 4))


def test_the_same_recipe_gives_the_same_curve_and_another_seed_another() -> None:
    def curve(recipe: Recipe) -> list[float]:
        return [event.loss for event in train(recipe) if isinstance(event, e.Step)]

    assert curve(TINY) == curve(TINY) != curve(replace(TINY, seed=1))


@pytest.mark.parametrize("optimizer", ["muon", "adamw"])
def test_a_resumed_run_equals_an_uninterrupted_one(home: Path, optimizer: str) -> None:
    recipe = replace(TINY, optimizer=replace(TINY.optimizer, name=optimizer))
    whole = [event.loss for event in train(recipe) if isinstance(event, e.Step)]
    run = Run.create(recipe)
    while turn(str(run.folder), seconds=0.0) not in ("finished", "failed"):  # a turn of one step
        warm.clear()  # as if every turn came to another worker
    assert losses(run) == whole


def test_a_run_whose_worker_was_lost_says_so_and_ends_as_if_nothing_had_happened(home: Path) -> None:
    whole = [event.loss for event in train(TINY) if isinstance(event, e.Step)]
    run = Run.create(TINY)
    turn(str(run.folder), seconds=0.0)
    (run.folder / "lease.json").write_text(json.dumps({"host": socket.gethostname(), "pid": 1, "born": 0}))
    warm.clear()
    train_here(run)
    assert any(isinstance(event, e.Interrupted) for event in run.events())
    assert run.status == "finished" and losses(run) == whole


def test_a_damaged_state_costs_a_turn_and_not_the_run(home: Path) -> None:
    run = Run.create(TINY)
    turn(str(run.folder), seconds=0.0)
    turn(str(run.folder), seconds=0.0)
    saved = run.saved()
    assert saved
    (run.folder / saved.file).write_bytes(b"broken")
    warm.clear()
    train_here(run)
    assert run.status == "finished" and any(isinstance(event, e.Damaged) for event in run.events())


def test_pause_and_stop_are_wishes_that_a_turn_grants(home: Path) -> None:
    run = Run.create(TINY)
    run.wish(do="pause")
    assert turn(str(run.folder)) == "paused"
    assert turn(str(run.folder), seconds=0.0) == "training"
    run.wish(do="stop")
    assert turn(str(run.folder)) == "stopped"
    assert turn(str(run.folder)) == "stopped"  # and stays so


def test_a_single_step_pauses_again(home: Path) -> None:
    run = Run.create(TINY)
    turn(str(run.folder), seconds=0.0)
    before = run.step
    run.wish(only=1)
    assert turn(str(run.folder)) == "paused" and run.step == before + 1


def test_another_rate_takes_effect_in_the_middle(home: Path) -> None:
    run = Run.create(TINY)
    turn(str(run.folder), seconds=0.0)
    run.wish(rate=0.5)
    turn(str(run.folder), seconds=0.0)
    changed = run.last(e.Changed)
    assert isinstance(changed, e.Changed) and changed.rate == 0.5
    step = run.last(e.Step)
    assert isinstance(step, e.Step)
    assert step.rate == pytest.approx(0.5 * TINY.optimizer.rate * schedule(step.step - 1, TINY.steps))


def test_a_run_held_by_another_living_worker_is_left_alone(home: Path) -> None:
    run = Run.create(TINY)
    (run.folder / "lease.json").write_text('{"host": "elsewhere", "pid": 1, "born": 0, "turn": "a"}')
    assert turn(str(run.folder)) == "busy"
    assert run.events() == []


def test_a_worker_on_another_machine_counts_as_lost_when_nothing_is_heard_of_it_whatever_its_clock_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [0.0]
    monkeypatch.setattr("core.training.slices.time.monotonic", lambda: clock[-1])
    lease = Lease(tmp_path / "lease.json")
    for now, heard in ((5.0, "a"), (30.0, "a"), (40.0, "b"), (69.0, "b")):
        clock.append(now)
        lease.path.write_text(json.dumps({"host": "elsewhere", "pid": 1, "born": 0, "turn": heard, "until": 9e12}))
        assert not lease.take()
    clock.append(71.0)
    assert lease.take() and lease.broken


def test_slow_motion_shows_the_very_step_that_comes_next(home: Path) -> None:
    run = Run.create(TINY)
    turn(str(run.folder), seconds=0.0)
    seen = look(str(run.folder))
    turn(str(run.folder), seconds=0.0)
    assert seen.exact and losses(run)[seen.step] == pytest.approx(seen.loss, rel=1e-6)
    assert all(0 <= guess.before <= 1 and guess.loss == pytest.approx(-np.log(guess.before)) for guess in seen.guesses)
    assert len(seen.guesses) == 12 and all(push.moved > 0 for push in seen.pushes)


def test_an_own_text_is_learned_without_a_truth(home: Path) -> None:
    own = "The cat sat on the mat. The dog sat on the log.\n\n" * 100
    recipe = replace(TINY, text=TextChoice(source="own", digest="d"))
    run = Run.create(recipe, own)
    train_here(run)
    measured = run.last(e.Measured)
    assert run.status == "finished"
    assert isinstance(measured, e.Measured) and measured.grammatical is None and measured.sample


def test_an_error_in_training_becomes_a_sentence(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = Run.create(replace(TINY, optimizer=replace(TINY.optimizer, name="magic")))
    assert turn(str(run.folder)) == "failed"
    failed = run.last(e.Failed)
    assert isinstance(failed, e.Failed) and "muon or adamw" in str(failed.reason)


def test_landmarks_are_dense_at_first_and_hold_both_ends() -> None:
    marks = landmarks(1000)
    gaps = np.diff(marks)
    assert marks[0] == 0 and marks[-1] == 1000 and (np.diff(gaps) >= -1).all()
    assert landmarks(1, 24) == (0, 1)


def test_the_schedule_rises_stays_and_falls() -> None:
    rates = [schedule(step, 1000) for step in range(1000)]
    assert rates[0] < rates[20] < rates[40] == rates[300] == 1.0
    assert rates[999] < 0.03 and min(rates) > 0
