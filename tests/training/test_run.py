import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from core.models.transformer import Config
from core.problems import Told, tell
from core.training import Recipe, TextChoice
from core.training import events as e
from core.training.finding import find
from core.training.run import Run

SMALL = Recipe(text=TextChoice(source="own", digest="x"), model=Config(width=16, heads=2, layers=1, context=16))


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))
    return Run.create(SMALL, "some text")


def test_the_status_is_the_last_event_that_says_it(run: Run) -> None:
    assert run.status == "new"
    for event, status in [
        (e.Queued(0), "queued"), (e.Started(0), "training"), (e.Step(1, 2.0), "training"), (e.Measured(1), "training"),
        (e.Interrupted(0, Told("lost")), "interrupted"), (e.Started(0), "training"), (e.Paused(1), "paused"),
        (e.Finished(9), "finished"),
    ]:  # fmt: skip
        run.say(event)
        assert run.status == status


@pytest.mark.parametrize("event", [
    e.Queued(0, "me"), e.Step(3, 2.5, 0.01, 3072, 1.5), e.Measured(3, 1.5, 0.5, None, 0.2, {"once": 0.1}, 'He said: "ü☃"\n'),
    e.Changed(3, 0.5), e.Damaged(3, "f"), e.Failed(3, tell("too many", runs=2)), e.Saved(3, "f", "d"), e.Checkpoint(3, "f", "d"),
])  # fmt: skip
def test_an_event_survives_its_line(event: e.Event) -> None:
    text = e.line(event)
    assert "\n" not in text and e.parse(text) == event


@pytest.mark.parametrize(
    "text", ["", "{", '{"event": "step"', "[]", "null", '{"event": "nonsense", "step": 1}', "\x00", "7"]
)
def test_a_torn_or_foreign_line_is_passed_over(text: str) -> None:
    assert e.parse(text) is None


def test_a_line_torn_by_a_crash_loses_only_itself(run: Run) -> None:
    run.say(e.Step(1, 2.0))
    with (run.folder / "events.jsonl").open("ab") as file:
        file.write(b'{"event": "step", "st')
    assert [event.step for event in Run(run.folder).events()] == [1]
    Run(run.folder).say(e.Step(2, 1.9))
    assert [event.step for event in Run(run.folder).events()] == [1, 2]


def test_a_reader_sees_only_what_is_new(run: Run) -> None:
    run.say(e.Step(1, 2.0))
    reader = Run(run.folder)
    assert len(reader.events()) == 1
    run.say(e.Step(2, 1.0))
    assert [event.step for event in reader.events(after=1)] == [2]


def test_a_damaged_checkpoint_is_set_aside_and_the_one_before_is_used(run: Run) -> None:
    for step in (0, 10, 20):
        run.say(e.Checkpoint(step, weights={"w": np.full(3, step, dtype=np.float32)}))
    path = run.folder / "checkpoints/000020.safetensors"
    path.write_bytes(path.read_bytes()[:-1] + b"\x07")
    step, weights = run.weights(20)
    assert step == 10 and (weights["w"] == 10).all()
    assert isinstance(run.last(e.Damaged), e.Damaged) and run.steps == (0, 10)
    assert not path.exists() and path.with_suffix(".damaged").exists()


def test_a_damaged_state_gives_way_to_the_one_before(run: Run) -> None:
    for step in (5, 10):
        run.save(step, {"x": torch.full((2,), float(step))})
    path = run.folder / "states/000010.safetensors"
    path.write_bytes(b"\x00" * 100)
    saved = run.saved()
    assert saved and saved.step == 5 and run.state(saved)["x"].tolist() == [5.0, 5.0]


def test_only_the_last_two_states_are_kept(run: Run) -> None:
    for step in range(1, 6):
        run.save(step, {"x": torch.zeros(1)})
    assert sorted(file.name for file in (run.folder / "states").iterdir()) == [
        "000004.safetensors",
        "000005.safetensors",
    ]


def test_the_same_recipe_is_the_same_run_and_another_seed_is_another() -> None:
    assert Recipe().id == Recipe().id != Recipe(seed=1).id
    assert Recipe.from_json(json.loads(json.dumps(Recipe().to_json()))) == Recipe()


def test_a_private_run_has_an_id_that_nobody_can_guess(run: Run) -> None:
    other = Run.create(SMALL, "some text")
    assert run.id != other.id and len(run.id) >= 20


@pytest.mark.parametrize("id", ["", "..", "../../etc", "a/b", "C:\\x", "\x00", "x" * 500, "emoji🙂", "nothing-here"])
def test_any_string_may_be_asked_for_as_a_run(id: str, run: Run) -> None:
    assert find(id) is None


@pytest.mark.parametrize("record", [{}, {"text": 7}, {"text": {"nonsense": 1}}, {"steps": 10, "extra": 1}])
def test_a_foreign_recipe_gives_a_recipe_or_a_sentence(record: dict) -> None:
    try:
        assert isinstance(Recipe.from_json(record), Recipe)
    except ValueError as problem:
        assert str(problem).endswith(".")


def test_a_fork_goes_on_from_the_last_saved_state(run: Run) -> None:
    run.say(e.Checkpoint(0, weights={"w": np.zeros(2, dtype=np.float32)}))
    for step in (1, 2, 3):
        run.say(e.Step(step, 1.0))
    run.save(2, {"x": torch.ones(1)})
    twin = run.fork(replace(SMALL, parent=run.id, parent_step=2))
    saved = twin.saved()
    assert twin.id != run.id and twin.text() == "some text" and saved and saved.step == 2
    assert sorted(twin.curve()) == [1, 2] and twin.steps == (0,)


def test_a_wish_is_there_until_it_is_granted(run: Run) -> None:
    run.wish(do="pause")
    run.wish(rate=0.5)
    assert run.wishes() == {"do": "pause", "rate": 0.5}
    run.granted("do")
    assert run.wishes() == {"rate": 0.5}
    run.granted("rate")
    assert run.wishes() == {}


def test_why_a_run_ended_is_kept_as_a_code_and_an_older_sentence_is_told_as_it_was() -> None:
    written = json.loads(e.line(e.Failed(3, tell("too many", runs=2))))
    assert written == {"event": "failed", "step": 3, "reason": {"code": "too many", "facts": {"runs": 2}}}
    old = e.parse('{"event": "failed", "step": 3, "reason": "The worker ran out of memory."}')
    assert isinstance(old, e.Failed) and str(old.reason) == "The worker ran out of memory."
    silent = e.parse('{"event": "paused", "step": 3, "reason": ""}')
    assert silent == e.Paused(3) and not silent.reason
