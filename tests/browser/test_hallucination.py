"""The lesson on hallucination in a real browser: ask, judge, see who told it, one's own question, a phone, the keyboard."""

from playwright.sync_api import Page, expect

from benchmarks.server import Server
from tests.browser.awkward import PROMPTS
from tests.browser.conftest import WORKER, Browser, on, settle, stopped


def says(page: Page) -> str:
    """The sentence under the answers."""
    return page.get_by_text("Its likeliest answer is").first.inner_text()


@on("hallucination")
def test_it_answers_is_judged_and_shows_who_told_it(page: Page) -> None:
    page.locator("label").filter(has_text="told often").click()
    settle(page)
    expect(page.get_by_text("Its likeliest answer is").first).to_contain_text("That is true", timeout=WORKER)
    assert page.locator(".gb-written .gb-sure small").count() > 3  # how sure, word by word
    expect(page.locator(".gb-claims li").first).to_contain_text("true:")
    page.get_by_text("The sentences that told it").click()
    who = page.locator(".st-key-living_picture").get_by_role("listitem").filter(has_text="lives in")
    expect(who.first).to_be_visible(timeout=WORKER)


@on("hallucination")
def test_any_question_of_one_s_own_is_answered_or_refused_and_shown_literally(page: Page) -> None:
    page.locator("label").filter(has_text="a name of my own").click()
    settle(page)
    box = page.get_by_role("textbox", name="A made-up name")
    for prompt in (*PROMPTS, '"Mira"', "a\nb", "<img src=x onerror=document.title='hacked'>"):
        box.fill(prompt)
        box.press("Enter")
        settle(page)
        assert stopped(page) == 0 and page.title() != "hacked", prompt
        assert page.locator(".st-key-living_picture img[src=x]").count() == 0
        assert says(page)
    box.fill("Zorbina")
    box.press("Enter")
    settle(page)
    assert "Nobody by that name exists" in says(page)
    expect(page.locator(".gb-claims li").first).to_contain_text("about someone who does not exist")


@on("hallucination")
def test_claims_are_doubted_by_hand_then_by_a_threshold_and_then_judged(page: Page) -> None:
    page.get_by_role("button", name="Just show me").first.click()
    settle(page)
    claims, score = page.locator(".claim"), page.locator(".score")
    expect(claims.first).to_be_visible(timeout=WORKER)
    assert page.locator(".claim small").first.inner_text() == ""  # nobody who reads sees how sure it was
    claims.first.focus()
    page.keyboard.press("Enter")
    expect(claims.first).to_have_attribute("aria-pressed", "true")
    expect(score).to_contain_text("You doubt 1 of")
    page.get_by_role("button", name="Show how sure it was").press("Enter")
    threshold = page.get_by_role("slider", name="Doubt it below")
    threshold.focus()
    page.keyboard.press("End")
    assert page.locator(".claim[aria-pressed=true]").count() == claims.count()
    page.keyboard.press("Home")
    assert page.locator(".claim[aria-pressed=true]").count() == 0
    page.get_by_role("button", name="Show what is true").press("Enter")
    marks = page.locator(".claim b").all_inner_texts()
    assert "✗" in marks and set(marks) <= {"✓", "✗"}
    expect(score).to_contain_text("The threshold caught 0 of")


def test_the_further_pages_fit_a_phone_and_answer_to_keys(server: Server, browser: Browser) -> None:
    page = browser.open(f"{server.url}/hallucination_deeper", width=390, height=844).page
    page.set_default_timeout(WORKER)
    share = page.get_by_role("slider", name="λ: share of its sentences")
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
