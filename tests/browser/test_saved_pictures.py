"""A picture that is taken home: PNG and SVG are whole, and each says which question, model, step and address it is from."""

import struct
from xml.etree import ElementTree

from playwright.sync_api import Locator, Page

from benchmarks.server import Server
from tests.browser.conftest import WORKER, Browser, Watched, on, settle

SVG = "{http://www.w3.org/2000/svg}"
PAGES = ["attention", "tokens", "latent_space", "gan", "embeddings"]


def saved(page: Page, tools: Locator, kind: str) -> bytes:
    with page.expect_download(timeout=WORKER) as download:
        tools.get_by_role("button", name=kind, exact=True).click()
    assert download.value.suggested_filename.endswith(f".{kind.lower()}")
    return download.value.path().read_bytes()


@on(*PAGES)
def test_a_living_picture_is_saved_with_where_it_is_from(lesson: Watched) -> None:
    page = lesson.page
    tools = page.locator(".st-key-living_picture [class*='st-key-tools_']").first
    png = saved(page, tools, "PNG")
    width, height = struct.unpack(">II", png[16:24])
    assert png.startswith(b"\x89PNG") and width > 600 and height > 200
    drawing = ElementTree.fromstring(saved(page, tools, "SVG"))
    said = drawing.findtext(f"{SVG}desc") or ""
    assert page.locator("h1").inner_text() in (drawing.findtext(f"{SVG}title") or "") and page.url in said
    status = page.locator(".st-key-status_line p").first
    assert not status.count() or status.inner_text() in said
    assert lesson.errors == []


def test_a_saved_picture_shows_where_its_slider_stands_and_its_whole_address(server: Server, browser: Browser) -> None:
    page = browser.open(f"{server.url}/gan?start=collapse").page
    page.set_viewport_size({"width": 390, "height": 844})
    settle(page)
    tools = page.locator(".st-key-living_picture [class*='st-key-tools_']").first
    drawing = ElementTree.fromstring(saved(page, tools, "SVG"))
    slider = next(one for one in drawing.iter() if one.tag.endswith("}input") and one.get("type") == "range")
    there = page.locator(".st-key-plane input[type=range]").first
    assert slider.get("value") == there.input_value() != "0"
    assert len(page.url) > 80 and page.url in "".join(one.text or "" for one in drawing.findall(f"{SVG}text"))


def test_the_sentence_below_a_picture_is_no_picture_however_high_it_is(server: Server, browser: Browser) -> None:
    page = browser.open(f"{server.url}/transformer", width=390, height=844).page
    says = page.locator(".st-key-living_picture .gb-says")
    says.evaluate("(one) => { one.style.minHeight = '140px'; }")
    tools = page.locator(".st-key-living_picture [class*='st-key-tools_']").first
    drawing = ElementTree.fromstring(saved(page, tools, "SVG"))
    assert says.inner_text() not in "".join(drawing.itertext())
    assert len(list(drawing.iter())) > 100  # the whole pass, station by station


def test_a_chart_is_saved_as_shapes_that_any_drawing_program_reads(server: Server, browser: Browser) -> None:
    page = browser.open(f"{server.url}/attention").page
    page.locator(".st-key-skip_attention-off button").click()
    settle(page)
    drawing = ElementTree.fromstring(saved(page, page.locator(".st-key-tools_surgery"), "SVG"))
    assert next(drawing.iter(f"{SVG}path"), None) is not None
    assert next(drawing.iter(f"{SVG}foreignObject"), None) is None, "HTML, which drawing programs do not show"
    assert "Take a head away" in (drawing.findtext(f"{SVG}title") or "")
