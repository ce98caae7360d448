"""The dreamers: deterministic, held against the truth, and kept so that they can be played with."""

import numpy as np
import pytest
import torch

from core.data import rink
from core.models.steered import dream
from core.studies import steered as study
from core.studies.steered import DREAMERS, KEPT, STRENGTHS, Learned
from core.training.events import Record
from core.training.run import STUDIES, Run
from core.training.study import Study

SHORT = (20, 30)


@pytest.fixture(scope="module")
def short() -> list[Record[Learned]]:
    return list(study.learn(seed=3, rounds=SHORT))


def test_it_tells_how_far_it_is_and_measures_after_each_round(short: list[Record[Learned]]) -> None:
    steps = [record.step for record in short]
    assert steps == sorted(steps) and steps[-1] == short[-1].total == sum(SHORT) * len(DREAMERS)
    found = [record for record in short if record.values]
    assert len(found) == 2 and not found[0].values.strong
    assert len(found[1].values.strong) == len(found[1].values.strong_true) == len(STRENGTHS)
    assert all(len(one.drift.off) == study.DREAMED for one in found[1].values.dreamers.values())


def test_the_same_seed_gives_the_same_dreams(short: list[Record[Learned]]) -> None:
    again = [*study.learn(seed=3, rounds=SHORT)][-1]
    assert short[-1].arrays and all(np.array_equal(array, again.arrays[key]) for key, array in short[-1].arrays.items())
    assert {key.partition(".")[0] for key in again.arrays} == set(KEPT)


def test_noise_is_all_that_the_first_two_differ_in() -> None:
    assert DREAMERS["plain"].config == DREAMERS["noise"].config
    assert DREAMERS["plain"].noise == 0 < DREAMERS["noise"].noise
    assert {one.noise for name, one in DREAMERS.items() if name != "plain"} == {study.NOISE}


def test_weights_that_were_kept_dream_what_was_measured(short: list[Record[Learned]]) -> None:
    games = rink.games(3, 20, 9)
    made = study.dreamed(study.restored(short[-1].arrays, "noise"), games)
    assert made.shape == (3, 12, rink.SIDE, rink.SIDE)


def test_the_law_moves_a_puck_twice_as_far_for_twice_the_push(short: list[Record[Learned]]) -> None:
    true = dict(zip(STRENGTHS, short[-1].values.strong_true, strict=True))
    assert true[2.0] == pytest.approx(2 * true[1.0], rel=0.02)
    by_law = rink.PUSH * sum(rink.FRICTION**n for n in range(1, study.COASTS + 2))
    assert true[1.0] == pytest.approx(by_law, rel=0.02)


def test_what_came_with_the_app_keeps_its_puck_whole() -> None:
    run = Run(STUDIES / Study("steered.learn", {}).key)
    last = [record for record in run.records() if record.values][-1]
    dreamer = study.restored(run.arrays(last), "noise")
    games = rink.games(20, 68, 77)
    pictures, pushes, _ = study.tensors(games)
    made = dream(dreamer, pictures[:, 6:8], pushes[:, 7:])
    assert float(made[:, -1].amax(1).min()) > 0.5
    assert isinstance(made, torch.Tensor)
