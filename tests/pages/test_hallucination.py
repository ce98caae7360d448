"""The lesson on hallucination: any name is asked about, or refused in a sentence; every experiment shows its result."""

import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.exhibit import drawn
from core.figures import Figure
from core.figures.palette import LIGHT
from core.lessons import lesson
from core.opened import half_known
from core.opened.model import shipped
from core.studies import facts
from core.studies.recall_by_tellings import STRANGERS, Heated, Moment
from pages.kit.studies import study
from pages.trust.hallucination import asked_facts, exhibits
from tests.pages.test_pages import AWKWARD, charts, opened
from tests.patience import PATIENCE


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))


@pytest.mark.parametrize("count", [half_known.READ, half_known.TEXTS], ids=["on Start", "on the lesson"])
def test_what_the_apps_own_model_writes_has_something_to_catch_and_more_that_is_true(count: int) -> None:
    claims = half_known.claims_of(half_known.written(shipped(), count)[: half_known.READ])
    untrue = sum(not one.true for one in claims)
    assert 1 <= untrue < len(claims) / 2


def test_any_name_is_asked_about_or_refused_in_a_sentence() -> None:
    app = opened("hallucination")
    app.radio(key="group").set_value("own").run()
    for name in AWKWARD:
        app.text_input(key="own_name").set_value(name).run()
        assert not app.exception, name


def test_a_link_that_names_a_group_as_it_was_called_opens_it() -> None:
    assert opened("hallucination", group="told often").radio(key="group").value == "often"


def test_people_and_lands_of_every_group_are_asked_about() -> None:
    app = opened("hallucination")
    for kind in (4, 1, 3, 4, 2):
        app.selectbox(key="kind").select_index(kind).run()
        for group in list(app.radio(key="group").options):
            app.radio(key="group").set_value(group).run()
            assert not app.exception and len(charts(app)) == 1, (kind, group)


def revealed(page: str) -> AppTest:
    app = opened(page)
    for button in [b for b in app.button if b.label == "Just show me"]:
        app.button(key=button.key).click().run()
        assert not app.exception, button.key
    return app


def answered(page: str) -> AppTest:
    """The page with every experiment revealed, once the workers have answered it."""
    app = revealed(page)
    end = time.monotonic() + PATIENCE
    while any(m.value.startswith("The workers are") or m.value.endswith("…") for m in app.markdown):
        assert time.monotonic() < end, "the workers never answered"
        time.sleep(2)  # the whole page is run anew each time, on the cores that the worker needs
        app.run()
    return app


def test_every_experiment_shows_a_result() -> None:
    app = answered("hallucination")
    assert len(charts(app)) == 3 and not app.exception
    deeper, remedies = answered("hallucination_deeper"), answered("hallucination_remedies")
    shown = len(charts(deeper)), len(charts(remedies))
    assert shown == (6, 5) and not deeper.exception and not remedies.exception


def test_every_bar_of_the_wrong_note_can_be_seen() -> None:
    """The recorded model copies it, so what is drawn is how often, and not the right answers that are left."""
    known = asked_facts.known(study(facts.learn))
    picture = exhibits.look_up(lesson("hallucination"), known, True, LIGHT, drawn()).picture
    assert isinstance(picture, Figure) and all(share > 0.05 for share in picture.data[-1].y)


def test_a_group_that_nobody_is_in_is_not_spoken_of() -> None:
    lines = [Moment(1, told, right, confidence=0.5) for told, right in (("once", 0.25), (STRANGERS, None))]
    said = exhibits.tail(lesson("hallucination"), lines, LIGHT).says
    assert said.startswith("Told once: 25% right. About people who do not exist it is 50% sure")
    rows = [Heated(1.0, STRANGERS, true=0.0, untrue=0.75, no_answer=0.25)]
    said = exhibits.temperature(lesson("hallucination_remedies"), rows, 1.0, LIGHT).says
    assert said == "At temperature 1: made-up people, 75% untrue."


def test_texts_without_a_claim_are_not_said_to_be_true() -> None:
    assert exhibits.half_known(lesson("hallucination"), [("", ()), ("", ())], 0.0).says.startswith(
        "In 2 texts of its own it makes no claim"
    )
