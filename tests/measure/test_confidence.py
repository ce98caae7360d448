import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from core.measure import confidence as c


def test_a_model_that_is_right_as_often_as_it_is_sure_is_calibrated() -> None:
    rng = np.random.default_rng(0)
    sure = rng.random(20_000)
    assert c.calibration_error(sure, rng.random(20_000) < sure) < 0.02
    assert c.calibration_error(np.full(100, 0.9), np.zeros(100)) == pytest.approx(0.9)
    assert sum(b.count for b in c.calibration(sure, sure)) == 20_000


def test_ranks_agree_with_scikit_learn_with_ties_too() -> None:
    rng = np.random.default_rng(1)
    scores, wrong = rng.integers(0, 5, 300), rng.random(300) < 0.3
    assert c.ranked_above(scores, wrong) == pytest.approx(roc_auc_score(wrong, scores))
    assert c.ranked_above(scores, np.ones(300)) == 0.5


def test_a_perfectly_calibrated_model_answers_from_the_confidence_that_its_penalty_asks_for() -> None:
    rng = np.random.default_rng(2)
    sure = rng.random(200_000)
    right = (rng.random(len(sure)) < sure).astype(int)
    for p in (0.0, 0.5, 0.75):
        found = c.best(c.abstaining(sure, right, c.penalty_for(p)))
        assert abs(found.threshold - p) <= 0.05 and found.right + found.wrong == pytest.approx(found.answered)
    never = c.abstaining(sure, right, 3.0, [1.1])[0]
    assert never.answered == never.score == never.risk == 0


def test_entropy_counts_what_is_said_and_not_how_it_is_numbered() -> None:
    assert c.entropies(np.array([[3, 3, 3, 3], [1, 2, 3, 4], [5, 5, 9, 9]])) == pytest.approx([0, np.log(4), np.log(2)])


def test_doubt_finds_wrong_answers_where_they_are_those_that_vary() -> None:
    samples = np.array([[1, 1, 1], [1, 2, 3], [2, 2, 2], [1, 1, 2]])
    assert c.finds_wrong(samples, np.array([1, 0, 1, 0])) == 1 and c.finds_wrong(samples, np.array([0, 1, 0, 1])) == 0
    assert c.finds_wrong(np.ones((4, 3)), np.array([1, 0, 1, 0])) == 0.5  # who never doubts finds nothing


def test_who_was_never_told_of_is_left_out_of_every_array() -> None:
    arrays = {"told": np.array([0, 4, 1]), "right": np.array([0, 1, 0]), "towns": np.array([[1, 2], [3, 3], [4, 5]])}
    found = c.of_told(arrays)
    assert {name: array.tolist() for name, array in found.items()} == {
        "told": [4, 1], "right": [1, 0], "towns": [[3, 3], [4, 5]],
    }  # fmt: skip
