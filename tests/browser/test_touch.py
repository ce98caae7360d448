"""A finger in a real browser: it draws where something is drawn on, and scrolls the page over everything else."""

from playwright.sync_api import CDPSession, Locator, Page

from benchmarks.server import Server
from tests.browser.conftest import WORKER, Browser


def opened(browser: Browser, url: str) -> tuple[Page, CDPSession]:
    page = browser.open(url, width=390, height=844, has_touch=True).page
    page.set_default_timeout(WORKER)
    return page, page.context.new_cdp_session(page)


def middle(what: Locator) -> tuple[float, float]:
    what.evaluate("element => element.scrollIntoView({ block: 'center' })")
    box = what.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def scrolled(page: Page) -> float:
    return page.get_by_test_id("stMain").evaluate("element => element.scrollTop")


def touch(hand: CDPSession, kind: str, *points: tuple[int, float, float]) -> None:
    hand.send(
        "Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"id": i, "x": x, "y": y} for i, x, y in points]}
    )


def test_a_finger_draws_one_stroke_and_a_second_one_beside_it_draws_nothing(server: Server, browser: Browser) -> None:
    page, hand = opened(browser, f"{server.url}/autoencoder")
    paper = page.locator(".paper")
    x, y = middle(paper)
    before = scrolled(page)
    page.evaluate("window.addEventListener('glassbox:drawing', ({ detail }) => { window.drawn = detail.pixels; })")
    touch(hand, "touchStart", (1, x, y - 50))
    touch(hand, "touchMove", (1, x, y))
    touch(hand, "touchStart", (1, x, y), (2, x + 60, y + 60))
    touch(hand, "touchMove", (1, x, y + 50), (2, x + 70, y + 70))
    touch(hand, "touchEnd", (1, x, y + 50))
    touch(hand, "touchEnd")
    page.wait_for_function("window.drawn?.some(Boolean)")
    pixels = page.evaluate("window.drawn")
    across = [sum(pixels[column::8]) for column in range(8)]
    assert sum(across[3:5]) == sum(across)  # one upright line, in the middle
    assert scrolled(page) == before


def test_a_swipe_over_training_time_and_over_what_only_shows_scrolls_the_page(server: Server, browser: Browser) -> None:
    page, hand = opened(browser, f"{server.url}/attention")
    for picture in (".track", ".grid"):
        x, y = middle(page.locator(picture).first)
        before = scrolled(page)
        touch(hand, "touchStart", (1, x, y))
        for moved in range(20, 180, 20):
            touch(hand, "touchMove", (1, x, y + moved))
        touch(hand, "touchEnd")
        page.wait_for_timeout(300)
        assert scrolled(page) < before - 50, picture
