"""The one page of HTML that every visit begins with, and a few sentences more in it than Streamlit writes.

*Which scripts come next.* Streamlit asks for the parts of a page when it meets the first of each kind, one trip over the
network after the other, and what waits for its script is drawn only when nothing else comes in. The parts that all our pages
begin with are named in the page, so that they are there by then.

*Where the server is.* At /attention Streamlit asks below /attention/ first, gets no for an answer, and waits before it asks at
the right place. Our pages lie side by side in one folder, whatever that is called by a proxy, and the page says so.

*What is drawn first.* The picture, and then what stands below it: `assets/first_page/picture_first.js`.

*What all our pictures share.* Once, and not with each of them: `core/shared_script.py`.
"""

import gzip
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.shared_script import maker

PARTS = ("BidiComponent", "Html", "ButtonGroup", "PageLink", "DownloadButton")  # that all our pages begin with
IMPORTS = re.compile(r"""(?:from|import)["'`]\./([\w.-]+\.js)["'`]""")  # of one script by another; not those that wait
BEGIN = '<script type="module"'
CONDITIONS = (b"if-none-match", b"if-modified-since", b"range", b"accept-encoding")  # under which another answer comes
ASSETS = Path(__file__).resolve().parents[1] / "assets" / "first_page"
HERE = '<script>window.__streamlit = { BACKEND_BASE_URL: new URL(".", location.href).href };</script>'


def parts(folder: Path, page: str) -> Iterator[str]:
    """The files of `PARTS` and all that they import, without what the page asks for anyway.

    Args:
        folder: Streamlit's scripts; none come from a version that names them in another way.
    """
    asked = set(re.findall(r"[\w.-]+\.js", page))
    wanted = [file.name for part in PARTS for file in folder.glob(f"{part}.*.js")]
    while wanted:
        name = wanted.pop(0)
        if name not in asked and (file := folder / name).is_file():
            asked.add(name)
            yield name
            wanted += IMPORTS.findall(file.read_text("utf-8"))


class FirstPage:
    """Adds to Streamlit's page what a visit would ask for later, and where."""

    def __init__(self, app: ASGIApp, folder: Path) -> None:
        """`folder`: where Streamlit's page lies, with its scripts in static/js below."""
        self.app = app
        page = (folder / "index.html").read_text("utf-8")
        names = parts(folder / "static" / "js", page)
        self.before = page.encode()
        self.after = page.replace(BEGIN, _head(list(names)) + BEGIN, 1).encode()
        self.packed = gzip.compress(self.after, 9, mtime=0)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            return await self.app(scope, receive, send)
        asked = Headers(scope=scope)
        if "text/html" not in asked.get("accept", ""):
            return await self.app(scope, receive, send)
        takes_gzip = "gzip" in asked.get("accept-encoding", "")
        begun: list[Message] = []  # an answer of HTML, until all of it is there
        body = bytearray()

        async def send_changed(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(message):
                begun.append(message)
                return
            if not begun:
                return await send(message)
            body.extend(message.get("body", b""))
            if message.get("more_body"):
                return
            whole = bytes(body)
            if whole == self.before:
                whole = self.packed if takes_gzip else self.after
                headers = MutableHeaders(scope=begun[0])
                headers.update({"Content-Length": str(len(whole)), "Vary": "Accept-Encoding"})
                if takes_gzip:
                    headers["Content-Encoding"] = "gzip"
                for name in ("etag", "last-modified"):  # they are of the page as it was
                    del headers[name]
            await send(begun[0])
            await send({"type": "http.response.body", "body": whole})

        plain = [(name, value) for name, value in scope["headers"] if name not in CONDITIONS]
        await self.app({**scope, "headers": plain}, receive, send_changed)


def _is_page(start: Message) -> bool:
    return start["status"] == 200 and Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")


def _head(names: Sequence[str]) -> str:
    """What stands in the page before its first script."""
    links = (f'<link rel="modulepreload" crossorigin fetchpriority="low" href="./static/js/{name}">' for name in names)
    texts = [*(file.read_text("utf-8") for file in sorted(ASSETS.glob("*.js"))), maker()]
    scripts = (f"<script>\n{text}</script>" for text in texts)
    return "\n    ".join([HERE, *scripts, *links, ""])
