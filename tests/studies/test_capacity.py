"""Facts that fit into a model: they are drawn as described, and the bits held are counted from its doubt."""

import pytest
import torch

from core.models.transformer import Config, Transformer
from core.studies import capacity


def test_keys_differ_and_values_use_every_word_alike() -> None:
    facts = capacity.drawn(4_000, 0)
    assert facts.shape == (4_000, 5) and len({tuple(row) for row in facts[:, :3].tolist()}) == 4_000
    counts = torch.bincount(facts[:, 3:].flatten(), minlength=capacity.WORDS)
    assert len(counts) == capacity.WORDS and counts.min() > 60 and counts.max() < 200


def test_a_model_that_knows_nothing_holds_nothing() -> None:
    model = Transformer(Config(vocabulary=64, context=4, width=8, heads=2, layers=2))
    for weight in model.parameters():
        weight.data.zero_()
    found = capacity.held(model, capacity.drawn(100, 0))
    assert found.bits == pytest.approx(0, abs=1e-2) and found.weights == sum(w.numel() for w in model.parameters())


def test_few_facts_told_often_are_all_held() -> None:
    records = list(capacity.learn(facts=100, exposures=400))
    bits = [record.values.bits for record in records]
    assert bits[0] < 50 and bits[-1] > 0.95 * 100 * capacity.BITS and records[-1].values.right > 0.95
