"""What `python -m benchmarks faults` measures at length, in short: damaged files, a full disk, kills."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import faults
from core import files
from core.training import TextChoice, TokenizerChoice, loop
from core.training import events as e
from core.training.loop import landmarks
from core.training.run import Run
from core.training.slices import train_here, turn, warm


@pytest.fixture(autouse=True)
def short_looks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))
    monkeypatch.setattr(loop, "landmarks", lambda steps, most=24: landmarks(steps, 3))
    monkeypatch.setattr("core.training.text.ASKED", 20)
    monkeypatch.setattr("core.training.text.WRITTEN", 2)
    monkeypatch.setattr("os.fsync", lambda file: None)  # there is no power cut in a test
    warm.clear()


OWN, SHORT = faults.OWN, replace(faults.TINY, steps=6)
WORLD = replace(SHORT, text=TextChoice(size=60_000), tokenizer=TokenizerChoice("pieces", 400), parent="nobody")


def test_a_file_is_damaged_in_as_many_ways_as_promised() -> None:
    content = bytes(range(33, 120)) * 3
    ways = list(faults.damages(content, 1))
    assert len(ways) == faults.WAYS and content not in ways and ways == list(faults.damages(content, 1))


def test_every_damaged_file_is_found_and_stops_nobody() -> None:
    kinds = set()
    for result in faults.damage(ways=11):
        kinds.add((result["run"], result["file"].split("/")[0]))
        assert result["ways"] == result["found"] == 11, result
        assert not result["others_stopped"], result
    assert {file for _, file in kinds} >= {
        "recipe.json", "events.jsonl", "lines.json", "tokenizer.json", "told.json", "text.txt", "checkpoints", "states",
        "arrays.bin", "wish.json", "lease.json", "copies",
    }  # fmt: skip


def test_a_full_disk_at_any_write_is_told_and_costs_nothing() -> None:
    for result in faults.full_disk(SHORT, every=3):
        assert result["exact"] == result["writes"] == result["sentences"] + result["guards"], result
        assert result["sentences"] > result["writes"] / 2 and not result["stray_files"], result


@pytest.mark.parametrize(
    "file", ["recipe.json", "tokenizer.json", "told.json", "events.jsonl", "lines.json", "text.txt"]
)
def test_a_run_whose_file_is_damaged_on_the_way_ends_as_if_nothing_had_happened(file: str) -> None:
    recipe, own = (WORLD, "") if file == "told.json" else (SHORT, OWN)
    whole, run = Run.create(recipe, own), Run.create(recipe, own)
    train_here(whole)
    turn(str(run.folder), seconds=0.0)
    path = run.folder / file
    content = path.read_bytes()
    path.write_bytes(
        content[: len(content) // 2] + bytes([content[len(content) // 2] ^ 4]) + content[len(content) // 2 + 1 :]
    )
    warm.clear()
    train_here(run)
    assert run.status == "finished" and faults.final(run) == faults.final(whole)


def test_without_a_copy_a_damaged_recipe_ends_the_run_with_a_sentence_and_no_other() -> None:
    run, other = Run.create(SHORT, OWN), Run.create(SHORT, OWN)
    for one in (run, other):
        one.say(e.Queued(0, "ada"))
    (run.folder / "copies/recipe.json").unlink()
    (run.folder / "recipe.json").write_bytes(b"")
    jobs = faults.Unserved()
    jobs.take_up()
    failed = run.last(e.Failed)
    assert isinstance(failed, e.Failed) and str(failed.reason).startswith("The recipe of this run is damaged")
    assert jobs._line.order() == [other.id] and run.problem == failed.reason


def test_a_run_that_an_older_version_began_goes_on_exactly() -> None:
    whole, run = Run.create(WORLD), Run.create(WORLD)
    train_here(whole)
    for _ in range(2):
        turn(str(run.folder), seconds=0.0)
    began = run.events()
    for name in ("recipe.json", "tokenizer.json"):  # as the first versions wrote them
        record = files.read_json(run.folder / name)
        (run.folder / name).write_text(json.dumps(record, indent=1), "utf-8")
    told = files.read_json(run.folder / "told.json")["told"]
    (run.folder / "told.json").write_text(json.dumps(told), "utf-8")
    (run.folder / "events.jsonl").write_text("".join(f"{e.line(event)}\n" for event in began), "utf-8")
    (run.folder / "lines.json").unlink()
    files.forget(run.folder / "copies")
    warm.clear()
    again = Run(run.folder)
    assert again.events() == began and not again.problem and not again.gap
    train_here(again)
    assert again.status == "finished" and faults.final(again) == faults.final(whole) and not again.gap
    for name in ("recipe.json", "tokenizer.json", "told.json"):  # and is as safe as a new one from now on
        assert files.is_sealed((run.folder / name).read_bytes())
        (run.folder / name).write_bytes(b"damaged")
    assert not Run(run.folder).problem


def test_a_rate_that_was_changed_before_a_loss_is_met_again_where_it_was() -> None:
    steady, run = Run.create(SHORT, OWN), Run.create(SHORT, OWN)
    for one in (steady, run):
        turn(str(one.folder), seconds=0.0)
        one.wish(rate=0.5)
        turn(str(one.folder), seconds=0.0)
    saved = run.saved()
    assert saved
    (run.folder / saved.file).write_bytes(b"broken")  # the state after the change; the one before is sound
    warm.clear()
    train_here(steady)
    warm.clear()
    train_here(run)
    assert run.status == "finished" and faults.final(run) == faults.final(steady)


def test_a_turn_that_was_refused_halfway_leaves_nothing_warm_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    whole, run = Run.create(SHORT, OWN), Run.create(SHORT, OWN)
    train_here(whole)
    turn(str(run.folder), seconds=0.0)
    real = Run.save

    def refuse(self: Run, step: int, state: dict) -> None:
        monkeypatch.setattr(Run, "save", real)
        raise files.NoRoom

    monkeypatch.setattr(Run, "save", refuse)
    assert turn(str(run.folder), seconds=0.0) == "paused"
    paused = run.last(e.Paused)
    assert isinstance(paused, e.Paused) and "is full" in str(paused.reason)
    train_here(run)
    assert run.status == "finished" and faults.final(run) == faults.final(whole)
