"""The record of a run: what is lost of it is known, and what is left is true."""

import json
from pathlib import Path

import pytest

from core import files
from core.training import events as e
from core.training.ledger import Ledger

STEPS = [e.Step(step, 7.0 - step / 10, 0.01, step * 128, step / 100) for step in range(1, 11)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "events.jsonl"
    Ledger(path).append(e.Started(0, "here:1"), *STEPS, e.Paused(10))
    return path


def lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True)


def test_what_was_written_is_read(path: Path) -> None:
    ledger = Ledger(path)
    assert ledger.events() == [e.Started(0, "here:1"), *STEPS, e.Paused(10)] and not ledger.damaged


def test_a_changed_digit_of_a_loss_is_never_read(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content.replace(b'"loss": 6.5', b'"loss": 6.4'))
    ledger = Ledger(path)
    steps = [event.step for event in ledger.events() if isinstance(event, e.Step)]
    assert ledger.damaged and steps == [1, 2, 3, 4, 6, 7, 8, 9, 10]


@pytest.mark.parametrize("lost", [0, 5, 11])
def test_a_missing_line_is_known_wherever_it_was_and_stays_so(path: Path, lost: int) -> None:
    kept = lines(path)
    path.write_bytes(b"".join(kept[:lost] + kept[lost + 1 :]))
    ledger = Ledger(path)
    assert ledger.damaged and len(ledger.events()) == 11
    ledger.append(e.Queued(10, "ada"))
    assert ledger.damaged and Ledger(path).damaged and Ledger(path).events()[-1] == e.Queued(10, "ada")


def test_a_line_that_the_disk_holds_twice_counts_once(path: Path) -> None:
    kept = lines(path)
    path.write_bytes(b"".join(kept[:6] + kept[3:]))
    assert Ledger(path).events() == [e.Started(0, "here:1"), *STEPS, e.Paused(10)]


@pytest.mark.parametrize("content", [b"", None])
def test_an_empty_or_lost_record_is_known(path: Path, content: bytes | None) -> None:
    path.unlink() if content is None else path.write_bytes(content)
    assert Ledger(path).damaged and Ledger(path).events() == []


def test_a_line_torn_by_a_crash_is_no_damage(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b'{"n": 13, "event": "st')
    assert not Ledger(path).damaged
    Ledger(path).append(e.Queued(10, "ada"))
    assert not Ledger(path).damaged and Ledger(path).events()[-1] == e.Queued(10, "ada")


def test_two_writers_at_one_moment_lose_nothing(path: Path) -> None:
    number = json.loads(lines(path)[-1])["n"] + 1
    for event in (e.Damaged(5, "a"), e.Damaged(5, "b")):
        files.append(path, files.seal({"n": number, **e.to_json(event)}) + b"\n")
    ledger = Ledger(path)
    assert ledger.events()[-2:] == [e.Damaged(5, "a"), e.Damaged(5, "b")] and not ledger.damaged
    ledger.append(e.Queued(10))
    assert not Ledger(path).damaged


def test_a_reader_follows_a_record_that_is_begun_again(path: Path) -> None:
    reader = Ledger(path)
    assert len(reader.events()) == 12
    Ledger(path).begin_again([e.Damaged(0, "events.jsonl")])
    assert reader.events() == [e.Damaged(0, "events.jsonl")] and not reader.damaged


def test_a_record_of_the_first_versions_is_read_and_gets_its_checksums_when_it_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    old = [e.Started(0, "here:1"), *STEPS]
    path.write_text("".join(f"{e.line(event)}\n" for event in old), "utf-8")
    reader = Ledger(path)
    assert reader.events() == old and not reader.damaged
    Ledger(path).append(e.Paused(10))
    assert all(files.is_sealed(line.rstrip()) for line in lines(path))
    assert reader.events() == [*old, e.Paused(10)] == Ledger(path).events() and not Ledger(path).damaged


def test_a_record_is_sealed_once_and_means_the_same(path: Path, tmp_path: Path) -> None:
    old = files.folder(tmp_path / "old") / "events.jsonl"
    old.write_text("".join(f"{e.line(event)}\n" for event in STEPS), "utf-8")
    for record in (old, path):
        before = Ledger(record).events()
        Ledger(record).seal()
        sealed = record.read_bytes()
        Ledger(record).seal()
        assert record.read_bytes() == sealed and Ledger(record).events() == before and not Ledger(record).damaged
        record.write_bytes(sealed[: sealed.rindex(b"\n", 0, -1) + 1])
        assert Ledger(record).damaged  # a lost end is seen, too


def test_a_hole_in_a_record_of_the_first_versions_stays_known(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    old = [f"{e.line(event)}\n" for event in STEPS]
    path.write_text("".join([*old[:3], old[3][:20] + "\n", *old[4:]]), "utf-8")
    assert Ledger(path).damaged
    Ledger(path).append(e.Paused(10))
    ledger = Ledger(path)
    assert ledger.damaged and [event.step for event in ledger.events()] == [1, 2, 3, 5, 6, 7, 8, 9, 10, 10]
