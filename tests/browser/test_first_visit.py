"""Whoever leaves while a page loads leaves nothing broken behind for those who come after; and a visit loads what it needs."""

import gzip
import json
import socket
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import streamlit
from playwright.sync_api import Page, Route, WebSocket, expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.server import Server
from core.lessons import lesson
from server.compression import READ_AT_ONCE
from server.first_page import ASSETS, PARTS
from server.first_question import question
from tests.browser.conftest import Browser, becomes, settle

FILES = Path(streamlit.__file__).parent / "static"


def test_scripts_are_whole_after_others_left_while_they_loaded(server: Server) -> None:
    scripts = sorted((FILES / "static" / "js").glob("*.js"))[:40]
    for script in scripts:
        with socket.create_connection(("127.0.0.1", server.port)) as visitor:
            path = script.relative_to(FILES).as_posix()
            visitor.sendall(f"GET /{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n".encode())
    for script in scripts:
        address = f"{server.url}/{script.relative_to(FILES).as_posix()}"
        with urllib.request.urlopen(urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})) as answer:
            assert answer.headers["content-encoding"] == "gzip"
            assert gzip.decompress(answer.read()).removeprefix(READ_AT_ONCE) == script.read_bytes(), script.name


# In an empty page: a line of messages, and what was heard of it.
A_LINE = """() => {
  const line = new EventTarget();
  window.heard = [];
  WebSocket.prototype.addEventListener.call(line, "message", (event) => heard.push(new TextDecoder().decode(event.data)));
  window.send = (...all) => {
    for (const one of all) line.dispatchEvent(new MessageEvent("message", { data: new TextEncoder().encode(one).buffer }));
  };
}"""
NEVER_DRAWN = """() => {
  for (const kind of [HTMLCanvasElement, SVGElement, HTMLImageElement]) kind.prototype.getBoundingClientRect = () => new DOMRect();
}"""


def test_what_is_below_the_picture_waits_until_that_stands(browser: Browser) -> None:
    page = browser.visitor().new_page()
    page.set_content('<div class="st-key-living_picture"><svg width="20"></svg><canvas width="0"></canvas></div>')
    page.evaluate((ASSETS / "picture_first.js").read_text("utf-8"))
    page.evaluate(A_LINE)
    page.evaluate("send('head', 'the style of in_sight', '-in_sight glassbox_in_sight', 'experiments', 'sources')")
    page.wait_for_timeout(300)
    before = ["head", "the style of in_sight", "-in_sight glassbox_in_sight"]
    assert page.evaluate("heard") == before
    page.evaluate("document.querySelector('canvas').width = 600")
    page.wait_for_function("heard.length > 3")
    page.evaluate("send('one more')")
    assert page.evaluate("heard") == [*before, "experiments", "sources", "one more"]


def test_what_comes_later_is_fetched_when_plotly_is_there(browser: Browser) -> None:
    """Else both would share the network, and the picture would wait twice as long for what draws it."""
    page = browser.visitor().new_page()
    waiting: list[Route] = []
    page.route("http://glassbox.test/**", lambda route: waiting.append(route))
    page.set_content('<template id="ahead"><p id="later"></p></template>')
    page.evaluate("setTimeout = () => 0")  # it does not wait for long; here it does
    page.evaluate((ASSETS / "fetched_ahead.js").read_text("utf-8"))
    page.evaluate(
        "document.head.append(Object.assign(document.createElement('link'),"
        " { rel: 'preload', as: 'script', href: 'http://glassbox.test/plotly.js' }))"
    )
    becomes(page, lambda: bool(waiting))
    page.evaluate("glassboxFetchesAhead()")
    assert page.locator("head #later").count() == 0
    waiting[0].fulfill(body="0", content_type="text/javascript")
    expect(page.locator("head #later")).to_have_count(1)


def test_what_is_below_comes_even_where_no_picture_is_ever_drawn(server: Server, browser: Browser) -> None:
    context = browser.visitor()
    context.add_init_script(f"({NEVER_DRAWN})()")
    page = context.new_page()
    page.goto(f"{server.url}/attention")
    expect(page.locator(".st-key-sources")).to_be_visible()


@pytest.mark.parametrize("name", ["gan", "attention", "memorization_copies"])
def test_a_page_is_read_before_it_is_drawn_and_its_words_stand_where_they_then_stay(
    server: Server, browser: Browser, name: str
) -> None:
    """Here Streamlit's own script comes only when the words were read."""
    page = browser.visitor().new_page()
    waiting: list[Route] = []
    page.route("**/static/js/index.*.js", lambda route: waiting.append(route))
    page.goto(f"{server.url}/{name}", wait_until="commit")
    first = page.locator("#first_words .gb-question")
    expect(first).to_have_text(lesson(name).question)
    expect(page.locator("#first_words .gb-task")).to_have_text(lesson(name).task)
    place, task = first.bounding_box(), page.locator("#first_words .gb-task").bounding_box()
    for route in waiting:
        route.continue_()
    page.unroute("**/static/js/index.*.js")
    head = page.locator(".st-key-head")
    expect(head.locator("h1")).to_have_text(lesson(name).question)
    expect(page.locator("#first_words")).to_have_count(0)
    settle(page)
    assert place and task
    for before, now in ((place, head.locator("h1")), (task, head.locator(".gb-task"))):
        box = now.bounding_box()
        assert box and abs(box["x"] - before["x"]) < 4 and abs(box["y"] - before["y"]) < 4


# The parts of the picture that stands before Streamlit does, or of the page's own: where each is, and whether it is drawn.
PARTS_OF = """(place) => [...document.querySelectorAll(place)].map((part) => {
  const { x, y, width, height } = part.getBoundingClientRect();
  return { x, y, width, height, drawn: glassboxDrawn(part.shadowRoot ?? part) };
})"""
EARLY, OWN = (
    ".gb-early > *",
    ".st-key-living_picture > div > .stHorizontalBlock > .stColumn:first-child .stBidiComponent",
)


@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [("", 1366, "light"), ("gan", 1366, "dark"), ("diffusion", 1366, "light"), ("scale", 1366, "dark"),
     ("big_picture", 820, "light"), ("transformer", 390, "light"), ("embeddings?find=mole", 1920, "light")],
)  # fmt: skip
def test_the_picture_stands_before_streamlit_does_and_where_it_then_stays(
    server: Server, browser: Browser, name: str, width: int, scheme: str
) -> None:
    """Here Streamlit's own script comes only when the picture was seen."""
    page = browser.visitor(scheme=scheme).new_page()  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 900})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    waiting: list[Route] = []
    page.route("**/static/js/index.*.js", lambda route: waiting.append(route))
    answer = page.goto(f"{server.url}/{name}", wait_until="commit")
    assert answer and answer.ok
    becomes(page, lambda: bool(waiting) and any(part["drawn"] for part in page.evaluate(PARTS_OF, EARLY)))
    before = page.evaluate(PARTS_OF, EARLY)
    expect(page.locator(".gb-there-soon")).to_be_visible()
    expect(page.locator(".gb-on-its-way")).to_be_hidden()
    assert page.locator(".gb-early").get_attribute("inert") is not None, "nothing hears there yet"
    for route in waiting:
        route.continue_()
    page.unroute("**/static/js/index.*.js")
    expect(page.locator("#first_words")).to_have_count(0)
    settle(page)
    now = page.evaluate(PARTS_OF, OWN)
    assert len(now) == len(before) and all(part["drawn"] for part in now if part["height"] > 200)
    for there, here in zip(before, now, strict=True):
        assert abs(there["x"] - here["x"]) < 2 and abs(there["width"] - here["width"]) < 2
        assert abs(there["height"] - here["height"]) < 8 or not here["drawn"], (
            "a sentence may come in another font first"
        )
    assert errors == []


# In an empty page, where nothing goes because its time is over: a picture of words that stands early, and the page's own.
OF_WORDS = """
  <div id="first_words"><div class="gb-early"><p style="height: 200px; margin: 0">1 of 9</p></div></div>
  <div class="st-key-head"></div>
  <div class="st-key-living_picture"><div class="stColumn"><div class="stBidiComponent" style="height: 20px"></div></div></div>
"""


def test_a_picture_of_words_makes_way_for_the_pages_own_once_that_is_as_high(browser: Browser) -> None:
    page = browser.visitor().new_page()
    page.set_content(OF_WORDS)
    page.evaluate("() => { window.setTimeout = () => 0; }")
    for script in ("picture_first.js", "first_words.js"):
        page.evaluate((ASSETS / script).read_text("utf-8"))
    page.evaluate("document.querySelector('.st-key-head').innerHTML = '<h1>What is it?</h1>'")
    expect(page.locator("#first_words.gb-there")).to_have_count(1)
    page.wait_for_timeout(300)
    assert page.locator("#first_words").count() == 1, "the page's own has only begun"
    page.evaluate("document.querySelector('.stBidiComponent').style.height = '190px'")
    expect(page.locator("#first_words")).to_have_count(0)


def test_a_figure_that_stands_before_streamlit_does_is_not_drawn_again(server: Server, browser: Browser) -> None:
    page = browser.visitor().new_page()
    waiting: list[Route] = []
    page.route("**/static/js/index.*.js", lambda route: waiting.append(route))
    page.goto(f"{server.url}/scale", wait_until="commit")
    early = page.locator(".gb-early .gb-chart")
    expect(early.locator("svg.main-svg").first).to_be_visible()
    early.evaluate(
        "one => { one.mark = 'the first'; window.drawn = 0; one.on('plotly_afterplot', () => { window.drawn += 1; }); }"
    )
    for route in waiting:
        route.continue_()
    page.unroute("**/static/js/index.*.js")
    expect(page.locator("#first_words")).to_have_count(0)
    settle(page)
    own = page.locator(".st-key-living_picture .gb-chart")
    assert own.evaluate("one => one.mark") == "the first" and page.evaluate("window.drawn") == 0
    page.set_viewport_size({"width": 700, "height": 768})
    becomes(page, lambda: own.evaluate("one => one.clientWidth === Math.round(one.querySelector('svg').clientWidth)"))
    assert page.evaluate("window.drawn") > 0, "it lives on where it went"


def test_a_picture_that_cannot_be_read_leaves_the_words_and_the_page(server: Server, browser: Browser) -> None:
    context = browser.visitor()
    context.add_init_script("Object.defineProperty(window, 'glassboxFields', { get: () => ({}), set() {} });")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{server.url}/attention")
    expect(page.locator(".st-key-living_picture canvas").first).to_be_visible()
    assert errors == []


def test_the_first_words_go_where_something_else_is_to_be_said(browser: Browser) -> None:
    page = browser.visitor().new_page()
    for place in (
        '<div class="st-key-head"><h1></h1></div>',
        '<div class="st-key-page_stopped"></div>',
        '<p role="dialog"></p>',
    ):
        page.set_content('<div id="first_words">What is it?</div><div id="root"></div>')
        page.evaluate((ASSETS / "first_words.js").read_text("utf-8"))
        page.evaluate("document.getElementById('root').append('on its way')")
        assert page.locator("#first_words").count() == 1
        page.evaluate("place => { document.getElementById('root').innerHTML = place; }", place)
        expect(page.locator("#first_words")).to_have_count(0)


def watched(browser: Browser, address: str, height: int = 768) -> tuple[Page, list[str]]:
    """A page that a new visitor opens in a window so high, and the addresses that it asks for."""
    page = browser.visitor().new_page()
    page.set_viewport_size({"width": 1366, "height": height})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    settle(page)
    return page, [url for url in asked if "plotly" in url.lower()]


def test_a_lesson_finds_its_server_at_the_first_try_and_the_parts_of_the_page_are_there_before(
    server: Server, browser: Browser
) -> None:
    page = browser.visitor().new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(server.url)))
    page.on("websocket", lambda link: link.on("framesent", lambda sent: asked.append(f"a question in {type(sent)}")))
    page.goto(f"{server.url}/attention")
    settle(page)
    assert "/attention/_stcore/health" not in asked and asked.count("/_stcore/health") == 1
    question = asked.index(f"a question in {bytes}")  # Streamlit's own, before which it draws nothing
    for part in PARTS:
        files = [url for url in asked if url.startswith(f"/static/js/{part}.")]
        assert len(files) == 1 and asked.index(files[0]) < question, part


@dataclass
class Talk:
    """What a browser and the server said to each other on all links."""

    sent: list[str | bytes] = field(default_factory=list)
    pages: int = 0  # that the server began, whole ones

    def link(self, link: WebSocket) -> None:
        link.on("framesent", lambda said: self.sent.append(said))  # Playwright writes on what it is given
        link.on("framereceived", self.hear)

    def hear(self, said: str | bytes) -> None:
        assert isinstance(said, bytes)
        message = ForwardMsg()
        message.ParseFromString(said)
        self.pages += message.WhichOneof("type") == "new_session" and not message.metadata.run.fragment_ids


@pytest.mark.parametrize(
    ("address", "browsers"),
    [
        ("", {}),
        ("gan", {"scheme": "dark", "locale": "de-DE", "timezone_id": "Asia/Kolkata"}),
        ("attention?layer=1&text=%C3%A4+b%20c%3C", {"locale": "en-GB", "timezone_id": "America/St_Johns"}),
    ],
)
def test_a_page_is_asked_for_at_once_and_worked_out_once(
    server: Server, browser: Browser, address: str, browsers: dict[str, str]
) -> None:
    page = browser.visitor(**browsers).new_page()  # type: ignore[arg-type]
    talk = Talk()
    page.on("websocket", talk.link)
    page.goto(f"{server.url}/{address}")
    expect(page.locator(".st-key-head h1")).to_be_visible()
    settle(page)
    ours, theirs, *_ = talk.sent
    asked = BackMsg()
    assert isinstance(ours, str) and isinstance(theirs, bytes)
    asked.ParseFromString(theirs)
    assert asked == question(json.loads(ours)), "as Streamlit itself asks"
    assert talk.pages == 1


# In a page, before all scripts: the first link that somebody opens breaks at once.
BREAKS = """(() => {
  const Link = WebSocket;
  window.WebSocket = function (...asked) {
    window.WebSocket = Link;
    const link = new Link(...asked);
    link.close();
    return link;
  };
  Object.assign(window.WebSocket, { OPEN: 1 });
  window.WebSocket.prototype = Link.prototype;
})();"""


def test_a_link_that_broke_before_it_was_asked_for_is_opened_anew(server: Server, browser: Browser) -> None:
    context = browser.visitor()
    context.add_init_script(BREAKS)
    page = context.new_page()
    links: list[str] = []
    page.on("websocket", lambda link: links.append(link.url))
    page.goto(f"{server.url}/attention")
    expect(page.locator(".st-key-head h1")).to_be_visible()
    assert len(links) == 2


def test_a_page_in_a_frame_asks_as_streamlit_does(server: Server, browser: Browser) -> None:
    page = browser.visitor().new_page()
    page.goto(f"{server.url}/_stcore/health")
    talk = Talk()
    page.on("websocket", talk.link)
    page.evaluate(
        "address => { document.body.append(Object.assign(document.createElement('iframe'), { src: address })); }",
        "/gan",
    )
    becomes(page, lambda: bool(talk.pages))
    assert all(isinstance(one, bytes) for one in talk.sent)


def test_a_figure_is_drawn_at_the_height_that_was_held_for_it(server: Server, browser: Browser) -> None:
    page, asked = watched(browser, f"{server.url}/embeddings_deeper")
    place = page.locator(".gb-chart").first
    expect(place.locator("svg").first).to_be_visible()
    held = place.evaluate(
        "one => [parseFloat(one.style.height), one.clientHeight, one.querySelector('svg').clientHeight]"
    )
    assert held[0] >= 200 and held == [held[0]] * 3
    assert place.get_attribute("role") == "figure" and len(place.get_attribute("aria-label") or "") > 20
    assert len(asked) == 1 and "/static/vendor/plotly" in asked[0], "and not Streamlit's own, thrice as large"


def test_a_page_without_a_figure_in_sight_loads_no_plotly(server: Server, browser: Browser) -> None:
    for name in ("", "families", "transformer"):
        _, asked = watched(browser, f"{server.url}/{name}")
        assert not asked, name


def test_a_figure_that_did_not_change_is_not_drawn_anew_and_one_in_a_new_width_is(
    server: Server, browser: Browser
) -> None:
    page, _ = watched(browser, f"{server.url}/embeddings_deeper")
    place = page.locator(".gb-chart").first
    expect(place.locator("svg").first).to_be_visible()
    place.evaluate("one => { window.drawn = 0; one.on('plotly_afterplot', () => { window.drawn += 1; }); }")
    page.get_by_role("button", name="Just show me").first.click()
    settle(page)
    assert page.evaluate("window.drawn") == 0
    page.set_viewport_size({"width": 700, "height": 768})
    becomes(page, lambda: page.evaluate("window.drawn") > 0)
    becomes(page, lambda: place.evaluate("one => one.clientWidth === Math.round(one.querySelector('svg').clientWidth)"))


# In a page: what happens to that figure, each drawing of which lasts until `finish()` is called.
SLOW_DRAWING = """(place) => {
  window.steps = [];
  const waited = new Promise((done) => { window.finish = done; });
  for (const name of ["react", "relayout", "purge"]) {
    const real = Plotly[name];
    Plotly[name] = async (...given) => {
      const note = (step) => given[0] === place && steps.push(step);
      note(name);
      await real(...given);
      if (name === "purge") return;
      await waited;
      note("drawn");
    };
  }
}"""


def test_a_figure_is_drawn_once_at_a_time_and_let_go_only_when_it_is_drawn(server: Server, browser: Browser) -> None:
    seen = browser.open(f"{server.url}/embeddings_deeper", width=1366, height=768)
    page = seen.page
    place = page.locator(".gb-chart").first
    expect(place.locator("svg").first).to_be_visible()
    place.evaluate(SLOW_DRAWING)
    for width in (700, 600):
        page.set_viewport_size({"width": width, "height": 768})
        becomes(page, lambda: page.evaluate("steps.length") > 0)
        settle(page)
    assert page.evaluate("steps") == ["relayout"]
    page.get_by_role("link", name="Next:").first.click()
    becomes(page, lambda: "/embeddings_deeper" not in page.url)
    settle(page)
    assert page.evaluate("steps") == ["relayout"]
    page.evaluate("finish()")
    becomes(page, lambda: page.evaluate("steps.at(-1)") == "purge")
    assert page.evaluate("steps") == ["relayout", "drawn", "purge"] and seen.errors == []


def test_a_formula_and_what_draws_it_come_once_it_is_unfolded(server: Server, browser: Browser) -> None:
    page = browser.visitor().new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{server.url}/attention")
    settle(page)
    assert page.locator(".katex").count() == 0 and not [url for url in asked if "katex" in url.lower()]
    fold = page.locator(".st-key-open_the_box summary")
    fold.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-open_the_box .katex-display")).to_be_visible()
    expect(page.locator(".st-key-open_the_box").get_by_text("def ").first).to_be_visible()
    assert [url for url in asked if "rehype-katex" in url]
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"  # where one was, one is
