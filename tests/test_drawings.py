"""What was drawn is found by its code while the server has it, and is its owner's to have forgotten."""

from pathlib import Path

import pytest

from core import drawings
from core.training import tidying

DRAWN = {"pixels": [0, 16], "strokes": [[[1.5, 2]]]}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))
    return tmp_path


def test_the_same_drawing_has_the_same_code_whoever_draws_it() -> None:
    code = drawings.keep(DRAWN, "ann")
    assert drawings.keep(DRAWN, "ben") == code and drawings.found(code) == DRAWN
    assert drawings.keep({**DRAWN, "pixels": [1, 16]}, "ann") != code


def test_a_drawing_goes_with_who_drew_it_first() -> None:
    hers, his = drawings.keep(DRAWN, "ann"), drawings.keep([[0.5, 0.5]], "ben")
    assert drawings.drawn_by("ann") == [hers]
    drawings.forget(hers)
    assert drawings.found(hers) is None and drawings.found(his) == [[0.5, 0.5]]


@pytest.mark.parametrize("code", ["", "..", "../learners", "0123456789abcdef", "0" * 17, "A" * 16, "0123456789abcde/"])
def test_what_is_no_code_of_a_drawing_finds_nothing(code: str) -> None:
    assert drawings.found(code) is None


def test_a_damaged_drawing_is_gone(home: Path) -> None:
    code = drawings.keep(DRAWN, "ann")
    (home / "drawings" / code / "drawing.json").write_text('{"drawn": ')
    assert drawings.found(code) is None and drawings.drawn_by("ann") == []


def test_a_drawing_that_is_far_too_long_is_not_kept(home: Path) -> None:
    assert drawings.keep([[0.123, 0.456]] * 20_000, "ann") == "" and not (home / "drawings").exists()


def test_drawings_that_nobody_looks_at_are_forgotten() -> None:
    code = drawings.keep(DRAWN, "ann")
    assert tidying.forget_unused(1) == [] and drawings.found(code) == DRAWN
    assert tidying.forget_unused(-1) == [code] and drawings.found(code) is None
