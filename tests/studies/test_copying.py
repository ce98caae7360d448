"""Rows to be repeated, three models of one size, and what their records say together."""

import pytest
import torch
from torch import Tensor, nn

from core.studies import copying
from core.studies.copying import BUDGET, SYMBOLS, Copied, by_step, learn, networks, right, rows, who
from core.training.events import Record


def test_a_row_comes_twice_with_a_sign_between() -> None:
    found = rows(5, 7, torch.Generator().manual_seed(0))
    assert found.shape == (5, 15) and bool((found[:, :7] == found[:, 8:]).all())
    assert bool((found[:, 7] == SYMBOLS).all()) and int(found[:, :7].max()) < SYMBOLS


def test_the_models_are_of_one_size() -> None:
    for model in networks(20, seed=0).values():
        assert abs(sum(weight.numel() for weight in model.parameters()) - BUDGET) < 0.1 * BUDGET


class Knows(nn.Module):
    """Looks back so many places and says what stood there."""

    def forward(self, tokens: Tensor) -> Tensor:
        length = (tokens.shape[1]) // 2
        return nn.functional.one_hot(tokens.roll(length, 1), SYMBOLS + 1).float()


def test_who_looks_back_to_the_right_place_has_all_of_them() -> None:
    tested = rows(8, 6, torch.Generator().manual_seed(0))
    assert right(Knows(), tested) == 1.0


def test_who_can_do_it_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "STEPS", 2)
    monkeypatch.setattr(copying, "EVERY", 1)
    monkeypatch.setattr(copying, "TESTED", 16)
    shares = iter([1.0, 0.1, 0.1, 0.2, 0.2, 0.3, 0.3])
    monkeypatch.setattr(copying, "right", lambda model, tested: next(shares))
    found = [record.values.right for record in learn(length=10)]
    assert [one["transformer"] for one in found] == [1.0, 1.0, 1.0]
    assert [one["gru"] for one in found] == [0.1, 0.2, 0.3]


def test_when_a_model_was_there_and_who_is_in_the_end() -> None:
    records = [Record(step, 100, Copied({"gru": step / 100}, {})) for step in (0, 50, 100)]
    assert (by_step(records, "gru", 0.5), by_step(records, "gru", 2)) == (50, None)
    shares = {"transformer": (1, 0, 0), "all": (1, 1, 1), "some": (1, 1, 0), "others": (0, 1, 0), "nobody": (0, 0, 0)}
    for name, those in shares.items():
        assert who(dict(zip(copying.MODELS, those, strict=True))) == name
