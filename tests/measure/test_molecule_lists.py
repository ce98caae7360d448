"""A learner's own list of molecules: what is read of it, what is said of wrong lines, and what no list can do."""

import os
from collections.abc import Callable

import pytest

from core.data.molecules import structures
from core.measure import molecule_lists
from core.measure.molecule_lists import FEWEST, MOST, MOST_BYTES, read
from core.problems import Problem
from core.studies import molecule_lists as molecule_lists_study
from core.studies.molecules import CONTEXT

pytest.importorskip("rdkit")
GOOD = ["C" * carbons + end for carbons in range(1, 21) for end in ("O", "N", "F")]


def said(lines: list[str]) -> list[str]:
    return [str(note) for note in read("\n".join(lines)).notes]


def test_each_molecule_is_read_once_as_rdkit_writes_it() -> None:
    found = read("\n".join([*GOOD, "OCC", "C(C)O"]))
    assert found.smiles == tuple(GOOD) and [str(note) for note in found.notes] == ["2 lines repeat a molecule."]
    assert read("\n".join(structures()[:100])).smiles == structures()[:100]


def refused(reading: Callable[[], object]) -> str:
    """The code of the problem."""
    with pytest.raises(Problem) as problem:
        reading()
    return problem.value.told.code


@pytest.mark.parametrize("between", [" ", "\t", ",", ";"])
def test_a_name_a_head_and_a_remark_are_passed_over(between: str) -> None:
    lines = [f"SMILES{between}name", "# of mine", "", *(f"{one}{between}[no 1] (name" for one in GOOD)]
    for end in ("\n", "\r\n", "\r"):
        found = read("\ufeff" + end.join(lines))
        assert found.smiles == tuple(GOOD) and not found.notes


def test_left_and_right_hands_are_not_told_apart() -> None:
    found = read("\n".join([*GOOD, "C[C@H](N)O", "C[C@@H](N)O"]))
    assert found.smiles[-1] == "CC(N)O" and len(found.smiles) == len(GOOD) + 1


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("C1CC", "Line 3: Each ring digit must appear twice"), ("C(C", "Line 3: A bracket that opens must close"),
        ("F(C)C", "Line 3: One atom has more bonds"), ("c1ccc1c", "Line 3: "), ("hello", "Line 3: This cannot be read"),
        ("C.C", "Line 3: A dot stands between two molecules"),
        ("C" * 41, "Line 3: It has 41 signs; a molecule of the list may have at most 40"),
        ("C" * 101, "Line 3: At most 100 atoms"), ("C" * 100_000, "Line 3: At most 200 letters"), ("C*", "Line 3: The sign *"),
        ("<script>alert(1)</script>", "Line 3: "), ("Ü", "Line 3: The sign Ü"), ("=HYPERLINK(1)", "Line 3: "),
        ("[" * 150, "Line 3: "),
    ],
)  # fmt: skip
def test_a_wrong_line_is_told_with_its_number_and_why(line: str, words: str) -> None:
    (note,) = said([*GOOD[:2], line, *GOOD[2:]])
    assert note.startswith(words)


def test_of_many_wrong_lines_some_are_told_and_the_rest_is_counted() -> None:
    notes = said([*GOOD, *["C1"] * 200])
    assert len(notes) == molecule_lists.TOLD + 1 and notes[-1] == "195 more lines cannot be read."


@pytest.mark.parametrize("content", ["", "\n\n", "CCO", "\n".join(GOOD[: FEWEST - 1]), "once upon a time\n" * 1_000])
def test_too_few_are_refused_in_one_sentence(content: str) -> None:
    with pytest.raises(Problem) as problem:
        read(content)
    assert f"at least {FEWEST} are needed" in str(problem.value)


def test_one_molecule_is_counted_as_one() -> None:
    with pytest.raises(Problem) as problem:
        read("CCO\nC1")
    assert str(problem.value).startswith("Only one molecule can be read here") and "Line 2: Each ring" in str(
        problem.value
    )


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", os.urandom(5_000) + b"\xff", "CCO\n".encode("utf-16"), b"CCO\0\n" * 100,
        b"\xff\xfe" * 100,
    ],
)  # fmt: skip
def test_what_is_no_text_is_refused(content: bytes) -> None:
    assert refused(lambda: read(content)) == "list.no text"


def test_a_huge_list_is_refused_before_it_is_read() -> None:
    assert refused(lambda: read(b"C" * (MOST_BYTES + 1))) == "list.large"


def test_no_more_than_the_most_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(molecule_lists, "MOST", 55)
    found = read("\n".join(GOOD))
    assert len(found.smiles) == 55 and len(found.notes) == 1
    assert str(found.notes[0]).startswith(f"The last {len(GOOD) - 55} lines were not read")
    assert MOST == 5_000


def test_what_takes_too_long_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(molecule_lists, "SECONDS", -1.0)
    assert refused(lambda: read("\n".join(GOOD))) == "list.none"


def test_lines_beyond_the_most_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(molecule_lists, "MOST_LINES", len(GOOD))
    (note,) = said([*GOOD, *["C1"] * 1_000])
    assert note.startswith("The last 1000 lines were not read") or note.startswith("The last 1,000 lines were not read")


def test_what_has_no_room_in_a_way_of_writing_is_counted_there() -> None:
    pytest.importorskip("selfies")
    long = [
        "c1ccc2cc3cc4cc5ccccc5cc4cc3cc2c1" + "C" * more for more in range(1, 9)
    ]  # 45 signs and more without small letters
    found = read("\n".join([*GOOD, *long]))
    assert len(found.smiles) == len(GOOD) + len(long)
    assert found.room["smiles"] == len(found.smiles) > found.room["explicit"] >= len(GOOD)
    for writing in molecule_lists_study.WRITINGS:
        assert found.room[writing] == len(molecule_lists_study.cut(found.smiles, writing).texts)
    assert molecule_lists.ROOM == CONTEXT
