"""What fools the scores: coverage and recall by brute force, and each cheat against what it was made to fool."""

from dataclasses import replace

import numpy as np
import pytest

from core.data.digits import digits
from core.measure import families
from core.measure import fooled_scores as measure
from core.measure.images import held_out_features, judge

ALL = measure.all_scored()
REAL = ALL["real"]


def fools(sheet: str) -> tuple[str, ...]:
    return measure.fooled(ALL[sheet], REAL)


def test_every_sheet_has_a_hundred_pictures_and_none_of_those_that_it_is_compared_with() -> None:
    for sheet in measure.sheets().values():
        assert sheet.images.shape == (100, 64) and sheet.asked.shape == (100,)
        assert sheet.images.min() >= 0 and sheet.images.max() <= 1
        assert not (measure.apart(sheet.images, measure.compared_with()) == 0).any()


def test_coverage_and_recall_by_brute_force() -> None:
    rng = np.random.default_rng(0)
    made, real = rng.normal(size=(20, 3)), rng.normal(0.5, 1, size=(30, 3))

    def within(points: np.ndarray, others: np.ndarray, own: np.ndarray) -> np.ndarray:
        """(points, others) whether another is within a point's way to its fifth neighbour."""
        return np.array([
            [np.linalg.norm(p - o) <= sorted(np.linalg.norm(own - p, axis=1))[5] for o in others] for p in points
        ])  # fmt: skip

    assert measure.coverage(made, real) == pytest.approx(within(real, made, real).any(axis=1).mean())
    assert measure.recall(made, real) == pytest.approx(within(made, real, made).any(axis=0).mean())


def test_coverage_is_the_one_that_the_race_of_families_shows() -> None:
    images = digits()[0].images[:60]
    ours = measure.coverage(judge().features(images), held_out_features(judge()))
    assert ours == pytest.approx(families.variety(images), abs=0.003)


def test_a_cloud_covers_and_recalls_itself_and_copies_of_one_point_recall_nothing_else() -> None:
    cloud = np.random.default_rng(1).normal(size=(40, 4))
    assert measure.coverage(cloud, cloud) == measure.recall(cloud, cloud) == 1
    assert measure.recall(np.repeat(cloud[:1] + 9, 40, axis=0), cloud) == 0


def test_a_score_is_fooled_from_nine_tenths_on_and_of_distances_the_small_ones_are_good() -> None:
    assert measure.fooled(REAL, REAL) == tuple(vars(REAL))
    assert "coverage" not in measure.fooled(replace(REAL, coverage=0.89 * REAL.coverage), REAL)
    assert "coverage" in measure.fooled(replace(REAL, coverage=0.91 * REAL.coverage), REAL)
    assert "frechet" not in measure.fooled(replace(REAL, frechet=1.2 * REAL.frechet), REAL)
    assert "nearest" in measure.fooled(replace(REAL, nearest=0.0), REAL)


def test_softening_raises_coverage_and_lowers_recall() -> None:
    assert measure.rewarded(ALL["softened"], REAL) == "coverage"
    assert ALL["softened"].recall < 0.8 * REAL.recall


def test_learned_pictures_handed_in_again_fool_every_score_and_lie_at_no_distance() -> None:
    assert fools("memorized") == tuple(vars(REAL)) and ALL["memorized"].nearest == 0 < REAL.nearest


def test_averages_and_a_single_picture_fool_the_judge_and_not_recall() -> None:
    assert {"sure", "as_asked", "digits", "handwriting", "nearest"} <= set(fools("averages"))
    assert {"sure", "as_asked", "handwriting", "nearest"} <= set(fools("repeated"))
    for cheat in ("averages", "repeated", "one_digit"):
        assert not {"frechet", "coverage", "recall"} & set(fools(cheat)), cheat
    assert ALL["averages"].recall == ALL["repeated"].recall == 0


def test_noise_fools_none() -> None:
    assert fools("noise") == ()
