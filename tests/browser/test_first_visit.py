"""Whoever leaves while a page loads leaves nothing broken behind for those who come after; and a visit loads what it needs."""

import gzip
import socket
import urllib.request
from pathlib import Path

import streamlit
from playwright.sync_api import Page, expect

from benchmarks.server import Server
from server.first_page import PARTS
from tests.browser.conftest import Browser, becomes, settle

FILES = Path(streamlit.__file__).parent / "static"


def test_scripts_are_whole_after_others_left_while_they_loaded(server: Server) -> None:
    scripts = sorted((FILES / "static" / "js").glob("*.js"))[:40]
    for script in scripts:
        with socket.create_connection(("127.0.0.1", server.port)) as visitor:
            path = script.relative_to(FILES).as_posix()
            visitor.sendall(f"GET /{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n".encode())
    for script in scripts:
        address = f"{server.url}/{script.relative_to(FILES).as_posix()}"
        with urllib.request.urlopen(urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})) as answer:
            assert answer.headers["content-encoding"] == "gzip"
            assert gzip.decompress(answer.read()) == script.read_bytes(), script.name


def watched(browser: Browser, address: str, height: int = 768) -> tuple[Page, list[str]]:
    """A page that a new visitor opens in a window so high, and the addresses that it asks for."""
    page = browser.visitor().new_page()
    page.set_viewport_size({"width": 1366, "height": height})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    settle(page)
    return page, [url for url in asked if "plotly" in url.lower()]


def test_a_lesson_finds_its_server_at_the_first_try_and_the_parts_of_the_page_are_there_before(
    server: Server, browser: Browser
) -> None:
    page = browser.visitor().new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(server.url)))
    page.on("websocket", lambda socket: asked.append("the messages"))
    page.goto(f"{server.url}/attention")
    settle(page)
    assert "/attention/_stcore/health" not in asked and asked.count("/_stcore/health") == 1
    messages = asked.index("the messages")
    for part in PARTS:
        files = [url for url in asked if url.startswith(f"/static/js/{part}.")]
        assert len(files) == 1 and asked.index(files[0]) < messages, part


def test_a_figure_is_drawn_at_the_height_that_was_held_for_it(server: Server, browser: Browser) -> None:
    page, asked = watched(browser, f"{server.url}/embeddings_deeper")
    place = page.locator(".gb-chart").first
    expect(place.locator("svg").first).to_be_visible()
    held = place.evaluate(
        "one => [parseFloat(one.style.height), one.clientHeight, one.querySelector('svg').clientHeight]"
    )
    assert held[0] >= 200 and held == [held[0]] * 3
    assert place.get_attribute("role") == "figure" and len(place.get_attribute("aria-label") or "") > 20
    assert len(asked) == 1 and "/static/vendor/plotly" in asked[0], "and not Streamlit's own, thrice as large"


def test_a_page_without_a_figure_in_sight_loads_no_plotly(server: Server, browser: Browser) -> None:
    for name in ("", "families", "transformer"):
        _, asked = watched(browser, f"{server.url}/{name}")
        assert not asked, name


def test_a_figure_that_did_not_change_is_not_drawn_anew_and_one_in_a_new_width_is(
    server: Server, browser: Browser
) -> None:
    page, _ = watched(browser, f"{server.url}/embeddings_deeper")
    place = page.locator(".gb-chart").first
    expect(place.locator("svg").first).to_be_visible()
    place.evaluate("one => { window.drawn = 0; one.on('plotly_afterplot', () => { window.drawn += 1; }); }")
    page.get_by_role("button", name="Just show me").first.click()
    settle(page)
    assert page.evaluate("window.drawn") == 0
    page.set_viewport_size({"width": 700, "height": 768})
    becomes(page, lambda: page.evaluate("window.drawn") > 0)
    becomes(page, lambda: place.evaluate("one => one.clientWidth === Math.round(one.querySelector('svg').clientWidth)"))
