"""Our own pictures reach the page; that they are drawn and pressed well is for tests/browser."""

import json
import math
import re
from dataclasses import asdict
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.figures.palette import LIGHT
from pages.kit import components
from tests.figures.parts import numbers
from tests.patience import PATIENCE

FILES = sorted(components.ASSETS.iterdir())

# --- the files


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_file_writes_markup_or_asks_another_host(file: Any) -> None:
    text = re.sub(
        r"http://www\.w3\.org/[\w/]+", "", file.read_text(encoding="utf-8")
    )  # names of SVG and HTML, no addresses
    for forbidden in ("innerHTML", "outerHTML", "insertAdjacentHTML", "://", "eval(", "@import"):
        assert forbidden not in text, forbidden


def test_every_component_has_its_three_files_and_one_entrance() -> None:
    for name in {file.stem for file in FILES} - {"shared"}:
        js = (components.ASSETS / f"{name}.js").read_text(encoding="utf-8")
        assert js.count("export default function") == 1, name
        assert (components.ASSETS / f"{name}.html").exists() and (components.ASSETS / f"{name}.css").exists(), name


def test_a_voice_is_told_what_a_picture_shows() -> None:
    for name in ("next_word", "attention", "learning", "slow_motion"):
        html = (components.ASSETS / f"{name}.html").read_text(encoding="utf-8")
        assert 'aria-live="polite"' in html and "data-say-label=" in html, name
    assert 'role="slider"' in (components.ASSETS / "training_time.html").read_text(encoding="utf-8")


def test_colours_are_the_palettes_and_stand_in_with_its_light_ones() -> None:
    light = {f"--gb-{name.replace('_', '-')}": colour for name, colour in asdict(LIGHT).items()}
    shared = (components.ASSETS / "shared.css").read_text(encoding="utf-8")
    stand_ins = dict(re.findall(r"var\((--gb-[a-z-]+), (#[0-9a-f]+)\)", shared))
    assert stand_ins and stand_ins == {name: light[name] for name in stand_ins}
    named = set(re.findall(r"--([a-z-]+): var\(--gb-", shared))
    for file in FILES:
        used = set(re.findall(r"var\(--([a-z-]+)\)", file.read_text(encoding="utf-8")))
        script = (components.ASSETS / f"{file.stem}.js").read_text(encoding="utf-8")
        its_own = {"own", "hue", *re.findall(r"setProperty\(\"--([a-z-]+)\"", script)}  # measures, not colours
        assert used - its_own <= named | {name[2:] for name in light}, file.name


# --- in the app


def every_picture() -> None:
    import numpy as np
    import streamlit as st

    from core.figures import chips, learning, slow_motion
    from core.sampling import distribution
    from core.training.events import Measured, Step
    from core.training.slow_motion import Guess, SlowStep
    from pages.kit import components
    from pages.kit.exhibit import mount
    from pages.kit.next_word import next_word

    chances = distribution(np.log([0.1, 0.1, 0.2, 0.6]))
    exhibit = next_word(chances, None, chips.chips([1, 3], ["", " <b>"]), lambda ids: [f" w{token}" for token in ids])
    chosen = mount(exhibit.picture, "next").choice  # type: ignore[arg-type]
    frames = np.tril(np.ones((2, 1, 1, 2, 2))) / np.array([[1], [2]])
    seen = components.attention(frames, chips.chips([5, 6], [" a", " b"]), key="seen", steps=[0, 9], step=9)
    time = components.training_time([(1, 3.0), (9, 1.0)], [0, 9], 9, key="time")
    runs = [learning.series("yours", [Step(1, loss=3.0), Measured(1, validation=2.9)])]
    components.learning(runs, 10, 1024, key="curves", status="Step 1 of 10.")
    step = SlowStep(1, 2, 8, 0.01, 2.0, 1.9, (Guess(" a", " b", " c", 0.4, 0.3, 0.4, 1.2),), (), True)
    components.slow_motion(slow_motion.slow_step(step), key="slow")
    st.text(f"{chosen} {seen.head} {time.step}")


def test_every_picture_reaches_the_page_with_its_payload() -> None:
    app = AppTest.from_function(every_picture, default_timeout=PATIENCE).run()
    assert not app.exception
    sent = {element.proto.component_name: element.proto for element in app.get("bidi_component")}
    assert json.loads(sent["glassbox_next_word"].json)["prompt"][1]["text"] == "<b>"
    assert numbers(sent["glassbox_attention"].bytes.split(b"\0", 2)[2], "<u2").tolist() == [65535, 32768, 32768] * 2
    assert json.loads(sent["glassbox_training_time"].json)["steps"] == [0, 9]
    assert json.loads(sent["glassbox_learning"].json)["blind"] == pytest.approx(math.log(1024))
    assert len(json.loads(sent["glassbox_slow_motion"].json)["stages"]) == 5
    assert app.text[0].value == "None None None"


def test_what_the_learner_did_comes_back() -> None:
    app = AppTest.from_function(every_picture, default_timeout=PATIENCE)
    app.session_state["seen"] = {"head": [0, 0]}
    app.session_state["time"] = {"step": 9}
    assert app.run().text[0].value == "None [0, 0] 9"
