"""The lesson on assistants: any text is read by both models, examples of one's own are read, and votes are counted."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.studies.preference import FEWEST
from pages.text.assistant.chats import examples
from tests.pages.test_pages import AWKWARD, opened


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))


def html(app: AppTest) -> str:
    return " ".join(str(part.proto.body) for part in app.get("html"))


def test_the_whole_text_is_shown_with_its_role_tokens_whatever_is_typed() -> None:
    app = opened("assistant")
    for role in ("&lt;user&gt;", "&lt;assistant&gt;", "&lt;end&gt;"):
        assert f'gb-lit">{role}' in html(app)
    app.selectbox(key="ask").set_value("own").run()
    for text in AWKWARD:
        app.text_input(key="own").set_value(text).run()
        assert not app.exception, text
        assert "<b>hi</b>" not in html(app)


def test_examples_are_lines_with_one_bar_and_the_others_are_counted() -> None:
    read, lost = examples("hello . | good bye .\n\nno bar\na | b | c\n | empty\nwho ? | me .")
    assert read == [["hello .", "good bye ."], ["who ?", "me ."]] and lost == 3
    read, lost = examples("a | b\n" * 12)
    assert len(read) == 10 and lost == 2


def test_the_learner_votes_pair_by_pair_and_may_begin_anew() -> None:
    app = opened("assistant")
    app.button(key="skip_assistant-prefer").click().run()
    app.radio(key="judge").set_value("own").run()
    assert not any(button.key == "start_prefer" for button in app.button)
    for _ in range(FEWEST):
        app.button(key="vote_second").click().run()
        assert not app.exception
    assert any(button.key == "start_prefer" for button in app.button)
    app.button(key="votes_again").click().run()
    assert not app.exception and not any(button.key == "start_prefer" for button in app.button)


def test_a_judge_has_a_result_that_came_with_the_app() -> None:
    app = opened("assistant")
    app.button(key="skip_assistant-prefer").click().run()
    for judge in ("short", "flattered"):
        app.radio(key="judge").set_value(judge).run()
        assert not app.exception and "beats one from before" in html(app)
