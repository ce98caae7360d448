"""The second page on deepfakes in a real browser: a melody by keyboard, a watermark found and edited away, on a phone too."""

import re

from playwright.sync_api import Locator, Page, expect

from benchmarks.server import Server
from tests.browser.conftest import WORKER, Browser, Watched, on, revealed, settle, stopped


def keyboard(page: Page) -> Locator:
    return page.locator(".gb:has(.keys)")


def sheets(page: Page) -> list[str]:
    return keyboard(page).locator("canvas").evaluate_all("all => all.map((canvas) => canvas.toDataURL())")


@on("deepfakes_deeper")
def test_a_melody_is_played_by_keyboard_and_sounds_in_three_voices(lesson: Watched) -> None:
    page, frame = lesson.page, keyboard(lesson.page)
    expect(frame).to_have_attribute("data-notes", "15")  # a tune is there at first sight
    before = sheets(page)
    frame.get_by_role("button", name="C4, letter a").focus()
    page.keyboard.press("d")
    expect(frame).to_have_attribute("data-notes", "1")  # the first key begins a melody of one's own
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.press("k")
    expect(frame.locator(".now")).to_have_text("3 notes: E4 C♯4 C5")
    assert len(set(sheets(page))) == 3 and not set(sheets(page)) & set(before)
    for name in ("Oolo, as you play", "Zirr, faked by the model", "Zirr itself"):
        played = int(frame.get_attribute("data-played") or 0)
        frame.get_by_role("button", name=f"Play: {name}").press("Enter")
        expect(frame).to_have_attribute("data-played", str(played + 1))
        assert float(frame.get_attribute("data-loud") or 0) > 0.1
    frame.get_by_role("button", name="Take back").click()
    expect(frame).to_have_attribute("data-notes", "2")
    frame.get_by_role("button", name="Clear").click()
    expect(frame.locator(".now")).to_contain_text("No note yet")
    assert not lesson.errors and not lesson.foreign and stopped(page) == 0


def test_the_other_instrument_plays_the_same_melody(server: Server, browser: Browser) -> None:
    page = browser.open(f"{server.url}/deepfakes_deeper?player=Zirr").page
    expect(keyboard(page)).to_contain_text("Oolo, faked by the model")
    keyboard(page).get_by_role("button", name="E4, letter d").click()
    slider = page.get_by_role("slider", name="Vowel, from oo to ee")
    before = sheets(page)
    slider.focus()
    page.keyboard.press("End")
    settle(page)
    expect(keyboard(page)).to_have_attribute("data-notes", "1")  # one's own melody stays
    assert sheets(page) != before and stopped(page) == 0


@on("deepfakes_deeper")
def test_a_watermark_is_found_and_edited_away(page: Page) -> None:
    edit = revealed(page, "deepfakes_deeper", "edit")
    texts = edit.get_by_role("region", name=re.compile("^Your model.s marked text"))
    expect(texts).to_be_visible(timeout=WORKER)
    found = edit.get_by_text(re.compile(r"tokens are green, z = "))

    def z() -> float:
        return float(re.search(r"z = (-?[\d.]+)", found.inner_text()).group(1))  # type: ignore[union-attr]

    slider = edit.get_by_role("slider", name="Tokens replaced, %")
    slider.focus()
    page.keyboard.press("Home")
    settle(page)
    assert z() > 4
    page.keyboard.press("End")
    settle(page)
    assert z() < 4
    own = revealed(page, "deepfakes_deeper", "own")
    own.get_by_role("button", name="Insert marked text").click()
    expect(own.locator(".gb-says").first).to_contain_text("Marked: over", timeout=WORKER)
    own.get_by_role("button", name="Insert unmarked text").click()
    expect(own.locator(".gb-says").first).to_contain_text("No alarm")
    box = own.get_by_role("textbox", name="Text for the detector")
    box.fill("<img src=x onerror=alert(1)> **Mira**")
    box.press("Control+Enter")
    expect(own.locator(".gb-says").first).to_contain_text("too short to tell")
    expect(own.locator(".gb-marked")).to_contain_text("Mira")  # and what the model never met as replacement characters
    expect(own.get_by_role("textbox")).to_have_value("<img src=x onerror=alert(1)> **Mira**")
    assert own.locator(".gb-marked").locator("img, strong").count() == 0 and stopped(page) == 0


def test_it_fits_a_phone(server: Server, browser: Browser) -> None:
    page = browser.open(f"{server.url}/deepfakes_deeper", width=390, height=844, has_touch=True).page
    keyboard(page).get_by_role("button", name="G4, letter g").tap()
    expect(keyboard(page).locator(".now")).to_have_text("1 note: G4")
    narrow = keyboard(page).locator(".key").evaluate_all("all => Math.min(...all.map((key) => key.offsetWidth))")
    assert narrow >= 18
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
