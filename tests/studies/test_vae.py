import numpy as np
import pytest

from benchmarks.findings import vae_1, vae_2
from core.studies import autoencoder, vae


def test_an_autoencoder_gets_better_and_the_same_seed_gives_the_same() -> None:
    first, *_, last = autoencoder.learn(codes=8, steps=300, moments=4)
    again = list(autoencoder.learn(codes=8, steps=300, moments=4))
    assert last.values.held_out < 0.6 * first.values.held_out and last.values == again[-1].values
    assert all(array.dtype == np.float16 for array in last.arrays.values())


def test_moments_begin_at_nought_and_end_at_the_end() -> None:
    assert autoencoder.landmarks(1000, 5)[0] == 0 and autoencoder.landmarks(1000, 5)[-1] == 1000
    assert autoencoder.landmarks(1000, 1) == [1000]
    with pytest.raises(ValueError, match="none of 'cats'"):
        autoencoder.images_of("cats")


def test_a_vae_keeps_less_with_a_stronger_pull() -> None:
    kept = [sum(list(vae.learn(beta=beta, steps=300, moments=1))[-1].values.kl) for beta in (0.25, 1.0, 16.0)]
    assert kept[0] > kept[1] > kept[2]


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_vae_1_the_nats_that_pca_predicted(seed: int) -> None:
    *_, alive = vae.collapse(ratio=0.35, seed=seed)
    *_, dead = vae.collapse(ratio=1.1, seed=seed, steps=1500)
    assert abs(alive.values.total - alive.values.theory) <= max(0.05, 0.05 * alive.values.theory)
    assert dead.values.theory == 0 and dead.values.total < 0.05


def test_vae_2_holds() -> None:
    assert vae_2.holds(vae_2.measured(0))


def test_vae_1_says_no_where_theory_is_missed() -> None:
    right = {str(r): {"carried": 1.0, "predicted": 1.0} for r in vae_1.ALIVE} | {
        str(r): {"carried": 0.0, "predicted": 0.0} for r in vae_1.DEAD
    }
    assert vae_1.holds(right)
    assert not vae_1.holds(right | {"0.2": {"carried": 1.2, "predicted": 1.0}})
