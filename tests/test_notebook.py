"""A learner's notebook: merged name by name, private, and damaged only where it is damaged."""

import errno
import logging
import os
import threading
from pathlib import Path

import pytest

from core.files import NoRoom
from core.notebook import LONG, MOST_BYTES, MOST_NAMES, Notebook

SOME = {
    "tokens/words": "ein Löwe, 漢字 \ud83d and \u2028",
    "gan/drawn": [[0.5, -1]],
    "a/guess": "Most",
    "a/answered 1": True,
}
A_LONG_ONE = "line\n" * LONG


def read(folder: Path) -> Notebook:
    found = Notebook(folder)
    found.refresh()
    return found


def test_what_was_put_is_read_again(tmp_path: Path) -> None:
    Notebook(tmp_path / "ada").put({**SOME, "everywhere/own_text": A_LONG_ONE})
    again = read(tmp_path / "ada")
    assert {name: again.get(name) for name in SOME} == SOME and again.get("everywhere/own_text") == A_LONG_ONE
    assert again.names("a/") == ["a/guess", "a/answered 1"]


def test_a_value_of_another_kind_is_the_default(tmp_path: Path) -> None:
    book = Notebook()
    book.put({"a": [1], "b": "x"})
    assert book.get("a", "words") == "words" and book.get("b", 3) == 3 and book.get("c", 3) == 3
    book.put({"a": None})
    assert book.names() == ["b"]


def test_what_is_put_is_a_copy() -> None:
    book, mine = Notebook(), [[1.0]]
    book.put({"drawn": mine})
    mine.append([2.0])
    assert book.get("drawn") == [[1.0]]


def test_two_writers_keep_each_others_names(tmp_path: Path) -> None:
    one, two = Notebook(tmp_path / "ada"), Notebook(tmp_path / "ada")  # as two processes have it
    one.put({"a": 1, "same": "first"})
    two.put({"b": 2, "same": "second"})
    one.put({"c": 3})
    assert [read(tmp_path / "ada").get(name) for name in ("a", "b", "c", "same")] == [1, 2, 3, "second"]


def test_a_new_visit_does_not_hide_what_another_process_wrote(tmp_path: Path) -> None:
    one, other = Notebook(tmp_path), Notebook(tmp_path)
    one.put({"a": 1})
    other.put({"b": 2})
    one.used()
    one.refresh()
    assert one.get("b") == 2
    one.put({"c": 3})
    other.refresh()
    assert [other.get(name) for name in "abc"] == [1, 2, 3]


def test_threads_lose_nothing(tmp_path: Path) -> None:
    book = Notebook(tmp_path / "ada")
    threads = [threading.Thread(target=lambda i=i: [book.put({f"{i}/{j}": j}) for j in range(20)]) for i in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(read(tmp_path / "ada").names()) == 100


def test_only_the_owner_may_read_the_files(tmp_path: Path) -> None:
    Notebook(tmp_path / "learners" / "ada").put({**SOME, "long": A_LONG_ONE})
    for path in (tmp_path / "learners" / "ada").iterdir():
        assert path.stat().st_mode & 0o077 == 0
    assert (tmp_path / "learners" / "ada").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("place", range(0, 300, 13))
def test_damage_costs_what_is_damaged_and_is_said_in_the_log(
    place: int, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    values = {f"page/name {i}": "some words" for i in range(6)}
    Notebook(tmp_path / "ada").put(values)
    path = tmp_path / "ada" / "work.jsonl"
    content = bytearray(path.read_bytes())
    content[place] ^= 0x10
    path.write_bytes(content)
    with caplog.at_level(logging.WARNING):
        again = read(tmp_path / "ada")
    assert caplog.records
    kept = {name: again.get(name) for name in again.names()}
    assert kept.items() <= values.items()
    assert len(kept) >= 4 if place > len("glassbox notebook 1") else not kept
    again.put({"new": 1})
    assert read(tmp_path / "ada").get("new") == 1


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff" * 100, None])
def test_a_damaged_long_text_costs_itself_alone(damage: bytes | None, tmp_path: Path) -> None:
    Notebook(tmp_path / "ada").put({"long": A_LONG_ONE, "short": "x"})
    (file,) = (tmp_path / "ada").glob("*.long")
    file.unlink() if damage is None else file.write_bytes(damage)
    again = read(tmp_path / "ada")
    assert again.get("long", "the default") == "the default" and again.get("short") == "x"


def test_a_notebook_does_not_grow_without_end(tmp_path: Path) -> None:
    book = Notebook(tmp_path / "ada")
    book.put({f"{i}": i for i in range(MOST_NAMES + 5)})
    assert len(book.names()) == MOST_NAMES and book.get("0") is None and book.get(f"{MOST_NAMES}") is not None
    for i in range(5):
        book.put({f"long {i}": f"{i}" * (MOST_BYTES // 3)})
    assert book.names("long") == ["long 3", "long 4"]
    assert sum(path.stat().st_size for path in (tmp_path / "ada").iterdir()) < MOST_BYTES + 200_000


def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    book = Notebook(tmp_path / "ada")
    book.put({"a": 1})
    with monkeypatch.context() as patched, pytest.raises(NoRoom, match="full"):
        patched.setattr(os, "replace", full)
        book.put({"b": 2, "long": A_LONG_ONE})
    assert book.get("b") == 2 and book.get("long") == A_LONG_ONE
    assert [path.name for path in (tmp_path / "ada").iterdir()] == ["work.jsonl"]
    book.put({"c": 3})
    assert set(read(tmp_path / "ada").names()) == {"a", "b", "c", "long"}


def test_forgotten_is_gone(tmp_path: Path) -> None:
    book = Notebook(tmp_path / "ada")
    book.put({**SOME, "long": A_LONG_ONE})
    book.forget()
    assert not (tmp_path / "ada").exists() and book.names() == []
    book.put({"a": 1})
    assert read(tmp_path / "ada").names() == ["a"]
