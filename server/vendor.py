"""Scripts of others that come with the app (assets/vendor): their names hold their versions, so browsers keep them for good."""

from pathlib import Path

from starlette.responses import FileResponse
from starlette.types import ASGIApp, Receive, Scope, Send

AT = "/static/vendor/"  # among Streamlit's own scripts, so that it travels packed as they do
FOR_GOOD = {"Cache-Control": "public, immutable, max-age=31536000"}


class Vendor:
    """Answers with such a script."""

    def __init__(self, app: ASGIApp, folder: Path) -> None:
        self.app = app
        self.scripts = {f"{AT}{file.name}": file for file in folder.glob("*.js")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        file = self.scripts.get(scope["path"]) if scope["type"] == "http" else None
        answer = FileResponse(file, media_type="text/javascript", headers=FOR_GOOD) if file else self.app
        await answer(scope, receive, send)
