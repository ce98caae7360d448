"""The weights of the open model in words, and one of them looked at."""

from itertools import product

import pytest

from core import lessons
from core.measure.one_weight import matrices
from core.models.transformer import Config, Transformer
from core.opened import one_weight
from core.opened.model import shipped


@pytest.mark.parametrize(("positions", "values"), [*product(("learned", "rotary", "none"), (False, True))])
def test_every_matrix_that_a_model_may_have_has_a_name_of_its_own(positions: str, values: bool) -> None:
    config = Config(12, 8, width=8, heads=2, layers=3, positions=positions, value_embeddings=values)
    say = lessons.lesson("training_deeper").say
    names = [one_weight.named(matrix, say) for matrix in matrices(Transformer(config))]
    assert len(set(names)) == len(names) and not any("{" in name for name in names)


def test_a_look_is_kept_and_differs_by_moment_and_words() -> None:
    opened = shipped()
    tokens = opened.read("Yito lives in")
    found = one_weight.looked_at(opened, tokens, "norm.weight", 1)
    assert found is one_weight.looked_at(opened, tokens, "norm.weight", 1)
    assert found.loss != one_weight.looked_at(opened.at(opened.steps[0]), tokens, "norm.weight", 1).loss
    assert found.loss != one_weight.looked_at(opened, opened.read("One night"), "norm.weight", 1).loss
    assert sum(one_weight.matrices(opened).values()) == sum(weight.size for weight in opened.weights().values())
