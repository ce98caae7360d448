"""The lesson on hallucination: any name is asked about, or refused in a sentence; every experiment shows its result."""

import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.test_pages import AWKWARD, opened


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))


def test_any_name_is_asked_about_or_refused_in_a_sentence() -> None:
    app = opened("hallucination")
    app.radio(key="group").set_value("a name of my own").run()
    for name in AWKWARD:
        app.text_input(key="own_name").set_value(name).run()
        assert not app.exception, name


def test_people_and_lands_of_every_group_are_asked_about() -> None:
    app = opened("hallucination")
    for kind in (4, 1, 3, 4, 2):
        app.selectbox(key="kind").select_index(kind).run()
        for group in list(app.radio(key="group").options):
            app.radio(key="group").set_value(group).run()
            assert not app.exception and len(app.get("plotly_chart")) == 1, (kind, group)


def revealed(page: str) -> AppTest:
    app = opened(page)
    for button in [b for b in app.button if b.label == "Just show me"]:
        app.button(key=button.key).click().run()
        assert not app.exception, button.key
    return app


def test_every_experiment_shows_a_result() -> None:
    app = revealed("hallucination")
    end = time.monotonic() + 180
    while "asks the model" in " ".join(m.value for m in app.markdown) and time.monotonic() < end:
        time.sleep(0.5)
        app.run()
    assert len(app.get("plotly_chart")) == 3 and not app.exception
    deeper = revealed("hallucination_deeper")
    end = time.monotonic() + 180
    while "A worker" in " ".join(m.value for m in deeper.markdown) and time.monotonic() < end:
        time.sleep(0.5)
        deeper.run()
    assert len(deeper.get("plotly_chart")) == 11 and not deeper.exception
