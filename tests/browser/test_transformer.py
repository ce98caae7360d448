"""The lesson /transformer in a real Chromium: stations, single numbers, the walk, a transplant; with the keyboard alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from core.training.run import SHIPPED, Run
from tests.browser.awkward import PROMPTS
from tests.browser.conftest import Watched, becomes, on, settle, stopped


def station(page: Page, key: str):
    return page.locator(f".station[data-key='{key}']")


@pytest.fixture
def page(lesson: Watched) -> Iterator[Page]:
    """And after each test there is nothing that should not be."""
    yield lesson.page
    assert stopped(lesson.page) == 0 and lesson.errors == [] and lesson.foreign == []


@on("transformer")
def test_every_station_opens_and_every_view_works_its_number_out(page: Page) -> None:
    worked = page.locator(".worked")
    for key in page.locator(".station").evaluate_all("all => all.map(one => one.dataset.key)"):
        name = station(page, key).locator(".name")
        name.click()
        expect(name).to_have_attribute("aria-expanded", "true")
        for view in range(max(1, page.locator(".views button").count())):
            if page.locator(".views button").count():
                page.locator(".views button").nth(view).click()
            box = station(page, key).locator("canvas").bounding_box()
            assert box
            page.mouse.move(box["x"] + 12, box["y"] + box["height"] * 0.9)
            value, again = (float(worked.evaluate(f"box => box.dataset.{what}")) for what in ("value", "worked"))
            assert value == pytest.approx(again, abs=2e-3, rel=1e-3), (key, view)
        name.click()


SHARE = """box => {
  const { top, bottom } = box.getBoundingClientRect();
  return (Math.min(bottom, innerHeight) - Math.max(top, 0)) / (bottom - top);
}"""


@on("transformer")
def test_what_is_pointed_at_is_framed_and_worked_out_in_sight(page: Page) -> None:
    words = page.get_by_role("textbox", name="Your words")
    before = words.input_value()
    for text in (before, "Yito lives in Tesdale. Yito has a small dog. Yito"):
        words.fill(text)
        words.press("Control+Enter")
        settle(page)
        assert page.locator(".lane").count() in range(4, 15)
        for key in ("embedding", "1.attention", "1.mlp", "logits"):
            station(page, key).locator(".name").click()
            canvas = station(page, key).locator("canvas").bounding_box()
            assert canvas
            x, y = canvas["x"] + 40, canvas["y"] + canvas["height"] / 2
            page.mouse.move(x, y)
            frame = station(page, key).locator(".cell.on").bounding_box()
            assert frame and frame["x"] - 2 <= x <= frame["x"] + frame["width"] + 2, key
            assert frame["y"] <= y <= frame["y"] + frame["height"], key
            assert page.locator(".worked").evaluate(SHARE) >= 0.5, (key, text)
            station(page, key).locator(".name").click()
    words.fill(before)
    words.press("Control+Enter")
    settle(page)


# Whether all of these are seen in the part of a phone's window between the header and the controls.
FREE = """all => {
  const top = document.querySelector(".stAppHeader").getBoundingClientRect().bottom;
  const controls = [...document.querySelectorAll(".st-key-living_picture > div > .stHorizontalBlock > .stColumn")].at(-1);
  const boxes = all.map(one => one.getBoundingClientRect());
  return boxes.every(box => box.height && box.top >= top && box.bottom <= controls.getBoundingClientRect().top);
}"""


@on("transformer")
def test_on_a_phone_the_pressed_station_and_what_is_read_of_it_are_in_one_window(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    settle(page)
    for key in ("embedding", "1.attention", "chances"):
        name = station(page, key).locator(".name")
        name.click()
        read = page.locator(f".station[data-key='{key}'], .panel .title, .panel .says, .panel .sentence")
        expect(read).to_have_count(4)
        becomes(page, lambda read=read: read.evaluate_all(FREE))
        station(page, key).locator("canvas").click(position={"x": 40, "y": 40})
        expect(page.locator(".worked .how")).not_to_be_empty()
        pressed = page.locator(".cell.on, .panel .worked")
        becomes(page, lambda pressed=pressed: pressed.evaluate_all(FREE))
        name.click()
    expect(page.locator(".flow + .panel")).to_be_visible()


@on("transformer")
def test_on_a_phone_the_arrow_keys_go_from_station_to_station_past_what_is_read(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    settle(page)
    attention = station(page, "1.attention").locator(".name")
    attention.click()
    views = page.locator(".views button")
    assert views.count() > 1
    page.keyboard.press("ArrowDown")
    after = page.locator(".station:focus-within").get_attribute("data-key")
    assert after and after != "1.attention"
    page.keyboard.press("ArrowUp")
    expect(attention).to_be_focused()
    views.first.focus()
    page.keyboard.press("ArrowRight")
    expect(views.nth(1)).to_be_focused()
    attention.click()


@on("transformer")
def test_the_walk_goes_from_end_to_end_by_the_learners_own_hand(page: Page) -> None:
    walk = page.locator(".walk")
    titles = []
    while True:
        titles.append(walk.locator(".chapter").inner_text())
        if walk.locator(".help").is_visible():
            before = walk.locator(".next").inner_text()
            wanted = page.locator(".station.wanted .name")
            if wanted.count():
                wanted.click()
            view = page.locator(".views .wanted")
            if view.count():
                view.click()
            if "✓" not in walk.locator(".task").inner_text():
                page.locator(".station.open canvas").click(position={"x": 12, "y": 12})
            expect(walk.locator(".task")).to_contain_text("✓")
            assert before in ("Skip", "Walk again")
        if walk.locator(".next").inner_text() == "Walk again":
            break
        walk.locator(".next").click()
    assert len(titles) == len(set(titles)) == 10


@on("transformer")
def test_a_transplant_by_clicking_and_by_keys(page: Page) -> None:
    patch = page.locator(".st-key-experiment_transformer-patch")
    patch.get_by_role("button", name="Just show me").click()
    settle(page)
    cells = patch.locator("td button")
    expect(cells).to_have_count(20)
    cells.nth(1).click()
    expect(patch.locator(".detail .says")).to_contain_text("now has >99")
    page.keyboard.press("ArrowDown")
    expect(patch.locator(".detail .says")).to_contain_text("after attention")
    expect(cells.nth(5)).to_be_focused()


@on("transformer")
def test_the_keyboard_alone_opens_a_station_and_reads_a_number(page: Page) -> None:
    station(page, "embedding").locator(".name").focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(station(page, "1.attention").locator(".name")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(station(page, "1.attention").locator(".cell")).to_be_focused()
    for key in ("ArrowUp", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    expect(page.locator(".worked .sentence")).to_contain_text("looking at")
    expect(page.locator(".panel ~ .spoken[aria-live]")).not_to_be_empty()


@on("transformer")
def test_the_slider_repaints_the_pass_without_the_server(page: Page) -> None:
    station(page, "1.mlp").locator(".name").click()
    title = page.locator(".panel .title span")
    station(page, "1.mlp").locator(".name").click()
    expect(title).to_contain_text(f"step {Run(SHIPPED / 'world').steps[-1]:,}")
    width = page.locator(".flow").bounding_box()
    page.evaluate("window.dispatchEvent(new CustomEvent('glassbox:time', { detail: { step: 0 } }))")
    expect(title).to_contain_text("step 0")
    assert page.locator(".flow").bounding_box() == width


@on("transformer")
def test_any_words_pass_through_and_show_literally(page: Page) -> None:
    words = page.get_by_role("textbox", name="Your words")
    for text in (*PROMPTS, "Yito lives in " * 40):
        words.fill(text)
        words.press("Control+Enter")
        settle(page)
        assert stopped(page) == 0, text[:20]
        assert page.locator(".lane").count() >= 1


@on("transformer_deeper")
def test_the_second_page_shows_the_lens_and_the_networks_without_places(page: Page) -> None:
    for button in page.get_by_role("button", name="Just show me").all()[::-1]:
        button.click()
        settle(page)
    expect(page.get_by_text("The best possible without knowing the order")).to_be_visible()
    expect(page.get_by_text("The stranger's numbers bring back at most")).to_be_visible()
