"""The lesson on safeguards: any text is answered or refused in a sentence; a hand in the model changes the reply."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from streamlit.testing.v1 import AppTest

from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.lessons import lesson
from core.measure.refusal import Direction
from pages.trust.safeguards import chat, exhibits
from tests.outcomes.safeguards import HELPFUL, groups, operated
from tests.pages.test_pages import AWKWARD, charts, opened


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))


def html(app: AppTest) -> str:
    return " ".join(str(part.proto.body) for part in app.get("html"))


def test_any_text_is_answered_and_shown_literally() -> None:
    app = opened("safeguards")
    app.selectbox(key="ask_living").set_value("own").run()
    for text in AWKWARD:
        app.text_input(key="own_living").set_value(text).run()
        assert not app.exception, text
        assert "<b>hi</b>" not in html(app)


def test_the_control_is_the_random_direction_that_costs_most() -> None:
    random = [groups((refused, 0.0), HELPFUL) for refused in (1.0, 0.7, 0.9)]
    measured = replace(operated((0.1, 0.6)), random_removed=random)
    shown = exhibits.direction(
        lesson("safeguards"), measured, Direction(0, torch.ones(1), 0.0, 1.0), None, LIGHT, drawn()
    )
    assert "a random direction instead leaves 70% refused" in shown.says


def test_removing_the_direction_takes_the_refusal_away_and_adding_it_brings_it() -> None:
    app = opened("safeguards")
    for button in [b for b in app.button if b.label == "Just show me"]:
        app.button(key=button.key).click().run()
        assert not app.exception, button.key
    assert len(charts(app)) == 4
    assert "remove the direction · ✗" in html(app) or "remove the direction · ✓" in html(app)
    app.radio(key="what").set_value(chat.ADD).run()
    app.selectbox(key="ask_direction").set_value("carrots").run()
    assert "add the direction · says sorry" in html(app) and not app.exception
    app.toggle(key="random").set_value(True).run()
    assert "add the direction · ✓ true" in html(app)
