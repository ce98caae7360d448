"""The advice on suspicious pictures: every step has its source, and a part that is missing is named."""

from pathlib import Path

import pytest

from core import advice, language
from core.lessons.parts import LessonError


def test_every_step_to_take_has_a_source() -> None:
    found = advice.advice()
    assert len(found.steps) >= 4 and found.passages
    assert all(step.link.startswith("https://") and step.source for step in found.steps)


def test_a_missing_part_of_the_advice_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "suspicious_pictures.yaml").write_text(
        "steps: [{do: Stop.}]\npassages: [{title: One, text: one}]\n"
    )
    monkeypatch.setattr(language, "FOLDER", tmp_path)
    with pytest.raises(LessonError, match="suspicious_pictures.yaml"):
        advice._advice.__wrapped__("en")
