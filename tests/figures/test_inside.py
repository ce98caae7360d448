"""The pass and the residual stream as payloads: colours that keep their meaning, and cells that say what they show."""

import numpy as np
import pytest

from core.figures.chips import chips
from core.figures.inside import lens_cells, pass_payload, patch_cells, scale
from core.measure.logit_lens import Lens
from core.measure.patching import Patched

RNG = np.random.default_rng(0)
PASSES = [{"start": k * RNG.normal(size=(3, 15)), "1.attention": RNG.uniform(size=(3, 3, 3))} for k in (1, 4)]
TOKENS = chips([7, 8], [" Mira", "ra"])
LABELS = ["dog", "cat", "owl", "fox", "cow", "hen"]


def test_colours_keep_their_meaning_over_training_time() -> None:
    both, one = scale(PASSES, "start"), [scale([p], "start") for p in PASSES]
    assert both == max(one) and one[0] < one[1]
    assert scale(PASSES, "1.attention") == 1


def test_the_future_has_no_say_in_the_colours() -> None:
    scores = np.array([[1.0, -np.inf], [2.0, 3.0]])
    assert 0 < scale([{"scores": scores}], "scores") <= 3


def test_a_step_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="step 5 must be one"):
        pass_payload(PASSES, [0, 9], 5, [], vocabulary=[], config={}, stations=(), chapters=(), welcome="", weights={})


def test_the_lens_ticks_the_answer_where_it_is_the_likeliest() -> None:
    chances = np.array([[[0.4, 0.3, 0.1, 0.1, 0.06, 0.04]] * 2, [[0.1, 0.7, 0.1, 0.05, 0.03, 0.02]] * 2])  # (S, T, V)
    told = lens_cells(Lens(chances), ["start", "end"], TOKENS, LABELS, 1)
    assert [[cell["marked"] for cell in line] for line in told["cells"]] == [[False, False], [True, True]]
    first, last = told["cells"][0][0], told["cells"][1][1]
    assert (first["text"], last["text"], told["open"]) == ("dog", "cat", [1, 1])
    assert [bar["text"] for bar in first["bars"]] == ["dog", "cat", "owl", "fox", "cow"]
    assert "“cat” has 30%, place 2 of 6" in first["says"] and first["says"].startswith("Start")


def test_what_comes_back_is_a_share_between_nothing_and_all() -> None:
    chance = np.array([[0.9, 0.05], [0.5, 0.1]])
    best = np.array([[0, 1], [2, 1]])
    found = Patched(0.8, 0.1, chance, np.full((2, 2), 0.05), best, np.full((2, 2), 0.6))
    told = patch_cells(found, ["start", "end"], TOKENS, LABELS, 0, 1, (0, 1))
    assert [[round(cell["share"], 3) for cell in line] for line in told["cells"]] == [[1, 0], [0.571, 0]]
    assert [len(cell["bars"]) for line in told["cells"] for cell in line] == [2, 2, 3, 2]  # a third name where it wins
    assert told["cells"][1][0]["bars"][2]["text"] == "owl" and told["open"] == [0, 1]
