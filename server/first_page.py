"""The one page of HTML that every visit begins with, and more in it than Streamlit writes.

*Which scripts come next.* Streamlit asks for the parts of a page when it meets the first of each kind, one trip over the
network after the other, and what waits for its script is drawn only when nothing else comes in. The parts that all our pages
begin with, and those in the picture of this page, are named in it, so that they are there by then. So are the fonts, behind
the scripts, as the page is read later than it is put together.

*Where the server is.* At /attention Streamlit asks below /attention/ first, gets no for an answer, and waits before it asks at
the right place. Our pages lie side by side in one folder, whatever that is called by a proxy, and the page says so; and that
Streamlit need not ask at all before it begins.

*What is asked first.* The page itself, while Streamlit's scripts still come: `assets/first_page/first_question.js`.

*What is read first.* A page's question and what to do there, at once; a slow computer needs seconds until Streamlit draws.

*What is drawn first.* The picture, by itself, as soon as the server has sent it: `assets/first_page/early_picture.js`. Streamlit's
scripts and the parts above are fetched behind it: `assets/first_page/fetched_ahead.js`. Then Streamlit draws the picture, too,
before all that stands below it: `assets/first_page/picture_first.js`.

*What all our pages share.* The style, and the script of all pictures (`core/shared_script.py`): once, and not in each run.
"""

import gzip
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.caches import cache, lru_cache
from core.shared_script import maker
from server.early_picture import fields
from server.first_words import first_words

PARTS = ("BidiComponent", "Html", "ButtonGroup", "PageLink", "DownloadButton")  # that all our pages begin with
IMPORTS = re.compile(r"""(?:from|import)["'`]\./([\w.-]+\.js)["'`]""")  # of one script by another; not those that wait
HEAD = "</head>"
BODY = '<div id="root">'
STYLE = re.compile(r'<link rel="stylesheet"[^>]*>\s*')
OWN = re.compile(r'<script type="module"[^>]*></script>\s*|<link rel="modulepreload"[^>]*>\s*')  # Streamlit's scripts
FONT = re.compile(r'<link\s+rel="preload"\s+href="\./static/media/[^>]*?as="font"[^>]*?/>\s*')
CONDITIONS = (b"if-none-match", b"if-modified-since", b"range", b"accept-encoding")  # under which another answer comes
ROOT = Path(__file__).resolve().parents[1]
ASSETS = ROOT / "assets" / "first_page"
PLOTLY = tuple(script.name for script in (ROOT / "assets" / "vendor").glob("plotly*.js"))
FIGURES = "figures"  # among the parts of a page: its picture is drawn by plotly.js


def parts_of_pages() -> dict[str, list[str]]:
    """What is in the picture of each page besides `PARTS`: the names of Streamlit's scripts for it, or `FIGURES`."""
    found: dict[str, list[str]] = json.loads((ASSETS / "parts.json").read_text("utf-8"))
    return found


def scripts(folder: Path, page: str, named: Sequence[str] = ()) -> Iterator[str]:
    """The files of `PARTS` and of the parts that are named, and all that they import, without what the page asks for anyway.

    Args:
        folder: Streamlit's scripts; none come from a version that names them in another way.
    """
    asked = set(re.findall(r"[\w.-]+\.js", page))
    wanted = [file.name for part in (*PARTS, *named) for file in folder.glob(f"{part}.*.js")]
    while wanted:
        name = wanted.pop(0)
        if name not in asked and (file := folder / name).is_file():
            asked.add(name)
            yield name
            wanted += _imported(file)


def run_at_once(folder: Path) -> frozenset[str]:
    """The files whose scripts a visit runs before it shows anything: those that Streamlit's page asks for, and plotly.js."""
    asked = re.findall(r"static/js/([\w.-]+\.js)", (folder / "index.html").read_text("utf-8"))
    return frozenset([*asked, *PLOTLY])


@cache
def _imported(file: Path) -> list[str]:
    return IMPORTS.findall(file.read_text("utf-8"))


class FirstPage:
    """Adds to Streamlit's page what a visit would ask for later, where to ask, and what can be read until that is there."""

    def __init__(self, app: ASGIApp, folder: Path, style: str = "", fonts: Mapping[str, str] | None = None) -> None:
        """
        Args:
            folder: where Streamlit's page lies, with its scripts in static/js below.
            style: of all pages.
            fonts: where those lie that words are first read in, `sans` and `serif`; "" where one is not found.
        """
        self.app, self.folder = app, folder
        self.parts = parts_of_pages()
        self.fonts = {kind: f".{path}" for kind, path in (fonts or {}).items() if path}
        self.before = (folder / "index.html").read_bytes()
        page = FONT.sub("", self.before.decode(), count=1)
        self.own = [tag.strip() for tag in OWN.findall(page)]
        style_of_streamlit = STYLE.findall(page)  # without it the browser shows nothing
        first = [_here(), *_inline(), *style_of_streamlit, ""]
        self.plain = _with(OWN.sub("", STYLE.sub("", page)), "\n    ".join(first), HEAD)
        faces = "".join(f"{_face(kind, path)}\n" for kind, path in self.fonts.items())
        self.faces = f"<style>{faces}</style>"
        self.style = f"<style>{style}</style>\n    "
        self.packed = lru_cache(maxsize=128)(self._packed)

    def page(self, name: str, words: str) -> str:
        """The page of this name, with the words that are read first."""
        links = "\n    ".join(
            [*self._now(name), '<template id="ahead">', *self.own, *self._ahead(name), "</template>", ""]
        )
        return _with(_with(self.plain, links, HEAD), self.style + words, BODY)

    def _packed(self, name: str, words: str) -> bytes:
        return gzip.compress(self.page(name, words).encode(), 9, mtime=0)

    def _now(self, name: str) -> Iterator[str]:
        """What a picture needs to be drawn at all is fetched at once: plotly.js, where it is a figure."""
        if FIGURES in self.parts.get(name, ()):
            for script in PLOTLY:
                yield f'<link rel="preload" as="script" href="./static/vendor/{script}">'

    def _ahead(self, name: str) -> Iterator[str]:
        """What the browser fetches behind the picture (`assets/first_page/fetched_ahead.js`): scripts first, then fonts."""
        for script in scripts(self.folder / "static" / "js", self.before.decode(), self.parts.get(name, ())):
            yield f'<link rel="modulepreload" crossorigin fetchpriority="low" href="./static/js/{script}">'
        for path in self.fonts.values():
            yield f'<link rel="preload" as="font" type="font/woff2" crossorigin fetchpriority="low" href="{path}">'
        yield self.faces

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
                name = scope["path"].rsplit("/", 1)[-1] or "welcome"
                asks = (name, first_words(name)) if name in self.parts else ("", "")
                whole = self.packed(*asks) if takes_gzip else self.page(*asks).encode()
                headers = MutableHeaders(scope=begun[0])
                headers.update({"Content-Length": str(len(whole)), "Vary": "Accept-Encoding"})
                if takes_gzip:
                    headers["Content-Encoding"] = "gzip"
                for condition in ("etag", "last-modified"):  # they are of the page as it was
                    del headers[condition]
            await send(begun[0])
            await send({"type": "http.response.body", "body": whole})

        plain = [(name, value) for name, value in scope["headers"] if name not in CONDITIONS]
        await self.app({**scope, "headers": plain}, receive, send_changed)


def _is_page(start: Message) -> bool:
    return start["status"] == 200 and Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")


def _here() -> str:
    """Where the server is and how it is set up, so that Streamlit may begin before it has asked. Options are read now: those of
    the environment are set only when the app runs."""
    set_up = {"allowedOrigins": st.get_option("client.allowedOrigins"), "useExternalAuthToken": False}
    return (
        '<script>window.__streamlit = { BACKEND_BASE_URL: new URL(".", location.href).href, '
        f"HOST_CONFIG: {json.dumps(set_up)} }};</script>"
    )


def _inline() -> Iterator[str]:
    texts = [fields(), *(file.read_text("utf-8") for file in sorted(ASSETS.glob("*.js"))), maker()]
    return (f"<script>\n{text}</script>" for text in texts)


def _with(page: str, more: str, mark: str) -> str:
    """The page with more before the mark; at its end where another Streamlit writes it otherwise."""
    at = page.find(mark)
    return f"{page[:at]}{more}{page[at:]}" if at >= 0 else page + more


def _face(kind: str, path: str) -> str:
    """The font as the first words have it: until it is there, they are read in another. Streamlit hides its words till then."""
    source = f'url("{path}") format("woff2")'
    return f'@font-face {{ font-family: "First {kind}"; font-weight: 100 900; font-display: swap; src: {source}; }}'
