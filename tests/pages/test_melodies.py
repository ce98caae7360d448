"""The page of tunes where a machine has no folk tunes, and what a link may say that begins one."""

from pathlib import Path

import pytest

from core.data import folk_tunes
from pages.beyond.melodies import tunes
from tests.pages.test_pages import opened


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))


def test_without_music21_the_page_has_invented_tunes_and_says_so_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folk_tunes, "there", lambda: False)
    page = opened("melodies")
    assert not page.exception
    assert "folk" not in page.selectbox(key="source").options and len(page.selectbox(key="source").options) == 2
    said = [
        html.proto.body for html in page.get("html") if "Real folk tunes are not on this machine" in html.proto.body
    ]
    assert len(said) == 1


@pytest.mark.parametrize("sent", [None, "x", [1], [[60]], [[60, 3]], [[10, 4]], [[60, 4]] * 25, [["60", 4]], {"a": 1}])
def test_what_no_hand_can_have_tapped_is_nothing(sent: object) -> None:
    assert tunes.tapped(sent) is None


def test_a_tapped_beginning_comes_back_from_the_address() -> None:
    begin = [[60, 4], [64, 2]]
    assert tunes.tapped(tunes.read_tapped(tunes.write_tapped(begin))) == begin
    assert tunes.read_tapped("") == [] and tunes.tapped(tunes.read_tapped("60-4.x")) is None
