from dataclasses import replace

import pytest

from benchmarks import peers
from core.measure.parameter_count import PUBLISHED, Published, Shape, count, shape_of
from core.models.transformer import POSITIONS, Config, Transformer


@pytest.mark.parametrize("model", PUBLISHED, ids=lambda model: model.name)
def test_what_is_counted_is_what_the_makers_publish(model: Published) -> None:
    assert count(model.shape).total == pytest.approx(model.total, rel=0.005)


def test_where_each_token_meets_some_experts_only_the_makers_say_how_many_parameters_it_meets() -> None:
    """Jiang et al. (2024): 47 billion are stored, 13 billion are met."""
    mixtral = next(model for model in PUBLISHED if model.shape.experts > 1)
    found = count(mixtral.shape)
    assert round(found.active / 1e9) == 13 and found.active < found.total
    dense = count(replace(mixtral.shape, experts=1, met=1))
    assert dense.active == dense.total


@pytest.mark.parametrize("values", [False, True])
@pytest.mark.parametrize("positions", POSITIONS)
def test_our_own_models_have_as_many_as_are_counted(positions: str, values: bool) -> None:
    config = Config(
        vocabulary=37, context=11, width=12, heads=3, layers=3, positions=positions, value_embeddings=values
    )
    found = count(shape_of(config))
    assert found.total == found.active == sum(weight.numel() for weight in Transformer(config).parameters())


def test_a_gpt2_of_transformers_has_as_many_as_are_counted() -> None:
    """With its biases, which our own models have not."""
    config = Config(vocabulary=50, context=9, width=12, heads=3, layers=2)
    theirs = sum(weight.numel() for weight in peers.gpt2(config).parameters())
    assert count(replace(shape_of(config), biases=True)).total == theirs


def test_small_models_are_mostly_table_and_large_ones_mostly_mlp() -> None:
    ours, largest = count(shape_of(Config())), count(max(PUBLISHED, key=lambda model: model.total).shape)
    assert ours.tokens > 0.35 * ours.total and ours.tokens > ours.attention
    assert largest.mlp > 0.75 * largest.total and largest.tokens < 0.01 * largest.total


def test_a_table_of_its_own_for_the_logits_is_counted_apart() -> None:
    shape = Shape(1_000, 64, 2, 4, 256)
    assert count(replace(shape, tied=False)).logits == count(shape).tokens == 64_000 and count(shape).logits == 0
