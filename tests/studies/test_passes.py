"""Passes that are timed: what is summed up from their records. How long anything takes is asserted nowhere."""

import pytest
import torch

from core.studies import passes
from core.studies.passes import GROWN, LENGTHS, WAYS, Timed, dearer, networks, quickest, ready, seconds, slope, sooner


def test_both_models_have_about_as_many_weights() -> None:
    reads, looks = (sum(weight.numel() for weight in model.parameters()) for model in networks())
    assert abs(reads - looks) < 0.05 * looks


def test_the_quickest_pass_of_each_way_counts() -> None:
    found = [
        Timed(16, dict.fromkeys(WAYS, 3.0)),
        Timed(32, dict.fromkeys(WAYS, 9.0)),
        Timed(16, dict.fromkeys(WAYS, 2.0)),
    ]
    assert quickest(found) == {16: dict.fromkeys(WAYS, 2.0), 32: dict.fromkeys(WAYS, 9.0)}


@pytest.mark.parametrize("power", [0, 1, 2])
def test_the_slope_is_the_power_of_the_length(power: int) -> None:
    assert slope({length: 0.5 * length**power for length in LENGTHS}) == pytest.approx(power)


def test_a_pass_goes_back_to_every_weight_and_its_moments_are_in_order() -> None:
    reads, looks = networks()
    tokens = torch.randint(passes.SYMBOLS, (1, 9))
    for model in (reads, looks):
        assert seconds(model, model, tokens) >= 0
        assert all(weight.grad is not None for weight in model.parameters())
    found = ready(reads, looks, tokens)
    assert {name: len(one) for name, one in found.items()} == {"states": 10, "blocks": 3}
    assert all(sorted(one) == list(one) and one[0] == 0 for one in found.values())


def test_the_first_records_say_all_that_the_page_shows() -> None:
    first, second = (record for record, _ in zip(passes.learn(), range(2), strict=False))
    assert (first.values.length, second.values.length) == LENGTHS[:2] and set(first.values.seconds) == set(WAYS)
    assert first.values.ready and not second.values.ready
    written = next(passes.write()).values
    assert written.length == GROWN[0] and written.kept["cache"] == 2 * 2 * 64 * GROWN[0]


def test_which_is_sooner_and_which_gets_dearer() -> None:
    assert [sooner({"steps": times, "transformer": 1.0}) for times in (0.5, 2, 9)] == ["steps", "some", "transformer"]
    first = {"state": 1.0, "cache": 1.0}
    grown = {"none": (1, 1), "state": (2, 1), "cache": (1, 2), "both": (2, 2)}
    for name, (state, cache) in grown.items():
        assert dearer({16: first, 1024: {"state": state, "cache": cache}}) == name
