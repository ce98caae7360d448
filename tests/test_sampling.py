from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from core import sampling
from core.sampling import PRESETS, Distribution, distribution, draw, draws
from core.tokenizers import END

logits = arrays(np.float64, st.integers(1, 40), elements=st.floats(-30, 30))
tied_logits = arrays(np.float64, st.integers(1, 40), elements=st.sampled_from([0.0, 1.0, 2.0]))
temperatures = st.one_of(st.just(0.0), st.floats(0.01, 10))
top_ps = st.floats(0.01, 1)


# --- references


def test_chances_equal_those_computed_by_hand() -> None:
    d = distribution(np.log([0.5, 0.25, 0.125, 0.125]), temperature=0.5, top_k=3, top_p=0.9)
    np.testing.assert_allclose(d.before, [0.5, 0.25, 0.125, 0.125])
    np.testing.assert_allclose(d.softened, np.array([16, 4, 1, 1]) / 22)  # squares, for a temperature of one half
    assert d.kept_by_k.tolist() == [True, True, True, False]
    assert d.kept_by_p.tolist() == [True, True, False, False]  # 16/21 < 0.9 <= 20/21
    np.testing.assert_allclose(d.after, [0.8, 0.2, 0, 0])


def test_the_stages_equal_those_of_transformers() -> None:
    torch = pytest.importorskip("torch")
    from transformers import TemperatureLogitsWarper, TopKLogitsWarper, TopPLogitsWarper

    values = np.random.default_rng(0).normal(0, 3, 200)
    warped = torch.from_numpy(values)[None]
    for warper in (TemperatureLogitsWarper(0.8), TopKLogitsWarper(40), TopPLogitsWarper(0.95)):
        warped = warper(None, warped)
    ours = distribution(values, **PRESETS["balanced"])
    np.testing.assert_allclose(ours.after, warped[0].softmax(-1).numpy(), atol=1e-12)


@pytest.mark.parametrize(
    ("chances", "top_p", "kept"),
    [([0.5, 0.3, 0.2], 0.8, 2), ([0.7, 0.2, 0.1], 0.9, 2), ([0.4, 0.3, 0.2, 0.1], 0.9, 3), ([0.6, 0.1, 0.3], 0.6, 1),
     ([0.001] * 1_000, 0.25, 250), ([0.5, 0.3, 0.2], 0.8 + 1e-9, 3)],
)  # fmt: skip
def test_tokens_that_hold_just_p_are_enough_though_their_sum_is_rounded_down(
    chances: list[float], top_p: float, kept: int
) -> None:
    """.5 + .3 of a softmax is .7999999999999999, and a third token was kept to reach .8."""
    assert distribution(np.log(chances), top_p=top_p).kept_by_p.sum() == kept
    assert distribution(np.log(chances), 1.0, len(chances), top_p).kept_by_p.sum() == kept


# --- laws


@given(logits, temperatures, st.integers(0, 50), top_ps)
def test_chances_sum_to_one_at_every_stage(values: np.ndarray, temperature: float, top_k: int, top_p: float) -> None:
    d = distribution(values, temperature, top_k, top_p)
    for chances in (d.before, d.softened, d.after):
        assert chances.min() >= 0
        assert chances.sum() == pytest.approx(1)
    assert (d.after[~d.kept_by_p] == 0).all()
    assert not (d.kept_by_p & ~d.kept_by_k).any()


@given(st.one_of(logits, tied_logits), temperatures, st.integers(1, 50))
def test_top_k_keeps_exactly_k_and_never_a_worse_one(values: np.ndarray, temperature: float, top_k: int) -> None:
    kept = distribution(values, temperature, top_k).kept_by_k
    assert kept.sum() == min(top_k, len(values))
    if not kept.all():
        assert values[kept].min() >= values[~kept].max()


def test_of_equal_tokens_top_k_keeps_those_with_the_lower_id() -> None:
    assert distribution(np.zeros(5), top_k=2).kept_by_k.tolist() == [True, True, False, False, False]


@given(st.one_of(logits, tied_logits), st.floats(0.05, 5), st.integers(0, 50), top_ps)
def test_top_p_keeps_the_smallest_set_that_reaches_p(
    values: np.ndarray, temperature: float, top_k: int, top_p: float
) -> None:
    d = distribution(values, temperature, top_k, top_p)
    left = np.where(d.kept_by_k, d.softened, 0) / d.softened[d.kept_by_k].sum()
    kept = left[d.kept_by_p]
    assert kept.sum() >= top_p - 1e-9
    if top_p < 1:
        assert kept.sum() - kept.min() < top_p + 1e-9  # without its least likely it would not reach p


@given(st.one_of(logits, tied_logits), st.integers(0, 50), top_ps)
def test_temperature_zero_is_greedy(values: np.ndarray, top_k: int, top_p: float) -> None:
    d = distribution(values, 0.0, top_k, top_p)
    assert d.after[values.argmax()] == 1
    assert draw(d, np.random.default_rng(0))[0] == values.argmax()


@given(logits, st.floats(0.05, 20))
def test_temperature_changes_chances_but_never_their_order(values: np.ndarray, temperature: float) -> None:
    d = distribution(values, temperature)
    assert (np.diff(d.softened[d.order]) <= 0).all()
    assert (np.diff(d.before[d.order]) <= 0).all()


def test_all_dials_off_leave_the_chances_as_the_model_means_them() -> None:
    d = distribution(np.random.default_rng(0).normal(size=30))
    np.testing.assert_allclose(d.after, d.before)
    assert d.kept_by_k.all() and d.kept_by_p.all()


@pytest.mark.parametrize("temperature", [1e-300, 1e-9, 1e9, 1e300])
def test_extreme_temperatures_stay_numbers(temperature: float) -> None:
    d = distribution(np.array([5.0, -5.0, 5.0, 0.0]), temperature)
    assert np.isfinite(d.after).all() and d.after.sum() == pytest.approx(1)
    np.testing.assert_allclose(d.after, [0.5, 0, 0.5, 0] if temperature < 1 else [0.25] * 4, atol=1e-8)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"temperature": -0.1}, "temperature"),
        ({"temperature": float("nan")}, "temperature"),
        ({"temperature": float("inf")}, "temperature"),
        ({"top_k": -1}, "Top-k"),
        ({"top_p": 0.0}, "Top-p"),
        ({"top_p": 1.1}, "Top-p"),
    ],
    ids=str,
)
def test_settings_without_meaning_are_refused_with_a_sentence(wrong: dict[str, float], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        distribution(np.zeros(3), **wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("values", [[], [[0.0]], [np.nan, 1.0], [np.inf, 1.0]], ids=str)
def test_what_are_no_logits_is_refused_with_a_sentence(values: list[float]) -> None:
    with pytest.raises(ValueError, match="row of finite numbers"):
        distribution(np.array(values))


# --- drawing


class Counting:
    """A reader for tests: it expects the token after the last one, and a little of every other."""

    size = 10

    def read(self, tokens: Sequence[int]) -> np.ndarray:
        return self.step(tokens[-1])

    def step(self, token: int) -> np.ndarray:
        expected = np.zeros(self.size)
        expected[(token + 1) % self.size] = 3.0
        return expected


class Die:
    """A die that falls where the test wants."""

    def __init__(self, *falls: float) -> None:
        self.falls = iter(falls)

    def random(self) -> float:
        return next(self.falls)


def halves() -> Distribution:
    return distribution(np.log([0.25, 0.5, 0.25]))


@pytest.mark.parametrize(("fall", "token"), [(0.0, 1), (0.49, 1), (0.51, 0), (0.74, 0), (0.76, 2), (1 - 2**-53, 2)])
def test_the_die_falls_on_stretches_from_the_likeliest_on(fall: float, token: int) -> None:
    assert draw(halves(), Die(fall)) == (token, fall)  # type: ignore[arg-type]


def test_drawing_often_gives_every_token_its_share() -> None:
    rng, d = np.random.default_rng(0), distribution(np.log([0.1, 0.6, 0.3]))
    drawn = np.bincount([draw(d, rng)[0] for _ in range(20_000)], minlength=3) / 20_000
    np.testing.assert_allclose(drawn, d.after, atol=0.02)


@given(logits, st.integers(1, 5), top_ps, st.integers(0, 2**32))
def test_what_was_cut_is_never_drawn(values: np.ndarray, top_k: int, top_p: float, seed: int) -> None:
    d = distribution(values, 1.0, top_k, top_p)
    assert d.kept_by_p[draw(d, np.random.default_rng(seed))[0]]


def test_greedy_draws_are_what_the_reader_expects() -> None:
    found = list(draws(Counting(), [3], 4, np.random.default_rng(0), **PRESETS["greedy"]))
    assert [d.token for d in found] == [4, 5, 6, 7]
    assert [d.position for d in found] == [1, 2, 3, 4]
    assert all(d.chance == 1 and d.before < 1 and not d.forced for d in found)


def test_the_stop_token_ends_the_text_and_belongs_to_it() -> None:
    greedy = [d.token for d in draws(Counting(), [9], 8, np.random.default_rng(0), 0.0, stop=END)]
    assert greedy == [0, 1, END]
    assert len(list(draws(Counting(), [9], 8, np.random.default_rng(0), 0.0))) == 8


def test_the_same_seed_draws_the_same_text() -> None:
    one, same, other = ([d.token for d in draws(Counting(), [3], 40, np.random.default_rng(s), 2.0)] for s in (1, 1, 2))
    assert one == same != other


def test_a_forced_token_is_taken_and_leaves_the_dice_as_they_were() -> None:
    free = list(draws(Counting(), [3], 5, np.random.default_rng(0), 0.0))
    bound = list(draws(Counting(), [3], 5, np.random.default_rng(0), 0.0, forced={2: 8}))
    assert [d.token for d in bound] == [4, 8, 9, 0, 1]
    assert [d.forced for d in bound] == [False, True, False, False, False]
    assert bound[1].chance == 0 and bound[1].before > 0  # greedy would never have taken it
    assert [d.die for d in bound] == [d.die for d in free]


def test_a_reader_is_asked_only_for_what_is_drawn() -> None:
    class Limited(Counting):
        steps = 0

        def step(self, token: int) -> np.ndarray:
            self.steps += 1
            return super().step(token)

    reader = Limited()
    stream = draws(reader, [3], 100, np.random.default_rng(0))
    next(stream)
    next(stream)
    assert reader.steps == 2  # one to read the prompt, one for the second token
    assert list(draws(reader, [3], 0, np.random.default_rng(0))) == []


def test_every_preset_is_a_setting_that_can_be_drawn_with() -> None:
    assert set(PRESETS) == {"greedy", "balanced", "wild"}
    heat = {name: distribution(np.arange(9.0), **settings).after.max() for name, settings in PRESETS.items()}
    assert heat["greedy"] > heat["balanced"] > heat["wild"]
    assert isinstance(sampling.PRESETS["balanced"]["top_k"], int)
