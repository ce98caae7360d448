"""A classifier run backwards: the push is the gradient, it makes the classifier sure, and of what nobody would call a digit."""

import numpy as np
import pytest

from core.data.digits import digits
from core.measure.backwards import EACH, came_out, found, judged, pushed, wishes
from core.measure.images import judge


def test_the_push_is_the_gradient_of_the_logarithm() -> None:
    """Compared with PyTorch's own."""
    import torch

    by, images, wanted = judge(), digits()[1].images[:5], np.array([0, 3, 3, 9, 5])
    x = torch.tensor(images, requires_grad=True)
    seen = x
    for weight, bias in zip(by.weights[:2], by.biases[:2], strict=True):
        seen = torch.relu(seen @ torch.tensor(weight) + torch.tensor(bias))
    logits = seen @ torch.tensor(by.weights[2]) + torch.tensor(by.biases[2])
    logits.log_softmax(1)[torch.arange(5), torch.tensor(wanted)].sum().backward()
    assert x.grad is not None
    assert np.allclose(pushed(by, images, wanted), x.grad.numpy(), atol=1e-5)


@pytest.mark.numeric
def test_it_is_sure_of_what_is_no_handwriting() -> None:
    made = found()
    assert made.shape == (10 * EACH, 64) and made.min() >= 0 and made.max() <= 1
    sure, like = judged(made, wishes())
    assert sure > 0.9 and like < 0.2
    assert came_out(sure, like) == "nothing"


def test_real_digits_are_handwriting() -> None:
    held_out = digits()[1]
    sure, like = judged(held_out.images, held_out.labels)
    assert sure > 0.6 and 0.9 < like < 1


@pytest.mark.parametrize(
    ("sure", "like", "outcome"),
    [(0.2, 0.0, "never sure"), (0.9, 0.0, "nothing"), (0.9, 0.4, "some"), (0.9, 0.6, "digits"), (1.0, 1.0, "digits")],
)
def test_the_outcome_asks_both(sure: float, like: float, outcome: str) -> None:
    assert came_out(sure, like) == outcome
