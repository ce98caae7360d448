"""The lesson on tokens as a learner meets it: keys, clicks, awkward texts, and the way to a run."""

import re

from playwright.sync_api import Page, expect

from benchmarks.server import Server
from tests.browser.awkward import PROMPTS
from tests.browser.conftest import WORKER, Browser, Watched, on, settle, stopped

LONG = "The strawberries taste sweet. " * 3_334  # 100,020 letters: the last 20 do not fit


def write(page: Page, text: str) -> None:
    box = page.get_by_role("textbox", name="Your text")
    box.fill(text)
    box.press("Control+Enter")
    settle(page)


def chips(page: Page, panel: str) -> list[str]:
    """What stands on the chips, without the ids under it."""
    return (
        page.get_by_role("toolbar", name=panel)
        .locator(".chip")
        .evaluate_all("""chips => chips.map(chip => {
        const shown = chip.cloneNode(true);
        shown.querySelector('small')?.remove();
        return shown.textContent;
    })""")
    )


def counted(page: Page, panel: str) -> str:
    return page.get_by_role("region", name=panel, exact=True).locator("b").inner_text()


def test_merges_are_stepped_played_and_paused_with_keys_alone(server: Server, browser: Browser) -> None:
    watched = browser.open(f"{server.url}/tokens?view=Watch+it+learn")
    page = watched.page
    slider = page.get_by_role("slider", name="How many merges were learned")
    slider.focus()
    page.keyboard.press("Home")
    expect(page.get_by_text("0 of 765 merges")).to_be_visible()
    at_first = chips(page, "The text at this moment")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_text("3 of 765 merges")).to_be_visible()
    after = chips(page, "The text at this moment")
    assert len(after) < len(at_first)
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_text("2 of 765 merges")).to_be_visible()
    page.get_by_role("radio", name="fast", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Play").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile(r"^\d{2,} of 765 merges"))).to_be_visible(timeout=WORKER)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    slider.focus()
    page.keyboard.press("End")
    expect(page.get_by_text("765 of 765 merges")).to_be_visible()
    assert watched.errors == [] and watched.foreign == []


@on("tokens")
def test_the_same_id_has_the_same_hue_in_every_panel(page: Page) -> None:
    page.get_by_text("show ids").click()
    hues = page.evaluate("""() => {
        const found = [];
        const walk = root => root.querySelectorAll('*').forEach(e => {
            if (e.classList.contains('chip') && e.token) found.push([e.token.p, e.token.id, e.style.getPropertyValue('--hue')]);
            if (e.shadowRoot) walk(e.shadowRoot);
        });
        walk(document);
        return found;
    }""")
    panels_of: dict[int, set[int]] = {}
    hue_of: dict[int, set[str]] = {}
    for panel, token, hue in hues:
        panels_of.setdefault(token, set()).add(panel)
        hue_of.setdefault(token, set()).add(hue)
    assert any(len(panels) > 1 for panels in panels_of.values())
    assert all(len(found) == 1 for found in hue_of.values())


@on("tokens")
def test_choosing_a_token_opens_its_tree_and_a_unigram_token_all_ways(page: Page) -> None:
    write(page, "Yito lives here")
    page.get_by_role("toolbar", name="Our BPE").locator(".chip").nth(0).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("Where token .* of Our BPE comes from"))).to_be_visible()
    expect(page.locator(".st-key-opened_token").get_by_text(re.compile(r"merge \d")).first).to_be_visible()
    page.get_by_role("toolbar", name="SentencePiece unigram").locator(".chip").nth(1).click()
    expect(page.locator(".st-key-opened_token").get_by_text("The most probable way is")).to_be_visible()


@on("tokens")
def test_awkward_texts_show_literally_and_break_nothing(lesson: Watched) -> None:
    page = lesson.page
    for text in (*PROMPTS, LONG):
        write(page, text)
        assert stopped(page) == 0, text[:20]
    assert counted(page, "Characters") == "20,000 tokens"
    assert len(chips(page, "Characters")) < 600  # a part is drawn, and it is said which
    expect(page.get_by_text("Bytes 1 to 480 of 20,000")).to_be_visible()
    expect(page.get_by_text("only the first 20,000 are cut")).to_be_visible()
    part = page.get_by_role("slider", name="Which part of the text is shown")
    part.focus()
    page.keyboard.press("End")
    expect(page.get_by_text("of 20,000").first).to_contain_text("19,")
    write(page, "<b>\u200d")
    assert chips(page, "Characters") == ["<", "b", ">", "ZWJ"]
    assert lesson.errors == [] and lesson.foreign == []


@on("tokens")
def test_the_end_of_learning_is_how_the_text_is_cut(page: Page) -> None:
    write(page, "Yito lives in Tesdale. 今日は")
    end = chips(page, "Our BPE")
    page.get_by_role("radio", name="Watch it learn").click()
    settle(page)
    page.get_by_role("slider", name="How many merges were learned").focus()
    page.keyboard.press("End")
    learned = chips(page, "The text at this moment")
    assert learned == end


def test_the_link_to_training_carries_text_kind_and_size(server: Server, browser: Browser) -> None:
    page = browser.open(f"{server.url}/tokens").page
    page.get_by_role("combobox", name=re.compile("They learned from")).click()
    page.get_by_role("option", name="Your own text").click()
    settle(page)
    own = page.get_by_role("textbox", name="Paste a text to learn from")
    own.fill("Lightning is bright. Thunder is loud; thunder is late.\n\n" * 60)
    own.press("Control+Enter")
    settle(page)
    expect(page.get_by_text("These tokenizers are still being trained")).to_have_count(0, timeout=WORKER)
    settle(page)
    page.get_by_text("Train a model with it").click()
    settle(page)  # it unfolds
    page.get_by_role("combobox", name=re.compile("Kind")).press("ArrowDown")
    page.keyboard.type("our own BPE")
    page.keyboard.press("Enter")
    settle(page)
    page.get_by_role("link", name="Train a model with this tokenizer").click()
    page.wait_for_url(re.compile("/training"))
    settle(page)
    assert "text=own" in page.url and "tokenizer=bpe" in page.url
    expect(page.get_by_role("textbox", name="Paste a text")).to_have_value(re.compile("^Lightning is bright"))
    expect(page.get_by_role("button", name="Train", exact=True)).to_be_enabled(timeout=WORKER)
