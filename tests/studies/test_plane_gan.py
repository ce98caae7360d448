"""The plane's GAN as a study: it learns, repeats itself, and obeys changed settings."""

import numpy as np
import pytest

from benchmarks.findings import gan_1
from core.studies.plane_gan import COLLAPSE, PlaneGan, Settings, learn, settings


def test_the_ring_is_covered_by_the_usual_settings_and_not_by_those_that_collapse() -> None:
    *_, last = learn(start={"every": 500}, steps=2_000)
    *_, collapsed = learn(start=COLLAPSE | {"every": 500}, steps=2_000)
    assert last.values.covered >= 7 and last.values.quality > 0.5
    assert collapsed.values.covered <= 2 and collapsed.values.divergence > 0.8


def test_the_same_seed_gives_the_same_records() -> None:
    once, again = (list(learn(steps=60, seed=3)) for _ in range(2))
    assert [one.values for one in once] == [one.values for one in again]
    assert np.array_equal(once[-1].arrays["maker"], again[-1].arrays["maker"])


def test_only_the_half_that_is_asked_for_learns() -> None:
    live = {"every": 1, "half": "discriminator"}
    records = learn(live=live)
    start, judged = next(records), next(records)
    live["half"] = "generator"
    made = next(records)
    assert np.array_equal(start.arrays["maker"], judged.arrays["maker"])
    assert not np.array_equal(start.arrays["judge"], judged.arrays["judge"])
    assert np.array_equal(judged.arrays["judge"], made.arrays["judge"])
    assert not np.array_equal(judged.arrays["maker"], made.arrays["maker"])
    assert [record.step for record in (start, judged, made)] == [0, 1, 2]


def test_a_single_step_tells_what_changed() -> None:
    live = {"every": 1}
    records = learn(live=live)
    first, second = next(records), next(records)
    assert second.values.before
    assert second.values.before.judge_loss == pytest.approx(first.values.judge_loss)
    assert second.arrays["real"].shape == second.arrays["z_judge"].shape == (160, 2)


def test_data_and_packing_change_while_it_runs() -> None:
    live: dict[str, object] = {}
    records = learn(steps=200, live=live)
    next(records)
    live |= {"shape": "drawn", "drawn": [[0.3, 0.3]], "pack": 2}
    changed = next(records)
    assert changed.values.shape == "drawn" and changed.values.places == 1
    assert changed.arrays["judge"].size > PlaneGan(0).judge.flat.size


def test_records_hold_the_very_nets_that_learned() -> None:
    *_, last = learn(steps=40)
    shown, trained = PlaneGan(0), PlaneGan(0)
    shown.maker.flat[:] = last.arrays["maker"]
    for _ in range(40):
        trained.step(Settings())
    assert np.allclose(shown.points(), trained.points(), atol=0.02)  # 16-bit numbers travel


@pytest.mark.parametrize(
    "wrong", [{"shape": "blob"}, {"shape": "drawn"}, {"loss": "none"}, {"rate_d": 7}, {"half": "neither"}, {"every": 0}]
)
def test_senseless_settings_get_a_sentence(wrong: dict) -> None:
    with pytest.raises(ValueError, match=r"\."):
        settings(wrong)


def test_the_finding_asks_for_all_four_parts() -> None:
    good = {
        "usual": {"covered": 8, "quality": 0.9}, "collapse": {"covered": 0}, "more judging": {"covered": 8},
        "pairs": {"covered": 6},
    }  # fmt: skip
    assert gan_1.holds(good)
    assert not gan_1.holds(good | {"collapse": {"covered": 8}})
    assert not gan_1.holds(good | {"usual": {"covered": 8, "quality": 0.5}})
