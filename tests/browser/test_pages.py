"""Every page, as a Chromebook, a phone, a tablet and a projector show it, in the light and in the dark: it stands whole, what
to do stands first, nothing is cut, and a class can read it from ten metres. Each is opened once for all of these looks."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import streamlit
from playwright.sync_api import Page, expect

from core.lessons import page_files
from core.lessons.parts import part
from server.first_page import FIGURES, parts_of_pages, scripts
from tests.browser.conftest import DRAWN, WORKER, Watched, barriers, on, settle, stopped

ROOT = Path(__file__).resolve().parents[2]
FILES = page_files(ROOT / "pages")
PAGES = ["", *sorted(FILES.keys() - {"welcome"}, key=lambda name: FILES[name])]
PARTS = ("living_picture", "experiments", "open_the_box", "check_yourself")
STREAMLIT = Path(streamlit.__file__).parent / "static"
SHOWN = """[...document.querySelectorAll('.st-key-head [data-testid], .st-key-living_picture [data-testid]')]
    .map(e => e.dataset.testid.replace('st', ''))"""
CALLED = {"Image": "ImageList"}  # as Streamlit calls the script
LETTERS = 24  # pixels, at least, on a projector
DEEP = "const deep = root => [...root.querySelectorAll('*')].flatMap(e => [e, ...(e.shadowRoot ? deep(e.shadowRoot) : [])]);"
# Words that somebody should read: of their own, on the screen, and not only spoken.
WORDS = """
    const large = box => box.width > 2 && box.height > 2;
    const shown = e => large(e.getBoundingClientRect()) && !e.closest('.katex-mathml');
    const words = e => [...e.childNodes].filter(n => n.nodeType === 3).map(n => n.textContent.trim()).join(' ').trim();
"""
# What is wider than its box, where that hides it; words outside of the window, where nothing scrolls to them; and what stands
# at the axes of a figure, and not wholly in it.
CUT = f"""() => {{ {DEEP} {WORDS}
    const main = document.querySelector('[data-testid=stMain]');
    const scrolls = e => e && e !== main && (['auto', 'scroll'].includes(getComputedStyle(e).overflowX)
        || scrolls(e.parentElement ?? e.getRootNode().host));
    const hides = e => ['hidden', 'clip'].includes(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth + 1
        && e.innerText?.trim() && !e.matches('input, textarea');
    const outside = e => words(e) && e.getBoundingClientRect().right > innerWidth + 1 && !scrolls(e);
    const beside = e => {{
        if (!e.matches('.gb-chart :is(.xtick, .ytick) text')) return false;
        const [box, whole] = [e, e.closest('.gb-chart')].map(one => one.getBoundingClientRect());
        return box.left < whole.left - 1 || box.right > whole.right + 1 || box.bottom > whole.bottom + 1;
    }};
    const all = deep(main).filter(e => shown(e) && (hides(e) || outside(e) || beside(e)));
    const cut = all.map(e => e.textContent.trim().slice(0, 60));
    return main.scrollWidth > main.clientWidth + 1 ? ['the page scrolls sideways', ...cut] : cut;
}}"""
# The words of the living picture whose letters are too small for a class. A canvas writes in its own font.
SMALL = f"""least => {{ {DEEP} {WORDS}
    const picture = document.querySelector('.st-key-living_picture .stColumn');
    return deep(picture).filter(e => shown(e) && (e.matches('canvas') || words(e)) && !e.closest('.st-key-living_picture option'))
        .filter(e => parseFloat(getComputedStyle(e).fontSize) < least - 0.1)
        .map(e => `${{e.tagName}} ${{words(e).slice(0, 30)}} ${{getComputedStyle(e).fontSize}}`);
}}"""

PICTURES = """
    const box = e => e.getBoundingClientRect(), living = document.querySelector('.st-key-living_picture');
    const columns = [...living.querySelectorAll(':scope > div > .stHorizontalBlock > .stColumn')];
    const pictures = [...columns[0].querySelectorAll('.stBidiComponent, .stEchartsChart')].filter(one => box(one).height > 100);
"""
# What a visitor sees before any scrolling, where the controls on a phone lie over the lower edge of the window: how many pixels
# of the living picture, and whether the controls begin there, if it has any.
SEEN = f"""() => {{ {PICTURES}
    const controls = columns.length > 1 ? box(columns.at(-1)) : {{ height: 0, top: 0 }};
    const covers = controls.height && getComputedStyle(columns.at(-1)).bottom === '0px';
    const first = box(pictures[0]), end = covers ? controls.top : innerHeight;
    return {{ picture: Math.min(first.bottom, end) - first.top, control: controls.top < innerHeight }};
}}"""
LEAST_SEEN = 100  # pixels; of less nobody sees what it is (assets/components/in_sight.js)
# What share of the width of picture and controls lies between the leftmost and the rightmost mark or letter of the picture.
TAKES = f"""() => {{ {PICTURES}
    const ends = [];
    const add = one => one.width > 2 && one.height > 2 && ends.push(one.left, one.right);
    const walk = root => root.childNodes.forEach(one => {{
        if (one.nodeType === 3 && one.textContent.trim() && !one.parentElement?.matches('style, script')) {{
            const letters = document.createRange();
            letters.selectNodeContents(one);
            [...letters.getClientRects()].forEach(add);
        }}
        if (one.nodeType !== 1 || one.matches('.spoken')) return;
        if (one.matches('canvas, svg, img, button, input')) add(box(one));
        if (one.shadowRoot) walk(one.shadowRoot);
        walk(one);
    }});
    pictures.forEach(walk);
    return (Math.max(...ends) - Math.min(...ends)) / box(living).width;
}}"""
ABOVE, ABOVE_ON_A_PHONE = 1 / 5, 1 / 3  # of the window's height, at most, above what to do
WIDTH_TAKEN = 0.55  # three quarters of the width are the picture's, where there are controls


def picture_width(page: Page) -> float:
    """The widest canvas, svg or image in the living picture, in pixels; custom pictures live in a shadow root."""
    return page.evaluate("""() => {
        const found = [];
        const walk = root => {
            found.push(...root.querySelectorAll('canvas, svg, img'));
            root.querySelectorAll('*').forEach(e => e.shadowRoot && walk(e.shadowRoot));
        };
        document.querySelectorAll('.st-key-living_picture').forEach(walk);
        return Math.max(0, ...found.map(e => e.getBoundingClientRect().width));
    }""")


def brightness(page: Page) -> float:
    """Of the app's own background, from 0 to 255."""
    colour = page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor")
    return sum(map(float, re.findall(r"[\d.]+", colour)[:3])) / 3


@dataclass(frozen=True)
class Window:
    scheme: Literal["light", "dark"]
    width: int
    height: int
    looks: tuple[Callable[[Page], None], ...] = ()  # besides whether the page stands


@on(*PAGES)
def test_every_page_stands_whole(lesson: Watched, name: str) -> None:
    """The same visitor in window after window; to draw a page in another one costs more than all looks at it."""
    page = lesson.page
    assert page.locator("h1").count() == 1
    for key in PARTS if name else PARTS[:1]:
        if not (part(name) and key == "check_yourself"):  # a further page asks no questions
            assert page.locator(f".st-key-{key}").count() == 1, key
    for window in WINDOWS:
        page.emulate_media(color_scheme=window.scheme)
        page.set_viewport_size({"width": window.width, "height": window.height})
        settle(page, quiet=DRAWN)  # the app need not answer; the browser draws anew
        assert (brightness(page) < 128) == (window.scheme == "dark")
        assert stopped(page) == 0, window
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"), window
        for look in window.looks:
            look(page)
    assert lesson.errors == []
    assert lesson.foreign == []


def at_last(page: Page, look: str, good: Callable[[Any], bool]) -> Any:
    """What is seen, at the latest after three seconds: a figure is drawn for the new window a moment after that came."""
    for _ in range(20):
        if good(seen := page.evaluate(look)):
            break
        page.wait_for_timeout(150)
    return seen


def the_picture_is_seen(page: Page) -> None:
    assert picture_width(page) > 150


def what_to_do_stands_first(page: Page) -> None:
    window = page.viewport_size
    task = page.locator(".gb-task").bounding_box()
    picture = page.locator(".st-key-living_picture").bounding_box()
    assert window and task and picture and task["y"] + task["height"] <= picture["y"]
    assert 0 < task["y"] <= window["height"] * (ABOVE if window["width"] > window["height"] else ABOVE_ON_A_PHONE)
    seen = page.evaluate(SEEN)
    assert seen["picture"] >= LEAST_SEEN, seen
    assert seen["control"]


def the_picture_takes_the_width(page: Page) -> None:
    assert at_last(page, TAKES, lambda share: share >= WIDTH_TAKEN) >= WIDTH_TAKEN


def everybody_can_use_it(page: Page) -> None:
    assert barriers(page) == []


def nothing_is_cut(page: Page) -> None:
    assert at_last(page, CUT, lambda cut: cut == []) == []


def a_class_can_read_it(page: Page) -> None:
    """For a projector, with the app's own frame away."""
    page.keyboard.press("p")
    expect(page.locator(".stAppHeader")).to_be_hidden(timeout=WORKER)
    settle(page, quiet=DRAWN)
    assert page.evaluate(SMALL, LETTERS) == []
    nothing_is_cut(page)
    page.keyboard.press("Escape")
    expect(page.locator(".stAppHeader")).to_be_visible(timeout=WORKER)


WINDOWS = (  # a Chromebook's; tablets' and, at 200 %, a Chromebook's; phones'; and a projector's in a darkened room
    Window("light", 1366, 768, (the_picture_is_seen, what_to_do_stands_first, everybody_can_use_it)),
    Window("light", 1000, 700, (nothing_is_cut,)),
    Window("light", 820, 1180, (nothing_is_cut,)),
    Window("light", 683, 384, (nothing_is_cut,)),
    Window("light", 390, 844, (the_picture_is_seen, what_to_do_stands_first)),
    Window("light", 360, 740, (nothing_is_cut,)),
    Window("dark", 390, 844, (the_picture_is_seen, everybody_can_use_it)),
    Window("dark", 1920, 1080, (the_picture_is_seen, the_picture_takes_the_width, a_class_can_read_it)),
)


@on(*PAGES)
def test_what_the_picture_is_made_of_is_named_in_the_page(page: Page, name: str) -> None:
    """Whatever is in it that not all pages begin with is fetched ahead: assets/first_page/parts.json."""
    scripts_of = {file.name.split(".")[0]: file.name for file in (STREAMLIT / "static" / "js").glob("*.js")}
    usual = set(scripts(STREAMLIT / "static" / "js", (STREAMLIT / "index.html").read_text("utf-8")))
    shown = {CALLED.get(part, part) for part in page.evaluate(SHOWN)}
    lazy = {part for part in shown if part in scripts_of and scripts_of[part] not in usual}
    figures = {FIGURES} if page.locator(".st-key-living_picture .gb-chart").count() else set()
    assert set(parts_of_pages()[name or "welcome"]) == lazy | figures
