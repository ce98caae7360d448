"""The step in the open is PyTorch's own layer; budgets are kept; nothing of the past comes by but through the state."""

import pytest
import torch

from core.models.recurrent import KINDS, Config, Recurrent, within


@pytest.fixture(params=KINDS)
def model(request: pytest.FixtureRequest) -> Recurrent:
    torch.manual_seed(0)
    return Recurrent(Config(vocabulary=7, state=5, kind=request.param))


def test_step_by_step_is_what_pytorchs_layer_does(model: Recurrent) -> None:
    tokens = torch.randint(7, (3, 9))
    states = torch.stack([state.shown for state in model.steps(tokens)], 1)
    torch.testing.assert_close(model.expected(states), model(tokens))


def test_the_future_does_not_change_the_past(model: Recurrent) -> None:
    tokens = torch.randint(7, (1, 9))
    other = tokens.clone()
    other[:, 6:] = (other[:, 6:] + 1) % 7
    torch.testing.assert_close(model(tokens)[:, :6], model(other)[:, :6])
    assert not torch.allclose(model(tokens)[:, 6:], model(other)[:, 6:])


def test_reading_can_be_interrupted_and_taken_up_again_from_the_state_alone(model: Recurrent) -> None:
    tokens = torch.randint(7, (2, 8))
    *_, whole = model.steps(tokens)
    *_, half = model.steps(tokens[:, :4])
    *_, rest = model.steps(tokens[:, 4:], half)
    torch.testing.assert_close(rest.shown, whole.shown)


@pytest.mark.parametrize("kind", KINDS)
def test_weights_are_counted_as_they_are_and_stay_within_the_budget(kind: str) -> None:
    config = within(20_000, Config(vocabulary=50, kind=kind))
    there = sum(weight.numel() for weight in Recurrent(config).parameters())
    assert there == config.weights and 19_000 < there <= 20_000


@pytest.mark.parametrize("wrong", [{"kind": "transformer"}, {"state": 0}, {"vocabulary": 0}])
def test_what_cannot_be_built_gets_a_sentence(wrong: dict) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        Config(**wrong)
