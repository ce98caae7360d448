"""Files that are there whole or not at all, that nobody else reads, and whose damage is known."""

import errno
import os
import stat
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from core import arrays, files


@given(
    st.dictionaries(st.text(), st.integers() | st.text() | st.lists(st.floats(allow_nan=False, allow_infinity=False)))
)
def test_unseal_gives_back_what_was_sealed(record: dict) -> None:
    clean = {key.encode("utf-8", "replace").decode(): value for key, value in record.items()}
    sealed = files.seal({"n": 1} | {key: value for key, value in clean.items() if key not in ("n", "sum")})
    assert files.seal({"n": 1} | files.unseal(sealed)) == sealed


def test_every_bit_of_a_sealed_record_counts() -> None:
    sealed = files.seal({"loss": 6.25, "sample": "one ü"})
    for at in range(len(sealed)):
        for bit in range(8):
            with pytest.raises(files.Damaged):
                files.unseal(sealed[:at] + bytes([sealed[at] ^ 1 << bit]) + sealed[at + 1 :])


def test_json_of_the_first_versions_is_still_read_and_a_damaged_new_file_is_not_taken_for_one(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    path.write_text('{"steps": 12}')
    assert files.read_json(path) == {"steps": 12}
    files.write_json(path, {"steps": 12})
    assert files.read_json(path) == {"steps": 12}
    content = path.read_bytes()
    for changed in (content.replace(b'"sum"', b'"sun"'), content.replace(b'"form"', b'"farm"'), content[:-28] + b"}"):
        path.write_bytes(changed)
        with pytest.raises(files.Damaged, match="record.json is damaged"):
            files.read_json(path)
    assert files.read_json(tmp_path / "nothing") is None


def test_a_copy_serves_and_is_put_back(tmp_path: Path) -> None:
    path = tmp_path / "recipe.json"
    files.write_json(path, {"steps": 12})
    whole = path.read_bytes()
    files.keep_copy(path)
    for damage in (b"", whole[:-1], None):
        path.unlink() if damage is None else path.write_bytes(damage)
        assert files.mended(path, files.from_json) == whole == path.read_bytes()
    path.write_bytes(b"{")
    (tmp_path / "copies/recipe.json").write_bytes(b"}")
    with pytest.raises(files.Damaged):
        files.mended(path, files.from_json)
    assert files.mended(tmp_path / "never.json", files.from_json) is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a user's files to the user in another way")
def test_what_is_written_is_the_owner_s_alone_and_older_files_become_so(tmp_path: Path) -> None:
    files.write(tmp_path / "runs/one/text.txt", b"mine")
    files.append(tmp_path / "runs/two/events.jsonl", b"{}\n")

    def modes() -> set[str]:
        return {stat.filemode(path.stat().st_mode) for path in (tmp_path / "runs").rglob("*")}

    assert modes() == {"drwx------", "-rw-------"}
    for path in (tmp_path / "runs").rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    files.make_private(tmp_path / "runs")
    assert modes() == {"drwx------", "-rw-------"}


@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace", "mkdir"])
def test_a_full_disk_is_a_sentence_and_leaves_nothing_behind(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.write(tmp_path / "there", b"before")

    def refuse(*given: object, **more: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, call, refuse)
    for path in (tmp_path / "there", tmp_path / "new/file"):
        if call == "mkdir" and path.parent.exists():
            continue
        with pytest.raises(files.NoRoom, match=r"is full, .* Make room"):
            files.write(path, b"after", lasting=True)
    monkeypatch.undo()
    assert (tmp_path / "there").read_bytes() == b"before"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [tmp_path / "there"]


def test_half_an_appended_piece_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files.append(tmp_path / "lines", b"one\n")
    real = os.write

    def half(file: int, content: bytes) -> int:
        real(file, bytes(content)[:2])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", half)
    with pytest.raises(files.NoRoom):
        files.append(tmp_path / "lines", b"two\n")
    monkeypatch.undo()
    assert (tmp_path / "lines").read_bytes() == b"one\n"


def test_what_a_killed_writer_left_goes_and_what_is_in_work_stays(tmp_path: Path) -> None:
    nobody = 2**22 + 1  # more than any process's number
    left = tmp_path / "runs" / f".recipe.json.{files._host()}.{nobody}.0123abcd.part"
    in_work = tmp_path / files._unfinished("recipe.json")
    elsewhere = tmp_path / f".recipe.json.{'0' * 8}.{nobody}.0123abcd.part"
    files.folder(left.parent)
    for path in (left, in_work, elsewhere, tmp_path / "recipe.json"):
        path.write_bytes(b"half")
    assert files.tidy(tmp_path) == [left]
    assert in_work.exists() and elsewhere.exists() and (tmp_path / "recipe.json").exists()


def test_arrays_come_back_as_they_were_in_a_fixed_order() -> None:
    square = np.arange(6, dtype=np.float32).reshape(2, 3)
    kept = {
        "turned": square.T,
        "every_other": square[:, ::2],
        "columns": np.asfortranarray(square),
        "one": np.array(3.0),
    }
    for names in (list(kept), list(reversed(kept))):
        content = arrays.dump({name: kept[name] for name in names})
        back = arrays.load(content)
        assert list(back) == sorted(kept) and content == arrays.dump(kept)
        for name, array in kept.items():
            assert (
                np.array_equal(back[name], array) and back[name].dtype == array.dtype and back[name].flags.c_contiguous
            )
    tensors = {"b": torch.from_numpy(square).T, "a": torch.tensor(2.0)}
    again = arrays.load_tensors(arrays.dump_tensors(tensors))
    assert list(again) == ["a", "b"] and all(torch.equal(again[name], tensors[name]) for name in tensors)
    for load in (arrays.load, arrays.load_tensors):
        with pytest.raises(ValueError, match="cannot|can be read"):
            load(b"\xff" * 20)  # type: ignore[operator]
