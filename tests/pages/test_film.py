"""The film of training: what it shows at a step is what the page shows there, and all of it is sent once."""

import base64
import json
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from core import sampling
from core.measure.recitation import go_on
from core.opened import over_time, writing
from core.opened.model import shipped
from tests.figures.test_chart import changed
from tests.pages.test_pages import charts, opened

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


FIGURES = {  # pages with figures of Plotly's that follow, and what must be in sight for them
    "transformer_deeper": {}, "embeddings_deeper": {}, "hallucination": {}, "welcome": {}, "generation": {"guess_rare": "all"},
    "attention": {"guess_off": "all", "guess_roles": "all"},
}  # fmt: skip


def films(app: AppTest) -> dict[str, tuple[dict[str, Any], dict[str, Any], list[Any]]]:
    """By key, of every figure that follows: what stands before it, the figure, and the changes at each moment."""
    found = {}
    for one in charts(app):
        _, head, told = one.proto.bytes.split(b"\0", 2)
        if "film" in (read := json.loads(head)):
            figure, frames = told[: read["bytes"]], told[read["bytes"] :]
            found[one.proto.id.rsplit("-", 1)[-1]] = read, json.loads(figure), json.loads(frames)
    return found


@pytest.mark.parametrize("page", FIGURES)
def test_a_figure_of_the_film_is_at_each_step_the_figure_of_the_page_there(page: str) -> None:
    sentences, at_the_end = says(opened(page, **FIGURES[page])), films(opened(page, **FIGURES[page]))
    assert len(at_the_end) == (2 if page == "attention" else 1)
    for key, (head, figure, frames) in at_the_end.items():
        film = head["film"]
        assert film["run"] == "world" and film["step"] == film["steps"][-1] and frames[-1] == []
        assert len({json.dumps(frame) for frame in frames}) > 3
        for place in (0, 4):
            there = opened(page, step=str(film["steps"][place]), **FIGURES[page])
            head_there, figure_there, _ = films(there)[key]
            assert_alike(changed(figure, frames[place]), figure_there)
            assert head_there["film"]["alts"] == film["alts"] and head_there["alt"] == film["alts"][place]
            assert says(there) == sentences


def says(app: AppTest) -> list[list[str]]:
    """What is said at each moment, by each sentence that follows."""
    found = [one.proto.json for one in app.get("bidi_component") if one.proto.component_name == "glassbox_says"]
    return [json.loads(one)["says"] for one in found]


def assert_alike(made: Any, there: Any) -> None:
    """But for the digits that nobody sees, and for how numbers travel."""
    if isinstance(there, dict) and "bdata" in there:
        there = numbers(there)
    assert type(made) is type(there) or not isinstance(there, dict | list), (made, there)
    if isinstance(there, dict):
        assert made.keys() == there.keys()
        for name in there:
            assert_alike(made[name], there[name])
    elif isinstance(there, list):
        assert len(made) == len(there)
        for one, other in zip(made, there, strict=True):
            assert_alike(one, other)
    elif isinstance(there, float):
        assert made == pytest.approx(there, rel=6e-3)
    else:
        assert made == there


def numbers(sent: dict[str, Any]) -> list[Any]:
    """Numbers as Plotly packs them."""
    found = np.frombuffer(base64.b64decode(sent["bdata"]), sent["dtype"])
    shape = [int(size) for size in str(sent.get("shape", len(found))).split(",")]
    unpacked: list[Any] = found.reshape(shape).tolist()
    return unpacked


@pytest.mark.parametrize("page", FIGURES)
def test_the_figures_of_a_film_weigh_less_than_forty_kilobytes(page: str) -> None:
    app = opened(page, **FIGURES[page])
    weights = [len(json.dumps(frames, separators=(",", ":"))) for _, _, frames in films(app).values()]
    written = [one.proto.json for one in app.get("bidi_component") if one.proto.component_name == "glassbox_sure_words"]
    assert 0 < sum(weights) + len(json.dumps(says(app))) + sum(map(len, written)) < 40_000


def test_what_the_model_writes_by_itself_is_in_the_film_what_the_page_shows_there() -> None:
    film = sent(opened("hallucination"), "sure_words")
    there = sent(opened("hallucination", step=str(film["steps"][5])), "sure_words")
    assert film["steps"] == list(shipped().steps) and film["step"] == film["steps"][-1]
    assert there == {**film, "step": film["steps"][5]} and len({str(one) for one in film["moments"]}) > 8
    here = shipped().at(film["steps"][5])
    words = go_on(here.decoder(), here.tokenizer.encode(film["given"]), len(film["moments"][5]["words"]))
    assert [text for text, _ in film["moments"][5]["words"]] == here.tokenizer.spell([one.token for one in words])
    assert any(one["claims"] for one in film["moments"])


def test_a_long_prompt_makes_no_heavy_film_and_the_sentence_has_the_moments_of_the_figure() -> None:
    app = opened("transformer_deeper")
    app.text_area[0].set_value("One winter night a man and a woman and a child were in the woods. " * 9).run()
    ((head, _, frames),) = films(app).values()
    steps = head["film"]["steps"]
    assert (
        len(json.dumps(frames)) < 40_000
        and 2 <= len(steps) < len(shipped().steps)
        and steps[-1] == head["film"]["step"]
    )
    assert sent(app, "says")["steps"] == steps


FOLLOW = {f"glassbox_{name}" for name in ("next_word", "training_time", "says", "learning")}
