"""A learner's own text, however long, is handed in once; what a page holds and sends of it afterwards is short."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.training import texts
from pages.kit import own_text_box
from pages.kit.lesson import PAGES
from tests.patience import PATIENCE

LONG = "Mira lives in Arlen. " * 240_000  # five million letters


@pytest.fixture
def handed_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[int]:
    """The lengths of all that was handed in."""
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))
    lengths: list[int] = []
    hand_in: Callable[[bytes | str], str] = texts.hand_in

    def counting(content: bytes | str) -> str:
        lengths.append(len(content))
        return hand_in(content)

    monkeypatch.setattr(own_text_box.texts, "hand_in", counting)
    return lengths


def opened() -> AppTest:
    at = AppTest.from_file(str(PAGES / "shell.py"), default_timeout=PATIENCE)
    at.query_params["text"] = "Your own text"
    return at.run().switch_page(str(PAGES / "text" / "training" / "page.py")).run()


def held(at: AppTest) -> int:
    """Bytes that travel with a click from the browser to the server."""
    return int(at._tree.get_widget_states().ByteSize())


def test_a_long_pasted_text_is_handed_in_once_and_leaves_the_box(handed_in: list[int]):
    at = opened()
    before = held(at)
    at.text_area(key="own_text").set_value(LONG).run()
    assert not at.exception
    assert handed_in == [len(LONG)]
    assert at.text_area(key="own_text").value == ""
    kept_as = at.session_state[own_text_box.INBOX.now].key
    for _ in range(2):
        at.run()  # other clicks on the page
    assert handed_in == [len(LONG)] and at.session_state[own_text_box.INBOX.now].key == kept_as
    assert held(at) < before + 10_000  # the text does not travel with them
    long = [name for name in at.session_state if len(str(at.session_state[name])) > 100_000]
    assert long == []  # and nothing that is compared, copied or written down at each of them holds it
    assert (texts.home() / "texts" / kept_as / "original").stat().st_size == len(LONG)


def test_a_short_text_stays_in_the_box_and_replaces_a_long_one(handed_in: list[int]):
    at = opened()
    at.text_area(key="own_text").set_value(LONG[:30_000]).run()
    first = at.session_state[own_text_box.INBOX.now].key
    at.text_area(key="own_text").set_value("A short one.").run()
    assert at.text_area(key="own_text").value == "A short one."
    assert handed_in == [30_000, 12] and not (texts.home() / "texts" / first).exists()
    assert not at.session_state[own_text_box.INBOX.now].moved
