"""Fonts travel with the letters and icons that pages show; with all letters only to whoever asks for the whole."""

import re
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from pages.kit.theme import TEXT_FONTS
from server.fonts import CutFonts

ROOT = Path(__file__).resolve().parents[2]
CUT = ROOT / "assets" / "fonts"
STATIC = Path(streamlit.__file__).parent / "static" / "static"
WHOLE = b"a font with all letters"


@pytest.fixture
def client() -> TestClient:
    async def file(request: Request) -> Response:
        return Response(WHOLE, media_type="font/woff2")

    return TestClient(CutFonts(Starlette(routes=[Route("/static/{name:path}", file)]), CUT))


@pytest.mark.parametrize("name", [*TEXT_FONTS, "MaterialSymbols-Rounded"])
def test_a_font_of_streamlit_is_answered_with_its_cut(client: TestClient, name: str) -> None:
    [whole] = (STATIC / "media").glob(f"{name}.*.woff2")
    answer = client.get(f"/static/media/{whole.name}")
    assert answer.content == (CUT / f"{name}.woff2").read_bytes() and answer.headers["content-type"] == "font/woff2"
    assert len(answer.content) < whole.stat().st_size * 0.65
    assert client.get(f"/static/media/{whole.name}?whole").content == WHOLE


def test_any_other_font_is_answered_as_ever(client: TestClient) -> None:
    assert client.get("/static/media/KaTeX_Main-Regular.B22Nviop.woff2").content == WHOLE


def test_every_icon_that_a_page_can_show_was_kept() -> None:
    kept = set((CUT / "icons.txt").read_text("utf-8").split())
    scripts = [
        *(STATIC / "js").glob("*.js"),
        *(ROOT / "pages").rglob("*.py"),
        *(ROOT / "assets").glob("lessons/**/*.yaml"),
    ]
    named = {icon for script in scripts for icon in re.findall(r":material/(\w+):", script.read_text("utf-8"))}
    assert named - kept <= {"star_filled"}  # which Streamlit's own font lacks too
