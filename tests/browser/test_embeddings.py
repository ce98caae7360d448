"""The map of words in a real browser: over time, by search, by keyboard alone, with awkward words, and abandoned."""

from playwright.sync_api import Page, expect

from benchmarks.server import Server
from core.training.run import SHIPPED, Run
from tests.browser.conftest import WORKER, Browser, Watched, on, settle, stopped

PICTURE = ".st-key-living_picture"


def dots(page: Page) -> str:
    """What the map's canvas shows, as a picture."""
    found: str = page.locator(f"{PICTURE} canvas[role=application]").evaluate("canvas => canvas.toDataURL()")
    return found


def go_to(page: Page, key: str, step: str) -> None:
    page.locator("[role=slider][aria-valuetext]").last.focus()
    page.keyboard.press(key)
    expect(page.locator(f"{PICTURE} .when")).to_have_text(step)
    settle(page)


@on("embeddings")
def test_the_map_moves_with_training_time_and_comes_back(lesson: Watched) -> None:
    page = lesson.page
    near = page.locator(f"{PICTURE} .near li")
    expect(near.first).to_contain_text("fancy")
    end = dots(page)
    go_to(page, "Home", "step 0")
    assert dots(page) != end
    expect(near.first).not_to_contain_text("0.98")
    go_to(page, "End", f"step {Run(SHIPPED / 'world').steps[-1]:,}")
    assert dots(page) == end  # the same places: no axis has moved
    assert stopped(page) == 0 and lesson.errors == [] and lesson.foreign == []


@on("embeddings")
def test_find_and_pin_by_keyboard_and_read_why(page: Page) -> None:
    search = page.get_by_role("searchbox", name="Find a word")
    search.focus()
    page.keyboard.type("autum")
    expect(page.locator(f"{PICTURE} .found")).to_contain_text("autumn")
    page.keyboard.press("Enter")
    expect(page.locator(f"{PICTURE} .title")).to_contain_text("“autumn”")
    why = page.locator(".st-key-why_near")
    expect(why).to_contain_text("autumn and spring", timeout=WORKER)
    expect(why.locator("mark").first).to_have_text("autumn")
    page.locator(f"{PICTURE} canvas[role=application]").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(f"{PICTURE} .title")).not_to_contain_text("“autumn”")
    page.keyboard.press("Escape")
    expect(page.locator(f"{PICTURE} .pins button")).to_have_count(0)
    search.fill("zzz<b>")
    expect(page.locator(f"{PICTURE} .found")).to_have_text("No word on this map starts like that.")


@on("embeddings")
def test_awkward_words_are_placed_or_refused_in_words(page: Page) -> None:
    words = page.get_by_role("textbox", name="Your own words")
    words.fill("warm fox <b>x</b> שלום 水 👩‍👩‍👧 " + "y" * 1_500)
    words.press("Control+Enter")
    expect(page.locator(PICTURE)).to_contain_text("has no single vector", timeout=WORKER)
    settle(page)
    expect(page.locator(PICTURE)).to_contain_text("“<b>x</b>”")
    expect(page.get_by_text("Your words, nearest first")).to_be_visible()
    assert stopped(page) == 0


def test_a_map_that_nobody_waits_for_is_stopped(server: Server, browser: Browser) -> None:
    page = browser.open(f"{server.url}/embeddings?run=adamw&form=solid").page
    start = page.get_by_role("button", name="Draw the t-SNE map")
    expect(start).to_be_enabled(timeout=WORKER)
    start.click()
    page.get_by_role("button", name="Stop training").click(timeout=WORKER)
    expect(page.get_by_role("button", name="Continue")).to_be_visible(timeout=WORKER)
    assert stopped(page) == 0
