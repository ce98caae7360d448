"""Whatever a learner can choose on a page has its place in the address: every control, every picture that answers."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.runtime.state.common import user_key_from_element_id
from streamlit.testing.v1 import AppTest

from core import drawings
from pages.kit import address, learner
from pages.kit.components import ASSETS
from tests.pages.test_address import in_address, said
from tests.pages.test_pages import PAGES, opened, revealed

CONTROLS = (
    "selectbox", "select_slider", "slider", "radio", "checkbox", "toggle", "button_group", "number_input", "text_area",
    "text_input", "multiselect", "file_uploader",
)  # fmt: skip
WITHOUT = {  # what stands in no link, by the beginning of its key, and why
    "preset": "lit where temperature, top-k and top-p are as it has them, and these stand there",
    "vote_before_": "a vote is its learner's own",
    "vote_after_": "a vote is its learner's own",
    "secret": "it never stands in a link; that there is one does",
    "beginning": "may be the secret's own first letters",
    "member_own": "a sentence of one's own, which may be as secret",
    "document": "a text of one's own; stays on the server",
    "examples": "texts of one's own to learn from; they stay on the server, as those do",
    "own_message": "stays on the server, and the page says so",
    "own": "a text of any length for the detector; stays on the server",
    "own_text": "stays on the server; the run that learned it stands there",
    "own_file": "stays on the server",
    "own_list": "a list of one's own; stays on the server",
    "own_list_file": "a file of one's own; stays on the server",
    "own_midi": "a file of one's own; stays on the server",
    "encoding": "belongs to a text that stays on the server",
    "guess_": "it is a guess only once it is made, and then it stands there",
}
STEP = "training_time_"  # the slider of the open model, whose step is read from the link with the model
# pictures of a moment that is over, and tunes that are only heard: Python does not listen to what is chosen in them; and one
# that asks for what it needs to show an earlier moment
UNHEARD = ("early", "film_", "listen_", "puppet")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))
    monkeypatch.setattr(learner, "cookie", lambda: "a cookie")
    return tmp_path


def answers(component: str) -> set[str]:
    """What this picture of ours sends and holds; a press that is over at once holds nothing."""
    script = (ASSETS / f"{component}.js").read_text("utf-8")
    senders = re.findall(r"state\.(\w+) = setStateValue|send: (setStateValue)", script)
    names = {"send" if whole else name for name, whole in senders}
    found = {sent for name in names for sent in re.findall(rf"\b{name}\(\"(\w+)\"", script)}
    return found | set(re.findall(r"setStateValue\(\"(\w+)\"", script))


def mounted(app: AppTest) -> Iterator[tuple[str, str]]:
    """The pictures of ours on the page, and their keys."""
    for element in app.get("bidi_component"):
        yield element.proto.component_name.partition("_")[2], str(user_key_from_element_id(element.proto.id))


def excused(key: str) -> bool:
    return any(key == beginning or beginning.endswith("_") and key.startswith(beginning) for beginning in WITHOUT)


def places(app: AppTest) -> dict[str, tuple[str, str]]:
    held: dict[str, tuple[str, str]] = app.session_state[address.HELD]
    return held


def without_a_place(app: AppTest, name: str) -> list[str]:
    """What one can choose on this page, and a link does not hold."""
    held = places(app)
    found = [
        str(one.key) for kind in CONTROLS for one in app.get(kind)
        if one.key not in held and not excused(str(one.key)) and "-question-" not in str(one.key)
    ]  # fmt: skip
    remembered = app.session_state._state.filtered_state
    known = [
        mark.split() for mark in remembered if str(mark).startswith(f"held: {name} ") and mark.endswith("at first")
    ]
    for component, key in mounted(app):
        codes = {code for _, _, picture, code, *_ in known if picture == key and code in held}
        if key.startswith(UNHEARD):
            continue
        if key.startswith(STEP) and "step" in held:
            codes.add("step")
        if len(codes) != len(answers(component)):
            found.append(f"{component} {key}: {sorted(answers(component))} are held as {sorted(codes)}")
    return found


def test_what_a_picture_holds_is_read_from_its_script() -> None:
    assert answers("attention") == {"head", "pin"} and answers("plane") == {"drawn"} and answers("next_word") == set()
    assert answers("drawing") == {"drawing"} and answers("training_time") == {"step"} and answers("film") == set()


@pytest.mark.parametrize("name", sorted(PAGES))
def test_all_that_one_can_choose_has_its_place_in_the_address(name: str) -> None:
    assert without_a_place(revealed(name), name) == []


# --- pins


def sent(app: AppTest, key: str, **values: Any) -> AppTest:
    """What the browser sends when something was chosen in the picture."""
    app.session_state[key] = values
    return app.run()


def test_pinned_words_open_again_on_another_screen() -> None:
    app = sent(opened("embeddings"), "map_world", pins=["fox", "cat"])
    link = in_address(app)
    assert link["pins"] == "fox,cat"
    again = opened("embeddings", **link)
    assert in_address(again) == link
    (says,) = (one.proto for one in again.get("bidi_component") if one.proto.component_name == "glassbox_says")
    assert all("“cat”" in sentence for sentence in json.loads(says.json)["says"])
    nothing = in_address(sent(opened("embeddings"), "map_world", pins=[]))
    assert nothing["pins"] == "-" and in_address(opened("embeddings", **nothing)) == nothing


def test_a_word_that_is_not_on_the_map_is_said() -> None:
    app = opened("embeddings", pins="fox,zzzz")
    assert "“fox,zzzz”" in said(app) and in_address(app)["pins"] == "fox"


# --- drawings

POINTS = [[0.5, 0.25], [-0.5, 0.75]]
DRAWN = {"pixels": [16] * 8 + [0] * 56, "strokes": [[[4, 4], [28, 4]]]}


@pytest.mark.parametrize(
    ("page", "link", "key", "answer", "drawn"),
    [
        ("autoencoder", {}, "own_digit", "drawing", DRAWN),
        ("latent_space", {}, "own_digit", "drawing", DRAWN),
        ("diffusion_deeper", {"shape": "drawn"}, "own_points", "points", POINTS),
        ("gan", {"shape": "drawn"}, "plane", "drawn", POINTS),
    ],
)
def test_a_drawing_opens_in_another_browser_while_the_server_has_it(
    page: str, link: dict[str, str], key: str, answer: str, drawn: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = sent(opened(page, **link), key, **{answer: drawn})
    shown = in_address(app)
    assert not app.exception and drawings.found(shown[answer]) == drawn
    monkeypatch.setattr(learner, "cookie", lambda: "another cookie")
    again = opened(page, **shown)
    assert not again.exception and in_address(again) == shown
    assert again.session_state[f"held: {page} {key} {answer}"] == drawn
    drawings.forget(shown[answer])
    gone = opened(page, **shown)
    assert f"“{shown[answer]}”, which is no longer on this server" in said(gone) and answer not in in_address(gone)


# --- what a button goes on with


def test_another_throw_of_the_dice_opens_again() -> None:
    app = opened("families_deeper")
    for _ in range(2):
        app.button(key="again").click().run()
    assert in_address(app)["throw"] == "2"
    again = opened("families_deeper", throw="2")
    again.button(key="again").click().run()
    assert in_address(again)["throw"] == "3"


def test_the_text_that_was_written_opens_again_and_goes_on_as_it_would_have() -> None:
    app = opened("generation")
    app.button(key="write_on").click().run()
    link = in_address(app)
    again = opened("generation", **link)
    assert in_address(again) == link
    texts = [[one.value for one in screen.text] for screen in (app, again)]
    assert texts[0] == texts[1]
    for screen in (app, again):
        screen.button(key="draw").click().run()
    assert in_address(app)["written"] == in_address(again)["written"] != link["written"]


def test_a_way_that_was_left_is_taken_again_and_the_buttons_know_it() -> None:
    app = opened("generation")
    app.button(key="write_on").click().run()
    written = in_address(app)["written"]
    app.button(key="anew").click().run()
    app.button(key="branch_0").click().run()
    assert in_address(app)["written"] == written and not app.button(key="anew").disabled


@pytest.mark.parametrize("written", ["x", "99999", "0-", "1.2.", "9" * 400, ".".join(["7"] * 401)])
def test_a_text_that_the_model_cannot_have_written_is_said(written: str) -> None:
    app = opened("generation", written=written)
    assert not app.exception and "cannot have written" in said(app) and "written" not in in_address(app)


def test_the_token_that_was_opened_opens_again() -> None:
    app = opened("tokens", pick="bpe.300.0")
    assert not app.exception and in_address(app)["pick"] == "bpe.300.0" and "“" in said(app)
    for wrong in ("nothing.1.1", "bpe.1.99999", "bpe", "bpe.x.y"):
        assert f"“{wrong}”" in said(opened("tokens", pick=wrong))


@pytest.mark.parametrize("page", ["autoencoder", "latent_space", "diffusion"])
def test_training_time_below_a_picture_of_a_study_opens_again(page: str) -> None:
    app = opened(page, step="7")
    assert "“7”" in said(app) and "step" not in in_address(app)
    component, key = next(one for one in mounted(app) if one[0] == "training_time")
    slider = next(one.proto for one in app.get("bidi_component") if one.proto.component_name == f"glassbox_{component}")
    steps = json.loads(slider.json)["steps"]
    moved = in_address(sent(app, key, step=steps[1]))
    assert moved["step"] == str(steps[1]) and in_address(opened(page, **moved)) == moved
