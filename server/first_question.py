"""A visit's first question to Streamlit, asked as soon as the page is there (`assets/first_page/first_question.js`).

Streamlit opens its link and asks for a page only when its scripts have come and been read, which takes a slow computer seconds.
The first page opens the link itself and sends, as JSON, what Streamlit will want to know of the browser. Here this becomes
Streamlit's own question; when Streamlit then asks the same, there is no need to answer twice.
"""

import json
from collections.abc import Mapping
from typing import Any

from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg


def question(said: Mapping[str, Any]) -> BackMsg:
    """What Streamlit's own script asks first, for a browser that says this of itself.

    Raises:
        KeyError, TypeError, ValueError: it says something else.
    """
    asked = BackMsg()
    run = asked.rerun_script
    run.widget_states.SetInParent()  # none yet, which Streamlit says, too
    run.query_string, run.page_name = said["query"], said["page"]
    about = run.context_info
    about.timezone, about.timezone_offset = said["timezone"], said["timezone_offset"]
    about.locale, about.url = said["locale"], said["url"]
    about.is_embedded, about.color_scheme = False, said["color_scheme"]
    return asked


class FirstQuestion:
    """Passes a link's messages on; a first one in JSON as Streamlit's question, and the same question after it not at all."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            return await self.app(scope, receive, send)
        asked: BackMsg | None = None
        begun = False

        async def receive_once() -> Message:
            nonlocal asked, begun
            message = await receive()
            if message["type"] != "websocket.receive" or (begun and not asked):
                return message
            if not begun and message.get("text"):
                begun = True
                try:
                    asked = question(json.loads(message["text"]))
                except (KeyError, TypeError, ValueError):
                    return message  # none of ours; Streamlit says what it thinks of it
                return {"type": "websocket.receive", "bytes": asked.SerializeToString()}
            begun, same = True, asked is not None and _reads_as(message.get("bytes") or b"", asked)
            asked = None
            return await receive() if same else message

        await self.app(scope, receive_once, send)


def _reads_as(sent: bytes, asked: BackMsg) -> bool:
    read = BackMsg()
    try:
        read.ParseFromString(sent)
    except DecodeError:
        return False
    return read == asked
