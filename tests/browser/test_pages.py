"""Every page, as a phone, a Chromebook and a projector show it, in both colour schemes."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from benchmarks.server import Server
from tests.browser.conftest import Browser, stopped

PAGES = ("", "training", "generation", "attention")
WINDOWS = [(w, h, scheme) for w, h in ((390, 844), (1366, 768), (1920, 1080)) for scheme in ("light", "dark")]
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


@pytest.mark.parametrize(("width", "height", "scheme"), WINDOWS)
def test_every_page_stands_whole(server: Server, browser: Browser, width: int, height: int, scheme: str) -> None:
    context = browser.visitor(width, height, scheme)
    for name in PAGES:
        watched = browser.open(f"{server.url}/{name}", context)
        page = watched.page
        assert page.locator("h1").count() == 1, name
        assert stopped(page) == 0, name
        assert picture_width(page) > 150, name
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"), f"{name} scrolls sideways"
        assert watched.errors == [], name
        assert watched.foreign == [], name
        serious = [
            (found["id"], found["nodes"][0]["html"][:200])
            for found in Axe().run(page).response["violations"]
            if found["impact"] in ("serious", "critical") and found["id"] not in STREAMLITS_OWN
        ]
        assert serious == [], name
        page.close()


@pytest.mark.parametrize("name", ["training", "generation", "attention"])
def test_a_lesson_has_all_its_parts(server: Server, browser: Browser, name: str) -> None:
    page = browser.open(f"{server.url}/{name}").page
    for key in ("living_picture", "experiments", "open_the_box", "check_yourself"):
        assert page.locator(f".st-key-{key}").count() == 1, key
