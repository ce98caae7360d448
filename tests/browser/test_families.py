"""The lesson on families as a learner uses it: the clock by keyboard, a picture's twin, a picture finished, on a phone."""

import re

from playwright.sync_api import Page

from benchmarks.server import Server
from tests.browser.conftest import Browser, Watched, all_revealed, becomes, on, settle, stopped


@on("families")
def test_the_clock_and_the_pictures_work_by_keyboard_alone(lesson: Watched) -> None:
    page = lesson.page
    clock = page.get_by_label("Seconds of training").first
    clock.focus()
    clock.press("Home")
    assert clock.get_attribute("aria-valuetext") == "1 second"
    first = page.get_by_role("group", name="VAE").inner_text()
    clock.press("End")
    assert clock.get_attribute("aria-valuetext") == "12 seconds"
    assert page.get_by_role("group", name="VAE").inner_text() != first

    cell = page.get_by_role("group", name="Transformer over pixels").get_by_role("gridcell")
    cell.focus()
    cell.press("ArrowDown")
    cell.press("ArrowRight")
    said = page.locator(".readout").first.inner_text()
    assert re.search(r"Transformer over pixels, picture 8: the judge says \d, [<>]?\d+%\ssure", said), said
    assert "nearest picture that the model learned from" in said and cell.get_attribute("aria-label") == said
    cell.press("Enter")
    assert cell.get_attribute("aria-selected") == "true"
    assert lesson.errors == [] and stopped(page) == 0


@on("families")
def test_pointing_at_a_picture_shows_its_twin(page: Page) -> None:
    sheet = page.get_by_role("group", name="GAN", exact=True).locator(".sheet")
    before = page.locator(".detail .two").first.evaluate("canvas => canvas.toDataURL()")
    box = sheet.bounding_box()
    assert box
    sheet.hover(position={"x": box["width"] * 0.92, "y": box["height"] * 0.08})
    assert page.locator(".readout").first.inner_text().startswith("GAN, picture 6: the judge says")
    assert page.locator(".detail .two").first.evaluate("canvas => canvas.toDataURL()") != before


@on("families")
def test_without_its_brake_the_gan_leaves_digits_out(page: Page) -> None:
    experiment = page.locator(".st-key-experiment_families-missing")
    experiment.get_by_text("One or two", exact=True).click()
    settle(page)
    told = experiment.get_by_role("group", name="GAN without its brake").inner_text()
    assert re.search(r"it shows [12] of 10", told), told
    assert "Digits shown after 1 s" in experiment.inner_text()


@on("families_deeper")
def test_a_picture_is_finished_and_one_can_go_back_in_it(lesson: Watched) -> None:
    page = lesson.page
    picture = page.locator(".st-key-living_picture")
    endings = picture.get_by_role("radio")
    assert endings.count() == 8
    clock = picture.get_by_label("Pixel", exact=True)
    clock.focus()
    clock.press("ArrowLeft")
    assert clock.get_attribute("aria-valuetext") == "63 of 64 pixels"
    assert picture.locator(".readout").inner_text().startswith("Next: row 8, column 8")
    clock.press("Home")
    assert clock.get_attribute("aria-valuetext") == "32 of 64 pixels"
    before = [canvas.evaluate("c => c.toDataURL()") for canvas in picture.locator(".other canvas").all()]
    page.get_by_role("button", name="Complete it again").click()
    page.wait_for_function(
        """() => [...document.querySelectorAll('.st-key-living_picture *')].some(
            e => e.shadowRoot?.querySelector('.clock input')?.getAttribute('aria-valuetext') === '64 of 64 pixels')"""
    )
    after = [canvas.evaluate("c => c.toDataURL()") for canvas in picture.locator(".other canvas").all()]
    assert before != after
    assert lesson.errors == [] and stopped(page) == 0


@on("families_deeper")
def test_silvi_follows_bombo(page: Page) -> None:
    experiment = page.locator(".st-key-experiment_families_deeper-swap")
    experiment.get_by_text("Just show me").click()
    settle(page)
    rows = experiment.locator(".line canvas")
    assert rows.count() == 4
    before = [row.evaluate("c => c.toDataURL()") for row in rows.all()]
    gaze = experiment.get_by_role("slider", name="Gaze")
    gaze.focus()
    for _ in range(6):
        gaze.press("ArrowRight")

    def all_moved() -> bool:
        after = [row.evaluate("c => c.toDataURL()") for row in rows.all()]
        return len(after) == len(before) and all(one != other for one, other in zip(before, after, strict=True))

    becomes(page, all_moved)


def test_on_a_phone_nothing_is_cut_off(server: Server, browser: Browser) -> None:
    for name in ("families", "families_deeper"):
        page = browser.open(f"{server.url}/{name}", width=390, height=844).page
        all_revealed(page)
        settle(page)
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"), name
        assert stopped(page) == 0
