"""Where a run stands is said from its events: whose turn it is, how long the rest takes, why it rests."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.opened.standing import REPLAY, Pace, seconds_left, standing, until
from core.problems import tell
from core.training import events as e
from core.training.line import Place
from core.training.run import Run
from tests.training.test_train import TINY

FIRST = Place(ahead=0, sharing=1, workers=1)
NOTHING_SEEN = Pace()


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))
    return Run.create(replace(TINY, steps=100))


def said(run: Run, place: Place = FIRST, pace: Pace = NOTHING_SEEN, again: bool = False) -> str:
    return standing(run, run.events(), place, pace, again=again)


def test_from_the_line_to_the_end(run: Run) -> None:
    run.say(e.Queued(0, "ada"))
    assert said(run, Place(2, 3, 1)).startswith("In the queue: 2 ahead of you") and said(run).startswith(
        "Its turn is next."
    )
    run.say(e.Started(0))
    assert said(run) == "No step done yet."
    run.say(e.Step(40, loss=3.0, tokens=5000, seconds=8.0))
    assert said(run) == "Step 40 of 100, 5,000 tokens seen, about 12 s left."
    assert said(run, pace=Pace(seconds=4.0, steps=20)) == said(run)
    assert said(run, pace=Pace(seconds=2000.0, steps=20)).endswith("about 100 minutes left.")
    assert said(run, again=True) == "Step 40 of 100, 5,000 tokens seen."
    run.say(e.Paused(40, "The disk is full."))
    assert said(run).startswith("Step 40") and said(run).endswith("The disk is full.")
    run.say(e.Failed(40, "It broke."))
    assert said(run) == "It broke."


def test_the_time_left_is_of_the_pace_that_was_seen_and_before_that_of_those_who_share() -> None:
    step = e.Step(10, seconds=5.0)
    assert seconds_left(step, 30, Place(0, 4, 2), Pace(1.0, 19)) == 20.0
    assert seconds_left(step, 30, Place(0, 4, 2), Pace(40.0, 20)) == 40.0


def test_a_run_that_is_shown_again_has_happened_in_part() -> None:
    events = [e.Step(1), e.Step(500), e.Step(1000), e.Finished(1000)]
    assert until(events, None) == events
    assert until(events, REPLAY / 2) == events[:2] and until(events, REPLAY) == events[:3]


def test_a_lost_part_of_the_record_is_told(run: Run) -> None:
    run.say(e.Started(0))
    run.say(e.Step(40, loss=3.0, tokens=5000, seconds=8.0))
    file = run.folder / "events.jsonl"
    file.write_bytes(file.read_bytes().replace(b"3.0", b"4.0"))
    again = Run(run.folder)
    assert said(again).endswith(str(tell("record damaged"))) and "damaged and was left out" in said(again)
