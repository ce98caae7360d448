"""The stations of a pass, the lens and the transplant: their laws, and what the shipped model shows over three seeds."""

from dataclasses import replace
from math import prod

import numpy as np
import pytest
import torch

from benchmarks.findings import att_4
from core.measure import forward_pass
from core.measure.logit_lens import lens, lens_on, taps
from core.measure.patching import Patched, causes, patch
from core.models.transformer import ACTIVATIONS, POSITIONS, Config, Transformer, shapes
from core.training.run import SHIPPED, Run

pytestmark = pytest.mark.numeric

SMALL = Config(50, 12, 16, 2, 3)


def small(config: Config = SMALL) -> Transformer:
    torch.manual_seed(1)
    model = Transformer(config).requires_grad_(False)
    for weight in model.parameters():
        weight.mul_(3)
    return model


@pytest.mark.parametrize("positions", POSITIONS)
@pytest.mark.parametrize("layers", [1, 2, 4])
def test_the_weights_of_all_stations_add_up_to_the_models(positions: str, layers: int) -> None:
    config = Config(50, 12, 16, 2, layers, positions=positions)
    assert sum(s.count(config) for s in forward_pass.stations(config)) == sum(
        p.numel() for p in Transformer(config).parameters()
    )
    named = [name for station in forward_pass.stations(config) for name in station.weights]
    assert sorted(named) == sorted(shapes(config)) and len(set(named)) == len(named)


@pytest.mark.parametrize("positions", POSITIONS)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_a_view_finds_its_numbers_in_the_shape_that_it_names(positions: str, activation: str) -> None:
    config = Config(50, 12, 16, 2, 2, activation=activation, positions=positions)
    here = forward_pass.passed(Transformer(config).trace(torch.tensor([[1, 2, 3, 4, 5]])))
    sizes = {"T": 5, "D": 16, "H": 2, "K": 8, "M": 64, "V": 50}
    for station in forward_pass.stations(config):
        for view in station.views:
            numbers = here["logits" if view.field == "chances" else view.field]
            assert numbers.size == prod(sizes[letter] for letter in view.shape.split(" × ")), view.field


def test_another_first_word_reaches_the_last_token_through_attention_alone() -> None:
    model = small()
    one, other = (forward_pass.passed(model.trace(torch.tensor([[1, word, 7, 8]]))) for word in (5, 6))
    apart = forward_pass.first_difference(one, other)
    first = next(name for name, most in apart if most > 0)
    assert first == "1.attention"
    assert dict(apart)["1.normed"] == 0 and dict(apart)["logits"] > 0


def test_the_lens_at_the_end_is_the_model_itself() -> None:
    model = small()
    trace = model.trace(torch.tensor([[1, 2, 3]]))
    seen = lens(model, trace)
    assert seen.chances.shape == (2 * SMALL.layers + 1, 3, 50) and len(taps(SMALL.layers)) == len(seen.chances)
    np.testing.assert_allclose(seen.chances[-1], trace.logits[0].softmax(-1).numpy(), atol=1e-6)
    best = int(seen.best[-1, -1])
    assert seen.rank(best)[-1, -1] == 1 and seen.first_known(best) is not None
    assert seen.first_known(int(seen.chances[-1, -1].argmin())) is None


@pytest.mark.parametrize("value_embeddings", [False, True])
def test_what_is_carried_is_what_the_other_pass_had(value_embeddings: bool) -> None:
    """One cell at a time, by a second pass whose column is replaced by hand, equals the batch of all cells."""
    model, clean, corrupted = small(replace(SMALL, value_embeddings=value_embeddings)), [1, 5, 7, 8], [1, 6, 7, 8]
    found = patch(model, clean, corrupted, 3, 4)
    giver = model.trace(torch.tensor([clean]))
    stream = giver.residual_stream[:, 0]
    for layer in range(SMALL.layers):
        for t in range(4):

            def edit(name: str, at: int, x: torch.Tensor, layer: int = layer, t: int = t) -> torch.Tensor:
                told = giver.layers[at].told
                if name == "residual_after" and at == layer:
                    wanted = stream[2 * layer + 2, t]
                elif name == "told" and at > layer and told is not None:
                    wanted = told[0, t]
                else:
                    return x
                x = x.clone()
                x[0, t] = wanted
                return x

            chance = model.trace(torch.tensor([corrupted]), edit).logits[0, -1].softmax(-1)[3]
            assert found.chance[2 * layer + 2, t] == pytest.approx(float(chance), abs=1e-6)
    assert found.recovered[-1, -1] == pytest.approx(1, abs=1e-4)
    assert np.abs(found.recovered[:, 0]).max() < 1e-3  # the first token is the same in both
    assert np.abs(found.recovered[-1, :-1]).max() < 1e-4
    assert found.recovered[0, 1] == pytest.approx(1, abs=1e-4)  # the name from the start: the whole clean pass


def test_carrying_a_pass_into_itself_changes_nothing() -> None:
    found = patch(small(), [1, 5, 7], [1, 6, 7], 3, 4, source=[1, 6, 7])
    np.testing.assert_allclose(found.chance, found.corrupted, atol=1e-6)


def test_prompts_of_two_lengths_are_refused_with_both_numbers() -> None:
    with pytest.raises(ValueError, match="2 and 3"):
        patch(small(), [1, 2], [1, 2, 3], 3, 4)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_facts_move_from_the_subject_to_the_last_token(seed: int) -> None:
    """ATT-4 on the model that came with the app; the benchmark trains fresh ones, too."""
    run = Run(SHIPPED / "world")
    model = att_4.model(run.recipe.with_vocabulary(run.tokenizer().size), run.weights(run.steps[-1])[1])
    found = causes(model, att_4.some_pairs(run, seed))
    assert found["subject_at_start"] >= 0.8 and found["last_after_blocks"] >= 0.8
    assert found["elsewhere"] <= 0.1 and found["stranger"] < 0.1


def test_a_pass_is_counted_and_measured_station_by_station() -> None:
    model, tokens = small(), [1, 5, 7]
    here = forward_pass.passed_by(model, tokens)
    assert forward_pass.size(here) == sum(numbers.size for numbers in here.values())
    assert forward_pass.size(here, ("embedding", "position")) == forward_pass.size(here) - 2 * 3 * SMALL.width
    told = list(forward_pass.sizes(SMALL, here))
    assert [station.key for station, *_ in told][:2] == ["embedding", "position"]
    for _, view, count, length in told:
        assert count == here["logits" if view.field == "chances" else view.field].size
        assert (length is None) == (view.kind != "vector")
        if length is not None:
            assert length == pytest.approx(sum(x**2 for x in here[view.field][-1].tolist()) ** 0.5, rel=1e-5)


def test_the_favourite_is_the_likeliest_next_token() -> None:
    model, tokens = small(), [1, 5, 7]
    token, chance = forward_pass.favourite(forward_pass.passed_by(model, tokens))
    chances = model(torch.tensor([tokens]))[0, -1].softmax(-1)
    assert token == int(chances.argmax()) and chance == pytest.approx(float(chances.max()), abs=1e-5)
    assert lens_on(model, tokens).best[-1, -1] == token


def test_a_map_tells_what_carries_the_answer_and_what_is_left_elsewhere() -> None:
    chance = np.array([[0.9, 0.2, 0.1], [0.5, 0.3, 0.9]])
    found = Patched(0.9, 0.1, chance, chance, np.zeros((2, 3), int), chance)
    assert found.carries(0, 0.9) == [0] and found.carries(2, 0.9) == [1] and found.carries(1, 0.9) == []
    assert found.most() == pytest.approx(1) and found.most(without=(0, 2)) == pytest.approx(0.25)
    worse = Patched(0.9, 0.1, np.zeros((2, 3)), chance, np.zeros((2, 3), int), chance)
    assert worse.most() == 0
