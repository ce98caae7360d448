"""The three rings of /big_picture: entered by keyboard and by mouse, they say what is new, and a drawing changes all three."""

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import Server
from tests.browser.conftest import WORKER, Browser, on, settle


@on("big_picture")
def test_a_ring_is_entered_with_the_keyboard_alone(page: Page) -> None:
    ring = page.get_by_role("button", name="Step into Machine learning")
    expect(ring).to_be_visible(timeout=WORKER)
    new = page.get_by_text("nobody writes the rules")
    expect(new).to_be_hidden()
    ring.focus()
    page.keyboard.press("Enter")
    expect(new).to_be_visible()
    expect(page.get_by_text("Rules that somebody wrote; the first that fits decides:")).to_be_hidden()
    expect(page.get_by_text("A classifier that learned: a chance for each digit")).to_be_visible()
    page.keyboard.press("Enter")  # the same button leads back, and keeps the focus
    expect(new).to_be_hidden()
    expect(page.get_by_role("button", name="Step into Machine learning")).to_be_focused()


@pytest.mark.parametrize("digit", ["0", "1"])
def test_another_digit_goes_into_all_three(server: Server, browser: Browser, digit: str) -> None:
    page = browser.open(f"{server.url}/big_picture?digit={digit}").page
    expect(page.locator(".by-classifier")).to_contain_text(f"The classifier says: {digit}", timeout=WORKER)
    expect(page.locator(".by-rules")).to_contain_text("The rules say:")
    expect(page.locator(".made canvas")).to_have_count(6)
    before = page.locator(".made canvas").first.evaluate("canvas => canvas.toDataURL()")
    page.get_by_role("button", name="Draw them again").click()
    settle(page)
    assert page.locator(".made canvas").first.evaluate("canvas => canvas.toDataURL()") != before
