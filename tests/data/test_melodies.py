"""Tunes as tokens: what is written is read back; the grammar's bars add up, its phrases return and come home."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.data.melodies import FULL, HIGHEST, LOWEST, PART, Note, bars, heard, invent, invented, metre, notes, written


@given(st.one_of(st.none(), st.integers(LOWEST, HIGHEST)), st.integers(1, 32))
def test_a_note_is_heard_as_it_was_written(pitch: int | None, length: int) -> None:
    assert heard(written(Note(pitch, length))) == Note(pitch, length)


@pytest.mark.parametrize("token", ["", "|", "||", "M:3/4", "H", "C2x", "C//", "é"])
def test_what_is_no_note_is_none(token: str) -> None:
    assert heard(token) is None


@pytest.mark.parametrize("seed", range(40))
def test_a_tune_of_the_grammar_is_what_the_grammar_says(seed: int) -> None:
    tune, known = invent(seed)
    parts = bars(tune.tokens)
    assert metre(tune.tokens) == known.metre and [len(part) for part in parts] == [4, 4, 4, 4]
    assert {sum(note.length for note in bar) for part in parts for bar in part} == {FULL[known.metre]}
    for one, letter in zip(parts, known.form, strict=True):
        for other, same in zip(parts, known.form, strict=True):
            if letter == same:
                assert one[:3] == other[:3]
    home = {"major": 0, "minor": 9}[known.key]
    last = [part[-1][-1] for part in parts]
    assert last[-1].pitch is not None and last[-1].pitch % 12 == home
    assert all(note.length >= 8 for note in last)


def test_the_same_seed_gives_the_same_tune_and_another_one_another() -> None:
    assert invent(3) == invent(3)
    assert len(invented(100)) > 98


def test_bars_without_a_line_at_the_end_count_and_empty_ones_do_not() -> None:
    assert bars(["M:4/4", "|", "C8", "|", "||", PART, "D2"]) == [[[Note(60, 16)]], [[Note(62, 4)]]]
    assert bars([]) == [] and notes(["M:4/4", "|"]) == []
