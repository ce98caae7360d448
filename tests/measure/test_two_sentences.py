"""One word in two sentences is one vector in the table, and two behind the first layer that looks around."""

import pytest
import torch

from core.measure.two_sentences import alike, stream
from core.models.transformer import Config, Transformer

CONFIG = Config(50, 12, 16, 2, 3)


@pytest.fixture(scope="module")
def model() -> Transformer:
    torch.manual_seed(1)
    model = Transformer(CONFIG).requires_grad_(False)
    for weight in model.parameters():
        weight.mul_(3)
    return model


def test_the_same_words_are_alike_all_the_way(model: Transformer) -> None:
    assert stream(model, [1, 5, 7]).shape == (CONFIG.layers + 2, CONFIG.width)
    assert alike(model, [1, 5, 7], [1, 5, 7]) == pytest.approx([1] * (CONFIG.layers + 2), abs=1e-5)


def test_another_neighbour_changes_a_word_only_behind_the_first_layer(model: Transformer) -> None:
    table, position, *layers = alike(model, [1, 5, 7], [1, 6, 7])
    assert table == pytest.approx(1, abs=1e-5) and position == pytest.approx(1, abs=1e-5)
    assert all(cosine < 0.9999 for cosine in layers)


def test_another_place_changes_a_word_before_the_first_layer(model: Transformer) -> None:
    table, position, *_ = alike(model, [1, 7], [1, 6, 7])
    assert table == pytest.approx(1, abs=1e-5) and position < 0.9999
