"""What /generation computes anew, and in which words it speaks, without a browser."""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from core import lessons
from core.lessons import figures
from core.measure import text_by_temperature as measure
from core.opened import by_temperature
from tests.outcomes.generation import CASES
from tests.pages.test_film import sent
from tests.pages.test_pages import opened


def test_a_draw_does_not_run_the_opened_experiments_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two of the three have nothing to do with the text so far, and cost more than the draw."""
    computed = Counter[str]()

    def counted(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def count(*given: Any) -> Any:
            computed[name] += 1
            return function(*given)

        return count

    for name in ("endings", "by_temperature"):
        monkeypatch.setattr(measure, name, counted(name, getattr(measure, name)))
        getattr(by_temperature, name).cache_clear()
    app = opened("generation", guess_zero="all", guess_wild="all", guess_rare="all")
    before = dict(computed)
    assert before == {"endings": 2, "by_temperature": 1}, "all three are open"
    assert sent(app, "next_word")["draw"] is None
    app.button(key="draw").click().run()
    assert not app.exception and sent(app, "next_word")["draw"] is not None
    assert computed == before


@pytest.mark.parametrize("page", ["welcome", "generation"])
def test_the_first_picture_names_its_rules_to_those_who_ask_for_them_alone(page: str) -> None:
    plain, technical = (
        json.dumps(sent(opened(page, register=register), "next_word")) for register in ("plain", "technical")
    )
    assert "top-" not in plain and "after the die is loaded" in plain
    assert "top-p" in technical and "cut by top-" in technical


def test_what_is_kept_is_asked_shown_and_answered() -> None:
    """Of the tail, the question, the picture and the answer speak of what is kept, not one of them of what is cut off."""
    text = lessons.lesson("generation")
    asked = text.experiment("rare")
    assert "is kept here?" in asked.ask and "keeps" in asked.did and "kept" in figures().says["drawing.kept"]
    for outcome, case in CASES["rare"].items():
        exhibit = case(text)
        assert "keeps" in exhibit.says and exhibit.verdict
        first = exhibit.verdict.says.partition(".")[0]
        assert "kept" in first and "cut" not in first, outcome
