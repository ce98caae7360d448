"""Order with and without positions: the law behind the control, and what the studies that ship found."""

import json
from itertools import islice

import pytest
import torch

from core.studies import token_positions
from core.training.run import STUDIES, Run
from core.training.study import Study


def test_the_answer_stands_at_the_place_that_is_asked_for() -> None:
    tokens, answers = token_positions.tasks(50, torch.Generator().manual_seed(0))
    for row, answer in zip(tokens.tolist(), answers.tolist(), strict=True):
        assert row[1 + row[-1] - token_positions.LETTERS] == answer


def test_without_mask_and_positions_no_order_can_be_seen() -> None:
    tokens, _ = token_positions.tasks(8, torch.Generator().manual_seed(0))
    mixed = torch.cat((tokens[:, :1], tokens[:, 1:-1].flip(1), tokens[:, -1:]), dim=1)

    def apart(causal: bool) -> float:
        model = token_positions.network("none", causal, seed=0).requires_grad_(False)
        return float((model(tokens)[:, -1] - model(mixed)[:, -1]).abs().max())

    assert apart(causal=False) < 1e-5 < 1e-4 < apart(causal=True)


def test_a_study_repeats_itself_and_leaves_the_random_numbers_alone() -> None:
    torch.manual_seed(7)
    before = torch.get_rng_state()
    first, second = ([r.values for r in islice(token_positions.learn(seed=3), 2)] for _ in range(2))
    assert first == second and torch.equal(before, torch.get_rng_state())


def test_unknown_positions_are_refused() -> None:
    with pytest.raises(ValueError, match="learned, rotary, none"):
        next(token_positions.learn(positions="sung"))


@pytest.mark.parametrize("settings", token_positions.SHIPPED, ids=token_positions.NAMES)
def test_the_shipped_networks_end_where_the_page_says(settings: dict) -> None:
    last = Run(STUDIES / Study("token_positions.learn", json.loads(json.dumps(settings))).key).records()[-1]
    if settings.get("causal", True):
        assert last.values.right > 0.9
    else:
        assert last.values.right == pytest.approx(token_positions.bag(), abs=0.05)
