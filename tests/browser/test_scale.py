"""The second lesson on size as a learner meets it: a budget of one's own that is spent by a worker, by keyboard, on a phone."""

from playwright.sync_api import expect

from benchmarks.server import Server
from tests.browser.conftest import WORKER, Browser, revealed, stopped


def test_a_budget_of_ones_own_is_spent_and_told_beside_the_others(server: Server, browser: Browser) -> None:
    watched = browser.open(f"{server.url}/scale_deeper?own_width=28", width=390, height=844)
    page = watched.page
    part = revealed(page, "scale_deeper", "valley")
    expect(part.locator(".gb-says").first).to_contain_text("the lowest loss is")
    part.get_by_role("button", name="Spend the budget").click()
    expect(part.get_by_text("and ended at")).to_be_visible(timeout=WORKER)
    expect(part.get_by_text("of this budget").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert watched.errors == [] and watched.foreign == [] and stopped(page) == 0


def test_memory_follows_the_keyboard_and_a_shape_of_ones_own(server: Server, browser: Browser) -> None:
    watched = browser.open(f"{server.url}/scale_deeper?model=own")
    page = watched.page
    said = page.locator(".st-key-living_picture .gb-says")
    expect(said).to_contain_text("2 bytes each", timeout=WORKER)
    page.get_by_role("slider", name="Bytes for each number").focus()
    page.keyboard.press("ArrowRight")
    expect(said).to_contain_text("4 bytes each", timeout=WORKER)
    part = revealed(page, "scale_deeper", "train")
    part.get_by_role("radio", name="32 bits throughout").click()
    expect(part.locator(".gb-feedback").first).to_contain_text("Four or five times", timeout=WORKER)
    assert watched.errors == [] and stopped(page) == 0
