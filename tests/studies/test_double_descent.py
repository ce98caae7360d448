"""Random features: least squares against a library's, the threshold, and where the curve has its peak."""

import numpy as np
import pytest
from sklearn.metrics import accuracy_score

from core.studies import double_descent
from core.studies.double_descent import Erred, fitted, learn, peak, rises, task, worst


def test_a_share_of_the_labels_is_random_and_no_picture_is_learned_and_tuned_on() -> None:
    given = task(300, 0.0, np.random.default_rng(0))
    noisy = task(300, 0.3, np.random.default_rng(0))
    assert np.array_equal(given.learned, noisy.learned)
    assert np.mean(given.labels != noisy.labels) == pytest.approx(0.27, abs=0.06)  # one in ten is right by chance
    ours = {row.tobytes() for row in given.learned}
    assert not ours & {row.tobytes() for row in given.tuned[0]} and not ours & {
        row.tobytes() for row in given.unseen[0]
    }


@pytest.mark.parametrize("features", [40, 100, 400])
def test_the_weights_are_numpys_own_least_squares_of_minimum_norm(features: int) -> None:
    given = task(100, 0.1, np.random.default_rng(1))
    directions = np.random.default_rng(2).standard_normal((64, features))
    seen, asked = (np.maximum(pictures @ directions, 0) for pictures in (given.learned, given.unseen[0]))
    weights = np.linalg.lstsq(seen, np.eye(10)[given.labels], rcond=1e-6)[0]
    errors = fitted(given, features, np.random.default_rng(2))
    theirs = [
        1 - accuracy_score(of, (some @ weights).argmax(1))
        for some, of in ((seen, given.labels), (asked, given.unseen[1]))
    ]
    assert errors[:2] == pytest.approx(theirs, abs=0.02)


def test_with_more_weights_than_pictures_every_label_is_fitted_and_the_peak_lies_between(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(double_descent, "DRAWS", 1)
    monkeypatch.setattr(double_descent, "SIZES", (0.2, 0.5, 1, 2, 5))
    curve = [record.values for record in learn(pictures=150)]
    assert all(one.learned == 0 for one in curve if one.features > 1.2 * 150)
    assert worst(curve, 150) == "as_many"
    assert peak(curve).unseen > 2 * curve[-1].unseen and peak(curve).ridge < peak(curve).unseen / 2


def test_the_steps_count_the_points_and_the_seed_decides() -> None:
    first, again = next(learn(pictures=150)), next(learn(pictures=150))
    assert first == again and (first.step, first.total) == (1, len(double_descent.SIZES))
    assert first != next(learn(pictures=150, seed=1))


def test_a_curve_that_only_falls_has_its_peak_at_its_end() -> None:
    falling = [Erred(size, 0.0, 1 / size, 0.0) for size in (10, 100, 1000)]
    assert peak(falling).features == 1000 and worst(falling, 100) == "few"
    assert rises([one.unseen for one in falling]) == 0
