"""The lesson on deepfakes as a learner uses it: a face is moved by keyboard and pointer, the game is played, on a phone too."""

import re

import numpy as np
from playwright.sync_api import Page, expect

from benchmarks.server import Server
from core.data.faces import NAMES, draw
from pages.kit.components import HELPERS
from tests.browser.conftest import Browser, Watched, all_revealed, on, settle, stopped


def test_both_pencils_draw_the_same_faces(browser: Browser) -> None:
    """The browser's copy of core/data/faces.py, on faces of all kinds."""
    rng = np.random.default_rng(0)
    factors = rng.uniform([-1, -1, -1, 0, 0, -1, 0], [1, 1, 1, 1, 1, 1, 1], (40, len(NAMES))).astype(np.float32)
    page = browser.visitor().new_page()
    pencil = (HELPERS / "faces.js").read_text("utf-8")
    told = [dict(zip(NAMES, map(float, row), strict=True)) for row in factors]
    theirs = page.evaluate(f"faces => {{ {pencil}\nreturn faces.map((face) => [...drawFace(face)]); }}", told)
    assert np.abs(np.array(theirs) - draw(factors)).max() < 2e-3


@on("deepfakes")
def test_what_the_table_says_of_the_fake_is_what_the_fake_shows(browser: Browser, page: Page) -> None:
    """Drawings are read to the number; the model's fakes as the measure of the study reads them, which begins elsewhere."""
    from core.measure.face_factors import factors_of
    from core.studies.face_reenactment import restored
    from core.studies.face_swap import swap
    from core.training.run import STUDIES, Run
    from core.training.study import Study

    rng = np.random.default_rng(1)
    set_by_hand = rng.uniform([-1, -1, -1, 0.3, 0, 0, 0], [1, 1, 1, 0.3, 1, 0, 0], (30, len(NAMES))).astype(np.float32)
    set_by_hand[:, NAMES.index("glasses")] = rng.integers(0, 2, 30)
    run = Run(STUDIES / Study("face_reenactment.learn", {}).key)
    fakes = swap(restored(run.arrays([record for record in run.records() if record.values][-1])), draw(set_by_hand))
    found, _ = factors_of(fakes)
    blank = browser.visitor().new_page()
    pencil = (HELPERS / "faces.js").read_text("utf-8")

    def read(images: np.ndarray) -> np.ndarray:
        told = [
            [picture, dict(zip(NAMES, map(float, row), strict=True))]
            for picture, row in zip(images.tolist(), set_by_hand, strict=True)
        ]
        theirs = blank.evaluate(
            f"all => {{ {pencil}\nreturn all.map(([p, guess]) => factorsOf(p, guess).face); }}", told
        )
        return np.array([[face[name] for name in NAMES] for face in theirs])

    assert np.abs(read(draw(set_by_hand)) - set_by_hand)[:, :3].mean() < 0.05
    apart = np.abs(read(fakes) - found)
    assert np.median(apart[:, 0]) < 0.1 and apart[:, 0].mean() < 0.15  # smile
    assert apart[:, NAMES.index("identity")].max() < 0.1

    cell = (
        page.locator(".st-key-living_picture table").first.get_by_role("row", name="smile").get_by_role("cell").nth(1)
    )
    expect(cell).to_have_text(re.compile(r"[+−]0\.\d\d"))
    as_set = np.array([[0.7, 0.6, -0.5, 0.3, 0, 0, 0]], np.float32)
    fake = swap(restored(run.arrays([record for record in run.records() if record.values][-1])), draw(as_set))
    assert abs(float(cell.inner_text().replace("−", "-")) - factors_of(fake)[0][0, 0]) < 0.1


@on("deepfakes")
def test_the_browser_runs_the_very_model(page: Page) -> None:
    """The fake that the page paints is the fake that the model draws, to a shade of grey."""
    from core.studies.face_reenactment import restored
    from core.studies.face_swap import swap
    from core.training.run import STUDIES, Run
    from core.training.study import Study

    run = Run(STUDIES / Study("face_reenactment.learn", {}).key)
    model = restored(run.arrays([record for record in run.records() if record.values][-1]))
    page.locator(".driver canvas").focus()
    page.keyboard.press("Home")
    shown = page.locator(".fake canvas").evaluate(
        "c => [...c.getContext('2d').getImageData(0, 0, 24, 24).data].filter((_, i) => i % 4 === 0)"
    )
    driver = draw(np.array([[0, 0, 0, 0.3, 0, 0, 0]], np.float32))
    ink = (252 - np.array(shown)) / (252 - 28)
    assert np.abs(ink - swap(model, driver)[0]).max() < 0.02


@on("deepfakes")
def test_a_pointer_moves_gaze_and_smile(page: Page) -> None:
    face = page.locator(".driver canvas")
    box = face.bounding_box()
    assert box
    face.hover(position={"x": box["width"] * 0.1, "y": box["height"] * 0.95})
    assert float(page.get_by_label("Gaze", exact=True).input_value()) < -0.7
    assert float(page.get_by_label("Smile", exact=True).input_value()) < -0.8
    fake = page.locator(".fake canvas")
    expect(fake).to_have_attribute("aria-label", re.compile("smile −"))
    face.hover(position={"x": box["width"] * 0.9, "y": box["height"] * 0.05})
    expect(fake).to_have_attribute("aria-label", re.compile("smile \\+"))


@on("deepfakes")
def test_the_game_is_played_by_keyboard_and_the_score_is_kept_for_all_three(lesson: Watched) -> None:
    page = lesson.page
    experiment = page.locator(".st-key-experiment_deepfakes-game")
    experiment.get_by_text("Just show me").click()
    settle(page)
    for number in range(1, 5):
        experiment.get_by_role("button", name="Real", exact=True).focus()
        page.keyboard.press("f")
        said = experiment.locator(".verdict").inner_text()
        assert re.search(r"(✓ Right|✗ No)\. .*Yesterday's detector says “(real|fake)” [✓✗], today's says", said), said
        row = experiment.get_by_role("row", name="Yesterday's detector")
        assert row.get_by_role("cell").nth(1).inner_text() == str(number)
        page.keyboard.press("Enter")
    forger = experiment.get_by_label("How long the forger has been learning")
    forger.focus()
    forger.press("Home")
    assert experiment.get_by_role("row", name="You").get_by_role("cell").nth(1).inner_text() == "0"
    assert lesson.errors == []


@on("deepfakes")
def test_a_detector_of_another_generation_is_chosen_and_said(page: Page) -> None:
    experiment = page.locator(".st-key-experiment_deepfakes-race")
    experiment.get_by_text("Clearly worse", exact=True).click()
    settle(page)
    assert "Detector 2 learned from generation 2" in experiment.inner_text()
    newest = experiment.get_by_role("slider", name="The fakes come from")
    newest.focus()
    newest.press("ArrowLeft")
    settle(page)
    assert "a fake of generation 2, it picks" in experiment.inner_text()


def pictures(page: Page) -> list[str]:
    return [page.locator(f".{name} canvas").evaluate("c => c.toDataURL()") for name in ("driver", "fake", "truth")]


def test_a_face_is_moved_by_keyboard_and_the_other_one_follows(server: Server, browser: Browser) -> None:
    watched = browser.open(f"{server.url}/deepfakes")
    page = watched.page
    before = pictures(page)
    face = page.locator(".driver canvas")
    face.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowLeft", "PageUp"):
        face.press(key)
    assert all(one != other for one, other in zip(before, pictures(page), strict=True))
    assert float(page.get_by_label("Smile", exact=True).input_value()) == 0.5
    time = page.get_by_label("Training time")
    time.focus()
    late = pictures(page)
    time.press("Home")
    expect(time).to_have_attribute("aria-valuetext", "step 30")  # the model as it was then comes now
    early = pictures(page)
    assert early[0] == late[0] and early[1] != late[1] and early[2] == late[2]
    page.get_by_role("button", name="Let Silvi drive Bombo").click()
    assert page.locator(".fake .who").inner_text() == "Bombo"
    page.get_by_label("The driver wears glasses").check()
    table = page.locator(".st-key-living_picture table").first
    expect(table).to_contain_text("too unclear to tell")  # after 30 updates
    assert "whose face" in table.inner_text() and "Silvi" in table.inner_text()
    assert watched.errors == [] and watched.foreign == [] and stopped(page) == 0


def test_on_a_phone_nothing_is_cut_off(server: Server, browser: Browser) -> None:
    page = browser.open(f"{server.url}/deepfakes", width=390, height=844).page
    all_revealed(page)
    settle(page)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
    box = page.locator(".driver canvas").bounding_box()
    assert box and box["width"] > 140 and stopped(page) == 0
