import numpy as np
import pytest
import torch

from core.measure import surgery
from core.measure.attention_cell import worked_in
from core.models.transformer import Config, Transformer

pytestmark = pytest.mark.numeric

TOKENS = [1, 7, 8, 7, 9, 8]


@pytest.fixture(scope="module")
def model() -> Transformer:
    torch.manual_seed(0)
    made = Transformer(Config(vocabulary=20, context=8, width=12, heads=3, layers=2))
    with torch.no_grad():
        for weight in made.parameters():
            weight.mul_(4 if weight.ndim > 1 else 1)
    return made.eval()


@pytest.mark.parametrize("kind", surgery.KINDS)
def test_each_surgery_changes_one_head_of_one_layer_and_the_next_word(model: Transformer, kind: str) -> None:
    tokens = torch.tensor([TOKENS])
    plain, changed = model.trace(tokens), model.trace(tokens, surgery.edit_of(0, 1, kind))
    apart = (plain.layers[0].mixed - changed.layers[0].mixed).abs().amax(dim=(0, 2, 3))
    assert apart[1] > 1e-4 and apart[0] == 0 and apart[2] == 0
    before, after = (surgery.next_chances(model, TOKENS, edit) for edit in (None, surgery.edit_of(0, 1, kind)))
    assert after.sum() == pytest.approx(1, abs=1e-5) and surgery.divergence(before, after) > 0


@pytest.mark.parametrize("kind", ["previous", "itself", "uniform"])
def test_a_fixed_pattern_is_a_row_of_shares_without_the_future(kind: str) -> None:
    weights = surgery.pattern(kind, 5)
    torch.testing.assert_close(weights.sum(-1), torch.ones(5))
    assert (weights.triu(diagonal=1) == 0).all()


def test_one_edit_after_another_is_both(model: Transformer) -> None:
    both = surgery.joined([surgery.silenced(0, [0]), surgery.silenced(1, [2])])
    trace = model.trace(torch.tensor([TOKENS]), both)
    assert (trace.layers[0].mixed[:, 0] == 0).all() and (trace.layers[1].mixed[:, 2] == 0).all()


def test_the_tokens_that_are_shown_hold_the_favourites_before_and_after() -> None:
    before, after = np.array([0.5, 0.3, 0.1, 0.06, 0.04]), np.array([0.01, 0.01, 0.01, 0.01, 0.96])
    shown = surgery.most_moved(before, after, count=4)
    assert shown[0] == 0 and 4 in shown and surgery.divergence(before, before) == 0


def test_an_operation_tells_what_the_single_measurements_tell(model: Transformer) -> None:
    found = surgery.operated(model, TOKENS, (1, 2), "mean")
    before, after = (surgery.next_chances(model, TOKENS, edit) for edit in (None, surgery.edit_of(1, 2, "mean")))
    assert found.before == tuple(before[list(found.tokens)]) and found.after == tuple(after[list(found.tokens)])
    assert found.favourites == (before.argmax(), after.argmax()) and found.favourites[0] == found.tokens[0]
    effects = surgery.by_effect(model, TOKENS, "mean")
    layer, head = found.strongest
    assert found.strongest_apart == effects.max() == effects[layer - 1, head - 1] >= effects[1, 2]
    assert found.apart == surgery.divergence(before, after)


@pytest.mark.parametrize(("layer", "head", "row", "column"), [(0, 0, 5, 2), (1, 2, 3, 3), (0, 1, 0, 0)])
def test_a_worked_cell_recomputed_from_its_own_first_numbers(
    model: Transformer, layer: int, head: int, row: int, column: int
) -> None:
    cell = worked_in(model, TOKENS, layer, head, row, column)
    assert cell.dot / len(cell.q) ** 0.5 == pytest.approx(cell.score, abs=1e-5)
    assert np.exp(cell.score) / cell.powers == pytest.approx(cell.weight, abs=1e-5)
    assert np.isneginf(cell.scores[row + 1 :]).all() and cell.weights[row + 1 :].sum() == 0
    parts = [worked_in(model, TOKENS, layer, head, row, j).taken for j in range(row + 1)]
    np.testing.assert_allclose(np.sum(parts, axis=0), cell.mixed, atol=1e-5)


def test_a_cell_in_the_future_is_refused(model: Transformer) -> None:
    with pytest.raises(ValueError, match="cannot look"):
        worked_in(model, TOKENS, 0, 0, 1, 2)
