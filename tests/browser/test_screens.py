"""Small screens and large ones: what one presses and what it changes are both in sight, and a swipe scrolls."""

from playwright.sync_api import Locator, Page, expect

from benchmarks.server import Server
from tests.browser.conftest import DRAWN, WORKER, Browser, becomes, on, settle
from tests.browser.test_touch import middle, opened, scrolled, touch

PRESSED = {  # what one presses on a lesson, and what that changes
    "generation": (".st-key-draw button", ".st-key-next-word"),
    "training?size=tiny&steps=100": (".st-key-train button", ".st-key-learning"),
    "diffusion": ("button.play", ".st-key-film_digits"),
    "tokens": (".st-key-view button[aria-checked=false]", ".stColumn:first-child .stBidiComponent"),
    "society": (".st-key-topic button", ".st-key-cards"),
    "gan": ("button.play", ".stBidiComponent"),
}
PRESSES = 3  # of *Go on*
WINDOWS = ((360, 740), (390, 844), (683, 384), (820, 1180), (1366, 768), (1920, 1080))


def in_sight(page: Page, what: Locator) -> float:
    """The share of it that the window shows: of a picture taller than what is free, of what is free."""
    return what.evaluate("""element => {
        const box = element.getBoundingClientRect();
        const sheet = document.querySelector('.st-key-living_picture > div > .stHorizontalBlock > .stColumn:last-child');
        const covers = getComputedStyle(sheet).bottom === '0px' && !sheet.contains(element);
        const top = document.querySelector('.stAppHeader').getBoundingClientRect().bottom;
        const bottom = covers ? sheet.getBoundingClientRect().top : innerHeight;
        return (Math.min(box.bottom, bottom) - Math.max(box.top, top)) / Math.min(box.height, bottom - top);
    }""")


@on(*PRESSED)
def test_what_one_presses_and_what_it_changes_are_both_in_sight(page: Page, name: str) -> None:
    """On the lessons with the most controls."""
    press, picture = PRESSED[name]
    seen = page.locator(f".st-key-living_picture {picture}").first
    control = page.locator(f".st-key-living_picture {press}").first
    for width, height in WINDOWS:
        page.set_viewport_size({"width": width, "height": height})
        page.get_by_test_id("stMain").evaluate("main => { main.scrollTop = 0; }")
        settle(page, quiet=DRAWN, most=3)  # what plays does not stand still
        expect(control).to_be_enabled(timeout=WORKER)  # and *Train* is off while it trains
        control.click()
        settle(page, most=3)
        assert in_sight(page, seen) >= 0.5, width
        assert in_sight(page, control) >= 0.5, width


@on("")
def test_what_the_model_adds_stays_in_sight_and_so_does_the_button_that_asks_for_more(page: Page) -> None:
    """The text on the first page, which after some presses has more lines than a phone has room for."""
    living = page.locator(".st-key-living_picture")
    go_on, anew = (living.locator(f".st-key-{key} button:visible") for key in ("go_on", "begin_anew"))
    tokens, end = living.locator(".st-key-first-words .chip"), living.locator(".st-key-first-words .next")
    page.emulate_media(reduced_motion="reduce")  # it scrolls at once
    for width, height in WINDOWS:
        page.set_viewport_size({"width": width, "height": height})
        page.get_by_test_id("stMain").evaluate("main => { main.scrollTop = 0; }")
        settle(page, quiet=DRAWN)
        given = tokens.count()
        for press in range(PRESSES):
            if press and go_on.is_disabled():  # the story has ended
                break
            expect(go_on).to_be_enabled(timeout=WORKER)
            before = tokens.count()
            go_on.click()
            expect(tokens.nth(before)).to_be_attached(timeout=WORKER)
            settle(page)
            assert in_sight(page, end) > 0.99, width
            assert in_sight(page, go_on) > 0.99, width
        anew.click()
        expect(tokens).to_have_count(given, timeout=WORKER)
    page.emulate_media(reduced_motion="no-preference")


def test_presenting_begins_and_ends_by_a_key_a_button_and_a_link(server: Server, browser: Browser) -> None:
    page = browser.open(f"{server.url}/generation?present=on", width=1920, height=1080).page
    header, button = page.locator(".stAppHeader"), page.locator(".st-key-present_switch").get_by_role("button")
    expect(header).to_be_hidden(timeout=WORKER)
    page.get_by_role("link", name="Next:").first.click()
    expect(page.locator("h1")).to_have_text("How does it learn?", timeout=WORKER)
    settle(page)
    expect(header).to_be_hidden()
    assert "present=on" in page.url
    page.keyboard.press("Escape")
    expect(header).to_be_visible(timeout=WORKER)
    becomes(page, lambda: "present" not in page.url)
    button.click()
    expect(header).to_be_hidden(timeout=WORKER)
    button.click()
    expect(header).to_be_visible(timeout=WORKER)
    page.goto(f"{server.url}/tokens")
    settle(page)
    page.get_by_role("textbox").first.press("p")
    settle(page)
    expect(header).to_be_visible()


def test_a_swipe_over_a_chart_and_over_a_map_scrolls_the_page(server: Server, browser: Browser) -> None:
    for name, picture in (("embeddings_deeper", ".nsewdrag"), ("latent_space", ".map"), ("embeddings", ".map")):
        page, hand = opened(browser, f"{server.url}/{name}")
        x, y = middle(page.locator(picture).first)
        before = scrolled(page)
        touch(hand, "touchStart", (1, x, y))
        for moved in range(20, 180, 20):
            touch(hand, "touchMove", (1, x, y - moved))
        touch(hand, "touchEnd")
        page.wait_for_timeout(300)
        assert scrolled(page) > before + 50, name
