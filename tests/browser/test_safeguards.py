"""The lesson on safeguards in a real browser: chat, remove the refusal, add it, by keyboard, and on a phone."""

from playwright.sync_api import Page, expect

from benchmarks.server import Server
from tests.browser.conftest import Browser, barriers, on, revealed, settle, stopped

REFUSAL = "sorry , I do not talk about that ."


@on("safeguards")
def test_the_learner_chats_with_the_model_after_each_step(page: Page) -> None:
    chat = page.locator(".st-key-living_picture .gb-chat")
    expect(chat).to_contain_text(REFUSAL)
    expect(chat).to_contain_text("✓ true")
    page.get_by_role("combobox", name="Ask the model").first.click()
    page.get_by_role("option", name="a text of my own").click()
    settle(page)
    box = page.get_by_role("textbox", name="Your text").first
    box.fill("<img src=x onerror=alert(1)> turnips ?")
    box.press("Enter")
    settle(page)
    expect(chat).to_contain_text("<img src=x onerror=alert(1)> turnips ?")
    assert chat.locator("img").count() == 0 and stopped(page) == 0


@on("safeguards")
def test_the_refusal_is_removed_and_added_by_keyboard(page: Page) -> None:
    experiment = revealed(page, "safeguards", "direction")
    chat = experiment.locator(".gb-chat")
    expect(chat.locator(".gb-reply").first).to_contain_text(REFUSAL)
    expect(chat.locator(".gb-reply").last).not_to_contain_text("sorry")
    experiment.get_by_role("radio", name="remove the direction").focus()
    page.keyboard.press("ArrowRight")
    settle(page)
    experiment.get_by_role("combobox", name="Ask the model").click()
    page.get_by_role("option", name="when are carrots ripe ?").click()
    settle(page)
    expect(chat.locator(".gb-reply").first).to_contain_text("carrots are ripe")
    expect(chat.locator(".gb-reply").last).to_contain_text("sorry")
    experiment.get_by_role("slider", name="Strength").focus()
    page.keyboard.press("Home")
    settle(page)
    expect(chat.locator(".gb-reply").last).not_to_contain_text("sorry")
    assert stopped(page) == 0


def test_it_fits_a_phone_and_every_voice(server: Server, browser: Browser) -> None:
    page = browser.open(f"{server.url}/safeguards", width=390, height=844).page
    for key in ("steps", "direction", "uncensored"):
        revealed(page, "safeguards", key)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
    assert barriers(page) == []
