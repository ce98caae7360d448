"""What is left of a difference, by hand, and of none."""

import numpy as np
import pytest
import torch

from core.measure.state_forgets import Reading, memory, reading
from core.models.recurrent import KINDS, Config, Recurrent


@pytest.fixture(params=KINDS)
def model(request: pytest.FixtureRequest) -> Recurrent:
    torch.manual_seed(1)
    return Recurrent(Config(vocabulary=9, state=6, kind=request.param))


def test_the_same_first_word_leaves_no_difference(model: Recurrent) -> None:
    assert not reading(model, [1, 2], [1, 2], [3, 4, 5]).apart.any()


def test_the_states_are_those_of_the_whole_text(model: Recurrent) -> None:
    found = reading(model, [1, 2], [7], [3, 4, 5])
    states = torch.stack([state.shown[0] for state in model.steps(torch.tensor([[1, 2, 3, 4, 5]]))])
    np.testing.assert_allclose(found.states, states[1:].detach().numpy(), rtol=1e-5, atol=1e-6)
    assert found.left[0] == 1 and len(found.left) == 4


def test_forgotten_is_what_stays_below_a_tenth() -> None:
    def after(*left: float) -> int | None:
        apart = np.array(left)[:, None]
        return Reading(apart, apart).forgotten_after

    assert after(1, 0.5, 0.05, 0.2, 0.05, 0.01) == 4
    assert after(1, 0.5, 0.2) is None and after(1, 0.01) == 1
    assert [memory(count) for count in (10, 40, 41, None)] == ["letters", "words", "long", "long"]
