"""The network of samples: it sees what came before, as far as its holes reach, and NumPy writes what PyTorch expects."""

import numpy as np
import pytest
import torch

from core.models.wavenet import Config, WaveNet, Writer


def network(dilations: tuple[int, ...]) -> WaveNet:
    torch.manual_seed(0)
    return WaveNet(Config(levels=8, width=6, summed=10, dilations=dilations))


@pytest.mark.parametrize("dilations", [(1, 2, 4), (1, 1, 1), (4, 2)])
def test_the_next_sample_hangs_on_what_is_in_reach_and_on_nothing_else(dilations: tuple[int, ...]) -> None:
    model, reach = network(dilations), Config(dilations=dilations).reach
    levels = torch.randint(8, (1, 30))
    with torch.inference_mode():
        before = model(levels)
        for back in range(25):
            other = levels.clone()
            other[0, -1 - back] = (other[0, -1 - back] + 3) % 8
            changed = model(other)
            last = not torch.equal(changed[0, :, -1], before[0, :, -1])
            assert last is (back in {sum(some) for some in sums(dilations)}), back
            assert torch.equal(changed[0, :, : 29 - back], before[0, :, : 29 - back])  # the past never sees the future
    assert max(sum(some) for some in sums(dilations)) == reach - 1


def sums(dilations: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Every choice of holes."""
    found: list[tuple[int, ...]] = [()]
    for one in dilations:
        found += [(*some, one) for some in found]
    return found


def test_other_holes_need_as_many_weights() -> None:
    counts = {sum(w.numel() for w in network(dilations).parameters()) for dilations in ((1, 2, 4), (1, 1, 1))}
    assert len(counts) == 1


@pytest.mark.numeric
def test_written_one_by_one_is_expected_as_at_once() -> None:
    model = network((1, 2, 4, 8))
    writer = Writer({name: weight.detach().numpy() for name, weight in model.state_dict().items()}, (1, 2, 4, 8), 3)
    levels = torch.randint(8, (3, 40))
    with torch.inference_mode():
        at_once = model(levels).numpy()
    one_by_one = np.stack([writer.step(column) for column in levels.numpy().T], axis=2)
    assert np.abs(at_once - one_by_one).max() < 1e-5


def test_the_same_dice_write_the_same_and_a_sure_network_needs_none() -> None:
    model = network((1, 2))
    weights = {name: weight.detach().numpy() for name, weight in model.state_dict().items()}
    begun = np.zeros((2, 5), np.int64)
    rows = [Writer(weights, (1, 2), 2).goes_on(begun, 20, 1.0, np.random.default_rng(3)) for _ in range(2)]
    assert (rows[0] == rows[1]).all() and rows[0].shape == (2, 20)
    weights["out.bias"] = np.where(np.arange(8) == 5, 99.0, 0.0)
    assert (Writer(weights, (1, 2), 2).goes_on(begun, 20, 1.0, np.random.default_rng(3)) == 5).all()
