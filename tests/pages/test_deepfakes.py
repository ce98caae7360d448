"""The lesson on deepfakes: its faces are there at first sight, and every experiment shows its result at once."""

from pathlib import Path

import pytest

from core.studies.arms_race import GENERATIONS
from tests.pages.test_pages import charts, opened


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))


def test_a_seed_that_nobody_trained_shows_what_came_with_the_app() -> None:
    app = opened("deepfakes")
    app.slider(key="seed").set_value(7).run()
    assert not app.exception
    assert any("Until this seed is trained" in said.value for said in app.markdown)
    assert any(button.label == "Train it" for button in app.button)


def test_every_experiment_shows_a_result_and_the_race_follows_its_controls() -> None:
    app = opened("deepfakes")
    for button in [b for b in app.button if b.label == "Just show me"]:
        app.button(key=button.key).click().run()
        assert not app.exception, button.key
    assert len(charts(app)) == 3
    for detector in range(1, len(GENERATIONS) + 1):
        app.select_slider(key="learned").set_value(detector).run()
        assert not app.exception
    app.toggle(key="remember").set_value(True).run()
    app.toggle(key="each").set_value(True).run()
    assert not app.exception
