"""A question that is asked at once reaches Streamlit as its own would, and once."""

import json
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.testclient import TestClient, WebSocketTestSession
from starlette.websockets import WebSocket
from streamlit.proto.BackMsg_pb2 import BackMsg

from server.first_question import FirstQuestion, question

SAID: dict[str, Any] = {
    "page": "attention",
    "query": "step=3",
    "url": "http://127.0.0.1/attention",
    "timezone": "Asia/Kolkata",
    "timezone_offset": -330,
    "locale": "en-GB",
    "color_scheme": "dark",
}
STOP = BackMsg(stop_script=True).SerializeToString()


async def repeats(socket: WebSocket) -> None:
    """Answers with what it was told, in bytes; a text with its letters in capitals."""
    await socket.accept()
    while (message := await socket.receive())["type"] == "websocket.receive":
        text, told = message.get("text"), message.get("bytes")
        await socket.send_bytes(text.upper().encode() if text else told)


@pytest.fixture
def link() -> WebSocketTestSession:
    return TestClient(FirstQuestion(Starlette(routes=[WebSocketRoute("/", repeats)]))).websocket_connect("/")


def test_what_a_browser_says_of_itself_becomes_streamlits_question(link: WebSocketTestSession) -> None:
    with link:
        link.send_text(json.dumps(SAID))
        asked = BackMsg()
        asked.ParseFromString(link.receive_bytes())
    run, about = asked.rerun_script, asked.rerun_script.context_info
    assert (run.page_name, run.query_string, run.page_script_hash, run.fragment_id) == ("attention", "step=3", "", "")
    assert run.HasField("widget_states") and not run.widget_states.widgets and not run.cached_message_hashes
    assert (about.timezone, about.timezone_offset, about.locale) == ("Asia/Kolkata", -330, "en-GB")
    assert (about.url, about.is_embedded, about.color_scheme) == ("http://127.0.0.1/attention", False, "dark")


def test_the_same_question_is_not_asked_twice_and_all_others_are(link: WebSocketTestSession) -> None:
    same = question(SAID).SerializeToString()
    with link:
        link.send_text(json.dumps(SAID))
        assert link.receive_bytes() == same
        link.send_bytes(same)  # nobody answers
        link.send_bytes(STOP)
        assert link.receive_bytes() == STOP
        link.send_bytes(same)  # the learner wants the page once more
        assert link.receive_bytes() == same


@pytest.mark.parametrize("other", [question({**SAID, "query": ""}).SerializeToString(), STOP, b"\xff no message"])
def test_another_question_is_asked_as_well(link: WebSocketTestSession, other: bytes) -> None:
    with link:
        link.send_text(json.dumps(SAID))
        link.receive_bytes()
        for told in (other, question(SAID).SerializeToString()):
            link.send_bytes(told)
            assert link.receive_bytes() == told


def test_a_browser_that_only_asks_as_streamlit_does_is_heard_as_ever(link: WebSocketTestSession) -> None:
    same = question(SAID).SerializeToString()
    with link:
        for told in (same, same, STOP):
            link.send_bytes(told)
            assert link.receive_bytes() == told
        link.send_text(json.dumps(SAID))  # too late to be the first
        assert link.receive_bytes() == json.dumps(SAID).upper().encode()


@pytest.mark.parametrize(
    "said", ["no JSON", "[]", "{}", json.dumps({**SAID, "timezone_offset": "late"}), json.dumps({**SAID, "page": 7})]
)
def test_words_that_are_no_question_pass_as_they_are(link: WebSocketTestSession, said: str) -> None:
    with link:
        link.send_text(said)
        assert link.receive_bytes() == said.upper().encode()
