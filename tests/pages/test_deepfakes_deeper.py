"""The second page on deepfakes: its melody is there at first sight, every experiment shows a result, any text is judged."""

import pickle
from pathlib import Path

import numpy as np
import pytest

from core.data.instruments import KEY_SECONDS, KEYS, Note
from core.studies import voice_swap
from pages.trust.deepfakes import voices
from tests.pages.test_pages import charts, opened


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))


def test_every_experiment_shows_a_result_without_a_worker() -> None:
    app = opened("deepfakes_deeper")
    for button in [b for b in app.button if b.label == "Just show me"]:
        app.button(key=button.key).click().run()
        assert not app.exception, button.key
    assert len(charts(app)) == 6
    app.selectbox(key="player").set_value("Zirr").run()
    app.slider(key="vowel").set_value(1.0).run()
    app.select_slider(key="delta").set_value(0.0).run()
    app.slider(key="share").set_value(100).run()
    app.slider(key="voice_seed").set_value(3).run()
    assert not app.exception
    assert any(button.label == "Train it" for button in app.button)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Type or paste"),
        ("  \n ", "Type or paste"),
        ("<b>Mira</b>", "too short to tell"),
        ("Mira lives in Litholm. " * 3_000, "Only the first 20,000 characters"),
        ("Привет, мир", "has never met"),
    ],
)
def test_any_text_gets_one_clear_verdict(text: str, says: str) -> None:
    app = opened("deepfakes_deeper")
    app.button(key="skip_deepfakes_deeper-own").click().run()
    app.text_area(key="own").set_value(text).run()
    assert not app.exception
    assert any(says in html.proto.body for html in app.get("html"))
    assert not any("<b>Mira" in html.proto.body for html in app.get("html"))  # shown literally


def test_what_is_kept_of_each_place_of_a_slider_is_small_and_sounds_the_same() -> None:
    """Thirty pupils who move the vowel keep as many melodies; with all that is measured on them it would be six times as much."""
    came = voices.opened()
    kept, facts = voices.heard(came, 0, 0.4, 0.1)
    notes = [Note(pitch, KEY_SECONDS, 0.4, 0.1) for pitch in KEYS]
    whole = voice_swap.fake(voices.model(came), notes, 0)
    assert len(pickle.dumps((kept, facts))) < 1_100_000 < len(pickle.dumps(whole)) / 4
    assert np.abs(kept.fake - whole.fake).max() < 1e-6 and facts == voice_swap.compared(whole, KEYS, KEY_SECONDS)
