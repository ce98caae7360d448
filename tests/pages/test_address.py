"""A link shows the same on another screen: everything that a page shows stands in its address, by codes."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core import lessons
from core.training.run import SHIPPED, Run
from pages.kit import address
from tests.pages.test_pages import opened

WORDS = "The old fox sings"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))


def in_address(app: AppTest) -> dict[str, str]:
    """What the browser is told to show in the address."""
    shown, _ = app.session_state[address.OURS][-1]
    assert isinstance(shown, dict)
    return shown


def said(app: AppTest) -> str:
    return " ".join(one.value for one in (*app.text, *app.warning, *app.markdown))


def test_a_page_as_it_begins_has_a_plain_address() -> None:
    assert in_address(opened("generation")) == {}


def test_what_was_chosen_opens_again_on_another_screen() -> None:
    app = opened("generation")
    app.slider(key="temperature").set_value(1.5).run()
    app.text_area(key="prompt").set_value(WORDS).run()
    app.number_input(key="die").set_value(7).run()
    link = in_address(app)
    assert link["temperature"] == "1.5" and link["prompt"] == WORDS and link["die"] == "7"
    assert link["top_p"] == "0.95" and link["run"] == "world"  # another default would change no link
    again = opened("generation", **link)
    assert again.slider(key="temperature").value == 1.5 and again.number_input(key="die").value == 7
    assert again.text_area(key="prompt").value == WORDS and in_address(again) == link


@pytest.mark.parametrize("asked", ["2", "2.0", "2,0", " 2 "])
def test_numbers_are_read_as_people_write_them(asked: str) -> None:
    app = opened("generation", temperature=asked)
    assert app.slider(key="temperature").value == 2 and in_address(app)["temperature"] == "2"


@pytest.mark.parametrize("asked", ["four", "99", "-1", "nan", "1e999", "__import__"])
def test_what_is_no_number_here_is_said(asked: str) -> None:
    app = opened("generation", temperature=asked)
    assert not app.exception
    assert app.slider(key="temperature").value == 0.8 and f"“Temperature: {asked}”" in said(app)


@pytest.mark.parametrize("asked", ["own", "Your own text", "your OWN text"])
def test_old_links_named_choices_by_what_was_written_on_them(asked: str) -> None:
    app = opened("training", text=asked)
    assert app.selectbox(key="text").value == "own"
    assert in_address(app)["text"] == "own"


@pytest.mark.parametrize(
    ("name", "link", "meant"),
    [
        ("transformer_deeper", {"guess_order": "1", "order_kind": "no positions, no mask"}, "unmasked"),
        ("attention", {"guess_induction": "1", "silence": "all heads of layer 2"}, "layer"),
    ],
)
def test_an_old_link_into_an_experiment_still_means_the_same(name: str, link: dict[str, str], meant: str) -> None:
    assert in_address(opened(name, **link))[list(link)[-1]] == meant


def test_a_choice_that_does_not_exist_is_said() -> None:
    app = opened("training", text="war_and_peace")
    assert app.selectbox(key="text").value == "world" and "“Text: war_and_peace”" in said(app)


def test_step_head_and_pin_stand_in_the_address() -> None:
    step = str(Run(SHIPPED / "world").steps[4])
    app = opened("attention", step=step, head="2.3", pin="4.2", words=WORDS)
    assert f"step {step}" in said(app) and in_address(app) | {"words": WORDS} == in_address(app)
    assert in_address(app)["head"] == "2.3" and in_address(app)["pin"] == "4.2" and in_address(app)["step"] == step


@pytest.mark.parametrize("link", [{"step": "7"}, {"step": "x"}, {"run": "nobody"}])
def test_a_model_or_a_moment_that_is_not_there_is_said(link: dict[str, str]) -> None:
    app = opened("attention", **link)
    assert not app.exception and f"{next(iter(link.values()))}" in " ".join(one.value for one in app.warning)


@pytest.mark.parametrize("pin", ["0", "99.99", "2.4", "1.2.3.4", "x", "", "1.", "999999"])
@pytest.mark.parametrize("code", ["pin", "head"])
def test_places_that_do_not_exist_stop_no_page(code: str, pin: str) -> None:
    assert not opened("attention", **{code: pin}).exception


def test_the_outcome_of_a_guess_opens_too_and_is_not_kept_as_ones_own() -> None:
    experiment = lessons.lesson("generation").experiments[0]
    app = opened("generation", guess_zero="2")
    assert experiment.explain in [one.value for one in app.markdown]
    assert in_address(app)["guess_zero"] == "2"
    app.button(key="again_generation-zero").click().run()
    assert "guess_zero" not in in_address(app)
    assert experiment.explain not in [one.value for one in app.markdown]


def test_the_next_page_begins_as_usual() -> None:
    app = opened("attention", words=WORDS, register="technical")
    app.query_params.clear()
    app.switch_page(str(Path("pages/text/transformer/page.py").resolve())).run()
    assert app.text_area(key="words").value != WORDS
    assert in_address(app)["register"] == "technical"  # this one stands on every page


def test_a_code_that_nobody_reads_is_left_out_of_the_address() -> None:
    app = opened("generation", utm_source="x", temperature="1")
    assert not app.exception and "utm_source" not in in_address(app)


def test_the_preset_that_is_lit_is_the_one_that_the_die_is_loaded_with() -> None:
    def lit(app: AppTest) -> object:
        return next(one.value for one in app.get("button_group") if one.key == "preset")

    assert lit(opened("generation")) == "balanced"
    app = opened("generation", temperature="1.5")
    assert lit(app) is None
    next(one for one in app.get("button_group") if one.key == "preset").select("wild").run()
    assert lit(app) == "wild" and app.slider(key="top_p").value == 1 and in_address(app)["top_k"] == "0"


def test_a_text_that_stays_on_the_server_stands_in_no_link() -> None:
    app = opened("safeguards_deeper")
    next(button for button in app.button if str(button.key) == "skip_safeguards_deeper-own").click().run()
    box = app.text_area(key="own_message")
    assert "stays on this server" in box.help
    box.set_value("my own words about soup").run()
    assert "soup" not in str(in_address(app)) and app.text_area(key="own_message").value == "my own words about soup"


def test_a_late_word_of_the_browser_sets_no_control_back() -> None:
    """Quick presses of a key: the browser still tells an address that this page itself wrote some presses ago."""
    app = opened("safeguards_deeper", threshold="0.8")
    told = []
    for value in (0.78, 0.76, 0.74):
        app.slider(key="threshold").set_value(value).run()
        told.append(in_address(app))
    for late in ({"threshold": "0.8"}, *told[:2]):
        app.query_params.clear()
        for code, text in late.items():
            app.query_params[code] = text
        app.slider(key="threshold").set_value(app.slider(key="threshold").value - 0.02).run()
    assert app.slider(key="threshold").value == pytest.approx(0.68) and in_address(app)["threshold"] == "0.68"
    app.query_params["threshold"] = "0.5"  # a link, at last
    app.run()
    assert app.slider(key="threshold").value == 0.5
