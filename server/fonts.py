"""Streamlit's fonts with the letters and icons that pages show, instead of all: a sixth of the bytes.

`python -m scripts.fonts` cuts them. Whoever asks for the `whole` of one gets Streamlit's own, with the letters of more
scripts.
"""

import re
from pathlib import Path

from starlette.responses import FileResponse
from starlette.types import ASGIApp, Receive, Scope, Send

FONT = re.compile(r"/static/media/([\w-]+)\.[\w.-]+\.woff2")  # its name, and what Streamlit adds to it
DAY = {"Cache-Control": "public, max-age=86400"}  # the address stays the same when a font is cut anew


class CutFonts:
    """Answers with the cut font where there is one."""

    def __init__(self, app: ASGIApp, folder: Path) -> None:
        self.app = app
        self.fonts = {file.stem: file for file in folder.glob("*.woff2")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = FONT.fullmatch(scope["path"]) if scope["type"] == "http" else None
        cut = self.fonts.get(asked[1]) if asked and scope["query_string"] != b"whole" else None
        answer = FileResponse(cut, media_type="font/woff2", headers=DAY) if cut else self.app
        await answer(scope, receive, send)
