"""Both pages on GANs, without a browser: what each of them opens with."""

import json
from pathlib import Path
from typing import Any

import pytest

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
