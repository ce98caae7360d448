from typing import Any

import numpy as np
import pytest
import torch

from core import sampling
from core.measure import text_by_temperature
from core.measure.text import Written
from core.models.decode import Decoder
from core.models.transformer import Config, Transformer
from core.tokenizers import START


@pytest.fixture(scope="module")
def model() -> Transformer:
    torch.manual_seed(0)
    model = Transformer(Config(vocabulary=50, context=16, width=16, heads=2, layers=1))
    model.token_embedding.weight.data *= 30  # sharp enough that chances differ
    return model.eval()


def decoder(model: Transformer) -> Decoder:
    return Decoder({name: weight.numpy() for name, weight in model.state_dict().items()}, model.config)


def test_at_temperature_zero_all_endings_are_one(model: Transformer) -> None:
    cold = text_by_temperature.endings(decoder(model), [START, 7], 6, 8, 0, 0.0)
    warm = text_by_temperature.endings(decoder(model), [START, 7], 6, 8, 0, 2.0)
    assert len(set(cold)) == 1 and len(set(warm)) > 1


def test_the_same_dice_give_the_same_endings(model: Transformer) -> None:
    once, again = (text_by_temperature.endings(decoder(model), [START], 3, 5, 4, 1.0) for _ in range(2))
    assert once == again


def test_top_p_keeps_the_fewest_tokens_that_hold_the_share(model: Transformer) -> None:
    tokens = [START, 5, 9]
    kept = text_by_temperature.kept(model, tokens, 0.9)
    with torch.inference_mode():
        logits = model(torch.tensor([tokens]))[0]
    for count, row in zip(kept, np.sort(logits.softmax(-1).numpy())[:, ::-1], strict=True):
        assert row[:count].sum() >= 0.9 - 1e-6 and row[: count - 1].sum() < 0.9
    # and as many as the die itself has
    assert kept == [sampling.distribution(row, top_p=0.9).kept_by_p.sum() for row in logits.numpy()]


def test_top_p_counts_tokens_that_hold_just_the_share_as_the_die_does() -> None:
    """Their rounded sum is a little less than the share."""

    class Sure(torch.nn.Module):
        config = Config(vocabulary=3, context=16)

        def forward(self, tokens: torch.Tensor) -> torch.Tensor:
            rows = torch.tensor([[0.5, 0.3, 0.2], [0.2, 0.7, 0.1]], dtype=torch.float64)
            return rows.log()[None]

    model: Any = Sure()
    assert text_by_temperature.kept(model, [START, 5], 0.8) == [2, 2]
    assert text_by_temperature.kept(model, [START, 5], 0.9) == [3, 2]


def written(grammatical: float | None, true: float | None) -> Written:
    return Written((), 10, grammatical, 10, true)


@pytest.mark.parametrize(
    ("hotter", "broke"),
    [
        ([(0.99, 0.89), (0.2, 0.6)], "grammar"),
        ([(0.95, 0.7), (0.1, 0.1)], "truth"),
        ([(0.7, 0.62), (0.1, 0.6)], "both"),
        ([(0.95, 0.85), (0.92, None)], "neither"),
        ([(0.85, 0.9), (0.9, 0.2)], "grammar"),
        ([(None, None), (None, None)], "neither"),
    ],
)
def test_what_breaks_first_is_what_first_falls_by_a_tenth(hotter: list[Any], broke: str) -> None:
    heats = {0.3: written(1.0, 0.9), 1.0: written(*hotter[0]), 2.0: written(*hotter[1])}
    assert text_by_temperature.breaks_first(heats) == broke
