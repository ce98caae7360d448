"""The lesson on hallucination in a real browser: ask, judge, see who told it, one's own question, a phone, the keyboard."""

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import Server
from tests.browser.awkward import PROMPTS
from tests.browser.conftest import WORKER, Browser, settle, stopped


@pytest.fixture
def lesson(server: Server, browser: Browser) -> Page:
    page = browser.open(f"{server.url}/hallucination").page
    page.set_default_timeout(WORKER)
    return page


def says(page: Page) -> str:
    """The sentence under the answers."""
    return page.get_by_text("Its likeliest answer is").first.inner_text()


def test_it_answers_is_judged_and_shows_who_told_it(lesson: Page) -> None:
    lesson.locator("label").filter(has_text="told often").click()
    settle(lesson)
    expect(lesson.get_by_text("Its likeliest answer is").first).to_contain_text("That is true", timeout=WORKER)
    assert lesson.locator(".gb-written .gb-sure small").count() > 3  # how sure, word by word
    expect(lesson.locator(".gb-claims li").first).to_contain_text("true:")
    lesson.get_by_text("The sentences that told it").click()
    who = lesson.locator(".st-key-living_picture").get_by_role("listitem").filter(has_text="lives in")
    expect(who.first).to_be_visible(timeout=WORKER)


def test_any_question_of_one_s_own_is_answered_or_refused_and_shown_literally(lesson: Page) -> None:
    lesson.locator("label").filter(has_text="a name of my own").click()
    settle(lesson)
    box = lesson.get_by_role("textbox", name="A made-up name")
    for prompt in (*PROMPTS, '"Mira"', "a\nb", "<img src=x onerror=document.title='hacked'>"):
        box.fill(prompt)
        box.press("Enter")
        settle(lesson)
        assert stopped(lesson) == 0 and lesson.title() != "hacked", prompt
        assert lesson.locator(".st-key-living_picture img[src=x]").count() == 0
        assert says(lesson)
    box.fill("Zorbina")
    box.press("Enter")
    settle(lesson)
    assert "Nobody by that name exists" in says(lesson)
    expect(lesson.locator(".gb-claims li").first).to_contain_text("about someone who does not exist")


def test_claims_are_doubted_by_hand_then_by_a_threshold_and_then_judged(lesson: Page) -> None:
    lesson.get_by_role("button", name="Just show me").first.click()
    settle(lesson)
    claims, score = lesson.locator(".claim"), lesson.locator(".score")
    expect(claims.first).to_be_visible(timeout=WORKER)
    assert lesson.locator(".claim small").first.inner_text() == ""  # nobody who reads sees how sure it was
    claims.first.focus()
    lesson.keyboard.press("Enter")
    expect(claims.first).to_have_attribute("aria-pressed", "true")
    expect(score).to_contain_text("You doubt 1 of")
    lesson.get_by_role("button", name="Show how sure it was").press("Enter")
    threshold = lesson.get_by_role("slider", name="Doubt it below")
    threshold.focus()
    lesson.keyboard.press("End")
    assert lesson.locator(".claim[aria-pressed=true]").count() == claims.count()
    lesson.keyboard.press("Home")
    assert lesson.locator(".claim[aria-pressed=true]").count() == 0
    lesson.get_by_role("button", name="Show what is true").press("Enter")
    marks = lesson.locator(".claim b").all_inner_texts()
    assert "✗" in marks and set(marks) <= {"✓", "✗"}
    expect(score).to_contain_text("The threshold caught 0 of")


def test_the_further_pages_fit_a_phone_and_answer_to_keys(server: Server, browser: Browser) -> None:
    page = browser.open(f"{server.url}/hallucination_deeper", width=390, height=844).page
    page.set_default_timeout(WORKER)
    share = page.get_by_role("slider", name="λ: how much")
    share.focus()
    page.keyboard.press("ArrowRight")
    settle(page)
    expect(page.get_by_text("At λ = 35% the model invents")).to_be_visible()
    page.get_by_role("link", name="Deeper: What helps against it?").click()
    expect(page.locator("h1")).to_have_text("What helps against it?", timeout=WORKER)
    settle(page)
    box = page.locator(".st-key-experiment_hallucination_remedies-temperature")
    box.get_by_role("button", name="Just show me").focus()
    page.keyboard.press("Enter")
    settle(page)
    expect(page.get_by_text("At temperature 1: told often")).to_be_visible(timeout=WORKER)
    assert stopped(page) == 0 and page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
