"""The attention lesson as a learner uses it: pointing, pinning, a head taken away, a long text, the keyboard alone."""

from playwright.sync_api import Page, expect

from benchmarks.server import Server
from tests.browser.awkward import PROMPTS
from tests.browser.conftest import WORKER, Browser, Watched, on, settle, stopped

LONG = "Yito%20lives%20in%20Tesdale.%20" * 40


def picture(page: Page):
    return page.locator(".st-key-living_picture .gb").filter(has=page.locator(".tokens"))


@on("attention")
def test_pointing_previews_and_a_click_pins_in_arcs_and_matrix_and_works_the_cell(lesson: Watched) -> None:
    page = lesson.page
    shown, cell = picture(page), page.locator(".st-key-one_cell .which")
    token = shown.locator(".token").nth(3)
    token.hover()
    expect(shown.locator(".readout")).to_contain_text("“in” looks")
    assert shown.locator(".grid .row").get_attribute("aria-rowindex") == "4"
    grid = shown.locator(".grid canvas")
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + box["height"] * 0.9)
    expect(shown.locator(".token.looks")).to_have_count(1)
    page.mouse.click(box["x"] + box["width"] * 0.4, box["y"] + box["height"] * 0.9)
    settle(page)
    row = shown.locator(".token.looks .chip").inner_text()
    column = shown.locator(".token.sees .chip").inner_text()
    expect(cell).to_contain_text(f"does “{row}” take from “{column}”")
    assert page.locator(".st-key-one_cell li").count() == 6
    assert lesson.errors == [] and lesson.foreign == []


@on("attention")
def test_a_head_taken_away_changes_the_chances_of_the_next_word(page: Page) -> None:
    experiment = page.locator(".st-key-experiment_attention-off")
    experiment.get_by_role("button", name="Just show me").click()
    said = experiment.locator(".gb-says")
    expect(said).to_contain_text("head 1 of layer 1 says nothing")
    before = said.inner_text()
    picture(page).get_by_role("radio", name="Layer 1, head 2").click()
    expect(said).to_contain_text("head 2 of layer 1 says nothing", timeout=WORKER)
    assert said.inner_text().split("The most")[0] != before.split("The most")[0]
    assert stopped(page) == 0


def test_a_text_of_128_tokens_is_shown_whole_and_a_longer_one_says_what_is_left_out(
    server: Server, browser: Browser
) -> None:
    watched = browser.open(f"{server.url}/attention?run=memory&words={LONG}")
    page = watched.page
    shown = picture(page)
    expect(shown.locator(".token")).to_have_count(128)
    assert page.get_by_text("The model reads only the last 128 of them.").count() == 1
    shown.locator(".token").nth(100).hover()
    expect(shown.locator(".readout")).to_contain_text("looks at")
    assert stopped(page) == 0 and watched.errors == []


def test_the_keyboard_alone_opens_a_head_and_pins_a_token(server: Server, browser: Browser) -> None:
    page = browser.open(f"{server.url}/attention").page
    shown = picture(page)
    shown.locator(".head[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    expect(shown.locator(".title strong")).to_have_text("Layer 1, head 2")
    settle(page)
    shown.locator(".token[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    settle(page)
    expect(page.locator(".st-key-one_cell .which")).to_contain_text("does “lives” take from")


@on("attention")
def test_awkward_prompts_break_nothing_and_show_literally(lesson: Watched) -> None:
    page = lesson.page
    prompt = page.get_by_role("textbox", name="Your words")
    for text in PROMPTS:
        prompt.fill(text)
        prompt.press("Control+Enter")
        settle(page)
        assert stopped(page) == 0, text[:20]
    assert lesson.errors == [] and lesson.foreign == []


@on("attention_deeper")
def test_every_experiment_of_the_second_page_shows_something(page: Page) -> None:
    for key in ("future", "early", "sink", "trap"):
        experiment = page.locator(f".st-key-experiment_attention_deeper-{key}")
        experiment.get_by_role("button", name="Just show me").click()
        expect(experiment.locator(".gb-says").first).to_be_visible(timeout=WORKER)
        assert stopped(page) == 0, key
