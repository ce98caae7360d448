"""Every page, as a Chromebook, a phone and a projector show it, in the light and in the dark."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from benchmarks.server import Server
from core.lessons import page_files
from tests.browser.conftest import Browser, settle, stopped

ROOT = Path(__file__).resolve().parents[2]
FILES = page_files(ROOT / "pages")
PAGES = ["", *sorted(FILES.keys() - {"welcome"}, key=lambda name: FILES[name])]
PARTS = ("living_picture", "experiments", "open_the_box", "check_yourself")
WINDOWS = (  # a Chromebook's, a phone's, a projector's in a darkened room; and whether to ask axe there
    ("light", 1366, 768, True), ("light", 390, 844, False), ("dark", 1920, 1080, False), ("dark", 390, 844, True),
)  # fmt: skip
# Below some 400 px Streamlit turns the navigation into its own sectioned sidebar, whose list markup axe does not accept.
STREAMLITS_OWN = {"list", "listitem"}


def picture_width(page: Page) -> float:
    """The widest canvas, svg or image in the living picture, in pixels; custom pictures live in a shadow root."""
    return page.evaluate("""() => {
        const found = [];
        const walk = root => {
            found.push(...root.querySelectorAll('canvas, svg, img'));
            root.querySelectorAll('*').forEach(e => e.shadowRoot && walk(e.shadowRoot));
        };
        document.querySelectorAll('.st-key-living_picture').forEach(walk);
        return Math.max(0, ...found.map(e => e.getBoundingClientRect().width));
    }""")


def brightness(page: Page) -> float:
    """Of the app's own background, from 0 to 255."""
    colour = page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor")
    return sum(map(float, re.findall(r"[\d.]+", colour)[:3])) / 3


@pytest.mark.parametrize("name", PAGES)
def test_every_page_stands_whole(server: Server, browser: Browser, name: str) -> None:
    """The same visitor in window after window."""
    watched = browser.open(f"{server.url}/{name}")
    page = watched.page
    assert page.locator("h1").count() == 1
    for key in PARTS if name else PARTS[:1]:
        if not (name.endswith("_deeper") and key == "check_yourself"):
            assert page.locator(f".st-key-{key}").count() == 1, key
    for scheme, width, height, ask_axe in WINDOWS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": height})
        settle(page, look_every=150)  # the app need not answer; the browser draws anew
        assert (brightness(page) < 128) == (scheme == "dark")
        assert stopped(page) == 0, width
        assert picture_width(page) > 150, width
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"), (
            f"scrolls sideways at {width}"
        )
        if not ask_axe:  # the other window of this scheme or this width is asked
            continue
        serious = [
            (found["id"], found["nodes"][0]["html"][:200])
            for found in Axe().run(page).response["violations"]
            if found["impact"] in ("serious", "critical") and found["id"] not in STREAMLITS_OWN
        ]
        assert serious == [], (scheme, width)
    assert watched.errors == []
    assert watched.foreign == []
