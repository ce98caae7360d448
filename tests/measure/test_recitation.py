"""By heart or not: one pass over the true text says what the greedy continuation would be."""

import numpy as np
import pytest
import torch

from core.measure.recitation import extracted, go_on, half_at, right, stretch
from core.models.decode import Decoder
from core.models.transformer import Config, Transformer
from core.tokenizers import END, START


@pytest.fixture(scope="module")
def model() -> Transformer:
    """Random weights, large enough to have opinions."""
    torch.manual_seed(0)
    model = Transformer(Config(vocabulary=9, context=24, width=16, heads=2, layers=1))
    with torch.no_grad():
        for weight in model.parameters():
            weight.mul_(6 if weight.ndim == 2 else 1)
    return model


def test_one_pass_equals_writing_it(model: Transformer) -> None:
    """For every beginning: by heart by the measure where the continuation that is written is the text itself."""
    reader = Decoder({name: weight.numpy() for name, weight in model.state_dict().items()}, model.config)
    texts = []
    for first in range(3, 9):  # the model's own continuations, the second half of them with one letter changed
        own = [first, *(one.token for one in go_on(reader, [first], 12))]
        texts += [own, [*own[:6], 3 + (own[6] - 2) % 6, *own[7:]]] if len(own) == 13 else []
    assert len(texts) >= 2
    tokens = torch.tensor([[START, *text] for text in texts])
    found = right(model, tokens)
    for given in (1, 4, 8):
        said = [[one.token for one in go_on(reader, text[:given], len(text) - given)] for text in texts]
        assert extracted(found, given).tolist() == [s == t[given:] for s, t in zip(said, texts, strict=True)]
        same = [
            next((i for i, (a, b) in enumerate(zip(s, t[given:], strict=False)) if a != b), len(s))
            for s, t in zip(said, texts, strict=True)
        ]
        assert stretch(found, given).tolist() == same
    assert extracted(found, 1).any() and not extracted(found, 1).all()


def test_it_stops_at_the_end_and_chances_are_chances(model: Transformer) -> None:
    reader = Decoder({name: weight.numpy() for name, weight in model.state_dict().items()}, model.config)
    said = go_on(reader, [], 40)
    assert len(said) <= 40 and all(0 < one.chance <= 1 and one.token != END for one in said)


@pytest.mark.parametrize(
    ("shares", "copies"),
    [
        ({"1": 0.6, "2": 1.0}, 1.0),
        ({"1": 0.0, "2": 0.5}, 2.0),
        ({"1": 0.0, "2": 0.4}, None),
        ({}, None),
        ({"4": 0.25, "16": 0.75}, 8.0),
    ],
)
def test_half_lies_between_two_doublings(shares: dict[str, float], copies: float | None) -> None:
    found = half_at(shares)
    assert found is None if copies is None else found is not None and np.isclose(found, copies)
