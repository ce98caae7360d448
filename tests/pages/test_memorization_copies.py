"""The page on copies of copies: bags of letters that are computed at once, and experiments that show a result at once."""

from collections import Counter
from pathlib import Path

import pytest

from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.lessons import lesson
from pages.trust.memorization import exhibits
from tests.pages.test_pages import charts, opened

PAGE = "memorization_copies"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))


def test_every_experiment_shows_what_came_with_the_app() -> None:
    app = opened(PAGE)
    for button in [b for b in app.button if b.label == "Just show me"]:
        app.button(key=button.key).click().run()
        assert not app.exception, button.key
    assert len(charts(app)) == 4
    said = " ".join(block.value for block in app.get("html") if "gb-says" in str(block.value))
    assert "Generation 5 lost" in said


@pytest.mark.parametrize(
    ("bags", "said"),
    [
        ([Counter({0: 1, 1: 1}), Counter({0: 2}), Counter({0: 2})],
         "The first copy lost one letter of 2. From generation 1 on, every letter is A."),
        ([Counter({0: 1, 1: 1, 2: 1}), Counter({0: 1, 1: 2})],
         "The first copy lost one letter of 3. After one generation 2 are left, and B fills 2 of the 3 places."),
        ([Counter({0: 1, 1: 1}), Counter({0: 1, 1: 1})],
         "The first copy lost 0 letters of 2. After one generation 2 are left, and A fills 1 of the 2 places."),
    ],
)  # fmt: skip
def test_the_bags_are_told_as_they_came_out(bags: list[Counter[int]], said: str) -> None:
    exhibit = exhibits.bag(lesson(PAGE), bags, LIGHT)
    assert exhibit.says == said and len(exhibit.numbers) == len(bags)


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ([], "Generation 3 lost 0 words."),
        (["fox"], "Generation 3 lost one word: fox."),
        (["a", "b", "c", "d", "e", "f", "g"], "Generation 3 lost 7 words: a, b, c, d, e, f and 1 more."),
    ],
)
def test_the_words_that_a_generation_lost_are_named(gone: list[str], said: str) -> None:
    assert exhibits.lost(lesson(PAGE), 3, gone) == said


def test_a_spread_that_has_grown_is_no_percentage() -> None:
    found = {1: {"replace": 1.04, "mixed": 1.0, "accumulate": 0.97}}
    said = exhibits.bell(lesson(PAGE), found, 0.1, 50, LIGHT, drawn()).says
    assert (
        said.startswith("After one generation") and "has 1.04 of its variance left, with 10% of real data 1.00" in said
    )
