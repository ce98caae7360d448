"""The second page on memorization: any sentence is followed or refused, and every experiment shows a result at once."""

from pathlib import Path

import pytest

from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.lessons import lesson
from core.studies import influential_sentences, membership_inference
from pages.trust.memorization import exhibits, traces
from tests.pages.test_pages import AWKWARD, charts, opened

PAGE = "memorization_deeper"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))


def test_any_sentence_is_followed_or_refused_in_a_sentence() -> None:
    app = opened(PAGE)
    app.selectbox(key="output").set_value(traces.OWN).run()
    for text in AWKWARD:
        app.text_input(key="own_output").set_value(text[:200]).run()
        assert not app.exception, text
        assert any("words" in note.value or "never seen" in note.value for note in app.text), text
        assert len(charts(app)) == 1  # what came with the app stays in the picture


def test_every_experiment_shows_what_came_with_the_app() -> None:
    app = opened(PAGE)
    for button in [b for b in app.button if b.label == "Just show me"]:
        app.button(key=button.key).click().run()
        assert not app.exception, button.key
    assert len(charts(app)) == 8
    said = " ".join(block.value for block in app.get("html") if "gb-says" in str(block.value))
    assert influential_sentences.FIRST in said and "Generation 5 lost" in said and "Never read the author" in said
    for text in AWKWARD:
        app.text_input(key="member_own").set_value(text[:300]).run()
        assert not app.exception, text
    refused = [
        note.value
        for note in app.text
        if f"needs {membership_inference.SHORTEST} to {membership_inference.LONGEST} letters" in note.value
    ]
    assert refused == [] or len(refused) == 1


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
