"""The film of training in a browser: pressed once, it moves everything that shows the model, and the server is not asked."""

from playwright.sync_api import Page, expect

from benchmarks.server import Server
from core.training.run import SHIPPED, Run
from tests.browser.conftest import WORKER, Browser, Watched, becomes, on, settle, stopped

PLAY = ".play[aria-label^=Play]"
# What is noted at every change of the film: the bars, the sentence under them, what it writes, and whether the server was asked;
# of a figure of Plotly's its data.
NOTE = """
(wanted) => {
  const all = (root, found = []) => {
    for (const one of root.querySelectorAll("*")) { found.push(one); if (one.shadowRoot) all(one.shadowRoot, found); }
    return found;
  };
  const seen = () => Object.fromEntries(wanted.map((name) => [name,
    all(document).filter((one) => one.matches(name)).map((one) => (
      Array.isArray(one.data) ? JSON.stringify(one.data.map(({ x, y, z, text }) => [x, y, z, text]))
        : one.style.width || one.textContent
    )).join("|")]));
  window.began = window.asked;
  window.entries = history.length;
  window.film = [];
  window.noting = setInterval(() => window.film.push({ ...seen(), asked: window.asked !== window.began }), 40);
}
"""
# The slider as it tells everything on the page where it stands, while the hand holds it.
MOVE = (
    """(step) => window.dispatchEvent(new CustomEvent("glassbox:time", { detail: { run: "world", index: 2, step } }))"""
)


def played(page: Page, *parts: str) -> dict[str, int]:
    """Play the film to its end; how many ways each part looked while the server was not asked for anything."""
    # While the workers of a new server start, /training asks it once a second whether they are there; that is not the film.
    becomes(page, lambda: bool(page.evaluate("performance.now() - window.asked > 1500")))
    page.evaluate(NOTE, list(parts))
    page.locator(PLAY).first.click()
    expect(page.locator(".play.playing")).to_have_count(0, timeout=WORKER)
    film = page.evaluate("(clearInterval(window.noting), window.film)")
    while film and film[-1]["asked"]:
        film.pop()
    assert not any(moment["asked"] for moment in film)
    return {part: len({moment[part] for moment in film}) for part in parts}


@on("generation", "")
def test_played_the_bars_the_sentence_and_the_text_change_without_the_server(lesson: Watched) -> None:
    looks = played(lesson.page, ".bar.after", ".gb-says", ".written .text")
    assert all(count >= 8 for count in looks.values()), looks
    assert lesson.errors == [] and lesson.foreign == []


@on("training")
def test_played_the_curves_are_read_off_and_the_sample_changes(lesson: Watched) -> None:
    looks = played(lesson.page, ".readout", ".written .text")
    assert all(count >= 8 for count in looks.values()), looks
    assert lesson.errors == []


@on("attention", "embeddings", "transformer")
def test_played_the_sentence_goes_with_the_picture(page: Page) -> None:
    looks = played(page, ".gb-says", ".written .text")
    assert all(count >= 8 for count in looks.values()), looks


@on("transformer_deeper", "embeddings_deeper", "hallucination")
def test_played_a_figure_of_plotlys_goes_with_its_sentence(lesson: Watched, name: str) -> None:
    page = lesson.page
    figure = page.locator(".st-key-living_picture .js-plotly-plot").first
    expect(figure).to_be_visible(timeout=WORKER)
    looks = played(page, ".js-plotly-plot", ".gb-says", *([".gb-written"] if name == "hallucination" else []))
    assert all(count >= 8 for count in looks.values()), looks
    settle(page)
    assert lesson.errors == [] and stopped(page) == 0


def test_moved_by_keys_the_bars_of_an_experiment_follow_before_the_server_is_asked(
    server: Server, browser: Browser
) -> None:
    watched = browser.open(f"{server.url}/attention?guess_off=all")
    page = watched.page
    part = page.locator(".st-key-experiment_attention-off")
    part.scroll_into_view_if_needed()
    figure = part.locator(".js-plotly-plot")
    expect(figure).to_be_visible(timeout=WORKER)
    settle(page)
    data = "one => JSON.stringify(one.data.map(({ x, text }) => [x, text]))"
    before, said = figure.evaluate(data), part.locator(".gb-says").inner_text()
    page.evaluate("window.began = window.asked")
    page.evaluate(MOVE, Run(SHIPPED / "world").steps[2])
    becomes(page, lambda: figure.evaluate(data) != before)
    assert part.locator(".gb-says").inner_text() != said
    assert page.evaluate("window.asked === window.began") and watched.errors == []


def test_stopped_the_address_has_the_step_and_the_history_no_entry_more(server: Server, browser: Browser) -> None:
    """By the keyboard, without motion: the film is pressed, pressed again, and then a moment of the strip."""
    page = browser.open(f"{server.url}/generation", browser.visitor(reduced_motion="reduce")).page
    entries = page.evaluate("history.length")
    page.locator(PLAY).first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".play.playing")).to_have_count(1)
    expect(page.locator(".written .at")).not_to_contain_text(f"{Run(SHIPPED / 'world').steps[-1]:,}")
    page.keyboard.press("Enter")
    expect(page.locator(".play.playing")).to_have_count(0)
    settle(page)
    assert "step=" in page.url and page.evaluate("history.length") == entries

    stops = page.locator(".strip button")
    stops.nth(1).focus()
    page.keyboard.press("Enter")
    settle(page)
    assert stops.nth(1).evaluate("(one) => one.getRootNode().activeElement === one")  # the focus stays
    step = stops.nth(1).locator("b").inner_text().removeprefix("step ")
    assert f"step={step}" in page.url and f"step {step}" in page.locator(".st-key-status_line").inner_text()
    assert page.locator(".written .text").inner_text().endswith(stops.nth(1).locator("span").inner_text().strip())
    assert page.evaluate("history.length") == entries
