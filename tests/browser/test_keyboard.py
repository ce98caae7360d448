"""Without a mouse: Tab comes to every control and leaves it, one sees where it is, and after a guess it is at the result."""

from typing import Any

from playwright.sync_api import Page, expect

from benchmarks.server import Server
from core import claims
from tests.browser.conftest import WORKER, Browser, on, settle

# those with the most pictures of our own
LESSONS = ["attention", "embeddings", "latent_space", "gan", "diffusion", "generation", "training", "hallucination"]
MOST = 400  # presses of Tab
REACTS = "50"  # milliseconds, in which a page draws what a focus changes
# Our pictures lie in shadow roots. An element that had the focus is marked, and its looks are those of what is around it.
WATCH = """() => {
  window.focused = () => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at === document.body ? null : at;
  };
  window.looks = element => {
    const found = [];
    for (let one = element; one && found.length < 6; one = one.parentElement) {
      getComputedStyle(one).color; // what fades begins to
      one.getAnimations().forEach(fading => fading instanceof CSSTransition && fading.finish());
      const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor } = getComputedStyle(one);
      found.push([outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor].join());
    }
    return found.join(' | ');
  };
  window.named = element => `${element.tagName} ${element.getAttribute('aria-label') || element.innerText || element.className}`;
}
"""
AT = """() => new Promise(done => {
  const at = focused();
  if (!at) return done(null);
  const again = 'walked' in at.dataset;
  at.dataset.walked = '';
  setTimeout(() => done({ again, name: named(at), looks: looks(at) }), REACTS);
})""".replace("REACTS", REACTS)
BLURRED = """() => new Promise(done => {
  const at = focused();
  at.blur();
  setTimeout(() => { done(looks(at)); at.focus({ preventScroll: true }); }, REACTS);
})""".replace("REACTS", REACTS)
# What Tab never came to. In a row of buttons it comes to one, and arrows go on from there, as in a group of radio buttons.
MISSED = """() => {
  const found = [];
  const walk = root => root.querySelectorAll('*').forEach(one => {
    if (one.shadowRoot) walk(one.shadowRoot);
    const stop = one.matches('button, input, select, textarea, a[href], summary, [tabindex]') && one.tabIndex >= 0;
    if (!stop || one.disabled || 'walked' in one.dataset || !one.checkVisibility({ visibilityProperty: true })) return;
    const row = one.closest('[role=radiogroup], [data-testid=stButtonGroup]');
    if (!row?.querySelector('[data-walked]')) found.push(named(one));
  });
  walk(document);
  return found;
}"""


def focus(page: Page) -> dict[str, Any] | None:
    found: dict[str, Any] | None = page.evaluate(AT)
    return found


@on(*LESSONS)
def test_tab_comes_to_every_control_can_be_seen_there_and_goes_on(page: Page) -> None:
    page.evaluate(WATCH)
    unseen, reached = [], 0
    for _ in range(MOST):
        page.keyboard.press("Tab")
        at = focus(page)
        if at is None and not reached:
            continue  # the window itself has it before the page
        if at is None or at["again"]:
            break  # through the whole page
        reached += 1
        if page.evaluate(BLURRED) == at["looks"]:
            unseen.append(at["name"])
    assert 20 < reached < MOST and unseen == [] and page.evaluate(MISSED) == []


def test_after_a_guess_the_focus_is_at_the_result_and_after_taking_it_back_at_the_question(
    server: Server, browser: Browser
) -> None:
    page = browser.open(f"{server.url}/generation").page
    first, second = (page.locator("[class*='st-key-guess_'] button").nth(place) for place in (0, 1))
    first.focus()
    page.keyboard.press("ArrowRight")
    expect(second).to_be_focused()
    page.keyboard.press("Enter")
    result = page.locator(".st-key-result_generation-zero")
    expect(result).to_be_focused(timeout=WORKER)
    settle(page)
    expect(result).to_be_focused()
    again = page.locator("[class*='st-key-again_'] button").first
    again.focus()
    page.keyboard.press("Space")
    expect(page.locator(".st-key-options_generation-zero")).to_be_focused(timeout=WORKER)
    page.keyboard.press("Tab")
    expect(first).to_be_focused()


def test_a_rate_opens_by_a_key_and_names_its_starts_and_another_seed(server: Server, browser: Browser) -> None:
    page = browser.open(f"{server.url}/gan", width=390, height=844).page
    claim = claims.known("GAN-1")
    rate = page.locator(".st-key-claims_gan_answer button").first
    expect(rate).to_contain_text(f"Held in {claim.held} of {claim.tried} starts")
    rate.focus()
    page.keyboard.press("Enter")
    behind = page.locator("[data-testid=stPopoverBody]")
    expect(behind.locator(".gb-starts li")).to_have_count(claim.tried, timeout=WORKER)
    expect(behind.locator(".gb-starts .gb-false")).to_have_count(len(claim.failed))
    seed = behind.get_by_label("Seed to try")
    seed.fill("1234")
    page.keyboard.press("Enter")
    expect(behind.locator("code")).to_contain_text("findings GAN-1 --seeds 1234", timeout=WORKER)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
