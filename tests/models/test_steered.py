"""The small world model: shapes, its own pictures as what it sees, and nothing of the future."""

import torch

from core.models.steered import Config, Dreamer, dream


def test_a_dream_sees_only_its_own_last_pictures_and_the_pushes_so_far() -> None:
    torch.manual_seed(0)
    dreamer = Dreamer(Config(seen=2, pixels=9, width=8))
    begin, pushes = torch.rand(3, 2, 9), torch.randn(3, 6, 2)
    made = dream(dreamer, begin, pushes)
    assert made.shape == (3, 6, 9) and bool(((made > 0) & (made < 1)).all())
    later = pushes.clone()
    later[:, 4:] += 1
    other = dream(dreamer, begin, later)
    assert torch.equal(made[:, :4], other[:, :4]) and not torch.equal(made[:, 4], other[:, 4])
    onward = dream(dreamer, made[:, 2:4], pushes[:, 4:])
    assert torch.allclose(onward, made[:, 4:])


def test_what_is_told_changes_what_is_made() -> None:
    torch.manual_seed(0)
    dreamer = Dreamer(Config(seen=1, told=2, pixels=9, width=8))
    assert dreamer.first.in_features == dreamer.config.known == 13
    begin, pushes = torch.rand(2, 1, 9), torch.zeros(2, 3, 2)
    still, fast = (dream(dreamer, begin, pushes, torch.full((2, 3, 2), speed)) for speed in (0.0, 1.0))
    assert not torch.equal(still, fast)
