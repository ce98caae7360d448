"""The page that a visit begins with: what comes next is named in it, once, and everything else passes as it was."""

import gzip
import re
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from core.lessons import lesson, page_files, welcome
from core.shared_script import maker
from server.early_picture import READ, numbers
from server.first_page import ASSETS, FIGURES, IMPORTS, PARTS, FirstPage, parts_of_pages, run_at_once, scripts
from server.first_words import first_words

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(streamlit.__file__).parent / "static"
SCRIPTS = FOLDER / "static" / "js"
PAGE = (FOLDER / "index.html").read_text("utf-8")
FONTS = {"sans": "/static/media/sans.woff2", "serif": "/static/media/serif.woff2"}
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

    app = Starlette(routes=[Route("/{name:path}", other)])
    return TestClient(FirstPage(app, FOLDER, "p { color: var(--gb-ink); }", FONTS))


@pytest.mark.parametrize("page", ["", *parts_of_pages()])
def test_every_part_and_what_it_imports_is_named_once_and_nothing_that_is_asked_for_anyway(page: str) -> None:
    named = [part for part in parts_of_pages().get(page, ()) if part != FIGURES]
    names, wanted = list(scripts(SCRIPTS, PAGE, named)), [*PARTS, *named]
    assert len(names) == len(set(names)) >= len(wanted)
    assert all(any(name.startswith(f"{part}.") for name in names) for part in wanted), "Streamlit calls them so"
    for name in names:
        assert name not in PAGE
        for imported in IMPORTS.findall((SCRIPTS / name).read_text("utf-8")):
            assert imported in names or imported in PAGE, (name, imported)


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_the_page_has_all_that_it_had_and_our_lines_before_the_first_script(client: TestClient, encoding: str) -> None:
    answer = client.get("/attention", headers={**HTML, "accept-encoding": encoding})
    assert ("content-encoding" in answer.headers) == (encoding == "gzip")
    ours = re.sub(
        r"<script>window\.__streamlit = .*?</script>\n *(<script>\n.*?</script>\n *)+"
        r"|(<link [^\n]*fetchpriority=[^\n]*>\n *)+<style>@font-face.*?</style>\n *|</?template[^>]*>"
        r"|<style>.*?</style>\n *<div id=.first_words.>.*?</div></div>\n *",
        "", answer.text, flags=re.DOTALL,
    )  # fmt: skip
    assert all(text in answer.text for text in (maker(), *(file.read_text("utf-8") for file in ASSETS.glob("*.js"))))
    kept = re.sub(r'<link\s+rel="preload"[^>]*as="font"[^>]*>', "", PAGE)  # it comes, but behind the scripts
    assert sorted(ours.split()) == sorted(kept.split()) and len(kept) < len(PAGE)
    ahead = answer.text.split('<template id="ahead">')[1].split("</template>")[0]
    for later in ('<script type="module"', 'rel="modulepreload"', 'as="font"', "@font-face"):
        assert later in ahead and later not in answer.text.replace(ahead, ""), (
            "none of it is fetched before the picture"
        )
    assert answer.text.index("BACKEND_BASE_URL") < answer.text.index('<script type="module"')
    assert answer.text.index('rel="stylesheet"') < answer.text.index('rel="modulepreload"'), (
        "nothing is shown before it"
    )
    assert answer.text.index("BACKEND_BASE_URL") < answer.text.index('rel="stylesheet"'), (
        "nor does our first script wait for it"
    )
    assert ahead.index('<script type="module"') < ahead.index("fetchpriority"), "what Streamlit begins with comes first"
    assert all(len(re.findall(rf'rel="preload" as="font"[^>]*"\.{font}"', answer.text)) == 1 for font in FONTS.values())
    with client.stream("GET", "/attention", headers={**HTML, "accept-encoding": encoding}) as raw:
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
    page = FirstPage(Starlette(), tmp_path, "p {}").page("attention", "words")
    assert "modulepreload" not in page and "BACKEND_BASE_URL" in page and "p {}" in page


def test_every_page_says_at_once_what_it_asks_and_what_to_do(client: TestClient) -> None:
    assert set(parts_of_pages()) == set(page_files(ROOT / "pages"))
    for name in parts_of_pages():
        text = welcome() if name == "welcome" else lesson(name)
        page = client.get("/" if name == "welcome" else f"/{name}", headers=HTML).text
        assert f'<p class="gb-question">{escape(text.question)}</p>' in page
        assert f'<p class="gb-task">{escape(text.task)}</p>' in page
        assert page.index("p { color") < page.index('id="first_words"') < page.index('<div id="root">')
        now = page.split("<template")[0]  # before all else, as the picture needs it
        assert ("vendor/plotly" in page) == ("vendor/plotly" in now) == (FIGURES in parts_of_pages()[name])


@pytest.mark.parametrize("name", ["nothing_of_ours", "frame", "%2e%2e", "components"])
def test_an_address_of_no_page_of_ours_gets_the_page_without_words(client: TestClient, name: str) -> None:
    answer = client.get(f"/{name}", headers=HTML)
    assert (
        answer.status_code == 200
        and "BACKEND_BASE_URL" in answer.text
        and "first_words" not in answer.text.split("<body>")[1]
    )


def test_what_is_read_of_a_message_has_the_numbers_that_streamlit_gives_it() -> None:
    """Whether the browser reads it so is seen in tests/browser/test_first_visit.py."""
    for kind, (described, names) in READ.items():
        assert names <= {field.name for field in described.fields}, kind
    message = ForwardMsg()
    message.metadata.delta_path.append(300)
    message.delta.new_element.bidi_component.html_content = "ä"
    said = numbers()
    assert message.metadata.SerializeToString()[0] >> 3 == said["metadata"]["delta_path"]
    assert message.delta.new_element.bidi_component.SerializeToString()[0] >> 3 == said["component"]["html_content"]


def test_scripts_that_every_visit_runs_are_named() -> None:
    named = run_at_once(FOLDER)
    assert re.search(r'type="module"[^>]*src="\./static/js/([^"]+)"', PAGE)[1] in named  # type: ignore[index]
    assert any(name.startswith("plotly-figures") for name in named)
    assert all((SCRIPTS / name).is_file() or name.startswith("plotly-figures") for name in named)
    assert len(named) < len(list(SCRIPTS.glob("*.js"))) / 2, "and no others"


def test_the_first_words_are_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = lesson("attention")
    monkeypatch.setattr("core.lessons.lesson", lambda name: replace(whole, question="Is 1 < 2 & <b>3</b>?"))
    assert '<p class="gb-question">Is 1 &lt; 2 &amp; &lt;b&gt;3&lt;/b&gt;?</p>' in first_words("attention")
