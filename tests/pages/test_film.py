"""The film of training: what it shows at a step is what the page shows there, and all of it is sent once."""

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core import sampling
from core.opened import over_time, writing
from core.opened.model import shipped
from tests.pages.test_pages import opened

PAGES = ("generation", "welcome", "training", "attention", "embeddings")
SAME = ("rows", "rest", "strip")  # of the picture of the next word, at every moment


def sent(app: AppTest, component: str) -> dict[str, Any]:
    """What the page sent to the first component of that name."""
    name = f"glassbox_{component}"
    found: dict[str, Any] = json.loads(
        next(one.proto.json for one in app.get("bidi_component") if one.proto.component_name == name)
    )
    return found


@pytest.mark.parametrize("page", ["generation", "welcome"])
def test_the_film_shows_at_each_step_what_the_page_shows_there(page: str) -> None:
    at_the_end = opened(page)
    film, said, time = (sent(at_the_end, name) for name in ("next_word", "says", "training_time"))
    steps = film["film"]["steps"]
    assert steps == said["steps"] == time["steps"] == list(shipped().steps)
    assert film["film"]["frames"][-1] is None  # the page stands there
    for place in (0, 4, len(steps) - 2):
        there = opened(page, step=str(steps[place]))
        picture, sentence = sent(there, "next_word"), sent(there, "says")
        frame = film["film"]["frames"][place]
        assert {name: frame[name] for name in SAME} == {name: picture[name] for name in SAME}
        assert picture["film"]["frames"][place] is None and picture["film"]["step"] == steps[place]
        assert said["says"][place] == picture["sentence"] == sentence["says"][place]
        assert sent(there, "training_time")["writes"] == time["writes"]


@pytest.mark.parametrize("page", ["attention", "embeddings", "transformer"])
def test_the_sentence_of_the_film_is_the_sentence_of_the_page(page: str) -> None:
    said = sent(opened(page), "says")
    assert len(set(said["says"])) > 3
    for place in (0, 5):
        there = sent(opened(page, step=str(said["steps"][place])), "says")
        assert there["step"] == said["steps"][place] and there["says"] == said["says"]


def test_what_a_model_writes_in_the_film_is_how_write_on_begins() -> None:
    model, settings = shipped(), dict(sampling.PRESETS["balanced"])
    here = model.at(model.steps[6])
    now = writing.begun(here, "One winter night a")
    film = over_time.endings(model, now.tokens, settings, seed=3)[here.step]
    writing.throw(here, now, settings, 3, over_time.WRITTEN)
    assert here.tokenizer.decode(now.tokens) == f"One winter night a{film}"


def test_a_token_that_was_drawn_is_shown_at_the_moment_of_its_draw_alone() -> None:
    model, settings = shipped(), dict(sampling.PRESETS["balanced"])
    now = writing.begun(model, "One winter night a")
    writing.throw(model, now, settings, 0, 1)
    assert now.last and writing.shown(model, now, settings) is now.last.distribution
    earlier = model.at(model.steps[3])
    found = writing.shown(earlier, now, settings)
    assert now.last is None
    assert (found.before == over_time.chances(earlier, now.tokens, settings)[earlier.step].before).all()


@pytest.mark.parametrize("page", PAGES)
def test_a_film_weighs_tens_of_kilobytes_and_knows_how_long_each_moment_stays(page: str) -> None:
    app = opened(page)
    time = sent(app, "training_time")
    assert len(time["beats"]) == len(time["steps"]) and len(set(time["beats"])) > 3
    weights = [len(one.proto.json) for one in app.get("bidi_component") if one.proto.component_name in FOLLOW]
    assert sum(weights) < 60_000
    assert all(time["writes"]["texts"][place] for place in time["strip"])


FOLLOW = {f"glassbox_{name}" for name in ("next_word", "training_time", "says", "learning")}
