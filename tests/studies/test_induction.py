import numpy as np
import pytest
import torch

from benchmarks.findings import att_1
from core.studies.induction import (
    BLOCK,
    FIXED,
    LONGEST,
    SHORTEST,
    SHOWN,
    Elsewhere,
    cliff_of,
    elsewhere,
    formed,
    learn,
    prefix_scores,
    previous_scores,
    rows,
)
from core.training.events import Record


def test_a_row_is_one_block_again_and_again_of_any_length() -> None:
    drawn = rows(200, torch.Generator().manual_seed(0))
    assert drawn.lengths.min() == SHORTEST and drawn.lengths.max() == LONGEST
    for row, length in zip(drawn.symbols[:20], drawn.lengths[:20, 0], strict=True):
        assert torch.equal(row[length:], row[:-length])


def test_perfect_heads_have_the_score_one() -> None:
    tested = rows(4, torch.Generator().manual_seed(0), "fixed")
    T = tested.inputs.shape[1]
    followers = tested.followers.float()
    perfect = followers / followers.sum(-1, keepdim=True).clamp_min(1)
    before = torch.eye(T)[(torch.arange(T) - 1).clamp_min(0)].expand(4, T, T)
    attention = torch.stack([perfect, before], dim=1)[None]  # (1, B, 2, T, T)
    assert prefix_scores(attention, tested)[0].tolist() == pytest.approx([1.0, 0.0])
    assert previous_scores(attention)[0, 1] == 1.0


def test_in_a_block_of_another_length_comparing_and_counting_part() -> None:
    """Of two heads that are both right where every block is 16 long, one finds the symbol's copy and one looks 15 back."""
    places = np.arange(SHOWN)
    compares, counts = np.zeros((2, SHOWN, SHOWN))
    compares[places, np.where(places >= BLOCK, places - BLOCK + 1, 0)] = 255
    counts[places, np.maximum(places - FIXED + 1, 0)] = 255
    kept = np.stack([compares, counts])[None].astype(np.uint8)  # (L, H, T, T), as a record keeps it
    assert elsewhere(kept, (1, 1)) == Elsewhere(followed=1.0, counted=0.0)
    assert elsewhere(kept, (1, 2)) == Elsewhere(followed=0.0, counted=1.0)


def test_a_cliff_needs_a_fall() -> None:
    assert cliff_of([(0, 4.0), (10, 3.9), (20, 3.5)]) is None
    assert cliff_of([(0, 4.0), (10, 3.9), (20, 0.2), (30, 0.1)]) == (10, 20)


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return list(learn(seed=0))


def test_two_layers_form_an_induction_head_on_top_of_a_previous_token_head(records: list[Record]) -> None:
    told = formed(records)
    assert told.prefix > 0.5 and told.accuracy > 0.7 and told.steep <= 0.25
    assert told.head[0] == 2 and told.before is not None and told.previous > 3 * told.previous_before
    assert told.layer_costs > 1 and told.previous_costs > 1


def test_the_study_repeats_itself_and_keeps_its_picture_small(records: list[Record]) -> None:
    again = next(learn(seed=0))
    assert again.values == records[0].values
    assert sum(record.arrays["attention"].nbytes for record in records) < 400_000


def test_the_criterion_notices_what_is_missing() -> None:
    good = {
        "prefix": 0.8, "accuracy": 0.9, "steep": 0.2, "previous": 0.5, "previous_before": 0.06, "layer_costs": 4.0,
        "previous_costs": 4.0, "one_layer_accuracy": 0.15,
    }  # fmt: skip
    assert att_1.holds(good)
    for name, bad in (
        ("prefix", 0.4),
        ("accuracy", 0.5),
        ("steep", 0.4),
        ("layer_costs", 0.2),
        ("one_layer_accuracy", 0.5),
    ):
        assert not att_1.holds(good | {name: bad})
