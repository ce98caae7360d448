"""Influence: it is the gradients' product, and what it foretells is what a step does."""

import numpy as np
import torch

from core.measure.influence import (
    FILL,
    Moment,
    gradients,
    greatest,
    influence,
    longest_run,
    losses,
    mean_by_name,
    rank,
    share_above,
)
from core.models.transformer import Config, Transformer

CONFIG = Config(vocabulary=12, context=6, width=8, heads=2, layers=1)


def model_and_rows() -> tuple[Transformer, torch.Tensor]:
    torch.manual_seed(0)
    rows = torch.randint(1, 12, (4, 7))
    rows[2, 4:] = FILL
    return Transformer(CONFIG), rows


def moment(model: Transformer) -> Moment:
    return Moment({name: w.detach().clone() for name, w in model.named_parameters()}, 0.5)


def test_each_gradient_is_the_one_that_backward_finds() -> None:
    model, rows = model_and_rows()
    found = gradients(model, moment(model).weights, rows)
    logits, target = model(rows[2:3, :3]), rows[2, 1:4]  # the row without what fills it up
    torch.nn.functional.cross_entropy(logits[0], target).backward()
    alone = torch.cat([w.grad.flatten() for w in model.parameters() if w.grad is not None])
    # positions after the row's end get no gradient either way
    assert torch.allclose(found[2].norm(), alone.norm(), atol=1e-5)


def test_a_small_step_lowers_the_loss_by_what_the_influence_says() -> None:
    model, rows = model_and_rows()
    before = losses(model, rows[1:2]).item()
    foretold = influence(model, [moment(model)], rows[:1], rows[1:2]).item() / 0.5
    step = gradients(model, moment(model).weights, rows[:1])[0]
    place, rate = 0, 1e-3
    with torch.no_grad():
        for weight in model.parameters():
            weight -= rate * step[place : place + weight.numel()].view_as(weight)
            place += weight.numel()
    lowered = before - losses(model, rows[1:2]).item()
    assert abs(lowered - rate * foretold) < 0.1 * abs(rate * foretold) + 1e-6


def test_ranks_and_runs() -> None:
    assert rank(torch.tensor([3.0, 5.0, 3.0]), 0) == 2 and rank(torch.tensor([3.0, 5.0, 3.0]), 2) == 2
    assert longest_run(["a", "b"], []) == 0
    assert longest_run("he took it home".split(), "she took it home".split()) == 3


def test_the_greatest_scores_come_first_with_their_places() -> None:
    scores = np.array([-2.0, 0.5, 3.0, 1.0], np.float32)
    assert greatest(scores, 3) == [(2, 3.0), (3, 1.0), (1, 0.5)]
    assert [rank(torch.from_numpy(scores), place) for place, _ in greatest(scores, 9)] == [1, 2, 3, 4]
    assert [share_above(scores, one) for one in (-3, 0.5, 3)] == [1, 0.5, 0]


def test_means_stand_under_their_names_in_the_order_in_which_these_came() -> None:
    found = mean_by_name([("nothing", 1.0), ("top ten", 4.0), ("random ten", 1.0), ("random ten", 2.0)])
    assert list(found.items()) == [("nothing", 1.0), ("top ten", 4.0), ("random ten", 1.5)]
    assert mean_by_name([]) == {}
