"""The page that a visit begins with: what comes next is named in it, once, and everything else passes as it was."""

import gzip
import re
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from core.shared_script import maker
from server.first_page import ASSETS, IMPORTS, PARTS, FirstPage, parts

FOLDER = Path(streamlit.__file__).parent / "static"
SCRIPTS = FOLDER / "static" / "js"
PAGE = (FOLDER / "index.html").read_text("utf-8")
HTML = {"accept": "text/html,*/*;q=0.8"}


@pytest.fixture
def client() -> TestClient:
    async def other(request: Request) -> Response:
        match request.path_params["name"]:
            case "waiting":
                return HTMLResponse("<p>You are third in the line.</p>")
            case "health":
                return PlainTextResponse("ok")
            case "none":
                return HTMLResponse(PAGE, 404)
        return FileResponse(FOLDER / "index.html")

    return TestClient(FirstPage(Starlette(routes=[Route("/{name:path}", other)]), FOLDER))


def test_every_part_and_what_it_imports_is_named_once_and_nothing_that_is_asked_for_anyway() -> None:
    names = list(parts(SCRIPTS, PAGE))
    assert len(names) == len(set(names)) >= len(PARTS)
    assert all(any(name.startswith(f"{part}.") for name in names) for part in PARTS), "Streamlit calls them so"
    for name in names:
        assert name not in PAGE
        for imported in IMPORTS.findall((SCRIPTS / name).read_text("utf-8")):
            assert imported in names or imported in PAGE, (name, imported)


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_the_page_has_all_that_it_had_and_our_lines_before_the_first_script(client: TestClient, encoding: str) -> None:
    answer = client.get("/attention", headers={**HTML, "accept-encoding": encoding})
    assert ("content-encoding" in answer.headers) == (encoding == "gzip")
    ours = re.sub(
        r"<script>window\.__streamlit = .*?</script>\n *(<script>\n.*?</script>\n *)+(<link [^\n]*fetchpriority=[^\n]*>\n *)+",
        "", answer.text, flags=re.DOTALL,
    )  # fmt: skip
    assert all(text in answer.text for text in (maker(), *(file.read_text("utf-8") for file in ASSETS.glob("*.js"))))
    assert ours == PAGE and answer.text.index("BACKEND_BASE_URL") < answer.text.index('<script type="module"')
    with client.stream("GET", "/", headers={**HTML, "accept-encoding": encoding}) as raw:
        sent = b"".join(raw.iter_raw())
    assert int(raw.headers["content-length"]) == len(sent)
    assert (gzip.decompress(sent) if encoding == "gzip" else sent).decode() == answer.text


def test_who_kept_the_page_as_it_was_gets_the_new_one(client: TestClient) -> None:
    tag = client.get("/").headers["etag"]  # of Streamlit's own, as somebody gets it who asks for anything at all
    again = client.get("/", headers={**HTML, "if-none-match": tag})
    assert again.status_code == 200 and "BACKEND_BASE_URL" in again.text and "etag" not in again.headers


@pytest.mark.parametrize(
    ("path", "asked", "text", "status"),
    [("/waiting", HTML, "You are third", 200), ("/health", {}, "ok", 200), ("/none", HTML, PAGE, 404), ("/", {}, PAGE, 200)],
)  # fmt: skip
def test_every_other_answer_passes_as_it_is(
    client: TestClient, path: str, asked: dict[str, str], text: str, status: int
) -> None:
    answer = client.get(path, headers=asked)
    assert answer.status_code == status and text in answer.text and "BACKEND_BASE_URL" not in answer.text


def test_a_streamlit_that_names_its_parts_otherwise_is_served_without_them(tmp_path: Path) -> None:
    (tmp_path / "static" / "js").mkdir(parents=True)
    (tmp_path / "index.html").write_text('<script type="module" src="./static/js/index.js"></script>')
    page = FirstPage(Starlette(), tmp_path).after
    assert b"modulepreload" not in page and b"BACKEND_BASE_URL" in page
