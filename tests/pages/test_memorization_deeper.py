"""The second page on memorization: any sentence is followed or refused, and every experiment shows a result at once."""

from pathlib import Path

import pytest

from core.studies import influential_sentences, membership_inference
from pages.trust.memorization import traces
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
    assert len(charts(app)) == 5
    said = " ".join(block.value for block in app.get("html") if "gb-says" in str(block.value))
    assert influential_sentences.FIRST in said and "Never read the author" in said
    for text in AWKWARD:
        app.text_input(key="member_own").set_value(text[:300]).run()
        assert not app.exception, text
    refused = [
        note.value
        for note in app.text
        if f"needs {membership_inference.SHORTEST} to {membership_inference.LONGEST} letters" in note.value
    ]
    assert refused == [] or len(refused) == 1
