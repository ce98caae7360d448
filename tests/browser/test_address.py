"""A link opens the same on another screen, and one press of Back leaves a page, whatever was done on it."""

import re

from playwright.sync_api import Page, expect

from benchmarks.server import Server
from tests.browser.conftest import WORKER, Browser, settle

WORDS = "The old fox sings"


def shown(page: Page) -> tuple[str, ...]:
    """What a page on attention shows: the model and its step, the words, the head and the pinned cell."""
    parts = (".st-key-status_line p", ".st-key-tools_heads", ".st-key-one_cell")
    texts = tuple(page.locator(part).first.inner_text() for part in parts)
    return (*texts, page.get_by_role("textbox", name="Your words").input_value())


def test_step_words_and_pin_open_again_in_another_browser(server: Server, browser: Browser) -> None:
    first = browser.open(f"{server.url}/attention")
    page = first.page
    words = page.get_by_role("textbox", name="Your words")
    words.fill(WORDS)
    words.press("Control+Enter")
    expect(page).to_have_url(re.compile("words=The"), timeout=WORKER)
    settle(page)
    page.get_by_role("slider", name="Training time").press("Home")
    expect(page).to_have_url(re.compile("step=0"), timeout=WORKER)
    settle(page)
    page.locator(".st-key-living_picture").get_by_role("option").nth(2).click()
    expect(page).to_have_url(re.compile("pin=3"), timeout=WORKER)
    settle(page)
    second = browser.open(page.url)
    assert shown(second.page) == shown(page) and second.page.url == page.url
    expect(second.page.get_by_role("option", selected=True)).to_have_count(1)
    assert first.errors == second.errors == []


def test_one_press_of_back_leaves_a_lesson_with_a_run_open(server: Server, browser: Browser) -> None:
    watched = browser.open(server.url)
    page = watched.page
    page.goto(f"{server.url}/generation?run=adamw")
    settle(page)
    slider = page.get_by_role("slider", name="Temperature")
    for _ in range(3):
        slider.press("ArrowRight")
        settle(page)
    expect(page).to_have_url(re.compile("temperature=1.1"), timeout=WORKER)
    page.get_by_role("button", name="Draw", exact=True).click()
    settle(page)
    page.go_back()
    expect(page).to_have_url(f"{server.url}/", timeout=WORKER)
    page.go_forward()
    expect(page).to_have_url(re.compile("/generation.*temperature=1.1"), timeout=WORKER)
    settle(page)
    expect(page.get_by_role("slider", name="Temperature")).to_have_value("1.1")
    assert watched.errors == []


def test_the_address_follows_what_runs_by_itself(server: Server, browser: Browser) -> None:
    """Experiments are drawn alone, without the page around them."""
    page = browser.open(f"{server.url}/attention").page
    page.locator(".st-key-skip_attention-off button").click()
    expect(page).to_have_url(re.compile("guess_off=all"), timeout=WORKER)
    settle(page)
    page.get_by_role("combobox", name="What should head").click()
    page.get_by_role("option", name="Look at all tokens equally").click()
    expect(page).to_have_url(re.compile("surgery=uniform"), timeout=WORKER)
    page.get_by_role("link", name=re.compile("^Next:")).click()
    expect(page).not_to_have_url(re.compile("/attention|surgery"), timeout=WORKER)
    page.go_back()
    expect(page).to_have_url(re.compile("/attention.*surgery=uniform"), timeout=WORKER)


def test_pins_of_the_map_open_again_in_another_browser(server: Server, browser: Browser) -> None:
    page = browser.open(f"{server.url}/embeddings").page
    search = page.get_by_role("searchbox", name="Find a word")
    search.fill("autumn")
    search.press("Enter")
    expect(page).to_have_url(re.compile("pins=.*autumn"), timeout=WORKER)
    settle(page)
    second = browser.open(page.url).page
    pins = ".st-key-living_picture .pins button"
    assert second.locator(pins).all_inner_texts() == page.locator(pins).all_inner_texts() and second.url == page.url


def test_a_drawing_opens_again_in_another_browser(server: Server, browser: Browser) -> None:
    page = browser.open(f"{server.url}/autoencoder").page
    paper = page.locator("canvas.paper")
    paper.focus()
    for key in ("Space", *["ArrowDown"] * 8, "Space"):
        page.keyboard.press(key)
    expect(page).to_have_url(re.compile("drawing=[0-9a-f]{16}"), timeout=WORKER)
    settle(page)
    second = browser.open(page.url).page
    small = "canvas => canvas.toDataURL()"
    assert second.locator("canvas.small").evaluate(small) == page.locator("canvas.small").evaluate(small)
    assert second.url == page.url
    gone = browser.open(f"{server.url}/autoencoder?drawing=0123456789abcdef").page
    expect(gone.get_by_text("is no longer on this server")).to_be_visible()
