"""Both pages on GANs, without a browser: what each of them opens with."""

import json
from pathlib import Path
from typing import Any

import pytest

from core.studies import plane_gan
from pages.images.gan import plane_run
from tests.pages.test_pages import opened


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))


def game(name: str) -> dict[str, Any]:
    """What the page tells the first game in which digits are judged."""
    told = [
        one.proto.json
        for one in opened(name).get("bidi_component")
        if one.proto.component_name == "glassbox_digit_game"
    ]
    found: dict[str, Any] = json.loads(told[0])
    return found


def test_the_second_page_opens_with_another_fight_than_the_first():
    first, second = game("gan"), game("gan_deeper")
    assert first["id"] != second["id"] and len(first["moments"]) == len(second["moments"]) > 1
    assert all(a["made"] != b["made"] for a, b in zip(first["moments"][1:], second["moments"][1:], strict=True))


def test_both_networks_before_any_training_are_worked_out_once_for_each_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    """At every change of a setting they were, and again whenever anything else of the picture was drawn."""
    made: list[Any] = []
    record = plane_gan.record

    def counted(gan: Any, now: Any, *rest: Any) -> Any:
        made.append(now)
        return record(gan, now, *rest)

    monkeypatch.setattr(plane_gan, "record", counted)
    plane_run._untrained.cache_clear()
    app = opened("gan")
    assert made == [], "what came with the app was trained with these settings"
    for judging in (2, 3, 2, 3):
        app.slider(key="steps_d_usual").set_value(judging).run()
        assert not app.exception
    app.run()
    assert [now.steps_d for now in made] == [2, 3]
    assert opened("gan", steps_d_usual="3").slider(key="steps_d_usual").value == 3 and len(made) == 2, "another visitor"
